//! The folder `schema/` that `spectable init` makes: pages, overlay and lock.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use spectable_build::{
    overlay::{self, Adds},
    project::{Lower, Project, Reading, Released},
    render::Style,
    source::{Content, Documentation, OpenApi, SourceFile},
};

use super::{args::Args, texts};
use crate::{
    arguments::SourceArgs,
    commands::{export, named, reading, taking_in},
    terminal::{output::Output, status::Failure},
    workspace::{
        line_endings, model_files,
        overlay_file::{self, AllTakenOut, Stale},
        source::{SHOWN_STDIN, open_to_fill, shown},
        update_plan::{self, UpdatePlan},
    },
};

/// What is to be in the folder.
pub(super) struct Made {
    /// The files that are new, by path in the folder.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The folder with them.
    pub(super) project: Project,
    /// Entries of an overlay that was given which say nothing about these models.
    pub(super) taken_out: AllTakenOut,
    /// The page is the example.
    pub(super) is_example: bool,
    /// The overlay that was given has groups, which are left out.
    pub(super) left_out_groups: bool,
    /// A source is an OpenAPI document.
    pub(super) has_document: bool,
}

/// Makes the content of the folder.
///
/// # Errors
/// If a source cannot be read, or the folder has pages already and a source is given.
pub(super) fn make(folder: &Path, args: &Args, output: &mut Output) -> Result<Made, Failure> {
    let found = if folder.is_file() { None } else { Some(open_to_fill(folder)?) };
    let Some(found) = found else {
        return Err(Failure::bad_input(
            format!("`{}` is a file, and a folder is needed; nothing was written", folder.display()),
            "move it away, then run this command again",
        ));
    };
    let is_empty = matches!(&found.content, Content::Pages(pages) if pages.is_empty());
    let has_files = !is_empty || found.lock.is_some();
    if has_files && !args.from.is_empty() {
        return Err(Failure::bad_input(
            format!("`{}` has pages or a lock already; nothing was written", folder.display()),
            "add models with `spectable add`, or take in new pages with `spectable update --from`; without `--from`, the crate is built around what is there",
        ));
    }
    let style = args.style.map(Style::from);
    match args.from.is_empty() {
        _ if has_files => around(found, style, output),
        true => example(found, style, output),
        false => of_sources(found, args, output),
    }
}

/// A folder that has its pages: it needs an overlay and a lock.
fn around(found: Documentation, style: Option<Style>, output: &mut Output) -> Result<Made, Failure> {
    let mut folder = found.clone();
    let project = taking_in::understand(folder.clone(), output)?;
    if folder.overlay.is_none() {
        folder.overlay = Some(overlay_of(&folder, &texts::overlay(dialect_of(&project), style, "")));
    }
    let has_document = project.is_document;
    finish((found, folder, Vec::new()), None, has_document, AllTakenOut::default(), output)
}

/// A folder with one page, to be replaced.
fn example(found: Documentation, style: Option<Style>, output: &mut Output) -> Result<Made, Failure> {
    let mut folder = found.clone();
    let page = file(&folder, texts::EXAMPLE_PAGE, texts::EXAMPLE.as_bytes().to_vec());
    folder.content = Content::Pages(vec![page]);
    if folder.overlay.is_none() {
        folder.overlay = Some(overlay_of(&folder, &texts::overlay(Some(texts::EXAMPLE_DIALECT), style, "")));
    }
    let made = finish((found, folder, Vec::new()), None, false, AllTakenOut::default(), output)?;
    Ok(Made { is_example: true, ..made })
}

