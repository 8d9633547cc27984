//! Where the crate is to be, and under which name: what is wrong with it is told before any source is read.

use std::path::{Path, PathBuf};

use super::args::Args;
use crate::{
    commands::crate_name::Name,
    terminal::status::Failure,
    workspace::manifest::{self, Manifest},
};

/// The tables of a manifest to which `init` adds.
const TABLES: [&str; 3] = ["dependencies", "build-dependencies", "dev-dependencies"];

/// The folders of a package whose files Cargo takes for its own.
const FOLDERS_OF_PACKAGE: [&str; 4] = ["src", "tests", "examples", "benches"];

/// Where the crate is to be.
pub(super) struct Place {
    /// The manifest that is there.
    pub(super) found: Option<Manifest>,
    /// The name of the crate.
    pub(super) name: String,
    /// The folder of the crate `spectable`, if it is given.
    pub(super) run_time: Option<PathBuf>,
}

impl Place {
    /// Settles where the crate is to be.
    ///
    /// # Errors
    /// If no crate can be there, or it can have no name, or there are no crates where the command line says.
    pub(super) fn of(args: &Args) -> Result<Self, Failure> {
        let dir = args.dir.as_path();
        if dir.is_file() {
            return Err(Failure::bad_input(
                format!("`{}` is a file, and a folder is needed; nothing was written", dir.display()),
                "give another folder for the crate",
            ));
        }
        let found = Manifest::open(&args.inside(""))?;
        let name = match &found {
            Some(manifest) => name_of_package(args, manifest)?,
            None => {
                refuse_inside_package(dir)?;
                new_name(args)?.as_str().to_owned()
            }
        };
        let run_time = args.spectable.as_deref().map(manifest::run_time).transpose()?;
        Ok(Self { found, name, run_time })
    }
}

/// The name of the crate that is there.
fn name_of_package(args: &Args, manifest: &Manifest) -> Result<String, Failure> {
    if !manifest.has_package() {
        return Err(Failure::bad_input(
            format!(
                "`{}` is a workspace without a crate of its own",
                args.inside(manifest::FILE_NAME).display()
            ),
            "give the folder of one of its crates, or of a new one, such as `spectable init models`",
        ));
    }
    TABLES.iter().try_for_each(|table| manifest.refuse_another_form(table))?;
    let name = manifest.package("name").unwrap_or_default();
    match &args.name {
        Some(other) if other != name => Err(Failure::bad_input(
            format!("`{}` is of the crate `{name}`, whose name stays", manifest.path.display()),
            "leave `--name` out, or give the folder of a new crate",
        )),
        _ => Ok(name.to_owned()),
    }
}

/// Refuses a new crate among the sources of another one: whoever is in `src` means the crate above it.
fn refuse_inside_package(dir: &Path) -> Result<(), Failure> {
    let real = manifest::real(dir)?;
    for above in real.ancestors().skip(1) {
        let Some(manifest) = Manifest::open(above)? else { continue };
        let inside = real.strip_prefix(above).unwrap_or(&real);
        let first = inside.components().next().map(|it| it.as_os_str().to_string_lossy().into_owned());
        let folder = first.filter(|it| FOLDERS_OF_PACKAGE.contains(&it.as_str()));
        let Some(folder) = folder.filter(|_| manifest.has_package()) else { return Ok(()) };
        // A workspace may have its crates there, if it says so.
        if manifest.knows(&inside.to_string_lossy().replace('\\', "/")) {
            return Ok(());
        }
        let way = manifest::way(Path::new("."), above)?;
        let way = if way.is_empty() { "." } else { way.as_str() };
        return Err(Failure::bad_input(
            format!(
                "`{way}` is the crate `{}`, and this would be in its `{folder}`; nothing was written",
                manifest.package("name").unwrap_or_default()
            ),
            format!("run it there (`cd {way}`), or name another folder"),
        ));
    }
    Ok(())
}

/// The name of a new crate: the one that is given, else that of its folder.
fn new_name(args: &Args) -> Result<Name, Failure> {
    if let Some(name) = &args.name {
        return Name::new(name);
    }
    let real = manifest::real(&args.dir)?;
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Name::new(&name).map_err(|failure| {
        Failure::bad_input(failure.message(), "give the crate another name with `--name NAME`")
    })
}
