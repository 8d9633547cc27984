//! Names in which every character of a spelling has its word: for names without letters, and for those that would else be alike.
//!
//! Two spellings hardly ever give one name here, and a name depends on its spelling alone. So it stays when other names come in.

/// What the ASCII signs are called.
const SIGNS: [(char, &str); 33] = [
    (' ', "space"),
    ('!', "exclamation"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "asterisk"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open_bracket"),
    ('\\', "backslash"),
    (']', "close_bracket"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backquote"),
    ('{', "open_brace"),
    ('|', "bar"),
    ('}', "close_brace"),
    ('~', "tilde"),
];

/// The words of a spelling: what is written between seams, and a word for each sign. Capitals that do not begin a word after another one
/// are told: `jobId` is `job id`, `jobID` is `job upper id`, `JobId` is `capital job id`, `job-id` is `job dash id`.
pub(super) fn exact(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&first) = characters.get(at) {
        let rest = characters.get(at..).unwrap_or_default();
        let follows_word = at > 0 && characters.get(at - 1).copied().is_some_and(is_letter);
        at += if first.is_uppercase() {
            capitals(rest, follows_word, &mut words)
        } else if is_letter(first) {
            let count = rest.iter().take_while(|it| is_small(**it)).count();
            words.push(lower(rest.get(..count).unwrap_or_default()));
            count
        } else {
            words.push(sign(first, rest.get(1).copied(), characters.iter().any(|it| it.is_alphabetic())));
            1
        };
    }
    if words.is_empty() { vec!["empty".to_owned()] } else { words }
}

/// Takes a word that begins with a capital; how many characters it has.
fn capitals(rest: &[char], follows_word: bool, words: &mut Vec<String>) -> usize {
    let run = rest.iter().take_while(|it| it.is_uppercase()).count();
    let is_before_small = rest.get(run).is_some_and(|&it| is_letter(it) && !it.is_numeric());
    // Of `HTTPServer`, the last capital belongs to the next word.
    let run = if is_before_small { run - 1 } else { run };
    if run > 1 || (run == 1 && !follows_word) {
        words.push("upper".to_owned());
        words.push(lower(rest.get(..run).unwrap_or_default()));
        return run;
    }
    if !follows_word {
        words.push("capital".to_owned());
    }
    let small = rest.iter().skip(1).take_while(|it| is_small(**it)).count();
    words.push(lower(rest.get(..=small).unwrap_or_default()));
    small + 1
}

fn is_small(character: char) -> bool {
    is_letter(character) && !character.is_uppercase()
}

fn lower(characters: &[char]) -> String {
    characters.iter().flat_map(|it| it.to_lowercase()).filter(|it| is_letter(*it)).collect()
}

/// The word for the sign that a number begins with.
pub(super) fn sign_of_number(text: &str) -> Option<&'static str> {
    let rest = text.strip_prefix(['+', '-'])?;
    if !rest.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    SIGNS.iter().find(|(own, _)| text.starts_with(*own)).map(|(_, word)| *word)
}

/// Letters beyond ASCII that names take over: those that rustc counts among the common ones, and keeps as they are written (Unicode
/// Standard Annex 31, recommended scripts; Unicode Technical Standard 39, allowed and normalized characters).
const LETTERS: [(char, char); 36] = [
    ('\u{c0}', '\u{d6}'),
    ('\u{d8}', '\u{f6}'),
    ('\u{f8}', '\u{131}'),
    ('\u{134}', '\u{13e}'),
    ('\u{141}', '\u{148}'),
    ('\u{14a}', '\u{17e}'),
    ('\u{1a0}', '\u{1a1}'),
    ('\u{1af}', '\u{1b0}'),
    ('\u{1cd}', '\u{1dc}'),
    ('\u{1de}', '\u{1e3}'),
    ('\u{1e6}', '\u{1f0}'),
    ('\u{1f4}', '\u{1f5}'),
    ('\u{1f8}', '\u{21b}'),
    ('\u{21e}', '\u{21f}'),
    ('\u{226}', '\u{233}'),
    // Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari, Thai.
    ('\u{386}', '\u{386}'),
    ('\u{388}', '\u{38a}'),
    ('\u{38c}', '\u{38c}'),
    ('\u{38e}', '\u{3a1}'),
    ('\u{3a3}', '\u{3ce}'),
    ('\u{400}', '\u{45f}'),
    ('\u{48a}', '\u{4ff}'),
    ('\u{531}', '\u{556}'),
    ('\u{561}', '\u{586}'),
    ('\u{5d0}', '\u{5ea}'),
    ('\u{620}', '\u{63f}'),
    ('\u{641}', '\u{64a}'),
    ('\u{904}', '\u{939}'),
    ('\u{e01}', '\u{e30}'),
    // Latin with more marks.
    ('\u{1e00}', '\u{1e99}'),
    ('\u{1ea0}', '\u{1ef9}'),
    // Hiragana, Katakana, Han, Hangul.
    ('\u{3041}', '\u{3096}'),
    ('\u{30a1}', '\u{30fa}'),
    ('\u{30fc}', '\u{30fe}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
];

/// What may be part of a word: letters and digits.
pub(super) fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() && LETTERS.iter().any(|(first, last)| (*first..=*last).contains(&character))
}

/// What a name may begin with.
pub(super) fn begins_name(first: char) -> bool {
    is_letter(first) && !first.is_ascii_digit()
}

/// What the name of a type may begin with: a capital keeps it from being a name of the language or of a crate. Scripts without capitals
/// name neither.
pub(super) fn begins_type(first: char) -> bool {
    begins_name(first) && !first.is_lowercase()
}

fn sign(sign: char, next: Option<char>, has_letters: bool) -> String {
    match SIGNS.iter().find(|(own, _)| *own == sign) {
        // Between letters it is a dash.
        Some(('-', _)) if has_letters && !next.is_some_and(|it| it.is_ascii_digit()) => "dash".to_owned(),
        Some((_, word)) => (*word).to_owned(),
        None => format!("u{:x}", u32::from(sign)),
    }
}

/// A few letters and digits for a spelling, where its words are not enough: FNV-1a, 32 bits.
pub(super) fn digest(text: &str) -> String {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_spellings() {
        let cases = [
            ("jobId", "job id"),
            ("jobID", "job upper id"),
            ("JobId", "capital job id"),
            ("JOB_ID", "upper job underscore upper id"),
            ("job_id", "job underscore id"),
            ("job-id", "job dash id"),
            ("job.id", "job dot id"),
            ("job id", "job space id"),
            ("_id", "underscore id"),
            ("id", "id"),
            ("Id", "capital id"),
            ("ID", "upper id"),
            ("HTTPServer", "upper http server"),
            ("aB", "a b"),
            ("AB", "upper ab"),
            ("A", "upper a"),
            ("a1B2", "a1 b2"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("1", "1"),
            ("1.5", "1 dot 5"),
            (">=", "greater equal"),
            ("-", "minus"),
            ("a-1", "a minus 1"),
            ("", "empty"),
            ("größe", "größe"),
            ("日本", "日本"),
            ("💥", "u1f4a5"),
            ("e\u{301}", "e u301"),
        ];
        for (text, expected) in cases {
            assert_eq!(exact(text).join(" "), expected, "{text}");
        }
    }
}
