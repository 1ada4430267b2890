//! Everything that personabook reads, writes and removes on disk. Must not know what the files are for.
//!
//! The rules, which hold for every file of a book and of a site, whatever its name:
//! - A [`Folder`] is named by the user, and links in that name are followed. Below it no link is: not in the middle of a
//!   path, not at its end.
//! - What is opened is a file: never a FIFO, a socket or a device, so nothing is waited for.
//! - What is written is created new: at its place if nothing lies there, else beside it and moved there. So nothing is
//!   written through a link, even one that somebody can foresee the name of, and nobody sees half a file.
//! - A lock is opened and never replaced.
//! - What cannot be read is an error with its path.
//!
//! Whoever has the same rights and exchanges folders for links while a build runs can undo this; what lies in a folder
//! when the build begins cannot.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::error::Error;

pub(crate) use std::fs::Metadata;

/// What the name of a file ends with until it is whole.
pub(crate) const UNFINISHED: &str = ".personabook-unfinished";

/// How much of a file is looked at in one step, in bytes; a multiple of 8.
const PIECE: usize = 64 * 1024;

/// What lies at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    /// Nothing.
    Nothing,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A FIFO, a socket, a device.
    Other,
}

impl What {
    /// What the metadata of a name, not of what it leads to, say.
    #[must_use]
    pub(crate) fn of(about: Option<&Metadata>) -> Self {
        match about.map(Metadata::file_type) {
            None => Self::Nothing,
            Some(one) if one.is_symlink() => Self::Link,
            Some(one) if one.is_file() => Self::File,
            Some(one) if one.is_dir() => Self::Folder,
            Some(_) => Self::Other,
        }
    }
}

/// A folder, and all that is reached from it without following a link. Names in it are relative, with `/` between
/// their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder(PathBuf);

/// Something below a folder.
#[derive(Debug)]
pub(crate) struct Item {
    /// From the folder.
    pub name: String,
    /// What it is.
    pub what: What,
    /// What the system says of it.
    pub about: Metadata,
}

