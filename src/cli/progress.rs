//! How far a run is: a bar on a terminal, a line a file elsewhere.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use ingest::message;
use ingest::model::dataset::Status;
use ingest::model::message::Argument;
use ingest::model::outcome::Effort;
use ingest::model::summary::FileSummary;
use ingest::pipeline::{Event, Stage};

use super::exit::Exit;
use super::language::say;
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
                self.show_files();
                if !self.bar.is_hidden() {
                    self.bar.enable_steady_tick(Duration::from_millis(200));
                }
            }
            Event::StageStarted { stage: Stage::Reading } => self.show_files(),
            Event::StageStarted { stage } => self.show_stage(stage),
            Event::Writing { what } => {
                self.bar.set_message(format!("{} {}", say(&Stage::Writing.in_words()), plain(what)))
            }
            Event::FileStarted { file } => self.bar.set_message(plain(file)),
            Event::FileDone { file, .. } => {
                self.bar.inc(1);
                let needs_look = Exit::of_file(&file.row, file.named_on_command_line) != Exit::Success;
                let told = match self.verbosity {
                    Verbosity::Quiet => needs_look,
                    Verbosity::Normal => !self.screen.is_terminal,
                    Verbosity::Verbose => true,
                };
                if told {
                    let effort = match file.effort {
                        _ if self.verbosity != Verbosity::Verbose => String::new(),
                        Effort::Read => String::new(),
                        Effort::Interpreted => format!(" {}", say(&message!("file-interpreted"))),
                        Effort::Kept => format!(" {}", say(&message!("file-unchanged"))),
                    };
                    self.screen.line(&format!("{}{effort}", file_line(file, self.screen)));
                }
            }
            Event::WorkerSaid { text } if self.verbosity == Verbosity::Verbose => self.screen.line(&plain(text)),
            _ => {}
        }
    }

    /// `████░░░░  12/90  3.4 files/s, 23 s left  panorama.pdf`
    fn show_files(&self) {
        let pace = |state: &ProgressState, out: &mut dyn Write| {
            // A bar that cannot be drawn stops nothing.
            let _ = out.write_str(&pace(state.per_sec(), state.eta()));
        };
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len}  {pace}{wide_msg}") {
            self.bar.set_style(style.with_key("pace", pace));
        }
        // What was done before the first file says nothing of how long the others take.
        self.bar.reset_eta();
    }

    /// `⠋ 3s  comparing with the last run`
    fn show_stage(&self, stage: Stage) {
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed}  {wide_msg}") {
            self.bar.set_style(style);
        }
        self.bar.reset_elapsed();
        self.bar.set_message(say(&stage.in_words()));
    }

    /// Takes the bar off the screen.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// `3.4 files/s, 2 min left  `; nothing as long as nothing is known.
fn pace(files_a_second: f64, left: Duration) -> String {
    if !files_a_second.is_normal() || files_a_second < 0.0 {
        return String::new();
    }
    let rounded = Argument::rounded;
    let rate = match files_a_second {
        rate if rate >= 10.0 => message!("pace-second", rate = rounded(rate, 0)),
        rate if rate >= 0.5 => message!("pace-second", rate = rounded(rate, 1)),
        rate => message!("pace-minute", rate = rounded(rate * 60.0, 1)),
    };
    // Rounded up: what is not over is not told to be.
    let left = match left.as_secs() + u64::from(left.subsec_nanos() > 0) {
        0 => None,
        seconds @ ..=90 => Some(message!("left-seconds", seconds)),
        seconds @ ..=5400 => Some(message!("left-minutes", minutes = seconds.div_ceil(60))),
        seconds => Some(message!("left-hours", hours = seconds / 3600, minutes = seconds % 3600 / 60)),
    };
    let parts: Vec<String> = [Some(rate), left].iter().flatten().map(say).collect();
    parts.join(", ") + "  "
}

/// `ok  panorama.pdf  34 jobs`
fn file_line(file: &FileSummary, screen: Screen) -> String {
    let row = &file.row;
    // Padded before it is painted: colour codes have no width.
    let status = format!("{:12}", row.status.as_str());
    let status = paint(row.status, &status, file.named_on_command_line, screen);
    let rest = match (file.message.as_ref().map(say), row.jobs) {
        (Some(message), 0) => plain(&message),
        (Some(message), jobs) => say(&message!("labelled", label = jobs_in_words(jobs), text = plain(&message))),
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
    say(&message!("jobs", count = jobs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pace_is_told_once_it_is_known() {
        let told = |rate, seconds| pace(rate, Duration::from_secs(seconds));
        assert_eq!(told(0.0, 0), "");
        assert_eq!(told(f64::NAN, 3), "");
        assert_eq!(told(3.42, 0), "3.4 files/s  ");
        assert_eq!(pace(31.4, Duration::from_millis(300)), "31 files/s, 1 s left  ");
        assert_eq!(told(31.4, 12), "31 files/s, 12 s left  ");
        assert_eq!(told(0.21, 91), "12.6 files/min, 2 min left  ");
        assert_eq!(told(0.01, 7800), "0.6 files/min, 2 h 10 min left  ");
    }
}
