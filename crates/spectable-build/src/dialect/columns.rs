//! The columns of a table, found by their names.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name of a property, or the key of a value.
    Name,
    /// The type of a property.
    Type,
    /// What it is.
    Description,
    /// Marks, such as `[optional]`.
    Notes,
    /// Whether a property is required: yes or no.
    Required,
    /// The value that it has where it is left out.
    Default,
    /// A list of the values that it may have.
    Values,
    /// One value of an enum.
    Value,
}

impl Column {
    /// All columns, in the order in which a name is looked up.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Type,
        Self::Description,
        Self::Notes,
        Self::Required,
        Self::Default,
        Self::Values,
        Self::Value,
    ];

    /// The key of the column in a dialect.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Description => "description",
            Self::Notes => "notes",
            Self::Required => "required",
            Self::Default => "default",
            Self::Values => "values",
            Self::Value => "value",
        }
    }

    /// What such a column is called in every dialect.
    fn base_names(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "name",
                "property",
                "property name",
                "field",
                "field name",
                "attribute",
                "attribute name",
                "parameter",
                "parameter name",
                "param",
                "member",
                "element",
                "key",
                "relationship",
            ],
            Self::Type => &["type", "data type", "datatype", "property type", "field type", "value type"],
            Self::Description => &[
                "description",
                "desc",
                "details",
                "meaning",
                "comment",
                "comments",
                "remarks",
                "summary",
                "definition",
            ],
            Self::Notes => &["notes", "note"],
            Self::Required => &["required", "required?", "mandatory", "is required"],
            Self::Default => &["default", "default value", "defaults"],
            Self::Values => &[
                "values",
                "allowed values",
                "possible values",
                "valid values",
                "enum",
                "enum values",
                "options",
                "accepted values",
            ],
            Self::Value => &["value", "enum value"],
        }
    }
}

/// What the columns of a table are called, beyond the names that every dialect knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Names in lower case.
    pub(super) names: Vec<(Column, String)>,
}

impl Columns {
    /// What a column of this name holds; the name without emphasis.
    pub fn find(&self, name: &str) -> Option<Column> {
        let name = name.trim().trim_end_matches(':').trim_end();
        let own = || {
            let name = name.to_lowercase();
            self.names.iter().find(|(_, own)| *own == name).map(|(column, _)| *column)
        };
        let is_base =
            |column: &Column| column.base_names().iter().any(|base| base.eq_ignore_ascii_case(name));
        let base = || Column::ALL.into_iter().find(is_base);
        if self.names.is_empty() { base() } else { own().or_else(base) }
    }

    /// The columns of a header, each kind once: the first of several counts.
    pub fn of_header<T: AsRef<str>>(&self, header: &[T]) -> Vec<Option<Column>> {
        let header: Vec<&str> = header.iter().map(AsRef::as_ref).collect();
        let mut columns: Vec<Option<Column>> = Vec::new();
        for name in &header {
            let column = self.find(name).filter(|column| !columns.contains(&Some(*column)));
            columns.push(column);
        }
        if !columns.contains(&Some(Column::Name)) {
            // `Action name`, `Header name`: what is named there has a word of its own.
            let named = header.iter().position(|name| name.trim().to_lowercase().ends_with(" name"));
            if let Some(column) = named.and_then(|at| columns.get_mut(at)).filter(|column| column.is_none()) {
                *column = Some(Column::Name);
            }
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_name() {
        use Column::*;
        let own = Columns { names: vec![(Type, "kind".to_owned())] };
        let cases: [(&[&str], &[Option<Column>]); 7] = [
            (&["Action name", "Type"], &[Some(Name), Some(Type)]),
            (&["Display name", "Name"], &[None, Some(Name)]),
            (
                &["Name", "Type", "Description", "Notes"],
                &[Some(Name), Some(Type), Some(Description), Some(Notes)],
            ),
            (&["Required?", "Data Type", "Field"], &[Some(Required), Some(Type), Some(Name)]),
            (&["Field", "Kind", "Whatever", "Name"], &[Some(Name), Some(Type), None, None]),
            (&["Value", "Meaning"], &[Some(Value), Some(Description)]),
            (&["", "Property:"], &[None, Some(Name)]),
        ];
        for (header, expected) in cases {
            assert_eq!(own.of_header(header), expected, "{header:?}");
        }
    }
}
