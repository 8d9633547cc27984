//! Figures that are no comparison of two ways: columns with names, and rows of numbers.

use std::io;

use crate::page;
use crate::run::Run;

/// A table of figures.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Sheet {
    /// What it is about.
    pub title: String,
    /// The heads of the columns, with their units.
    pub columns: Vec<String>,
    /// The rows, as they are printed; each as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Lines below the table.
    pub notes: Vec<String>,
    /// How the figures came about.
    #[serde(flatten)]
    pub run: Run,
}

impl Sheet {
    /// A table without rows.
    pub fn new(title: &str, columns: &[&str]) -> Self {
        let columns = columns.iter().copied().map(str::to_owned).collect();
        Self { title: title.to_owned(), columns, rows: vec![], notes: vec![], run: Run::default() }
    }

    /// An aligned table: texts of the first column to the left, figures to the right.
    pub fn text(&self) -> String {
        let lines: Vec<&Vec<String>> = [&self.columns].into_iter().chain(&self.rows).collect();
        let width =
            |at: usize| lines.iter().filter_map(|line| line.get(at)).map(|it| it.chars().count()).max();
        let mut text = format!("{}\n", self.title);
        for line in &lines {
            for (at, cell) in line.iter().enumerate() {
                let width = width(at).unwrap_or_default();
                let cell = if at == 0 { format!("{cell:width$}") } else { format!("  {cell:>width$}") };
                text.push_str(&cell);
            }
            text.push('\n');
        }
        self.notes.iter().for_each(|note| text = format!("{text}{note}\n"));
        text
    }

    /// Prints the table; with `--save` among the arguments, also writes it as JSON into `docs/bench/`, and its part of the page.
    ///
    /// # Errors
    /// If a file cannot be written.
    #[allow(clippy::print_stdout, reason = "this is what a benchmark is for")]
    pub fn publish(&self, name: &str) -> io::Result<()> {
        println!("{}", self.text());
        if crate::is_saved() {
            let sheet = Self { run: Run::this(self.run.input.clone()), ..self.clone() };
            page::publish(name, &sheet, None)?;
        }
        Ok(())
    }
}
