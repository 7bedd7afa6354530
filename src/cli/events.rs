//! What a run does, told to programs: a JSON object a line, on standard error. `docs/RUN.md` tells them all.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Instant;

use ingest::error::Error;
use ingest::history::{Counts, SinceLastRun};
use ingest::model::dataset::GENERATOR;
use ingest::model::diagnostic::{Diagnostic, Verdict};
use ingest::model::message::Message;
use ingest::pipeline::{Event, FileLine, Report};
use serde::Serialize;
use serde_json::json;

use super::exit::{Exit, message, told};
use super::language::{language, say};
use super::screen::Screen;

/// The version of the lines; raised when a field is renamed, retyped or dropped.
const FORMAT: u32 = 1;

/// Tells events.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Events {
    screen: Screen,
    start: Instant,
}

#[derive(Serialize)]
struct Line<'a, T> {
    event: &'a str,
    /// Seconds since the program was started.
    at: f64,
    #[serde(flatten)]
    rest: T,
}

impl Events {
    pub(crate) fn begin(screen: Screen) -> Self {
        Self { screen, start: Instant::now() }
    }

    /// Called from any thread.
    pub(crate) fn on(&self, event: Event<'_>) {
        match event {
            Event::RunStarted { files } => {
                self.tell("run-started", json!({ "format": FORMAT, "program": GENERATOR, "files": files }));
            }
            Event::StageStarted { stage } => self.tell("stage-started", json!({ "stage": stage.as_str() })),
            Event::StageDone { stage, cost } => {
                #[derive(Serialize)]
                struct Done<C> {
                    stage: &'static str,
                    #[serde(flatten)]
                    cost: C,
                }
                self.tell("stage-finished", Done { stage: stage.as_str(), cost });
            }
            Event::FileStarted { file } => self.tell("file-started", json!({ "file": file })),
            Event::FileDone { file, work } => self.tell("file-finished", FileLine::of(file, work, language())),
            Event::Writing { what } => self.tell("writing", json!({ "what": what })),
            Event::FormatWritten { format, seconds } => {
                self.tell("format-written", json!({ "format": format, "seconds": seconds }));
            }
            Event::WorkerSaid { text } => self.tell("worker-said", json!({ "text": text })),
            _ => {}
        }
    }

    /// Something to know that is no error.
    pub(crate) fn note(&self, message: &str) {
        self.tell("note", json!({ "message": message }));
    }

    /// How the run ended, and before that what is to be looked at.
    pub(crate) fn finished(&self, report: &Report, output: &Path, exit: Exit) -> io::Result<()> {
        for issue in report.summary.issues.iter() {
            self.issue(&issue?);
        }
        report.written.failed.iter().for_each(|error| self.error(&error.message(), error.path(), None));
        let statuses = report.summary.by_status();
        let statuses: BTreeMap<&str, usize> =
            statuses.into_iter().map(|(status, count)| (status.as_str(), count)).collect();
        let severities = report.summary.issues.by_severity()?;
        let severities: BTreeMap<&str, usize> =
            severities.into_iter().map(|(severity, count)| (severity.as_str(), count)).collect();
        let (changes, of_version) = match &report.since {
            SinceLastRun::First(_) => (None, None),
            SinceLastRun::Same(_) => (Some(Counts::default()), Some(Counts::default())),
            SinceLastRun::Other(changes, _) => {
                (Some(Counts::of(changes)), Some(Counts::of_version_and_others(changes)[0]))
            }
        };
        self.tell(
            "run-finished",
            json!({
                "exit_code": exit as u8,
                "files": report.summary.files.len(),
                "files_by_status": statuses,
                "jobs": report.summary.jobs.values().sum::<usize>(),
                "jobs_by_collection": report.summary.jobs,
                "issues_by_severity": severities,
                "changes": changes,
                "changes_of_version": of_version,
                "is_repeat": report.is_repeat,
                "output": output.to_string_lossy(),
                "written": report.written.names().collect::<Vec<_>>(),
                "seconds": self.seconds(),
            }),
        );
        Ok(())
    }

    fn issue(&self, issue: &Diagnostic) {
        let Diagnostic { severity, code, file, page, record_id, field, message, settled, note, .. } = issue;
        let message = message.said(language());
        let hint = issue.hint().map(|hint| hint.said(language()));
        self.tell(
            "issue",
            json!({
                "severity": severity.as_str(), "code": code, "file": file, "page": page, "record_id": record_id,
                "field": field, "message": message, "hint": hint,
                "settled": settled.map(Verdict::as_str), "note": note,
            }),
        );
    }

    /// What ended the run.
    pub(crate) fn failed(&self, error: &anyhow::Error, exit: Exit) {
        let path = error.downcast_ref::<Error>().and_then(Error::path);
        let message = message(error).unwrap_or_else(|| Message::Plain(told(error)));
        self.error(&message, path, Some(exit));
    }

    /// What went wrong; with an exit code, where that ended the run.
    fn error(&self, message: &Message, path: Option<&Path>, exit: Option<Exit>) {
        let hint = message.hint().map(|hint| hint.said(language()));
        let message = say(message);
        let path = path.map(Path::to_string_lossy);
        let exit = exit.map(|exit| exit as u8);
        self.tell("error", json!({ "message": message, "path": path, "hint": hint, "exit_code": exit }));
    }

    fn tell(&self, event: &str, rest: impl Serialize) {
        // Texts and numbers: nothing that JSON could not say.
        if let Ok(line) = serde_json::to_string(&Line { event, at: self.seconds(), rest }) {
            self.screen.line(&line);
        }
    }

    fn seconds(&self) -> f64 {
        (self.start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0
    }
}
