//! `rename`: another Rust name, on the same wire.

use crate::desk::{Desk, harbour_crate};

const OVERLAY: &str = "# Ours.\nwire-names = \"camelCase\"\n";

/// The harbour_crate, released.
fn released() -> Desk {
    let desk = harbour_crate();
    desk.write("schema/spectable.toml", OVERLAY);
    desk.works("update --from docs");
    desk
}

#[test]
fn a_name_changes_in_rust_and_nowhere_else() {
    for (line, said, entry, locked) in [
        (
            "rename Ferry Ship",
            "`Ferry` is `Ship` in Rust, and no longer `Ferry`; nothing changes on the wire",
            "\n[[rust-name]]\nmodel = \"Ferry\"\nname = \"Ship\"\nreason = \"another name was wanted\"\n",
            "model Ship = \"Ferry\"",
        ),
        (
            "rename Crossing.to_port destination --reason clearer",
            "`Crossing.to_port` is `destination` in Rust, and no longer `to_port`; the key in JSON stays `toPort`",
            "\n[[rust-name]]\nmodel = \"Crossing\"\nproperty = \"to_port\"\nname = \"destination\"\nreason = \"clearer\"\n",
            "  destination: String = \"toPort\" named \"to_port\"",
        ),
    ] {
        let desk = released();
        let before = desk.content();
        desk.works(&format!("{line} --dry-run"));
        assert_eq!(desk.content(), before, "{line}");
        let found = desk.works(line);
        assert!(found.contains(said), "{line}: {found}");
        assert!(
            found.contains("this breaks code\nfor a crate with these models it is a major change"),
            "{found}"
        );
        assert_eq!(desk.read("schema/spectable.toml"), format!("{OVERLAY}{entry}"));
        assert!(
            desk.read("schema/spectable.lock").contains(locked),
            "{}",
            desk.read("schema/spectable.lock")
        );
        desk.works("check");
        assert!(desk.works("update").contains("nothing to update"), "{line}: the name stays");
        // A second name changes the entry, and the name that it has by itself takes it away.
        let mut words = line.split(' ').skip(1);
        let (old, new) = (words.next().unwrap(), words.next().unwrap());
        desk.works(&format!("rename {old} {new}2"));
        assert_eq!(
            desk.read("schema/spectable.toml"),
            format!("{OVERLAY}{}", entry.replace(new, &format!("{new}2")))
        );
        let by_itself = old.rsplit('.').next().unwrap();
        desk.works(&format!("rename {old} {by_itself}"));
        assert_eq!(desk.read("schema/spectable.toml"), OVERLAY);
        desk.works("check");
        let again = desk.works(&format!("rename {old} {by_itself}"));
        assert!(again.contains("in Rust already"), "{again}");
    }
}

#[test]
fn a_folder_without_overlay_gets_one() {
    let desk = harbour_crate();
    desk.works("update --from docs");
    desk.works("rename Fare Price");
    assert!(desk.read("schema/spectable.toml").starts_with("[[rust-name]]\nmodel = \"Fare\"\n"));
    desk.works("check");
}

#[test]
fn line_endings_stay() {
    let desk = released();
    desk.works("rename Fare Price");
    let overlay = desk.read("schema/spectable.toml").replace('\n', "\r\n");
    desk.write("schema/spectable.toml", &overlay);
    desk.works("rename Fare Cost");
    assert_eq!(desk.read("schema/spectable.toml"), overlay.replace("Price", "Cost"));
    desk.works("rename Fare Fare");
    assert_eq!(desk.read("schema/spectable.toml"), OVERLAY.replace('\n', "\r\n"));
}

#[test]
fn what_cannot_be_a_name_is_refused() {
    let desk = released();
    for (line, said) in [
        ("rename Ferri Ship", "did you mean `Ferry`?"),
        ("rename Ferry.idd x", "`Ferry` has no property `idd`\nhelp: did you mean `Ferry.id`?"),
        ("rename Crossing.toPort x", "did you mean `Crossing.to_port`?"),
        ("rename Ferri.id x", "`schema` has no model `Ferri`"),
        ("rename Ferry fn", "`fn` is a Rust keyword"),
        ("rename Ferry ship", "`ship` is not a name with a capital"),
        ("rename Ferry.id 1d", "`1d` is not an identifier"),
        ("rename Ferry Fare", "`Fare` is the Rust name of the model `Fare` already"),
        ("rename Crossing.fare to_port", "`to_port` is the Rust name of `Crossing.to_port` already"),
    ] {
        let found = desk.refused(line);
        assert!(found.contains(said), "{line}: {found}");
    }
    desk.write("schema/spectable.toml", format!("{OVERLAY}rust-name = []\n"));
    let found = desk.refused("rename Ferry Ship");
    assert!(found.contains("has its `rust-name` entries in one list"), "{found}");
}
