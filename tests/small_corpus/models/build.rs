//! Generates the models of the small corpus.

fn main() {
    spectable_build::Config::read("../../corpus/small/1.0.0").generate();
}
