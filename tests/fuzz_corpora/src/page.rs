//! Text to pages, to a schema, to Rust.

use spectable_build::lock::Pins;
use spectable_build::problem::Problems;
use spectable_build::source::markdown;

use crate::generated;

/// What separates two pages of one input: a form feed.
const NEXT_PAGE: u8 = 0x0c;

/// Reads the bytes as pages, with a form feed between one and the next.
pub fn check(bytes: &[u8]) {
    for overlay in ["", "wire-names = \"camelCase\"\n"] {
        let pages = bytes.split(|&byte| byte == NEXT_PAGE).enumerate();
        let pages = pages.map(|(at, page)| (format!("Page{at}.md"), page.to_vec()));
        let mut problems = Problems::default();
        let input = markdown::read_files(pages, &mut problems);
        generated::check_input(input, overlay, &Pins::default(), problems);
    }
}
