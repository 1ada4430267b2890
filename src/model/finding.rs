//! Something wrong with an entry, named by field instead of by line.

use super::entry::Key;
use crate::text::FieldPath;

/// A mistake in the content of an entry, before anybody looked up where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Whether the site can be made all the same.
    pub is_warning: bool,
    /// The entry; a finding about a kind's own rules has none until its entry is known.
    pub entry: Option<Key>,
    /// The name of the rule.
    pub code: &'static str,
    /// The field; the empty path is the entry's Markdown body, or its file when `within` is empty too.
    pub path: FieldPath,
    /// The part of the value that is wrong.
    pub within: Option<String>,
    /// How many bytes of the value stand before that part at least; 0 where that is not known.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
    /// The edit to make.
    pub help: String,
}

impl Finding {
    /// A finding about the value at a path.
    pub fn new(
        code: &'static str,
        path: FieldPath,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            is_warning: false,
            entry: None,
            code,
            path,
            within: None,
            offset: 0,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The same as a warning: the site is made all the same.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.is_warning = true;
        self
    }

    /// In this entry.
    #[must_use]
    pub fn of(mut self, entry: &Key) -> Self {
        self.entry = Some(entry.clone());
        self
    }

    /// At this part of the value.
    #[must_use]
    pub fn within(mut self, part: impl Into<String>) -> Self {
        self.within = Some(part.into());
        self
    }

    /// So many bytes of the value, or more, stand before that part.
    #[must_use]
    pub fn after(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }
}
