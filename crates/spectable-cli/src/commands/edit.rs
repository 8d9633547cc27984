//! What a command changed in a folder of pages: for people and for programs.

use std::path::Path;

use serde_json::{Value, json};
use spectable_build::{
    problem::{Problems, Severity},
    project::Project,
    schema::Model,
};

use super::ways;
use crate::{
    arguments::ReportFormat,
    terminal::{
        output::Output,
        status::{Failure, Status},
    },
    workspace::{overlay_file::TakenOut, reach::Reach},
};
use spectable_drift::{
    finding::Finding,
    report::{Report, printable},
    rules::Rule,
    verdict::RustVerdict,
};

/// The version of the JSON document's format. A new member does not change it.
const SCHEMA_VERSION: u32 = 1;

/// What a command changed, or would change.
pub(super) struct Edit<'a> {
    /// The folder, as the command line names it.
    pub(super) schema: &'a Path,
    pub(super) dry_run: bool,
    /// Models that came, and how each is reached.
    pub(super) added: Vec<&'a Model>,
    pub(super) reach: &'a Reach,
    /// Models that went.
    pub(super) removed: Vec<&'a Model>,
    /// What has another Rust name.
    pub(super) renamed: Option<Renamed>,
    /// Entries of the overlay that went.
    pub(super) taken_out: &'a [TakenOut],
    pub(super) before: &'a Project,
    pub(super) after: &'a Project,
    /// The comparison of the folder before and after.
    pub(super) report: &'a Report,
}

/// Another Rust name.
pub(super) struct Renamed {
    /// The documented name of the model.
    pub(super) model: String,
    /// The documented name of the property, if it is one that has another name.
    pub(super) property: Option<String>,
    pub(super) old: String,
    pub(super) new: String,
    /// The key in JSON, which stays.
    pub(super) wire: Option<String>,
}

impl Edit<'_> {
    /// Prints what changed.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn write(&self, format: ReportFormat, output: &mut Output) -> Result<Status, Failure> {
        match format {
            ReportFormat::Text => output.write(&self.text())?,
            ReportFormat::Json => {
                let text = serde_json::to_string_pretty(&self.json()).map_err(|error| {
                    Failure::bad_input(
                        format!("the report cannot be written: {error}"),
                        "report this as a bug",
                    )
                })?;
                output.write(&(text + "\n"))?;
            }
        }
        Ok(Status::Fine)
    }

    fn text(&self) -> String {
        let would = if self.dry_run { "would be " } else { "" };
        let mut lines = Vec::new();
        for model in &self.added {
            let file = file_of(self.after, model);
            lines.push(format!("`{}` {would}added ({file}): {}", model.name, self.why_added(&model.name)));
        }
        for model in &self.removed {
            lines.push(format!("`{}` {would}removed ({})", model.name, file_of(self.before, model)));
        }
        if let Some(it) = &self.renamed {
            let item = it.property.as_ref().map_or(it.model.clone(), |name| format!("{}.{name}", it.model));
            let stays = match &it.wire {
                Some(wire) => format!("the key in JSON stays `{wire}`"),
                None => "nothing changes on the wire".to_owned(),
            };
            let is = if self.dry_run { "would be" } else { "is" };
            lines.push(format!("`{item}` {is} `{}` in Rust, and no longer `{}`; {stays}", it.new, it.old));
        }
        for entry in self.taken_out {
            lines.push(format!(
                "spectable.toml:{}: `{}` {would}taken out: {}",
                entry.line, entry.head, entry.why
            ));
        }
        lines.extend(self.effects().map(|finding| {
            let breaks = if finding.rust == RustVerdict::Major { ": this breaks code" } else { "" };
            format!("{}{breaks}", finding.message)
        }));
        let verdict = self.report.verdict().0;
        if verdict > RustVerdict::None {
            lines.push(format!("for a crate with these models it is a {verdict} change"));
        }
        lines.into_iter().map(|line| format!("{}\n", printable::line(&line))).collect()
    }

    /// What changes for the models that were there and stay.
    fn effects(&self) -> impl Iterator<Item = &Finding> {
        let is_other = |finding: &&Finding| !matches!(finding.rule, Rule::ModelAdded | Rule::ModelRemoved);
        self.report.findings.iter().filter(is_other)
    }

    fn why_added(&self, model: &str) -> String {
        match self.reach.step(model) {
            Some(step) => ways::reason(step),
            None => "it is on a page with another one of these".to_owned(),
        }
    }

    fn json(&self) -> Value {
        let model = |project: &Project, model: &Model| json!({ "model": model.name, "rust_name": model.rust_name, "file": file_of(project, model) });
        let added = |it: &&Model| {
            let mut added = model(self.after, it);
            added["way"] = self.reach.way(&it.name).iter().map(ways::json).collect::<Vec<_>>().into();
            added
        };
        let renamed = |it: &Renamed| json!({ "model": it.model, "property": it.property, "wire_name": it.wire, "old": it.old, "new": it.new });
        let entry = |it: &TakenOut| json!({ "line": it.line, "entry": it.head, "why": it.why });
        let effect = |it: &Finding| json!({ "rule": it.rule.to_string(), "message": it.message, "rust": it.rust.to_string() });
        json!({
            "schema_version": SCHEMA_VERSION,
            "schema": self.schema.display().to_string(),
            "dry_run": self.dry_run,
            "added": self.added.iter().map(added).collect::<Vec<_>>(),
            "removed": self.removed.iter().map(|it| model(self.before, it)).collect::<Vec<_>>(),
            "renamed": self.renamed.iter().map(renamed).collect::<Vec<_>>(),
            "overlay": self.taken_out.iter().map(entry).collect::<Vec<_>>(),
            "effects": self.effects().map(effect).collect::<Vec<_>>(),
            "rust": self.report.verdict().0.to_string(),
        })
    }
}

/// The path of the page of a model in its folder; the name of the document.
pub(super) fn file_of<'a>(project: &'a Project, model: &Model) -> &'a str {
    let file = model.location.file;
    project.path_of_any(file).unwrap_or_else(|| project.schema.files.name(file))
}

/// Shows the warnings about the models that a command added: names that no page documents, for example.
///
/// # Errors
/// If they cannot be written.
pub(super) fn show_warnings_of(
    project: &Project,
    models: &[&Model],
    output: &mut Output,
) -> Result<(), Failure> {
    let is_new = |problem: &&spectable_build::problem::Problem| {
        problem.severity == Severity::Warning
            && problem.location.is_some_and(|at| {
                models.iter().any(|it| {
                    it.location.file == at.file
                        && it.location.start <= at.start
                        && at.start <= it.location.end
                })
            })
    };
    let mut warnings = Problems::default();
    warnings.extend(project.problems.iter().filter(is_new).cloned());
    output.problems(&warnings, &project.schema.files)
}

/// What to do after the folder has changed.
///
/// # Errors
/// If it cannot be written.
pub(super) fn say_next(schema: &Path, output: &mut Output) -> Result<(), Failure> {
    output.note(&format!("next: run `cargo test`, and commit `{}`", schema.display()))
}
