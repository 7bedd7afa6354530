//! `ingest worker`: reads files for another process. Not for people; `ingest::worker` says how it is spoken to.

use std::io::{self, BufReader};

use ingest::worker::{Host, serve};

use super::exit::Exit;

/// Answers standard input on standard output until it ends.
pub(crate) fn worker() -> anyhow::Result<Exit> {
    serve(BufReader::new(io::stdin()), io::stdout(), Host::Process)?;
    Ok(Exit::Success)
}
