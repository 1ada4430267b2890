//! All tests that see personabook from outside, in one program: it is linked once. A file is named by what it tests;
//! `cargo test --test it diagnostics::` runs one.

mod again;
mod architecture;
mod around_a_persona;
mod audience;
mod changes;
mod commands;
mod costs;
mod diagnostics;
mod docs;
mod drafts;
mod files;
mod fit;
mod leads;
mod mutations;
mod names;
mod quiz;
mod review;
mod serve;
mod sheets;
mod site;
mod slips;
mod small_book;
mod survives;
mod what_content_needs;
mod words;
