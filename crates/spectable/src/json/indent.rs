//! Indenting JSON text, so that what is written on one line and what is written on many is the same.

/// JSON text of one line, with each member and item on a line of its own.
pub(super) fn indent(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() * 2);
    let (mut depth, mut in_string, mut escaped) = (0, false, false);
    for (at, &byte) in text.iter().enumerate() {
        if in_string {
            out.push(byte);
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        let empty = |closing| text.get(at + 1) == Some(&closing);
        match byte {
            b'{' | b'[' => {
                out.push(byte);
                depth += 1;
                if !empty(byte + 2) {
                    new_line(&mut out, depth);
                }
            }
            b'}' | b']' => {
                depth -= 1;
                if out.last() != Some(&(byte - 2)) {
                    new_line(&mut out, depth);
                }
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(&mut out, depth);
            }
            b':' => out.extend_from_slice(b": "),
            _ => {
                out.push(byte);
                in_string = byte == b'"';
            }
        }
    }
    out
}

fn new_line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.extend(std::iter::repeat_n(b' ', depth * 2));
}

#[cfg(test)]
mod tests {
    use super::indent;

    #[test]
    fn as_serde_json_indents() {
        let texts = [
            "1",
            "{}",
            "[]",
            r#"{"a":1,"b":[],"c":{}}"#,
            r#"[[],[{}],{"a":[1,2,{"b":null}]}]"#,
            r#"{"\\":"\\\"","a,b":"{[\"]}:\\"}"#,
        ];
        for text in texts {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(String::from_utf8(indent(text.as_bytes())).unwrap(), format!("{value:#}"), "{text}");
        }
    }
}