/// Held as long as this lives.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Folder {
    /// The folder that the user named. Links in the path are followed.
    #[must_use]
    pub(crate) fn named(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The same, made with the folders above it where it is missing.
    ///
    /// # Errors
    /// When something else lies there, or it cannot be made.
    pub(crate) fn make(path: &Path) -> Result<Self, Error> {
        fs::create_dir_all(path).map_err(|error| match what(path) {
            found @ (What::File | What::Other) => refused(path, found, "folder"),
            _ => Error::io("create the folder", path)(error),
        })?;
        Ok(Self::named(path))
    }

    /// The folder at a name in this one; whatever is asked of it, the way to it is not looked at again.
    ///
    /// # Errors
    /// When the way there leads through a link, or there is no folder.
    pub(crate) fn below(&self, name: &str) -> Result<Self, Error> {
        match self.what(name)? {
            What::Folder => Ok(Self(self.path(name))),
            What::Nothing => Err(Error::io("read", &self.path(name))(
                ErrorKind::NotFound.into(),
            )),
            other => Err(refused(&self.path(name), other, "folder")),
        }
    }

    /// The path of a name, for messages.
    #[must_use]
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        match name {
            "" => self.0.clone(),
            name => self.0.join(name),
        }
    }

    /// What the system says of a name; nothing when nothing lies there.
    ///
    /// # Errors
    /// When the way there leads through a link, or nobody may look.
    pub(crate) fn about(&self, name: &str) -> Result<Option<Metadata>, Error> {
        if name.is_empty() {
            return match fs::metadata(&self.0) {
                Ok(about) => Ok(Some(about)),
                Err(error) if is_nothing(&error) => Ok(None),
                Err(error) => Err(Error::io("look at", &self.0)(error)),
            };
        }
        let path = self.way(name)?;
        about(&path)
    }

    /// What lies at a name.
    ///
    /// # Errors
    /// As [`Folder::about`].
    pub(crate) fn what(&self, name: &str) -> Result<What, Error> {
        Ok(What::of(self.about(name)?.as_ref()))
    }

    /// Whether two names lead to the same file, as they do where capitals do not count.
    #[must_use]
    pub(crate) fn is_same(&self, one: &str, other: &str) -> bool {
        let real = |name| self.way(name).and_then(|path| real(&path)).ok();
        real(one).is_some_and(|path| real(other) == Some(path))
    }

    /// The bytes of a file, of which no more than `most` are read.
    ///
    /// # Errors
    /// When there is none, it is no file, or it cannot be read.
    pub(crate) fn read(&self, name: &str, most: u64) -> Result<Vec<u8>, Error> {
        let (path, file, length) = self.open(name)?;
        bytes(file, length, most).map_err(Error::io("read", &path))
    }

    /// The bytes of a file; nothing, and nothing is read, when it is larger than `most`.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub(crate) fn read_unless_larger(
        &self,
        name: &str,
        most: u64,
    ) -> Result<Option<Vec<u8>>, Error> {
        let (path, file, length) = self.open(name)?;
        if length > most {
            return Ok(None);
        }
        // One byte more, in case it grows.
        let bytes = bytes(file, length, most + 1).map_err(Error::io("read", &path))?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// Shows a file piece by piece: pieces of the same length, and a last one that may be shorter.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub(crate) fn pieces(&self, name: &str, mut show: impl FnMut(&[u8])) -> Result<(), Error> {
        let (path, mut file, _) = self.open(name)?;
        let mut piece = Vec::with_capacity(PIECE);
        loop {
            piece.clear();
            let limit = PIECE as u64;
            (&mut file)
                .take(limit)
                .read_to_end(&mut piece)
                .map_err(Error::io("read", &path))?;
            show(&piece);
            if piece.len() < PIECE {
                return Ok(());
            }
        }
    }

    /// Everything below the folder at `name`, in the order of names; without what is to be skipped, and all below that.
    pub(crate) fn walk(
        &self,
        name: &str,
        skip: fn(&OsStr) -> bool,
    ) -> impl Iterator<Item = Result<Item, Error>> {
        let (start, wrong) = match self.below(name) {
            Ok(folder) => (Some(folder.0), None),
            Err(error) => (None, Some(Err(error))),
        };
        let is_named = name.is_empty();
        let walk = start.into_iter().flat_map(move |start| {
            WalkDir::new(start)
                .follow_links(false)
                .follow_root_links(is_named)
                .sort_by_file_name()
                .into_iter()
                .filter_entry(move |item| item.depth() == 0 || !skip(item.file_name()))
                .filter(|item| item.as_ref().map_or(true, |item| item.depth() > 0))
        });
        let items = walk.map(|item| match item {
            Ok(item) => self.item(&item),
            Err(error) => {
                let path = error.path().unwrap_or(&self.0).to_owned();
                Err(walk_error(&path, error))
            }
        });
        wrong.into_iter().chain(items)
    }

    fn item(&self, item: &walkdir::DirEntry) -> Result<Item, Error> {
        let path = item.path();
        let name = path.strip_prefix(&self.0).unwrap_or(path);
        let name = name.to_str().ok_or_else(|| {
            Error::refused(
                format!("the name of {} is not Unicode text", path.display()),
                "rename it",
            )
        })?;
        let about = item.metadata().map_err(|error| walk_error(path, error))?;
        Ok(Item {
            name: name.replace(std::path::MAIN_SEPARATOR, "/"),
            what: What::of(Some(&about)),
            about,
        })
    }

    /// Writes a file that is not there yet, and makes the folders above it.
    ///
    /// # Errors
    /// When something lies there, the way leads through a link, or it cannot be written.
    pub(crate) fn create(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let (path, mut file) = self.created(name)?;
        file.write_all(bytes).map_err(Error::io("write", &path))
    }

    /// The same with what a file of another folder holds, which is never read as a whole.
    ///
    /// # Errors
    /// As [`Folder::create`] and [`Folder::read`].
    pub(crate) fn create_copy(
        &self,
        name: &str,
        (folder, from): (&Self, &str),
    ) -> Result<(), Error> {
        let (_, mut source, _) = folder.open(from)?;
        let (path, mut file) = self.created(name)?;
        io::copy(&mut source, &mut file)
            .map(|_| ())
            .map_err(Error::io("write", &path))
    }

    /// A file that was not there yet, and its path; makes the folders above it.
    fn created(&self, name: &str) -> Result<(PathBuf, File), Error> {
        let path = self.way(name)?;
        let file = match File::create_new(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let parent = name.rsplit_once('/').map_or("", |(parent, _)| parent);
                self.create_folder(parent)?;
                File::create_new(&path)
            }
            other => other,
        };
        let file = file.map_err(Error::io("write", &path))?;
        Ok((path, file))
    }

    /// Makes a folder where there is none, and those above it.
    ///
    /// # Errors
    /// When something else lies there, the way leads through a link, or it cannot be made.
    pub(crate) fn create_folder(&self, name: &str) -> Result<(), Error> {
        let mut path = self.0.clone();
        for part in parts(name) {
            path.push(part?);
            match fs::create_dir(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    match What::of(about(&path)?.as_ref()) {
                        What::Folder | What::Nothing => {}
                        other => return Err(refused(&path, other, "folder")),
                    }
                }
                Err(error) => return Err(Error::io("create", &path)(error)),
            }
        }
        Ok(())
    }

    /// A file to read piece by piece, and how many bytes the system says it has.
    ///
    /// # Errors
    /// When there is none, it is no file, or it cannot be read.
    pub(crate) fn stream(&self, name: &str) -> Result<(impl io::Read + use<>, u64), Error> {
        self.open(name).map(|(_, file, length)| (file, length))
    }

    /// The folder of a file that somebody named, and its name there. `flag` shows how to name one.
    ///
    /// # Errors
    /// When it is no name of a file.
    pub(crate) fn of_file<'a>(file: &'a Path, flag: &str) -> Result<(Self, &'a str), Error> {
        let name = file.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| {
            Error::refused(
                format!("{} is no name of a file", file.display()),
                format!("name the file to write: `{flag}`"),
            )
        })?;
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        Ok((Self::named(folder), name))
    }

    /// Whether a file begins with these bytes.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub(crate) fn begins_with(&self, name: &str, wanted: &[u8]) -> Result<bool, Error> {
        let (path, file, _) = self.open(name)?;
        let mut first = Vec::with_capacity(wanted.len());
        file.take(wanted.len() as u64)
            .read_to_end(&mut first)
            .map_err(Error::io("read", &path))?;
        Ok(first == wanted)
    }

    /// Begins a file that takes its place when it is whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn begin(&self, name: &str) -> Result<Begun, Error> {
        let unfinished = format!("{name}{UNFINISHED}");
        self.remove(&unfinished)?;
        let path = self.way(&unfinished)?;
        let file = File::create_new(&path).map_err(Error::io("write", &self.path(name)))?;
        Ok(Begun {
            folder: self.clone(),
            name: name.to_owned(),
            file: Some(io::BufWriter::new(file)),
        })
    }

    /// Writes a file beside its place and moves it there, in place of the file or link that lies there.
    ///
    /// # Errors
    /// When it cannot be written; what lay there is as it was then.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let unfinished = format!("{name}{UNFINISHED}");
        self.remove(&unfinished)?;
        let written = self
            .create(&unfinished, bytes)
            .and_then(|()| self.rename(&unfinished, name));
        written.map_err(|error| {
            // The disk may be full: leave nothing half-written behind. What removing says changes nothing.
            let _ = self.remove(&unfinished);
            error.at(&self.path(name))
        })
    }

    /// Moves a file, in place of a file or link, or a folder to where nothing lies.
    ///
    /// # Errors
    /// When one of the ways leads through a link, or it cannot be moved.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), Error> {
        let (from, to) = (self.way(from)?, self.way(to)?);
        fs::rename(from, &to).map_err(Error::io("write", &to))
    }

    /// Removes a file, or a link and not what it leads to. Tells whether there was one.
    ///
    /// # Errors
    /// When the way leads through a link, or it cannot be removed.
    pub(crate) fn remove(&self, name: &str) -> Result<bool, Error> {
        let path = self.way(name)?;
        match fs::remove_file(&path) {
            Ok(()) => Ok(true),
            Err(error) if is_nothing(&error) => Ok(false),
            // Windows removes a link to a folder as it removes a folder.
            Err(error) => match What::of(about(&path)?.as_ref()) {
                What::Link => fs::remove_dir(&path).map(|()| true),
                _ => Err(error),
            }
            .map_err(Error::io("remove", &path)),
        }
    }

    /// Removes a folder if it is empty. Tells whether it is gone.
    pub(crate) fn remove_empty(&self, name: &str) -> bool {
        self.what(name).is_ok_and(|what| what == What::Folder)
            && fs::remove_dir(self.path(name)).is_ok()
    }

    /// Waits until nobody else holds the lock with this name. Where the system has no locks, who works at the same time is
    /// the user's care.
    ///
    /// # Errors
    /// When something else than a file lies there, or it cannot be made.
    pub(crate) fn lock(&self, name: &str) -> Result<Lock, Error> {
        let path = self.way(name)?;
        match What::of(about(&path)?.as_ref()) {
            What::Nothing | What::File => {}
            other => return Err(refused(&path, other, "file")),
        }
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        let file = no_link(&mut options)
            .open(&path)
            .map_err(Error::io("write", &path))?;
        let about = file.metadata().map_err(Error::io("read", &path))?;
        match What::of(Some(&about)) {
            What::File => {}
            other => return Err(refused(&path, other, "file")),
        }
        let _ = file.lock();
        Ok(Lock { _file: file })
    }

    /// A file to read, and how long the system says it is.
    fn open(&self, name: &str) -> Result<(PathBuf, File, u64), Error> {
        let path = self.way(name)?;
        // Before it is opened: opening a device may do something.
        match What::of(about(&path)?.as_ref()) {
            What::File | What::Nothing => {}
            other => return Err(refused(&path, other, "file")),
        }
        let mut options = OpenOptions::new();
        let file = no_link(options.read(true))
            .open(&path)
            .map_err(Error::io("read", &path))?;
        let about = file.metadata().map_err(Error::io("read", &path))?;
        match What::of(Some(&about)) {
            What::File => Ok((path, file, about.len())),
            other => Err(refused(&path, other, "file")),
        }
    }

    /// The path of a name, if no folder on the way is a link.
    fn way(&self, name: &str) -> Result<PathBuf, Error> {
        let mut path = self.0.clone();
        let mut parts = parts(name).peekable();
        while let Some(part) = parts.next() {
            path.push(part?);
            if parts.peek().is_some()
                && fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink())
            {
                return Err(refused(&path, What::Link, "folder"));
            }
        }
        Ok(path)
    }
}

