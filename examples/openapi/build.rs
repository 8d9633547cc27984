//! Generates the models from `openapi.yaml`.

fn main() {
    spectable_build::Config::read("openapi.yaml").generate();
}
