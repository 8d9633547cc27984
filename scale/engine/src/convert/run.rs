//! A conversion from its beginning, or from where it was cut off, to its output.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::datatypes::SchemaRef;
use spectable_arrow::Encoder;

use super::{
    Target, columns,
    conversion::{Conversion, Report, Step},
    described, join,
    journal::{Done, Journal},
    names,
    part::{How, Part},
    progress::Progress,
    read::{self, Documents, Position, Wrong},
    set_aside::SetAside,
    work::{self, Work},
};
use crate::{
    ending::Content,
    failure::{Failure, Status},
};

impl Conversion {
    /// Converts to a file, or goes on with it.
    ///
    /// # Errors
    /// If the file exists and may not be replaced, an input cannot be read or is wrong, or the output cannot be written. What is wrong with a
    /// document ends the conversion for good; after any other error the same conversion goes on after the last part.
    pub fn to_file(
        &self,
        out: &Path,
        force: bool,
        restart: bool,
        progress: &Progress,
    ) -> Result<Report, Failure> {
        names::check(out, self.set_aside.as_deref(), &self.inputs)?;
        let columns = self.columns_of_output()?;
        let described = described::line(self, &columns, out)?;
        // A conversion that was cut off while its files got their names has some of them already.
        let is_joined = !restart && Journal::says_joined(&work::journal_of(out), &described);
        for target in [Some(out), self.set_aside.as_deref()].into_iter().flatten() {
            if target.exists() && !force && !is_joined {
                let message = format!("`{}` exists", target.display());
                return Err(Failure::bad_input(message, "give another name, or replace it with `--force`"));
            }
        }
        // What comes from a pipe cannot be read again from its middle.
        let is_stream = self.inputs.iter().any(|it| it.path.is_none());
        let work = Work::begin(out, restart || is_stream)?;
        match self.in_folder(&work, out, &described, &columns, progress) {
            Ok(report) => {
                work.end();
                Ok(report)
            }
            // The same inputs are wrong the next time, too.
            Err(failure) if failure.status() == Status::BadInput && !work.path("journal").exists() => {
                work.end();
                Err(failure)
            }
            Err(failure) => Err(failure),
        }
    }

    fn in_folder(
        &self,
        work: &Work,
        out: &Path,
        described: &str,
        columns: &SchemaRef,
        progress: &Progress,
    ) -> Result<Report, Failure> {
        let mut journal = Journal::open(&work.path("journal"), described)?;
        if !self.is_whole(work, out, &journal) {
            work.clear()?;
            journal = Journal::open(&work.path("journal"), described)?;
        }
        let resumed = journal.parts.iter().map(|it| it.documents).sum();
        if !journal.is_joined {
            let converted = self.parts(work, out, &mut journal, columns, progress);
            if converted.as_ref().is_err_and(|failure| failure.status() == Status::BadInput) {
                work.clear()?;
            }
            converted?;
            progress.say("joining the parts");
            if journal.parts.len() > 1 {
                let parts: Vec<PathBuf> = (0..journal.parts.len()).map(|number| work.part(number)).collect();
                join::join(&parts, self.target, &whole_of(work, &journal))?;
            }
            journal.join()?;
        }
        self.stop_after(Step::Joined)?;
        self.name(work, out, &journal)?;
        let last = journal.parts.last();
        Ok(Report {
            documents: journal.parts.iter().map(|it| it.documents).sum(),
            resumed,
            kept: last.map_or(0, |it| it.wrong),
            set_aside: last.map_or(0, |it| it.set_aside.1),
        })
    }

    /// Gives the files their names, except those that have them already.
    fn name(&self, work: &Work, out: &Path, journal: &Journal) -> Result<(), Failure> {
        if let Some(to) = &self.set_aside {
            let from = work.path("set-aside");
            if from.exists() {
                move_aside(&from, to)?;
            }
        }
        self.stop_after(Step::MovedAside)?;
        let whole = whole_of(work, journal);
        if whole.exists() {
            work::rename(&whole, out)?;
        }
        self.stop_after(Step::Named)
    }

    /// Whether all files are there that the journal says are there.
    fn is_whole(&self, work: &Work, out: &Path, journal: &Journal) -> bool {
        if journal.is_joined {
            let named = |path: &Path, to: &Path| path.is_file() || to.is_file();
            let aside = self.set_aside.as_ref();
            return named(&whole_of(work, journal), out)
                && aside.is_none_or(|to| named(&work.path("set-aside"), to));
        }
        let length = fs::metadata(work.path("set-aside")).map_or(0, |it| it.len());
        let noted = journal.parts.last().map_or(0, |it| it.set_aside.0);
        length >= noted && (0..journal.parts.len()).all(|number| work.part(number).is_file())
    }

    fn stop_after(&self, step: Step) -> Result<(), Failure> {
        if self.stop == Some(step) {
            return Err(Failure::undecided(
                format!("stopped after {step:?}"),
                "run the command again to go on",
            ));
        }
        Ok(())
    }

