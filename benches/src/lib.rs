//! What the benchmarks share: a table of cases with the ratio of two ways, for people, for programs and as a chart; and the page of all
//! that was saved.
#![forbid(unsafe_code)]

pub mod events;

use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

mod machine;
mod made_pages;
pub mod page;
mod run;
pub mod saved;
mod sheet;

pub use machine::Machine;
pub use made_pages::made_pages;
pub use run::Run;
pub use sheet::Sheet;

/// One case: the table's figure and the derive rendering's, in the same run.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Case {
    /// What was measured.
    pub name: String,
    /// The table.
    pub table: f64,
    /// The derive rendering.
    pub derive: f64,
}

/// A report: cases in one unit.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Report {
    /// What it is about.
    pub title: String,
    /// The unit of the figures.
    pub unit: String,
    /// Whether more is better.
    pub more_is_better: bool,
    /// The cases.
    pub cases: Vec<Case>,
    /// Lines below the table.
    pub notes: Vec<String>,
    /// How the figures came about.
    #[serde(flatten)]
    pub run: Run,
}

impl Report {
    /// A report without cases.
    pub fn new(title: &str, unit: &str, more_is_better: bool) -> Self {
        Self {
            title: title.to_owned(),
            unit: unit.to_owned(),
            more_is_better,
            cases: vec![],
            notes: vec![],
            run: Run::default(),
        }
    }

    /// Adds a case.
    pub fn add(&mut self, name: impl Into<String>, table: f64, derive: f64) {
        self.cases.push(Case { name: name.into(), table, derive });
    }

    /// Table over derive where more is better, derive over table where less is: above 1, the table is ahead.
    pub fn ratio(&self, case: &Case) -> f64 {
        if self.more_is_better { case.table / case.derive } else { case.derive / case.table }
    }

    /// The geometric mean of the ratios of the cases whose names begin so.
    pub fn mean(&self, prefix: &str) -> f64 {
        let ratios =
            self.cases.iter().filter(|case| case.name.starts_with(prefix)).map(|case| self.ratio(case).ln());
        let ratios: Vec<f64> = ratios.collect();
        (ratios.iter().sum::<f64>() / ratios.len().max(1) as f64).exp()
    }

    /// An aligned table.
    pub fn text(&self) -> String {
        let width = self.cases.iter().map(|case| case.name.chars().count()).max().unwrap_or_default().max(8);
        let mut text = format!("{} ({})\n", self.title, self.unit);
        let mut line = |name: &str, table: &str, derive: &str, ratio: &str| {
            let written = writeln!(text, "{name:width$}  {table:>10}  {derive:>10}  {ratio:>7}");
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        };
        line("case", "table", "derive", "ratio");
        for case in &self.cases {
            let ratio = format!("{:.2} ×", self.ratio(case));
            line(&case.name, &figure(case.table), &figure(case.derive), &ratio);
        }
        self.notes.iter().for_each(|note| text = format!("{text}{note}\n"));
        text
    }

    /// Prints the report; with `--save` among the arguments, also writes it as JSON and as a chart into `docs/bench/`, and the
    /// documents that have its figures ([`page`]).
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn publish(&self, name: &str) -> io::Result<()> {
        self.print();
        if is_saved() {
            let report = Self { run: Run::this(self.run.input.clone()), ..self.clone() };
            page::publish(name, &report, Some(report.chart()))?;
        }
        Ok(())
    }

    /// Prints it.
    #[allow(clippy::print_stdout, reason = "this is what a benchmark is for")]
    pub fn print(&self) {
        println!("{}", self.text());
    }

