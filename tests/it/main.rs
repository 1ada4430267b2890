//! All tests that see personabook from outside, in one program: it is linked once. A file is named by what it tests;
//! `cargo test --test it diagnostics::` runs one.

mod again;
mod architecture;
mod around_a_persona;
mod audience;
mod commands;
mod costs;
mod diagnostics;
mod docs;
mod drafts;
mod fit;
mod mutations;
mod names;
mod quiz;
mod serve;
mod site;
mod slips;
mod survives;
mod words;