/// A file that is being written beside its place. Dropped before it is whole, it leaves nothing behind.
#[derive(Debug)]
pub(crate) struct Begun {
    folder: Folder,
    name: String,
    file: Option<io::BufWriter<File>>,
}

impl Begun {
    /// Adds to it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let path = self.folder.path(&self.name);
        let file = self.file.as_mut();
        file.map_or(Ok(()), |file| file.write_all(bytes))
            .map_err(Error::io("write", &path))
    }

    /// Moves it to its place.
    ///
    /// # Errors
    /// When it cannot be written or moved.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        let path = self.folder.path(&self.name);
        if let Some(mut file) = self.file.take() {
            file.flush().map_err(Error::io("write", &path))?;
            let unfinished = format!("{}{UNFINISHED}", self.name);
            self.folder.rename(&unfinished, &self.name)?;
        }
        Ok(())
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = self.folder.remove(&format!("{}{UNFINISHED}", self.name));
        }
    }
}

fn bytes(file: File, length: u64, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // What the system says may be a lie, and memory is asked for in good faith only up to a point.
    let expected = length.min(most).min(1 << 26);
    bytes.reserve(usize::try_from(expected).unwrap_or(0));
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The parts of a name, none of which leads out of a folder.
fn parts(name: &str) -> impl Iterator<Item = Result<&OsStr, Error>> {
    Path::new(name).components().map(move |part| match part {
        Component::Normal(part) => Ok(part),
        _ => Err(Error::refused(
            format!("the path {name:?} leads elsewhere"),
            "name a path inside the folder",
        )),
    })
}

fn about(path: &Path) -> Result<Option<Metadata>, Error> {
    match fs::symlink_metadata(path) {
        Ok(about) => Ok(Some(about)),
        Err(error) if is_nothing(&error) => Ok(None),
        Err(error) => Err(Error::io("look at", path)(error)),
    }
}

fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What lies there is not what must lie there: `wanted` is a file or a folder.
#[must_use]
pub(crate) fn refused(path: &Path, what: What, wanted: &str) -> Error {
    let path = path.display();
    match what {
        What::Link => Error::refused(
            format!("{path} is a symbolic link, which is not followed"),
            format!("put the {wanted} itself there"),
        ),
        _ => Error::refused(
            format!("{path} is no {wanted}"),
            format!("put a {wanted} there, or move it away"),
        ),
    }
}

fn walk_error(path: &Path, error: walkdir::Error) -> Error {
    let text = error.to_string();
    let cause = error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other(text));
    Error::io("read", path)(cause)
}