    /// A bar chart, readable on light and dark pages.
    pub fn chart(&self) -> String {
        let highest =
            self.cases.iter().flat_map(|case| [case.table, case.derive]).fold(f64::MIN_POSITIVE, f64::max);
        let height = 60 + self.cases.len() * 46;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 {height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
             <style>text{{fill:#24292f}}.t{{fill:#2f6feb}}.d{{fill:#b08800}}@media(prefers-color-scheme:dark){{text{{fill:#e6edf3}}.t{{fill:#6ea8fe}}.d{{fill:#e3b341}}}}</style>\n\
             <text x=\"10\" y=\"22\" font-size=\"15\">{} ({}; {} is better)</text>\n\
             <rect class=\"t\" x=\"560\" y=\"32\" width=\"12\" height=\"12\"/><text x=\"578\" y=\"43\">table</text>\
             <rect class=\"d\" x=\"630\" y=\"32\" width=\"12\" height=\"12\"/><text x=\"648\" y=\"43\">derive</text>\n",
            escaped(&self.title),
            escaped(&self.unit),
            if self.more_is_better { "more" } else { "less" }
        );
        for (index, case) in self.cases.iter().enumerate() {
            let y = 56 + index * 46;
            let bar = |value: f64| value / highest * 360.0;
            let written = writeln!(
                svg,
                "<text x=\"10\" y=\"{}\">{}</text><rect class=\"t\" x=\"290\" y=\"{y}\" width=\"{:.1}\" height=\"15\"/><text x=\"{:.1}\" y=\"{}\">{} ({:.2} ×)</text>\
                 <rect class=\"d\" x=\"290\" y=\"{}\" width=\"{:.1}\" height=\"15\"/><text x=\"{:.1}\" y=\"{}\">{}</text>",
                y + 20,
                escaped(&case.name),
                bar(case.table),
                296.0 + bar(case.table),
                y + 12,
                figure(case.table),
                self.ratio(case),
                y + 18,
                bar(case.derive),
                296.0 + bar(case.derive),
                y + 30,
                figure(case.derive)
            );
            debug_assert!(written.is_ok(), "writing to a String does not fail");
        }
        svg + "</svg>\n"
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Three digits that say something.
fn figure(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// How often [`measure`] does each.
pub const ROUNDS: usize = 21;

/// Adds a case: so many megabytes by the table and by the derive rendering, in turn, by the median of [`ROUNDS`].
pub fn measure(
    report: &mut Report,
    name: &str,
    megabytes: f64,
    mut table: impl FnMut(),
    mut derive: impl FnMut(),
) {
    let (mut tables, mut derives) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        table();
        tables.push(start.elapsed());
        let start = Instant::now();
        derive();
        derives.push(start.elapsed());
    }
    report.add(name, megabytes / median(tables), megabytes / median(derives));
}

/// The median of some durations, in seconds.
pub fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64()
}

/// What a command took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    /// Wall time in seconds.
    pub seconds: f64,
    /// The largest resident set of it and its children in MB, where `/usr/bin/time` is there to tell.
    pub megabytes: Option<f64>,
    /// The time of all processors in seconds, likewise. It says less of what else the machine does.
    pub processor_seconds: Option<f64>,
}

/// Runs a command to its end.
///
/// # Errors
/// If it cannot be run, or fails.
pub fn run(command: &mut Command) -> io::Result<Took> {
    let mut timed = Command::new("/usr/bin/time");
    let has_time = Path::new("/usr/bin/time").exists();
    if has_time {
        timed.args(["-f", "\ntook %M %U %S"]).arg(command.get_program()).args(command.get_args());
        for (key, value) in command.get_envs() {
            match value {
                Some(value) => timed.env(key, value),
                None => timed.env_remove(key),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            timed.current_dir(folder);
        }
    }
    let start = Instant::now();
    let output = if has_time { timed.output()? } else { command.output()? };
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(io::Error::other(format!("{command:?}: {said}")));
    }
    let numbers = said.lines().rev().find_map(|line| line.strip_prefix("took "));
    let numbers: Vec<f64> =
        numbers.unwrap_or_default().split(' ').filter_map(|number| number.parse().ok()).collect();
    let [kilobytes, user, system] = numbers[..] else {
        return Ok(Took { seconds, megabytes: None, processor_seconds: None });
    };
    Ok(Took { seconds, megabytes: Some(kilobytes / 1000.0), processor_seconds: Some(user + system) })
}

/// Whether the figures are to be saved.
fn is_saved() -> bool {
    std::env::args().any(|argument| argument == "--save")
}

/// Arguments that are not flags.
pub fn arguments() -> Vec<String> {
    std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect()
}
