//! The files that were deployed to a folder: looked at, and nothing else. No link is followed below the folder, and sizes are
//! bounded, because whoever wrote them may mean no good.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this is the door to the disk"
)]

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use crate::render::deployed::{Deployed, Standing};
use crate::render::dialect::Reader;
use crate::render::{MANIFEST_FILE, Manifest, OutputFile};

/// The largest file that is read.
const MOST_BYTES: u64 = 4 << 20;

/// How much is read of all files together.
const MOST_TOGETHER: u64 = 1 << 30;

/// How many entries are looked at that were not rendered.
const MOST_ENTRIES: usize = 200_000;

/// How deep folders are looked at.
const MOST_DEPTH: usize = 16;

/// Reads what stands in a folder at the places of a rendering, of what was rendered there before, and where the runtime looks;
/// with the home of a user, where one is given.
///
/// # Errors
///
/// The system's, where the folder or the home is none.
pub fn deployed(
    root: &Path,
    home: Option<&Path>,
    rendered: &[OutputFile],
    reader: Option<&Reader>,
) -> io::Result<Deployed> {
    let mut look = Look { root: root.canonicalize()?, ..Look::default() };
    folder(&look.root)?;
    look.take(MANIFEST_FILE);
    rendered.iter().for_each(|file| look.take(&file.path));
    let listed = look.files.get(MANIFEST_FILE).and_then(Standing::bytes).map(Manifest::read);
    for path in listed.and_then(Result::ok).unwrap_or_default().files.keys() {
        look.take(path);
    }
    for place in reader.into_iter().flat_map(|reader| reader.places.iter().chain(reader.layers)) {
        look.all(place, 0);
    }
    if reader.is_none() {
        // Where it is not known what the runtime reads: all of its own folder, and the twin with comments of a JSON file.
        let own = rendered.iter().filter_map(|file| file.path.split_once('/'));
        let mut folders: Vec<&str> =
            own.map(|(first, _)| first).filter(|first| first.starts_with('.')).collect();
        folders.dedup();
        folders.into_iter().for_each(|folder| look.all(folder, 0));
        let json = rendered.iter().filter(|file| file.path.ends_with(".json"));
        json.for_each(|file| look.take(&format!("{}c", file.path)));
    }
    let mut deployed = Deployed { files: look.files, ..Deployed::default() };
    if let Some(home) = home {
        let mut look = Look { root: home.canonicalize()?, ..Look::default() };
        folder(&look.root)?;
        for place in reader.into_iter().flat_map(|reader| reader.home) {
            look.all(place, 0);
        }
        deployed.home = look.files;
    }
    Ok(deployed)
}

fn folder(path: &Path) -> io::Result<()> {
    if fs::metadata(path)?.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

#[derive(Default)]
struct Look {
    root: std::path::PathBuf,
    files: BTreeMap<String, Standing>,
    bytes: u64,
    entries: usize,
}

impl Look {
    /// Reads one file, where there is one.
    fn take(&mut self, path: &str) {
        if self.files.contains_key(path) {
            return;
        }
        let standing = match self.metadata(path) {
            Ok(None) => return,
            Ok(Some(metadata)) => self.read(path, &metadata),
            Err(standing) => standing,
        };
        self.files.insert(path.to_owned(), standing);
    }

    /// What stands at a path, no part of it a link; nothing where nothing does.
    fn metadata(&self, path: &str) -> Result<Option<Metadata>, Standing> {
        let mut place = self.root.clone();
        let mut found = None;
        for part in path.split('/') {
            if found.as_ref().is_some_and(|above: &Metadata| !above.is_dir()) {
                return Ok(None);
            }
            place.push(part);
            match place.symlink_metadata() {
                Ok(metadata) if metadata.is_symlink() => {
                    return Err(Standing::Unread("a symlink, which is not followed"));
                }
                Ok(metadata) => found = Some(metadata),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(_) => return Err(Standing::Unread("the system does not let it be read")),
            }
        }
        Ok(found)
    }

    fn read(&mut self, path: &str, metadata: &Metadata) -> Standing {
        if metadata.is_dir() {
            return Standing::Unread("a folder");
        } else if !metadata.is_file() {
            return Standing::Unread("no regular file");
        } else if metadata.len() > MOST_BYTES {
            return Standing::Unread("larger than 4 MiB");
        } else if self.bytes > MOST_TOGETHER {
            return Standing::Unread("one of too many");
        }
        let read = || -> io::Result<Option<Vec<u8>>> {
            let file = File::open(self.root.join(path))?;
            if !is_same(metadata, &file.metadata()?) {
                return Ok(None);
            }
            let mut bytes = Vec::new();
            file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
            Ok(Some(bytes))
        };
        match read() {
            Ok(Some(bytes)) if bytes.len() as u64 <= MOST_BYTES => {
                self.bytes += bytes.len() as u64;
                Standing::File(bytes)
            }
            Ok(_) => Standing::Unread("it changed while it was read"),
            Err(_) => Standing::Unread("the system does not let it be read"),
        }
    }

    /// Reads a file, or all files of a folder.
    fn all(&mut self, path: &str, depth: usize) {
        let is_folder = matches!(self.metadata(path), Ok(Some(metadata)) if metadata.is_dir());
        if !is_folder {
            return self.take(path);
        }
        let Ok(entries) = fs::read_dir(self.root.join(path)) else {
            let standing = Standing::Unread("the system does not let it be read");
            self.files.insert(path.to_owned(), standing);
            return;
        };
        if depth >= MOST_DEPTH {
            self.files.insert(path.to_owned(), Standing::Unread("too deep"));
            return;
        }
        for entry in entries.flatten() {
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                self.files.insert(path.to_owned(), Standing::Unread("one of too many"));
                return;
            }
            match entry.file_name().into_string() {
                Ok(name) => self.all(&format!("{path}/{name}"), depth + 1),
                Err(name) => {
                    let path = format!("{path}/{}", name.to_string_lossy());
                    self.files.insert(path, Standing::Unread("its name is not UTF-8"));
                }
            }
        }
    }
}

/// Whether an open file is the one that was looked at, and none that was put in its place meanwhile.
#[cfg(unix)]
fn is_same(looked: &Metadata, open: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    looked.dev() == open.dev() && looked.ino() == open.ino()
}

/// Whether an open file is one at all.
#[cfg(not(unix))]
fn is_same(_looked: &Metadata, open: &Metadata) -> bool {
    open.is_file()
}
