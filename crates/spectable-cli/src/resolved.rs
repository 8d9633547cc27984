//! A source and its overlay, read and resolved: what `generate`, `export` and `doctor` begin with.

use std::{fs, path::PathBuf};

use spectable_build::{
    location::Location,
    names::Pins,
    overlay::{self, Overlay},
    problem::Problems,
    resolve::resolve,
    schema::Schema,
    source::Source,
};

use crate::{
    arguments::SourceArgs,
    terminal::{output::Output, problems, status::Failure},
};

/// What a source holds, and what was found on the way.
pub struct Resolved {
    /// The models.
    pub schema: Schema,
    /// The overlay; empty where there is none.
    pub overlay: Overlay,
    /// Everything that was noted.
    pub problems: Problems,
    /// How many pages there are.
    pub pages: usize,
    /// Text on pages that was not read.
    pub skipped: Vec<Location>,
}

impl Resolved {
    /// Reads a source and its overlay. Problems are kept, errors as well.
    ///
    /// # Errors
    /// If the source is none, or the overlay that was asked for cannot be read.
    pub fn read(args: &SourceArgs, output: &mut Output) -> Result<Self, Failure> {
        let source = Source::open(&args.from)
            .map_err(|problem| Failure::bad_input(problem.message, problem.remedy))?;
        let mut problems = Problems::default();
        output.progress("reading pages");
        let mut input = source.read(&mut problems);
        let overlay = match overlay_text(args)? {
            Some((name, text)) => Overlay::parse(&name, &text, &mut input.files, &mut problems),
            None => Overlay::default(),
        };
        let (pages, skipped) = (input.pages.len(), input.skipped.clone());
        output.progress("resolving models");
        let schema = resolve(input, &overlay, &Pins::default(), &mut problems);
        output.progress("");
        problems.sort();
        Ok(Self { schema, overlay, problems, pages, skipped })
    }

    /// Reports the problems, and fails if one of them is an error.
    ///
    /// # Errors
    /// If one of them is an error, or the report cannot be written.
    pub fn without_errors(self, args: &SourceArgs, output: &mut Output) -> Result<Self, Failure> {
        output.problems(&self.problems, &self.schema.files)?;
        if self.problems.has_errors() {
            let message = format!("`{}`: {}", args.from.display(), problems::counts(&self.problems));
            return Err(Failure::bad_input(message, "mend what is listed above; nothing was written"));
        }
        Ok(self)
    }
}

fn overlay_text(args: &SourceArgs) -> Result<Option<(String, String)>, Failure> {
    let beside: PathBuf;
    let path = match &args.config {
        Some(path) => path,
        None if args.from.is_dir() => {
            beside = args.from.join(overlay::FILE_NAME);
            if !beside.exists() {
                return Ok(None);
            }
            &beside
        }
        None => return Ok(None),
    };
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(error) => Err(Failure::bad_input(
            format!("the overlay `{}` cannot be read: {error}", path.display()),
            "check the path, and that the file is UTF-8",
        )),
    }
}
