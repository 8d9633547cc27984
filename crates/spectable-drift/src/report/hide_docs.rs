//! A report without the descriptions of the pages, whose authors may not want them copied.

use crate::{finding::Finding, place::Place, rules::Rule};

/// Removes findings about descriptions, and descriptions from the lines of other findings. Names, types and notes stay.
pub fn hide_docs(findings: &mut Vec<Finding>) {
    findings.retain(|finding| finding.rule != Rule::DescriptionChanged);
    for finding in findings {
        for place in [&mut finding.old, &mut finding.new].into_iter().flatten() {
            hide_description(place);
        }
    }
}

/// A longer line that is not a row of a table holds more than a name.
const LONGEST_NAME_LINE: usize = 160;

fn hide_description(place: &mut Place) {
    let line = place.text.trim();
    let hidden = if let Some(row) = line.strip_prefix('|') {
        let whole = row.ends_with('|');
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').collect();
        let described = |cells: &[&str]| cells.iter().any(|cell| !cell.trim().is_empty());
        match cells.as_slice() {
            [name, ty, description @ .., notes] if whole && described(description) => {
                format!("|{name}|{ty}| … |{notes}|")
            }
            // In a row that was cut, the rest is description.
            [name, ty, description @ ..] if !whole && described(description) => format!("|{name}|{ty}| …"),
            _ => return,
        }
    } else if line.len() > LONGEST_NAME_LINE || line.contains("description") {
        "…".to_owned()
    } else {
        return;
    };
    place.span = (0, hidden.len());
    place.text = hidden;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_hidden_and_facts_stay() {
        for (line, hidden) in [
            ("| **id** | str | The | odd one. | [optional] |", "| **id** | str | … | [optional] |"),
            ("| **id** | str |  | [optional] |", "| **id** | str |  | [optional] |"),
            ("| **id** | str | The one", "| **id** | str | …"),
            ("# User", "# User"),
            ("  \"description\": \"A sentence.\",", "…"),
        ] {
            let mut place = Place {
                file: String::new(),
                line: 1,
                column: 1,
                text: line.to_owned(),
                span: (0, line.len()),
            };
            hide_description(&mut place);
            assert_eq!(place.text, hidden);
            assert_eq!(place.span.1, place.text.len());
        }
    }
}
