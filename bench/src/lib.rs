//! Large books that nobody wrote, and the measuring of what builds them. The generator knows the fields of a
//! book and nothing of how personabook reads them.

pub mod book;
pub mod compare;
pub mod files;
pub mod floor;
pub mod hugo;
pub mod measure;
pub mod programs;
pub mod random;
pub mod report;
pub mod serving;