/// A folder with what sources say.
fn of_sources(found: Documentation, args: &Args, output: &mut Output) -> Result<Made, Failure> {
    let sources = SourceArgs {
        from: args.from.clone(),
        adds: args.adds,
        config: args.config.clone(),
        components_only: false,
    };
    let given = reading::find(&sources)?;
    let mut theirs = given.clone().understand();
    // Of a source with many models, what is said about the others is beside the point.
    if args.models.is_empty() {
        reading::report(&theirs, output)?;
    } else {
        reading::report_errors(&theirs, output)?;
    }
    taking_in::refuse_without_pages(&given.first.name, &theirs)?;
    if !theirs.overlay.sources.is_empty() {
        return Err(Failure::bad_input(
            format!("the overlay of `{}` names more sources", theirs.name),
            "give each of them with `--from`, the first one first",
        ));
    }
    let name = shown(&given.first.name);
    let documented =
        |model: &String| Ok(named::find(model, &theirs.schema, &format!("`{name}`"))?.name.clone());
    let models = args.models.iter().map(documented).collect::<Result<BTreeSet<String>, Failure>>()?;
    if !models.is_empty() {
        theirs.schema.restrict(&models);
    }
    let mut folder = if theirs.is_document && !args.models.is_empty() {
        model_files::with_document(&found, &export::text(&theirs.schema)?)
    } else {
        update_plan::take_in(&found, &Project::default(), &theirs)?
    };
    let layers = layers(&folder, &given.lower, &theirs, args)?;
    let own = given.overlay.map(|(overlay, _)| overlay).or(given.first.overlay);
    let mut left_out_groups = false;
    let mut taken_out = AllTakenOut::default();
    let entries: String = layers.iter().map(|layer| layer.entry.as_str()).collect();
    let text = match own.or(found.overlay.clone()) {
        Some(overlay) => {
            let text = String::from_utf8_lossy(&overlay.bytes).into_owned();
            let (text, had_groups) = overlay_file::without_groups(&text, &mut taken_out);
            left_out_groups = had_groups;
            line_endings::as_in(&text, format!("{text}{entries}")).into_bytes()
        }
        None => {
            texts::overlay(dialect_for(&folder, &theirs), args.style.map(Style::from), &entries).into_bytes()
        }
    };
    folder.overlay = Some(file(&folder, overlay::FILE_NAME, text));
    let has_document = theirs.is_document || layers.iter().any(|layer| layer.is_document);
    folder.sources = layers.iter().map(|layer| Ok(layer.documentation.clone())).collect();
    // The names that the source released are those of the new crate.
    folder.lock = given.first.lock;
    let layer_files = layers.into_iter().flat_map(|layer| layer.files).collect();
    let made = finish((found, folder, layer_files), Some(&theirs), has_document, taken_out, output)?;
    if !args.models.is_empty() {
        output.problems(&made.project.problems, &made.project.schema.files)?;
    }
    Ok(Made { left_out_groups, ..made })
}

/// Understands the folder as it is to be, and settles which files are new.
fn finish(
    (found, mut folder, layer_files): (Documentation, Documentation, Vec<SourceFile>),
    theirs: Option<&Project>,
    has_document: bool,
    mut taken_out: AllTakenOut,
    output: &mut Output,
) -> Result<Made, Failure> {
    let mut project = taking_in::understand_without_stale(&mut folder, Stale::Any, &mut taken_out, output)?;
    if let Some(theirs) = theirs {
        taking_in::keep_directions(&mut project, theirs);
    }
    let plan = UpdatePlan::new(&found, &project, folder.overlay.as_ref());
    let mut files = plan.changes.write;
    files.extend(layer_files.into_iter().map(|file| (file.path, file.bytes)));
    Ok(Made { files, project, taken_out, is_example: false, left_out_groups: false, has_document })
}

/// A later source, as it is in the folder.
struct Layer {
    documentation: Documentation,
    files: Vec<SourceFile>,
    entry: String,
    is_document: bool,
}

/// The later sources: of pages those about the models that the first one has, or all of them where all were asked for.
fn layers(
    folder: &Documentation,
    lower: &[Lower],
    theirs: &Project,
    args: &Args,
) -> Result<Vec<Layer>, Failure> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut layers = Vec::new();
    for (Lower { documentation, adds }, from) in lower.iter().zip(args.from.iter().skip(1)) {
        let name = name_of_layer(from, &mut taken);
        let reading = Reading { foreign_pages: true, released: Released::Nothing, ..Reading::default() };
        let own = Project::read(documentation.clone(), reading);
        taking_in::refuse_without_pages(&documentation.name, &own)?;
        let is_wanted = |model: &String| {
            let is_it = |known: &String| known.eq_ignore_ascii_case(model);
            args.models.is_empty() || theirs.schema.models.keys().any(is_it)
        };
        let wanted = own.schema.models.keys().filter(|model| is_wanted(model)).map(String::as_str);
        let wanted: BTreeSet<&str> = wanted.collect();
        let inside = Documentation { name: format!("{}/{name}", folder.name), ..own_folder(folder) };
        let (documentation, files, path) = if own.is_document {
            document(&inside, &own, &name)?
        } else {
            pages(&inside, &own, &wanted, &name)?
        };
        let word = if *adds == Adds::All { "all" } else { "facts" };
        let entry = texts::layer(&path, word, dialect_of(&own));
        layers.push(Layer { documentation, files, entry, is_document: own.is_document });
    }
    Ok(layers)
}

