//! What an overlay says of findings, taken together: which are waived, how much the others weigh, and when a command fails.

use spectable_build::{
    location::Files,
    overlay::{FailOn, Overlay},
};
use time::Date;

use crate::{
    Error,
    changes::sort,
    finding::Finding,
    report::Report,
    severity::Severities,
    waiver::{self, Waiver},
};

/// What an overlay says of findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// The findings that are accepted.
    pub waivers: Vec<Waiver>,
    /// How much the others weigh.
    pub severities: Severities,
    /// When a command fails, unless the command line says it.
    pub fail_on: Option<FailOn>,
}

impl Policy {
    /// That of an overlay; `files` are those with which it was read.
    ///
    /// # Errors
    /// If a waiver is malformed, or a rule unknown.
    pub fn of(overlay: &Overlay, files: &Files) -> Result<Self, Error> {
        Ok(Self {
            waivers: waiver::of(overlay, files)?,
            severities: Severities::of(overlay, files)?,
            fail_on: overlay.drift.fail_on,
        })
    }

    /// Removes the findings that are waived or allowed, and gives the others their weights, the most serious first. The report has what is
    /// to be said of the waivers.
    ///
    /// `elsewhere` are the findings of another comparison, if it was made too: a waiver that is unused here may be used there.
    pub fn apply(&self, report: &mut Report, today: Date, elsewhere: Option<&[Finding]>) {
        report.waivers = waiver::apply(&self.waivers, today, &mut report.findings, elsewhere);
        self.severities.apply(&mut report.findings);
        sort(&mut report.findings);
    }
}
