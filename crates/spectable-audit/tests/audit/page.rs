//! The page for a browser: what it asks for, what cannot get into it, and that its filters work.

use std::{fs, path::PathBuf, process::Command};

use spectable_audit::report::Format;

use crate::made;

const TRAFFIC: &str = r#"{"id":"a","size":"1","weather":1,"startTime":"now","direction":"up"}"#;

fn page() -> String {
    made::of_model("Call", TRAFFIC, true).render(Format::Html, false)
}

#[test]
fn it_asks_for_nothing() {
    let page = page();
    assert!(
        page.contains("content=\"default-src &#39;none&#39;")
            || page.contains("content=\"default-src 'none'"),
        "{page}"
    );
    let body = page.split("</script>").nth(1).unwrap();
    for asking in ["http:", "https:", "<img", "<link", "<iframe", "src=", "@import"] {
        assert!(!body.contains(asking), "the page has {asking}");
    }
    for part in [
        "data-rule=\"wrong-kind\"",
        "data-model=\"Call\"",
        "id=\"filters\"",
        "id=\"theme\"",
        "is = &quot;str&quot;",
    ] {
        assert!(page.contains(part), "the page lacks {part}");
    }
}

#[test]
fn nothing_of_the_traffic_is_markup() {
    let hostile = "<script>alert(1)</script>";
    let text =
        serde_json::json!({ "id": "a", "size": 1, "direction": hostile, "a<b": 1, "`<i>": 2 }).to_string();
    for format in [Format::Html, Format::Markdown] {
        let text = made::of_model("Call", &text, true).render(format, false);
        assert!(!text.contains("<script>alert") || format == Format::Markdown, "{text}");
        assert!(!text.contains("<i>alert") && !text.contains("a<b"), "{text}");
    }
    let shown = made::of_model("Call", text, true).render(Format::Html, false);
    assert!(shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{shown}");
    let text = made::of_model("Call", "{\"id\":\"a\",\"size\":1,\"direction\":\"\\u001b[2Jx\"}", true)
        .render(Format::Text, false);
    assert!(text.contains("\\u{1b}[2Jx") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn its_filters_work_in_a_browser() {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let Some(name) = names.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok())
    else {
        println!("skipped: there is no Chromium");
        return;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("audit-page");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    fs::write(&file, page()).unwrap();
    let shown = |fragment: &str| -> Vec<String> {
        let output = Command::new(name)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom"])
            .arg("--virtual-time-budget=20000")
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            .arg(format!("file://{}{fragment}", file.display()))
            .output()
            .unwrap();
        let dom = String::from_utf8(output.stdout).unwrap();
        let tags = dom.split("<article ").skip(1).map(|it| it.split('>').next().unwrap());
        let rule =
            |tag: &str| tag.split("data-rule=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        tags.filter(|tag| !tag.contains("hidden")).map(rule).filter(|rule| rule != "never-seen").collect()
    };
    assert_eq!(shown(""), ["wrong-kind", "wrong-format", "unknown-key", "unknown-value"]);
    assert_eq!(shown("#rule=wrong-kind"), ["wrong-kind"]);
    assert_eq!(shown("#verdict=warning"), ["unknown-key", "unknown-value"]);
    assert_eq!(shown("#q=starttime"), ["wrong-format"]);
    assert_eq!(shown("#model=Party"), Vec::<String>::new());
}
