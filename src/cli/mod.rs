//! The command line around the library; the only part that prints.

mod annotate;
mod args;
mod audit;
mod cache;
mod changes;
mod corrections;
mod diff;
mod events;
mod exit;
mod explain;
mod foresee;
mod help;
mod inspect;
mod jobs;
mod kept;
mod language;
mod log;
mod man;
mod misspelt;
mod profile;
mod progress;
mod reading;
mod reviewing;
mod run;
mod screen;
mod shown;
mod signals;
mod summary;
mod verify;
mod view;
mod why;
mod worker;

use std::env;
use std::process::{self, ExitCode};

use clap::FromArgMatches;

use args::{Args, Color, Command, LogFormat};
use events::Events;
use exit::Exit;
use ingest::{catalogue, message};
use language::say;
use screen::{Paint, Screen};

/// Runs the command that the arguments ask for.
pub(crate) fn main() -> ExitCode {
    language::settle(env::args_os());
    let parsed = help::command().try_get_matches().and_then(|matches| Args::from_arg_matches(&matches));
    let args = parsed.unwrap_or_else(|error| {
        match help::wrong(&error) {
            Some(told) => Screen::new(Color::Never).line(&told),
            // Nothing better can be done about a closed screen than to end.
            None => _ = error.print(),
        }
        if let Some(meant) = error.use_stderr().then(|| misspelt::of_arguments(env::args_os())).flatten() {
            Screen::new(Color::Never).line(&format!("  {}", say(&message!("tip", meant))));
        }
        process::exit(error.exit_code())
    });
    let screen = Screen::new(args.color);
    let events = (args.log_format == LogFormat::Json).then(|| Events::begin(screen));
    let result = match &args.command {
        Some(Command::Worker) => worker::worker(),
        Some(Command::Schema { table }) => run::schema(table.as_deref()),
        Some(Command::Profile { command }) => profile::run(command, screen, Paint::of_output(args.color)),
        Some(Command::Profiles { profiles }) => profile::list(profiles.as_deref()),
        Some(Command::Diff(diff)) => diff::diff(diff, screen, Paint::of_output(args.color)),
        Some(Command::Corrections { command }) => corrections::run(command, screen),
        Some(Command::Explain { record_id, field, output, inputs, profiles, pdf, ocr }) => {
            let field = field.as_deref();
            let question = explain::Question { record_id, field, output, inputs, profiles: profiles.as_deref() };
            let options = pdf.options().map_err(anyhow::Error::from);
            options.and_then(|pdf| explain::explain(&question, &pdf, &ocr.ocr())).and_then(|text| run::print(&text))
        }
        Some(Command::Inspect { file, page, format, png, html, why, profiles, pdf, ocr }) => pdf
            .options()
            .map_err(anyhow::Error::from)
            .and_then(|pdf| match (why, html) {
                (Some(form), _) => why::why(file, *page, *form, profiles.as_deref(), &pdf, &ocr.ocr()),
                (None, Some(html)) => shown::show(file, *page, html, profiles.as_deref(), &pdf, &ocr.ocr()),
                (None, None) => inspect::inspect(file, *page, *format, png.as_deref(), &pdf, &ocr.ocr()),
            })
            .and_then(|text| run::print(&text)),
        Some(Command::Cache { action, output, cache }) => {
            cache::cache(*action, &cache::at(cache.as_deref(), output)).and_then(|text| run::print(&text))
        }
        Some(Command::View(view)) => view::run(view, screen),
        Some(Command::Audit(audit)) => audit::run(audit),
        Some(Command::Annotate(annotate)) => annotate::run(annotate),
        Some(Command::Jobs(jobs)) => jobs::jobs(jobs, screen),
        Some(Command::Log(log)) => log::log(log, Paint::of_output(args.color)).and_then(|text| run::print(&text)),
        Some(Command::Completions { shell }) => man::completions(*shell),
        Some(Command::Man { output }) => man::man(output.as_deref()),
        Some(Command::Verify { output }) => verify::verify(output, screen),
        None => match misspelt::help_on(&args.paths) {
            Some(text) => run::print(&text),
            None => run::run(&args, screen, events.as_ref()),
        },
    };
    let exit = result.unwrap_or_else(|error| {
        // A reader that has seen enough (`ingest schema | head`) is no error.
        if exit::is_broken_pipe(&error) {
            return Exit::Success;
        }
        let exit = Exit::of_error(&error);
        match &events {
            Some(events) => events.failed(&error, exit),
            None => {
                let told = exit::told(&error);
                screen.error(&match misspelt::of_path(&error) {
                    Some(meant) => catalogue::joined(language::language(), &told, &say(&meant)),
                    None => told,
                });
            }
        }
        exit
    });
    exit.into()
}
