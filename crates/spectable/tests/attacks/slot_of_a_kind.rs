//~ error: E0133
// The function of a kind gives a pointer for any pointer. To use it takes `unsafe`.
#![forbid(unsafe_code)]
use spectable::{__Property as Property, __RawKind as RawKind};

fn main() {
    let RawKind::List(list) = <Vec<i64> as Property>::KIND else { return };
    let mut text = Some(String::from("0123456789"));
    let slot = (list.slot)(std::ptr::from_mut(&mut text).cast());
    let _ = *slot;
}
