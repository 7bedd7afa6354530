//! The command line around the library; the only part that prints.

mod args;
mod corrections;
mod diff;
mod exit;
mod inspect;
mod progress;
mod run;
mod screen;
mod summary;
mod verify;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Exit;
use screen::{Paint, Screen};

/// Runs the command that the arguments ask for.
pub(crate) fn main() -> ExitCode {
    let args = Args::parse();
    let screen = Screen::new(args.color);
    let result = match &args.command {
        Some(Command::Schema { table }) => run::schema(table.as_deref()),
        Some(Command::Profiles { profiles }) => run::profiles(profiles.as_deref()),
        Some(Command::Diff(diff)) => diff::diff(diff, screen, Paint::of_output(args.color)),
        Some(Command::Corrections { command }) => corrections::run(command, screen),
        Some(Command::Inspect { file, page, png, pdf, ocr }) => pdf
            .options()
            .map_err(anyhow::Error::from)
            .and_then(|pdf| inspect::inspect(file, *page, png.as_deref(), &pdf, &ocr.ocr()))
            .and_then(|text| run::print(&text)),
        Some(Command::Verify { output }) => verify::verify(output, screen),
        None => run::run(&args, screen),
    };
    let exit = result.unwrap_or_else(|error| {
        // A reader that has seen enough (`ingest schema | head`) is no error.
        if exit::is_broken_pipe(&error) {
            return Exit::Success;
        }
        screen.line(&format!("{}: {error:#}", screen.red("error")));
        Exit::of_error(&error)
    });
    exit.into()
}
