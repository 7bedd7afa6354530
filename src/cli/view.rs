//! `ingest view`: the page for review in a browser, which saves what is typed there beside the reports.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::bail;
use ingest::correct::{CorrectionsFile, take_over};
use ingest::error::Error;
use ingest::message;
use ingest::text::said::system;
use ingest::view::Server;

use super::args::{INPUTS, OUTPUTS, whole};
use super::exit::{Exit, Trouble, told};
use super::language::{language, say};
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
    #[arg(long, value_name = "N", value_parser = whole::<u16>(0, 65_535))]
    port: Option<u16>,
    /// Print the address, and open no browser
    #[arg(long)]
    no_browser: bool,
}

/// Serves until it is interrupted.
pub(crate) fn run(args: &ViewArgs, screen: Screen) -> anyhow::Result<Exit> {
    let page = args.output.join("report.html");
    if !page.is_file() {
        bail!(Trouble(message!("view-no-page", path = page.display())));
    }
    anyhow::ensure!(args.inputs.is_dir(), Trouble(message!("inputs-no-folder", path = args.inputs.display())));
    let server =
        Server::new(&args.output, args.port.unwrap_or(0), language()).map_err(|error| unserved(&page, &error))?;
    let address = server.address();
    screen.line(&address);
    screen.line(&say(&message!("view-saves")));
    if !args.no_browser && open::that_detached(&address).is_err() {
        screen.line(&say(&message!("view-no-browser")));
    }
    // One at a time: two pages may be open.
    let file = Mutex::new(args.inputs.join("corrections.csv"));
    let take = |text: &str| {
        let path = file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let saved = save(&path, text).map_err(|error| told(&error));
        match &saved {
            Ok(told) => screen.line(&plain(told)),
            Err(why) => {
                let label = screen.yellow(&say(&message!("view-not-saved")));
                screen.line(&say(&message!("labelled", label, text = plain(why))));
            }
        }
        saved
    };
    let ended = signals::cancel_flag().map_err(|error| Trouble(message!("no-signals", why = format!("{error:#}"))))?;
    server.serve(&take, &ended).map_err(|error| Trouble(message!("view-ended", why = system(&error))))?;
    Ok(Exit::Success)
}

/// Why there is nothing to look at: the page, or the port.
fn unserved(page: &Path, error: &io::Error) -> Trouble {
    use io::ErrorKind::{AddrInUse, AddrNotAvailable, PermissionDenied};
    let (path, why) = (page.display(), system(error));
    Trouble(match error.kind() {
        AddrInUse | AddrNotAvailable | PermissionDenied => message!("view-unserved", path, why),
        _ => message!("view-unread-page", path, why),
    })
}

/// Puts the lines of `text` into the file of corrections, which is kept as it was.
fn save(path: &Path, text: &str) -> anyhow::Result<String> {
    let name = "corrections.csv";
    // What is typed is checked as if it stood in the file.
    let typed = tempfile::NamedTempFile::new()?;
    fs::write(typed.path(), text)?;
    let typed = CorrectionsFile::load_all(vec![(typed.path().to_path_buf(), name.to_owned())]).map_err(
        |error| -> anyhow::Error {
            match error {
                Error::Corrections { line, message, .. } => {
                    Trouble(message!("view-of-line", line, what = message)).into()
                }
                error => error.into(),
            }
        },
    )?;
    let mut files = match path.is_file() {
        true => CorrectionsFile::load_all(vec![(path.to_path_buf(), name.to_owned())])?,
        false => vec![CorrectionsFile::new(path.to_path_buf(), name.to_owned())],
    };
    let [file] = files.as_mut_slice() else { bail!(Trouble(message!("table-no-text").of_path(path))) };
    let taken = take_over(file, typed.into_iter().flat_map(|file| file.corrections).collect());
    if taken.added + taken.replaced > 0 {
        file.save()?;
    }
    let (added, replaced) = (taken.added, taken.replaced);
    Ok(say(&message!("view-saved", path = path.display(), added, replaced)))
}
