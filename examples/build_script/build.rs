//! Generates the models from the pages of `schema/`.

fn main() {
    spectable_build::Config::read("schema").generate();
}
