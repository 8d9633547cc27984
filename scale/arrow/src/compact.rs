//! JSON text on one line.

/// JSON text without the white space around its tokens, after what there is.
pub(crate) fn push_compact(text: &str, to: &mut Vec<u8>) {
    if !text.bytes().any(|byte| byte <= b' ') {
        return to.extend_from_slice(text.as_bytes());
    }
    let (mut in_string, mut is_escaped) = (false, false);
    for &byte in text.as_bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => in_string = !in_string,
            b' ' | b'\n' | b'\t' | b'\r' if !in_string => continue,
            _ => {}
        }
        to.push(byte);
    }
}
