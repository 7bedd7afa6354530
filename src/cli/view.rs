//! `ingest view`: the page for review in a browser, which saves what is typed there beside the reports.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context as _, bail};
use ingest::correct::{CorrectionsFile, take_over};
use ingest::view::Server;

use super::args::{INPUTS, OUTPUTS};
use super::exit::Exit;
use super::screen::{Screen, plain};
use super::signals;

/// What can be asked.
#[derive(Debug, clap::Args)]
pub(crate) struct ViewArgs {
    /// Folder that the run wrote to
    #[arg(short, long, value_name = "DIR", default_value = OUTPUTS)]
    output: PathBuf,
    /// Folder of the reports: corrections.csv is kept there
    #[arg(long, value_name = "DIR", default_value = INPUTS)]
    inputs: PathBuf,
    /// Port of this machine to answer at [default: one that is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Print the address, and open no browser
    #[arg(long)]
    no_browser: bool,
}

/// Serves until it is interrupted.
pub(crate) fn run(args: &ViewArgs, screen: Screen) -> anyhow::Result<Exit> {
    let page = args.output.join("report.html");
    if !page.is_file() {
        bail!("{}: is not there; `ingest --report yes` makes it, or name the folder with --output", page.display());
    }
    anyhow::ensure!(
        args.inputs.is_dir(),
        "{}: no such folder; name the folder of the reports with --inputs",
        args.inputs.display()
    );
    let server = Server::new(&args.output, args.port.unwrap_or(0))
        .with_context(|| format!("{}: cannot be served; name another --port", page.display()))?;
    let address = server.address();
    screen.line(&address);
    screen.line("corrections are saved beside the reports; Ctrl-C ends it");
    if !args.no_browser && open::that_detached(&address).is_err() {
        screen.line("no browser can be opened: copy the address into one");
    }
    // One at a time: two pages may be open.
    let file = Mutex::new(args.inputs.join("corrections.csv"));
    let take = |text: &str| {
        let path = file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let told = save(&path, text).map_err(|error| format!("{error:#}"));
        match &told {
            Ok(told) => screen.line(&plain(told)),
            Err(why) => screen.line(&format!("{}: {}", screen.yellow("not saved"), plain(why))),
        }
        told
    };
    let ended = signals::cancel_flag().context("cannot listen to signals")?;
    server.serve(&take, &ended).context("the page cannot be served any more")?;
    Ok(Exit::Success)
}

/// Puts the lines of `text` into the file of corrections, which is kept as it was.
fn save(path: &Path, text: &str) -> anyhow::Result<String> {
    let name = "corrections.csv";
    // What is typed is checked as if it stood in the file.
    let typed = tempfile::NamedTempFile::new()?;
    fs::write(typed.path(), text)?;
    let typed =
        CorrectionsFile::load_all(vec![(typed.path().to_path_buf(), name.to_owned())]).map_err(
            |error| match error {
                ingest::error::Error::Corrections { line, message, .. } => anyhow::anyhow!("line {line}: {message}"),
                error => error.into(),
            },
        )?;
    let mut files = match path.is_file() {
        true => CorrectionsFile::load_all(vec![(path.to_path_buf(), name.to_owned())])?,
        false => vec![CorrectionsFile::new(path.to_path_buf(), name.to_owned())],
    };
    let [file] = files.as_mut_slice() else { bail!("{}: cannot be read", path.display()) };
    let taken = take_over(file, typed.into_iter().flat_map(|file| file.corrections).collect());
    if taken.added + taken.replaced > 0 {
        file.save()?;
    }
    let lines = |count: usize| if count == 1 { "1 correction".to_owned() } else { format!("{count} corrections") };
    Ok(format!(
        "{}: {} added, {} changed; run `ingest` again to apply them",
        path.display(),
        lines(taken.added),
        taken.replaced
    ))
}
