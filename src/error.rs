//! What stops the program: the world, not the content. Always names the path and the verb.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::text::{shown, shown_lines, shown_path};

/// Why a command could not run.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be used.
    Io {
        /// What was tried: "read", "write", "create".
        verb: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Something is not as it must be.
    Refused {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// A template cannot be used.
    Template {
        /// What is wrong, with lines of the template.
        message: String,
        /// What to do.
        help: String,
    },
}

impl Error {
    /// For `map_err`: an I/O error with its verb and path.
    pub fn io(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::Io { verb, path, error }
    }

    /// The same error on a path that the user knows, where the one it happened on is ours.
    #[must_use]
    pub fn at(self, path: &Path) -> Self {
        match self {
            Self::Io { verb, error, .. } => Self::Io {
                verb,
                path: path.to_owned(),
                error,
            },
            refused => refused,
        }
    }

    /// Something is not as it must be.
    pub fn refused(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused {
            message: message.into(),
            help: help.into(),
        }
    }
}

/// Nothing of a name or value in it reaches a terminal as anything but text.
impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { verb, path, error } => {
                let error = error.to_string();
                write!(
                    formatter,
                    "cannot {verb} {}: {}",
                    shown_path(path),
                    shown(&error)
                )
            }
            Self::Refused { message, help } => {
                write!(formatter, "{}\n  help: {}", shown(message), shown(help))
            }
            Self::Template { message, help } => write!(
                formatter,
                "{}\n  help: {}",
                shown_lines(message),
                shown(help)
            ),
        }
    }
}

impl std::error::Error for Error {}
