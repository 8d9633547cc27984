//! Records that are set aside: a JSON object on a line for each.

use std::io::Write;

use spectable::pull::write_string;

use crate::error::Error;

/// Writes a record and what is wrong with it.
pub(super) fn write(to: &mut dyn Write, error: &Error, record: &[u8]) -> std::io::Result<()> {
    let mut line = Vec::with_capacity(record.len() + 128);
    line.extend_from_slice(
        format!("{{\"line\":{},\"column\":{},\"path\":", error.line(), error.column()).as_bytes(),
    );
    write_string(error.path(), &mut line);
    line.extend_from_slice(b",\"message\":");
    write_string(error.message(), &mut line);
    line.extend_from_slice(b",\"record\":");
    // JSON has no bytes that are not UTF-8: U+FFFD stands for them.
    write_string(&String::from_utf8_lossy(record), &mut line);
    line.extend_from_slice(b"}\n");
    to.write_all(&line)
}
