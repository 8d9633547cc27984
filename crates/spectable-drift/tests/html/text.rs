//! Every finding is on the page, and no text from outside becomes a part of it.

use spectable_build::invisible::{is_unprintable, spelled_out};

use spectable_drift::report::Report;

use crate::{
    made,
    markup::{parsed, texts_of},
};

#[test]
fn every_finding_is_on_the_page_without_a_script() {
    let report = made::report(700);
    let parts = parsed(&made::page(&report));
    let mut shown = texts_of(&parts, "msg");
    let mut messages: Vec<String> = report.findings.iter().map(|it| it.message.replace('`', "")).collect();
    shown.sort();
    messages.sort();
    assert_eq!(shown, messages);
    for finding in &report.findings {
        let id = format!("f-{}", finding.fingerprint);
        let (article, _) = parts.iter().find(|(tag, _)| tag.attribute("id") == Some(&id)).unwrap();
        assert_eq!(article.attribute("data-rule"), Some(finding.rule.id()));
        assert_eq!(article.attribute("data-model"), finding.model.as_deref());
        assert_eq!(article.attribute("hidden"), None);
    }
    let commands = texts_of(&parts, "waive");
    for finding in &report.findings {
        let command = format!("spectable waive {} --reason", finding.fingerprint);
        assert!(commands.iter().any(|it| it.starts_with(&command)), "{command}");
    }
}

/// What a page could try, and what could be the end of something.
const PIECES: [&str; 24] = [
    "\"",
    "'",
    "<",
    ">",
    "&",
    "`",
    "=",
    "/",
    " ",
    "\n",
    "--",
    "a",
    "</script>",
    "</style><b>",
    "<!--",
    "]]>",
    "<img src=x onerror=alert(1)>",
    " onfocus=alert(1) autofocus ",
    "javascript:alert(1)",
    "{{ old }}",
    "&#60;b&#62;",
    "\u{202e}",
    "\u{0}",
    "\u{200b}",
];

/// Texts of such pieces: each alone, each between two others, and many in an order that is the same in each run.
fn hostile() -> impl Iterator<Item = String> {
    let mut state = 1_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        PIECES[usize::try_from(state >> 33).unwrap() % PIECES.len()]
    };
    let mixed = (0..300).map(move |length| (0..=length % 12).map(|_| next()).collect());
    PIECES.iter().map(|piece| (*piece).to_owned()).chain(mixed)
}

/// What the page is made of, without the code of messages: a backtick makes some.
fn shape(page: &str) -> Vec<String> {
    let tags = parsed(page).into_iter().map(|(tag, _)| tag);
    tags.filter(|tag| tag.name != "code" && tag.name != "/code" || !tag.attributes.is_empty())
        .map(|tag| tag.shape())
        .filter(|shape| shape != "/code ")
        .collect()
}

#[test]
fn no_text_becomes_a_tag_or_an_attribute() {
    let expected = shape(&made::page(&made::of_text("harmless")));
    for text in hostile() {
        let page = made::page(&made::of_text(&text));
        assert_eq!(shape(&page), expected, "{text:?}");
        assert!(!page.contains(|char| char != '\n' && is_unprintable(char)), "{text:?}");
        let parts = parsed(&page);
        let model = parts.iter().find_map(|(tag, _)| tag.attribute("data-model")).unwrap();
        assert_eq!(model, spelled_out(&text), "{text:?}");
        let message = texts_of(&parts, "msg").concat();
        assert_eq!(message, spelled_out(&text).replace('`', ""), "{text:?}");
    }
}

/// The page asks for nothing, and its policy would not let it.
#[test]
fn the_page_is_on_its_own() {
    let page = made::page(&made::report(40));
    let parts = parsed(&page);
    for (tag, _) in &parts {
        for (name, value) in &tag.attributes {
            let is_foreign = match name.as_str() {
                "src" | "srcset" | "style" | "action" => true,
                "href" => !value.starts_with('#'),
                _ => name.starts_with("on"),
            };
            assert!(!is_foreign, "{tag:?}");
        }
    }
    assert!(!page.contains("://"), "an address");
    let policy = parts.iter().find(|(tag, _)| tag.attribute("http-equiv").is_some()).unwrap();
    let policy = policy.0.attribute("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[test]
fn a_page_says_when_nothing_changed_and_when_nobody_knows() {
    let report = made::report(0);
    let incomplete = Report { complete: false, ..report.clone() };
    for (report, nothing, alarm) in [(report, true, false), (incomplete, false, true)] {
        let page = made::page(&report);
        assert_eq!(page.contains("Nothing changed."), nothing, "{page}");
        assert_eq!(page.contains("This report is not complete."), alarm, "{page}");
        assert_eq!(texts_of(&parsed(&page), "word").iter().all(|word| word == "not known"), alarm);
    }
}

#[test]
fn waivers_that_need_attention_are_on_the_page() {
    let page = made::page(&made::of_text("the waiver of `x` expired"));
    assert!(page.contains("Waivers that need attention"));
    assert!(page.contains("<li>the waiver of <code>x</code> expired"));
}