    /// Writes the parts that are not there yet.
    fn parts(
        &self,
        work: &Work,
        out: &Path,
        journal: &mut Journal,
        columns: &SchemaRef,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let resumed = journal.parts.iter().map(|it| it.documents).sum();
        let last = journal.parts.last().cloned();
        let position = last.as_ref().map_or_else(Position::default, |it| it.position);
        let (aside_length, kept_before) = last.map_or(((0, 0), 0), |it| (it.set_aside, it.wrong));
        let aside = match &self.set_aside {
            Some(_) => Some(SetAside::open(&work.path("set-aside"), aside_length)?),
            None => None,
        };
        let wrong = aside.clone().map_or(Wrong::Values(self.wrong), Wrong::SetAside);
        let bytes = progress.bytes();
        let mut documents =
            Documents::new(&self.inputs, self.columns.clone(), wrong, position, bytes, self.rows);
        progress.begin(&self.inputs, position.input, resumed);
        let name = out.display().to_string();
        let how = How { target: self.target, compression: self.target.compression(&name), rows: self.rows };
        let first = self.inputs.first().map_or("", |it| it.name.as_str());
        let mut next = documents.next()?;
        // An output without documents is a part as well.
        while next.is_some() || journal.parts.is_empty() {
            let path = work.path("part");
            let file = File::create(&path)
                .map_err(|error| Failure::io("write", &path.display().to_string(), &error))?;
            let mut part = Part::new(file, columns, how, &name)?;
            let mut count = 0;
            let mut mark = Mark::of(&documents, aside.as_ref());
            while let Some(batch) = next {
                part.write(&columns::suited(&batch, columns, documents.file(), first)?)?;
                count += batch.num_rows();
                progress.add(batch.num_rows() as u64);
                // What the next batch brings is not of this part.
                mark = Mark::of(&documents, aside.as_ref());
                next = documents.next()?;
                // The next batch would make it too long.
                if count + documents.batch_rows() > self.rows && mark.position.is_some() {
                    break;
                }
            }
            if next.is_none() {
                mark = Mark { position: None, ..Mark::of(&documents, aside.as_ref()) };
            }
            part.finish()?;
            work::rename(&path, &work.part(journal.parts.len()))?;
            aside.as_ref().map_or(Ok(()), SetAside::sync)?;
            journal.add(Done {
                documents: count as u64,
                position: mark.position.unwrap_or(Position { input: self.inputs.len(), lines: 0, offset: 0 }),
                set_aside: mark.set_aside,
                wrong: kept_before + mark.kept,
            })?;
            self.stop_after(Step::Parts(journal.parts.len()))?;
        }
        Ok(())
    }

    /// The columns of the output: those of the documents, or of the first input.
    fn columns_of_output(&self) -> Result<SchemaRef, Failure> {
        let columns = match (&self.columns, self.inputs.first()) {
            (Some(columns), _) => Arc::clone(columns),
            (None, Some(input)) => read::columns_of(input)?,
            (None, None) => Arc::new(arrow::datatypes::Schema::empty()),
        };
        Ok(match self.target {
            // A file of Arrow has one dictionary for all batches, and documents may bring new values at any time.
            Target::Arrow => columns::without_dictionaries(&columns),
            Target::Parquet | Target::Ndjson => columns,
        })
    }

    /// Writes the documents as lines, as they are read.
    ///
    /// # Errors
    /// If an input cannot be read or is wrong, or the lines cannot be written.
    pub fn to_lines(&self, out: &mut impl Write, progress: &Progress) -> Result<Report, Failure> {
        let wrong = Wrong::Values(self.wrong);
        let mut documents = Documents::new(
            &self.inputs,
            self.columns.clone(),
            wrong,
            Position::default(),
            progress.bytes(),
            self.rows,
        );
        let mut report = Report::default();
        let failed =
            |error: &io::Error| Failure::undecided(format!("standard output cannot be written: {error}"), "");
        progress.begin(&self.inputs, 0, 0);
        while let Some(batch) = documents.next()? {
            let encoder =
                Encoder::new(batch.schema()).map_err(|error| Failure::bad_input(error.to_string(), ""))?;
            let mut lines = Vec::new();
            encoder.encode(&batch, &mut lines).map_err(|error| Failure::bad_input(error.to_string(), ""))?;
            match out.write_all(&lines) {
                // Nobody reads any more: what was read up to here says how the command ends.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    report.kept = documents.kept();
                    return Ok(report);
                }
                written => written.map_err(|error| failed(&error))?,
            }
            report.documents += batch.num_rows() as u64;
            progress.add(batch.num_rows() as u64);
        }
        report.kept = documents.kept();
        match out.flush() {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(failed(&error)),
            _ => Ok(report),
        }
    }
}

/// Where a part ends.
struct Mark {
    position: Option<Position>,
    set_aside: (u64, u64),
    kept: u64,
}

impl Mark {
    fn of(documents: &Documents<'_>, aside: Option<&SetAside>) -> Self {
        let set_aside = aside.map_or((0, 0), SetAside::length);
        Self { position: documents.position(), set_aside, kept: documents.kept() }
    }
}

/// Moves the documents that were set aside to where they were asked for, which may be another disk.
fn move_aside(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::io("write", &to.display().to_string(), error);
    if fs::rename(from, to).is_ok() {
        return Ok(());
    }
    let half = to.with_file_name(format!(".{}.half", to.file_name().unwrap_or_default().to_string_lossy()));
    fs::copy(from, &half).map_err(|error| failed(&error))?;
    work::rename(&half, to)
}

/// The file that becomes the output: of one part, the part.
fn whole_of(work: &Work, journal: &Journal) -> PathBuf {
    if journal.parts.len() == 1 { work.part(0) } else { work.path("whole") }
}

/// Whether files of this kind have columns of their own.
pub fn has_columns(content: Content) -> bool {
    content != Content::Lines
}
