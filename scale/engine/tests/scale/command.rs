//! The program as a process.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What a process did.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `spectable-scale`.
pub(crate) fn run(args: &[&str]) -> Done {
    run_with(args, "")
}

/// Runs `spectable-scale` with a text on standard input.
pub(crate) fn run_with(args: &[&str], text: &str) -> Done {
    let mut child = Command::new(env!("CARGO_BIN_EXE_spectable-scale"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let text = text.to_owned();
    let writer = std::thread::spawn(move || {
        let _gone_if_it_ended = stdin.write_all(text.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn help_says_how_files_are_named() {
    let help = run(&["sql", "--help"]);
    assert_eq!(help.code, 0);
    for word in ["`data`", "CREATE EXTERNAL TABLE", "STORED AS SPECTABLE", "unnest", "--partition"] {
        assert!(help.out.contains(word), "{word}: {}", help.out);
    }
    assert_eq!(run(&["convert"]).code, 2);
}
