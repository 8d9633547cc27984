//! Generating: pages to Rust on disk, and how it grows.
//!
//! `cargo bench -p purecloud-benches --bench generate [-- PAGES.tar.gz [OVERLAY]]`. Without an archive, it makes its own pages: those of
//! `schema/` many times.
#![forbid(unsafe_code)]

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::Command;

use purecloud_benches::{Report, arguments, made_pages, run};

fn main() -> io::Result<()> {
    let given = arguments();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut cargo = Command::new(env!("CARGO"));
    run(cargo.args(["build", "--release", "--quiet", "-p", "spectable-cli"]).current_dir(&root))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), Into::into);
    let spectable = target.join("release/spectable");
    let (pages, source) = match given.first() {
        // Cargo runs a benchmark in the folder of its package; paths are meant from the workspace.
        Some(archive) => (pages(&root.join(archive))?, "the pages of an archive"),
        None => (made_pages(6200)?, "the pages of `schema/`, many times with other names"),
    };
    let mut report = Report::new("Generating Rust from pages", "milliseconds", false);
    report.run.input = Some(format!("{source}: {} pages", pages.len()));
    let mut notes = Vec::new();
    for count in [500, 1000, 2000, 4000, pages.len()] {
        let folder = tempfile::tempdir()?;
        let source = folder.path().join("part.tar.gz");
        pack(&source, pages.get(..count).unwrap_or(&pages))?;
        let mut both = Vec::new();
        for style in ["table", "derive"] {
            let mut fastest = f64::MAX;
            for round in 0..3 {
                let out = folder.path().join(format!("{style}{round}"));
                let mut generate = Command::new(&spectable);
                generate
                    .arg("generate")
                    .arg("--from")
                    .arg(&source)
                    .arg("--out")
                    .arg(&out)
                    .args(["--style", style]);
                if let Some(overlay) = given.get(1) {
                    generate.arg("--config").arg(root.join(overlay));
                }
                let took = run(&mut generate)?;
                fastest = fastest.min(took.seconds * 1000.0);
                if let Some(megabytes) = took.megabytes.filter(|_| round == 0 && style == "table") {
                    notes.push(format!("{count} pages: peak {megabytes:.0} MB"));
                }
            }
            both.push(fastest);
        }
        if let [table, derive] = both[..] {
            notes.push(format!("{count} pages: {:.1} µs a page", table * 1000.0 / count as f64));
            report.add(format!("{count} pages"), table, derive);
        }
    }
    report.notes = notes;
    report.publish("generate")
}

/// The pages of an archive, by name.
fn pages(archive: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut pages = Vec::new();
    let mut tar = tar::Archive::new(flate2::read::GzDecoder::new(fs::File::open(archive)?));
    for entry in tar.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        if name.ends_with(".md") {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            pages.push((name, bytes));
        }
    }
    pages.sort();
    Ok(pages)
}

fn pack(path: &Path, pages: &[(String, Vec<u8>)]) -> io::Result<()> {
    let gzip = flate2::write::GzEncoder::new(fs::File::create(path)?, flate2::Compression::default());
    let mut tar = tar::Builder::new(gzip);
    for (name, bytes) in pages {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append_data(&mut header, name, bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?.sync_all()
}