/// A folder of this name with nothing in it.
fn own_folder(folder: &Documentation) -> Documentation {
    Documentation {
        content: Content::Pages(Vec::new()),
        overlay: None,
        lock: None,
        sources: Vec::new(),
        ..folder.clone()
    }
}

fn pages(
    inside: &Documentation,
    own: &Project,
    wanted: &BTreeSet<&str>,
    name: &str,
) -> Result<(Documentation, Vec<SourceFile>, String), Failure> {
    let mut documentation = model_files::with_pages(inside, own, wanted)?;
    let mut files = Vec::new();
    if let Content::Pages(pages) = &mut documentation.content {
        pages.iter_mut().for_each(|page| page.path = format!("{name}/{}", page.path));
        files.clone_from(pages);
    }
    Ok((documentation, files, name.to_owned()))
}

/// A whole document: only the models that it is laid under are read of it, or all.
fn document(
    inside: &Documentation,
    own: &Project,
    name: &str,
) -> Result<(Documentation, Vec<SourceFile>, String), Failure> {
    let mut documentation = update_plan::take_in(inside, &Project::default(), own)?;
    let mut files = Vec::new();
    let mut path = name.to_owned();
    if let Content::OpenApi(OpenApi { file, parts }) = &mut documentation.content {
        file.path = format!("{name}/{}", file.path);
        path.clone_from(&file.path);
        let of_part =
            |part: &SourceFile| SourceFile { path: format!("{name}/{}", part.path), ..part.clone() };
        files = [file.clone()].into_iter().chain(parts.iter().map(of_part)).collect();
    }
    Ok((documentation, files, path))
}

/// The name of the folder for a later source: that of the source, in plain letters.
fn name_of_layer(from: &Path, taken: &mut BTreeSet<String>) -> String {
    let name = from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let plain: String =
        stem.chars().map(|it| if it.is_ascii_alphanumeric() || it == '_' { it } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let plain = if plain.is_empty() || name == SHOWN_STDIN { "more" } else { plain };
    let mut name = plain.to_owned();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{plain}-{number}");
        number += 1;
    }
    name
}

/// The dialect that the pages show clearly, for the overlay to say so. Where several dialects read them alike, more pages may decide.
fn dialect_of(project: &Project) -> Option<&str> {
    let found = project.dialect.as_ref()?;
    let mut votes = found.vote.as_ref()?.votes.iter().map(|it| (it.types, it.names, it.signs));
    let (first, second) = (votes.next(), votes.next());
    (first != second).then_some(found.name.as_str())
}

/// The dialect of a source, where few of its pages would be taken for another one.
fn dialect_for<'a>(folder: &Documentation, theirs: &'a Project) -> Option<&'a str> {
    let found = theirs.dialect.as_ref().filter(|it| it.vote.is_some())?;
    let alone = Project::read(folder.clone(), Reading { released: Released::Nothing, ..Reading::default() });
    let is_same = alone.dialect.is_some_and(|it| it.name == found.name);
    dialect_of(theirs).or((!is_same).then_some(found.name.as_str()))
}

fn file(folder: &Documentation, path: &str, bytes: Vec<u8>) -> SourceFile {
    SourceFile { name: format!("{}/{path}", folder.name.trim_end_matches('/')), path: path.to_owned(), bytes }
}

fn overlay_of(folder: &Documentation, text: &str) -> SourceFile {
    file(folder, overlay::FILE_NAME, text.as_bytes().to_vec())
}
