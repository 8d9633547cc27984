//~ error: requires an `unsafe impl` declaration
#[derive(Default, Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
struct Mine(u8);
impl spectable::Model for Mine {
    fn raw_table() -> &'static spectable::private::RawTable {
        loop {}
    }
}
fn main() {}
