//! The styles of generated code.

/// How models are rendered.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A `spectable::model!` table each: what this project is for.
    #[default]
    Table,
    /// Structs with serde's derives: no run time, slower to build; unknown keys are lost, and an enum's unknown value is an error.
    /// A whole number is an error in another spelling than its digits: `1.0`, `1e3`, `-0`.
    Derive,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 2] = [Self::Table, Self::Derive];

    /// Its name in an overlay, on a command line and in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Derive => "derive",
        }
    }

    /// The style of this name.
    ///
    /// ```
    /// use spectable_build::Style;
    ///
    /// assert_eq!(Style::named("derive"), Some(Style::Derive));
    /// assert_eq!(Style::named("Derive"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }
}
