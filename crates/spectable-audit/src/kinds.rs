//! The kinds of values that come, and the type that a set of them is.

/// A kind of value as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Came {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Whole,
    /// A whole number that does not fit the documented width.
    Wide,
    /// A number with a fraction.
    Fraction,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

impl Came {
    /// Every kind.
    pub(crate) const ALL: [Self; 8] = [
        Self::Null,
        Self::Boolean,
        Self::Whole,
        Self::Wide,
        Self::Fraction,
        Self::Text,
        Self::List,
        Self::Object,
    ];

    /// The kind in words.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Whole => "a whole number",
            Self::Wide => "a whole number that does not fit",
            Self::Fraction => "a number with a fraction",
            Self::Text => "a text",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }

    /// The kind for programs.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Whole => "integer",
            Self::Wide => "integer-too-wide",
            Self::Fraction => "number",
            Self::Text => "string",
            Self::List => "array",
            Self::Object => "object",
        }
    }
}

/// A set of kinds; texts that are dates or date-times are told from others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u16);

impl Kinds {
    const DATE_TIME: u16 = 1 << 8;
    const DATE: u16 = 1 << 9;

    /// The set of one kind.
    pub(crate) fn of(came: Came) -> Self {
        Self(1 << came as u16)
    }

    /// The set of a text, which may be a date or a date-time.
    pub(crate) fn of_text(text: &str) -> Self {
        let form = crate::form::Form::of(text);
        Self(if form.is_date_time() {
            Self::DATE_TIME
        } else if form.is_date() {
            Self::DATE
        } else {
            1 << Came::Text as u16
        })
    }

    /// Takes in others.
    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// The type of values of these kinds, as pages of Python spell it; `items` are those of lists.
    pub(crate) fn type_text(self, items: Self) -> String {
        const NULL: u16 = 1 << Came::Null as u16;
        const WHOLE: u16 = 1 << Came::Whole as u16;
        const WIDE: u16 = 1 << Came::Wide as u16;
        const FRACTION: u16 = 1 << Came::Fraction as u16;
        const TEXTS: u16 = 1 << Came::Text as u16 | Kinds::DATE_TIME | Kinds::DATE;
        let within = |kinds: u16| self.0 & !NULL & !kinds == 0;
        if self.0 & !NULL == 0 {
            return if self.0 == 0 { "object" } else { "null" }.to_owned();
        }
        if self.0 & !NULL == 1 << Came::List as u16 {
            return if items.0 & !NULL == 0 {
                "list".to_owned()
            } else {
                format!("list[{}]", items.type_text(Self(0)))
            };
        }
        let word = if within(WHOLE | WIDE) {
            "int"
        } else if within(WHOLE | WIDE | FRACTION) {
            "float"
        } else if within(1 << Came::Boolean as u16) {
            "bool"
        } else if within(Self::DATE_TIME) {
            "datetime"
        } else if within(Self::DATE) {
            "date"
        } else if within(TEXTS) {
            "str"
        } else if within(1 << Came::Object as u16) {
            "object"
        } else {
            "of several kinds"
        };
        word.to_owned()
    }
}
