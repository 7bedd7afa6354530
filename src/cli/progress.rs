//! How far a run is: a bar on a terminal, a line a file elsewhere.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use ingest::model::dataset::Status;
use ingest::model::outcome::Effort;
use ingest::model::summary::FileSummary;
use ingest::pipeline::Event;

use super::exit::Exit;
use super::screen::{Screen, plain};

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verbosity {
    /// Errors alone.
    Quiet,
    /// A bar, or a line a file.
    Normal,
    /// A line a file, and every issue at the end.
    Verbose,
}

/// Listens to the pipeline.
pub(crate) struct Progress {
    screen: Screen,
    verbosity: Verbosity,
    bar: ProgressBar,
}

impl Progress {
    pub(crate) fn new(screen: Screen, verbosity: Verbosity) -> Self {
        let bar = if verbosity == Verbosity::Normal && screen.is_terminal {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        Self { screen, verbosity, bar }
    }

    /// Called from any thread.
    pub(crate) fn on(&self, event: Event<'_>) {
        match event {
            Event::RunStarted { files } => {
                self.bar.set_length(files as u64);
                if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len}  {wide_msg}") {
                    self.bar.set_style(style);
                }
                if !self.bar.is_hidden() {
                    self.bar.enable_steady_tick(Duration::from_millis(200));
                }
            }
            Event::FileStarted { file } => self.bar.set_message(plain(file)),
            Event::FileDone { file } => {
                self.bar.inc(1);
                let needs_look = Exit::of_file(&file.row, file.named_on_command_line) != Exit::Success;
                let told = match self.verbosity {
                    Verbosity::Quiet => needs_look,
                    Verbosity::Normal => !self.screen.is_terminal,
                    Verbosity::Verbose => true,
                };
                if told {
                    let effort = match file.effort {
                        _ if self.verbosity != Verbosity::Verbose => "",
                        Effort::Read => "",
                        Effort::Interpreted => " (only interpreted anew)",
                        Effort::Kept => " (unchanged)",
                    };
                    self.screen.line(&format!("{}{effort}", file_line(file, self.screen)));
                }
            }
            Event::FilesDone => self.bar.finish_and_clear(),
            Event::WorkerSaid { text } if self.verbosity == Verbosity::Verbose => self.screen.line(&plain(text)),
            _ => {}
        }
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// `ok  panorama.pdf  34 jobs`
fn file_line(file: &FileSummary, screen: Screen) -> String {
    let row = &file.row;
    // Padded before it is painted: colour codes have no width.
    let status = format!("{:12}", row.status.as_str());
    let status = paint(row.status, &status, file.named_on_command_line, screen);
    let rest = match (&row.message, row.jobs) {
        (Some(message), 0) => plain(message),
        (Some(message), jobs) => format!("{}: {}", jobs_in_words(jobs), plain(message)),
        (None, jobs) => jobs_in_words(jobs),
    };
    format!("{status}  {}  {rest}", plain(&row.file))
}

fn paint(status: Status, text: &str, named: bool, screen: Screen) -> String {
    match status {
        Status::Ok | Status::NoJobs => screen.green(text),
        Status::DuplicateOf => text.to_owned(),
        Status::Unsupported if !named => text.to_owned(),
        Status::Partial | Status::Unrecognised | Status::NeedsOcr => screen.yellow(text),
        Status::Encrypted | Status::Failed | Status::Unsupported => screen.red(text),
    }
}

/// `1 job`, `34 jobs`.
pub(crate) fn jobs_in_words(jobs: usize) -> String {
    if jobs == 1 { "1 job".to_owned() } else { format!("{jobs} jobs") }
}