/// Opens no link, and waits for nobody at the other end of a FIFO.
#[cfg(unix)]
fn no_link(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
}

/// The look before it is all there is: the flag that opens a link itself would also open the stubs of files that lie in a
/// cloud.
#[cfg(not(unix))]
fn no_link(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// What lies at a path that the user named; the last part of it is not followed if it is a link.
#[must_use]
pub(crate) fn what(path: &Path) -> What {
    What::of(fs::symlink_metadata(path).ok().as_ref())
}

/// Where a path that the user named really is.
///
/// # Errors
/// When it does not exist.
pub(crate) fn real(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(Error::io("find", path))
}

/// Where a path that the user named will be: with links resolved as far as it exists, and without `..`.
///
/// # Errors
/// When the system does not know where it is.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf, Error> {
    let path = std::path::absolute(path).map_err(Error::io("find", path))?;
    let existing = path.ancestors().find(|ancestor| ancestor.exists());
    let mut place = existing.map_or_else(|| Ok(PathBuf::new()), real)?;
    let rest = existing.and_then(|existing| path.strip_prefix(existing).ok());
    for part in rest.unwrap_or(&path).components() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            other => place.push(other),
        }
    }
    Ok(place)
}

/// Where a link leads, as far as that can be said.
#[must_use]
pub(crate) fn target(link: &Path) -> PathBuf {
    link.canonicalize()
        .or_else(|_| fs::read_link(link))
        .unwrap_or_else(|_| link.to_owned())
}

/// The number of a file, and when anything of it changed last, where the system tells.
#[cfg(unix)]
#[must_use]
pub(crate) fn identity(about: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (about.ino(), about.ctime(), about.ctime_nsec())
}

/// The number of a file, and when anything of it changed last, where the system tells.
#[cfg(not(unix))]
#[must_use]
pub fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
