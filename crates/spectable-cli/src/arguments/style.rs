//! The style of generated code that verdicts are about.

use clap::{Args, ValueEnum};
use spectable_build::{project::Project, render::Style};

/// For which generated code the verdicts are.
#[derive(Debug, Clone, Copy, Args)]
pub struct ForStyle {
    /// The style of the generated code that the verdicts are about, as `spectable generate` takes it [default: `style` of the overlay, else
    /// table]
    #[arg(long, value_enum)]
    style: Option<StyleArg>,
}

/// The styles of generated code, as the command line names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StyleArg {
    /// A `spectable::model!` table: fast to build, and nothing is lost
    Table,
    /// Structs with serde's derives: no run time; unknown keys are lost, an enum's unknown value is an error
    Derive,
}

impl From<StyleArg> for Style {
    fn from(style: StyleArg) -> Self {
        match style {
            StyleArg::Table => Self::Table,
            StyleArg::Derive => Self::Derive,
        }
    }
}

impl ForStyle {
    /// The style that the command line gives, if it gives one.
    pub fn given(self) -> Option<Style> {
        self.style.map(Style::from)
    }

    /// Puts the style that the command line gives before that of a project's overlay.
    pub fn apply(self, project: &mut Project) {
        project.overlay.style = self.given().or(project.overlay.style);
    }
}
