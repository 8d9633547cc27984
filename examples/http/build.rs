//! Generates the models from `schema/openapi.yaml`.

fn main() {
    spectable_build::Config::read("schema").generate();
}
