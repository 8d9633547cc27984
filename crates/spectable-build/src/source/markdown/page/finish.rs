//! What the blocks of a page make together: its models, with the values of their enums, or an enum.

use super::{Model, PageReader, Read, Section};
use crate::dialect::{Dialect, loose_name};
use crate::documented::{Body, Marks, Page, RawValue, Row, Spanned};
use crate::documented_type::RawType;
use crate::location::Location;
use crate::problem::Problems;
use crate::source::markdown::text;

impl<'a> PageReader<'a> {
    pub(super) fn finish(mut self, foreign: bool, problems: &mut Problems) -> Read {
        let place = Location::new(self.page.file, 0..0);
        if self.models.is_empty() {
            self.take_page_of_values();
        }
        if self.models.iter().any(|model| model.name.is_empty()) {
            self.models.clear();
            if foreign {
                self.read.passed_over = Some("it has no title");
            } else {
                problems.error(
                    "page-without-name",
                    place,
                    "the page names no model",
                    "begin it with a heading that is the model's name, or with `title:` in front matter",
                );
            }
            return self.read;
        }
        self.take_models(problems);
        if !self.read.pages.is_empty() {
            return self.read;
        }
        if foreign {
            self.read.passed_over = Some("it has no table of properties");
        } else if !problems.has_errors() {
            // What is wrong with the only table is said.
            problems.error(
                "page-without-table",
                place,
                "the page has no property table",
                "a page needs a table `Name | Type | Description | Notes`, with its line of dashes; a model without properties has an empty one",
            );
        }
        self.read
    }

    /// Gives back the models of the page, with the values of their enums.
    fn take_models(&mut self, problems: &Problems) {
        let whole = Location::new(self.page.file, 0..self.page.base + self.page.text.len());
        let mut models = std::mem::take(&mut self.models);
        let several = models.len() > 1;
        for section in std::mem::take(&mut self.sections) {
            if !give_values(&mut models, &section, self.dialect) && self.dialect.names_by_heading() {
                self.read.pages.extend(self.enum_of(section));
            }
        }
        for Model { name, heading, description, rows } in models {
            let body = self.body(rows, problems);
            let name = self.named(&name, heading);
            let location = if several { name.location } else { whole };
            self.read.pages.push(Page { name, description, body, marks: Marks::default(), location });
        }
    }

    /// An enum whose heading names no property: it has the name of the heading.
    fn enum_of(&self, section: Section<'a>) -> Option<Page> {
        let name = self.named(section.name?, section.name?);
        let body = section.values.body()?;
        Some(Page {
            description: String::new(),
            body,
            marks: Marks::default(),
            location: name.location,
            name,
        })
    }

    /// What rows document: a model, or the type of the only row.
    fn body(&self, mut rows: Vec<Row>, problems: &Problems) -> Body {
        let is_value = match rows.as_slice() {
            [only] => self.dialect.names_the_value(&only.name.value),
            _ => false,
        };
        rows.retain(|row| !self.dialect.means_other_keys(&row.name.value));
        match rows.pop_if(|_| is_value) {
            Some(Row { values: Some(values), ty: Spanned { value: RawType::Text, .. }, .. }) => {
                Body::Values(values)
            }
            Some(Row { values: Some(values), ty: Spanned { value: RawType::Integer, .. }, .. })
                if RawValue::are_integers(&values) =>
            {
                Body::Integers(values)
            }
            Some(row) => Body::Alias(row.ty.value),
            // Where rows cannot be read, the table is not an empty one.
            None if rows.is_empty() && !problems.has_errors() => Body::Unknown,
            None => Body::Rows(rows),
        }
    }

    /// A page that is an enum: it has values, and no properties.
    fn take_page_of_values(&mut self) {
        let sections = std::mem::take(&mut self.sections);
        let Some(own) = sections.into_iter().find(|section| section.name.is_none()) else { return };
        let body = own.values.body().unwrap_or(Body::Unknown);
        let location = Location::new(self.page.file, 0..self.page.base + self.page.text.len());
        let description = self.description.take().unwrap_or_default().join("\n\n");
        match self.title.map(|title| (self.dialect.model_name(title), title)) {
            Some((name, title)) if !name.is_empty() => {
                self.read.pages.push(Page {
                    name: self.named(name, title),
                    description,
                    body,
                    marks: Marks::default(),
                    location,
                });
            }
            // That the page has no name is said at its end.
            _ => self.models.push(Model { name: String::new(), heading: "", description, rows: Vec::new() }),
        }
    }
}

/// Gives each row the values of its enum: that of its type, or that of its name. Whether there is one.
fn give_values(models: &mut [Model<'_>], section: &Section<'_>, dialect: &Dialect) -> bool {
    let Some(name) = section.name.map(text::decode) else { return false };
    // The heading may say the whole type: `List<ScopeEnum>`.
    let item = match dialect.read_type(&name) {
        Ok(read) => match read.ty.innermost() {
            RawType::Ref(item) => item.clone(),
            _ => name.clone(),
        },
        Err(_) => name.clone(),
    };
    let same =
        |one: &str, other: &str| one == other || (dialect.any_case() && loose_name(one) == loose_name(other));
    let is_of_type = |row: &Row| matches!(row.ty.value.innermost(), RawType::Ref(ty) if same(ty, &item));
    let is_named = |row: &Row| same(&row.name.value, &name) || same(&row.name.value, &item);
    let by_type = models.iter().flat_map(|model| &model.rows).any(is_of_type);
    let kind = section.values.kind();
    let rows = models.iter_mut().flat_map(|model| &mut model.rows);
    let mut found = false;
    for row in rows.filter(|row| if by_type { is_of_type(row) } else { is_named(row) }) {
        found = true;
        if matches!(row.ty.value.innermost(), RawType::Ref(_)) {
            row.ty.value = row.ty.value.clone().with_innermost(kind.clone());
        }
        let is_enum = matches!(kind, RawType::Text | RawType::Integer) && kind == *row.ty.value.innermost();
        if is_enum && !section.values.values.is_empty() {
            row.values = Some(section.values.values.clone());
        }
    }
    found
}
