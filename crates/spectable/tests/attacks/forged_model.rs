//~ error: requires an `unsafe impl` declaration
#[derive(Default, Clone, PartialEq, Debug)]
struct Mine(u8);
impl spectable::Model for Mine {
    const RAW_FIELDS: &'static [spectable::__RawField] = &[];
}
fn main() {}
