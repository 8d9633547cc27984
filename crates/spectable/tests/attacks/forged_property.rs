//~ error: requires an `unsafe impl` declaration
struct Mine(u8);
impl spectable::private::Property for Mine {
    const KIND: spectable::private::RawKind = spectable::private::RawKind::Text;
}
fn main() {}
