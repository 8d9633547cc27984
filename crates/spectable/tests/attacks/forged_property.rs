//~ error: requires an `unsafe impl` declaration
struct Mine(u8);
impl spectable::__Property for Mine {
    const KIND: spectable::__RawKind = spectable::__RawKind::Text;
}
fn main() {}
