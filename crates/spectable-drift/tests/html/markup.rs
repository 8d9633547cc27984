//! A plain reading of HTML: its tags, and the text between them.

/// A tag as it is written: its name with the names of its attributes, and their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The names, without the values.
    pub fn shape(&self) -> String {
        let names: Vec<&str> = self.attributes.iter().map(|(name, _)| name.as_str()).collect();
        format!("{} {}", self.name, names.join(" "))
    }
}

/// The tags of a page, and the text after each. What is within the style and the script is their text.
pub fn parsed(page: &str) -> Vec<(Tag, String)> {
    let mut parts = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (tag, after) = tag(&rest[start + 1..]);
        let end = match tag.name.as_str() {
            "style" | "script" => after.find(&format!("</{}>", tag.name)).unwrap(),
            _ => after.find('<').unwrap_or(after.len()),
        };
        parts.push((tag, decoded(&after[..end])));
        rest = &after[end..];
    }
    parts
}

/// Reads a tag after its `<` as a browser does: values in double quotes, or none.
fn tag(text: &str) -> (Tag, &str) {
    let name_end = text.find([' ', '>']).unwrap();
    let mut tag = Tag { name: text[..name_end].to_owned(), attributes: Vec::new() };
    let mut rest = text[name_end..].trim_start();
    while !rest.starts_with('>') {
        let name_end = rest.find(['=', ' ', '>']).unwrap();
        let name = rest[..name_end].to_owned();
        rest = &rest[name_end..];
        let mut value = "";
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').unwrap();
            value = &quoted[..end];
            rest = &quoted[end + 1..];
        }
        tag.attributes.push((name, decoded(value)));
        rest = rest.trim_start();
    }
    (tag, &rest[1..])
}

fn decoded(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(text.to_owned(), |text, (reference, char)| text.replace(reference, char))
}

/// The text of each element with this class, without the tags in it.
pub fn texts_of(parts: &[(Tag, String)], class: &str) -> Vec<String> {
    let is_of_class = |tag: &Tag| tag.attribute("class") == Some(class);
    let starts = parts.iter().enumerate().filter(|(_, (tag, _))| is_of_class(tag));
    let text = |(start, (tag, _)): (usize, &(Tag, String))| {
        let close = format!("/{}", tag.name);
        parts[start..]
            .iter()
            .take_while(|(tag, _)| tag.name != close)
            .map(|(_, text)| text.as_str())
            .collect()
    };
    starts.map(text).collect()
}
