//! Text from outside in TOML: waivers and entries of an overlay.

use spectable_build::invisible::is_unprintable;

/// A basic string of TOML (<https://toml.io/en/v1.0.0#string>).
///
/// ```
/// assert_eq!(spectable_drift::report::toml::quoted(r#"the "new" one"#), r#""the \"new\" one""#);
/// ```
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(char);
            }
            // A review would not show it.
            char if is_unprintable(char) => quoted.push_str(&format!("\\U{:08X}", u32::from(char))),
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}
