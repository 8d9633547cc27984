//! The page in a browser: Chromium without a window. Without one, these tests say so and pass.

use std::{fs, path::PathBuf, process::Command};

use serde_json::{Value, json};
use spectable_drift::{
    finding::Finding,
    report::Report,
    rules::Rule,
    verdict::{Breakage, RustVerdict},
};

use crate::made;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser, with a profile of its own.
struct Browser {
    name: &'static str,
    folder: PathBuf,
}

impl Browser {
    /// The browser of this machine, for a test of this name.
    fn of(test: &str) -> Option<Self> {
        let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok();
        let Some(name) = NAMES.into_iter().find(|name| runs(name)) else {
            println!("skipped: there is no Chromium");
            return None;
        };
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        fs::create_dir_all(&folder).unwrap();
        Some(Self { name, folder })
    }

    /// What the browser prints for a page and the fragment of its address.
    fn run(&self, page: &str, fragment: &str, arguments: &[&str]) -> String {
        let file = self.folder.join("page.html");
        fs::write(&file, page).unwrap();
        let output = Command::new(self.name)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
            ])
            .args(["--virtual-time-budget=20000"])
            .arg(format!("--user-data-dir={}", self.folder.join("profile").display()))
            .args(arguments)
            .arg(format!("file://{}{fragment}", file.display()))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

fn count(report: &Report, matches: impl Fn(&Finding) -> bool) -> usize {
    report.findings.iter().filter(|finding| matches(finding)).count()
}

/// The policy of the page lets its own script run, with nothing changed on the page.
#[test]
fn the_address_filters_ten_thousand_findings() {
    let Some(browser) = Browser::of("address") else { return };
    let report = made::report(10_000);
    let dom = browser.run(&made::page(&report), "#rule=type-changed&q=root1", &["--dump-dom"]);
    let articles: Vec<&str> =
        dom.split("<article ").skip(1).map(|it| it.split('>').next().unwrap()).collect();
    assert_eq!(articles.len(), 10_000);
    let shown = articles.iter().filter(|tag| !tag.contains("hidden")).count();
    let expected = count(&report, |it| {
        it.rule == Rule::TypeChanged && it.reached_from.iter().any(|name| name == "Root1")
    });
    assert_eq!(shown, expected);
    assert!(expected > 100, "{expected}");
}

#[test]
fn filters_and_keys_work() {
    let Some(browser) = Browser::of("keys") else { return };
    let report = made::report(10_000);
    let page = made::page(&report);
    // The policy stays, and lets one script more run.
    let script = format!("<script nonce=\"test\">{}</script></body>", include_str!("page.js"));
    let page = page.replacen("script-src ", "script-src 'nonce-test' ", 1).replace("</body>", &script);
    let dom = browser.run(&page, "", &["--dump-dom"]);
    let found = dom
        .split("found ")
        .nth(1)
        .and_then(|rest| rest.split(" end").next())
        .unwrap_or_else(|| panic!("{dom}"));
    let found: Value = serde_json::from_str(found).unwrap();

    let name = |finding: &Finding| finding.message.to_lowercase();
    let type_changed = || report.findings.iter().filter(|it| it.rule == Rule::TypeChanged);
    let of_rule = type_changed().count();
    let first = type_changed().next().unwrap().fingerprint;
    let expected = json!({
        "style": "auto",
        "all": 10_000,
        "slash": "q",
        "search": count(&report, |it| name(it).contains("property_77") && name(it).contains("model11")),
        "address": "#q=PROPERTY_77+model11",
        "escape": "",
        "cleared": [10_000, ""],
        "boxes": count(&report, |it| it.wire.worst_direction() == Breakage::Breaks
            && matches!(it.rust, RustVerdict::Major | RustVerdict::None)),
        "link": [of_rule, "#rule=type-changed"],
        "rule": of_rule,
        "second": 1,
        "first": 0,
        "copied": format!("spectable waive {first} --reason \"REASON\" --until YYYY-MM-DD"),
        "model": count(&report, |it| it.model.as_deref() == Some("Model8")
            && matches!(it.rust, RustVerdict::Major | RustVerdict::Minor)),
        "part": count(&report, |it| it.model.as_ref().is_some_and(|model| model.contains("odel77"))),
        "none": [0, false],
        "unknown": 10_000,
        "led": [true, true],
        "open": of_rule,
        "theme": true,
        "help": true,
    });
    assert_eq!(found, expected);
    for filter in ["search", "boxes", "rule", "model", "part"] {
        let shown = expected[filter].as_u64().unwrap();
        assert!(shown > 0 && shown < 10_000, "{filter} filters nothing: {shown}");
    }
}

#[test]
fn the_page_can_be_seen() {
    let Some(browser) = Browser::of("picture") else { return };
    let picture = browser.folder.join("page.png");
    let _absent = fs::remove_file(&picture);
    let option = format!("--screenshot={}", picture.display());
    browser.run(&made::page(&made::report(10_000)), "", &[&option, "--window-size=1200,900"]);
    let png = fs::read(&picture).unwrap();
    assert!(png.starts_with(b"\x89PNG"), "not a picture");
    // An empty page is a picture of a few thousand bytes.
    assert!(png.len() > 40_000, "{} bytes", png.len());
}
