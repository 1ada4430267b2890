//! `personabook lsp`: opens the connection to an editor, and leaves the talking to the library.

use std::path::PathBuf;

use clap::Args;
use lsp_server::Connection;
use personabook::error::Error;
use personabook::lsp::serve;

use super::clock;

#[derive(Args)]
pub(super) struct LspArgs {
    /// The folder of the book [default: the folder that is open in the editor, or one in it that holds a book]
    #[arg(long)]
    root: Option<PathBuf>,
    /// For editors that say how they talk; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Answers until the editor is done.
pub(super) fn run(args: &LspArgs) -> Result<u8, Error> {
    let (connection, threads) = Connection::stdio();
    serve(&connection, args.root.as_deref(), &clock::today)?;
    // What is to be sent is sent when nobody can add to it.
    drop(connection);
    let _ = threads.join();
    Ok(0)
}
