//! What a run did and what it took, written beside its outputs as `run.json`. It is none of them: it differs from run to
//! run, is in no list of what was written, and a run that cannot write it is as good as one that can.
//!
//! What is told of files goes to a temporary file as it comes. `docs/RUN.md` tells the form.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use super::reason::{Basis, Reason, Work};
use super::run::{Plan, Report};
use super::{Event, Isolation, Options};
use crate::catalogue::Language;
use crate::correct::Scope;
use crate::cost::{Cost, Meter};
use crate::model::dataset::{GENERATOR, Status};
use crate::model::summary::FileSummary;
use crate::write::{OutputFolder, Writer};

/// The file's name in the output folder.
pub(super) const NAME: &str = "run.json";
/// The version of its form; raised when a field is renamed, retyped or dropped.
const FORMAT: u32 = 1;

/// What a run did for a file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FileWork {
    /// What was done.
    pub work: Work,
    /// Why.
    pub reason: Reason,
    /// What it took: the time is the run's, the rest is that of the worker that read it.
    #[serde(flatten)]
    pub cost: Cost,
}

/// What became of a file and what was done for it, as `run.json` and the log tell it.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine<'a> {
    file: &'a str,
    sha256: &'a str,
    bytes: u64,
    status: Status,
    message: Option<String>,
    pages: Option<u32>,
    jobs: usize,
    #[serde(flatten)]
    work: FileWork,
}

impl<'a> FileLine<'a> {
    /// Of a file, in a language.
    #[must_use]
    pub fn of(file: &'a FileSummary, work: FileWork, language: Language) -> Self {
        let row = &file.row;
        Self {
            file: &row.file,
            sha256: &row.sha256,
            bytes: row.bytes,
            status: row.status,
            message: file.message.as_ref().map(|message| message.whole(language)),
            pages: row.pages,
            jobs: row.jobs,
            work,
        }
    }
}

/// The account of a run, while it goes on.
pub(super) struct Account<'f> {
    folder: &'f OutputFolder,
    meter: Meter,
    parts: Mutex<Parts>,
}

#[derive(Default)]
struct Parts {
    language: Language,
    /// A line a file, parted by commas.
    files: Option<BufWriter<File>>,
    trouble: Option<io::Error>,
    by_status: BTreeMap<&'static str, usize>,
    by_work: BTreeMap<&'static str, usize>,
    by_reason: BTreeMap<&'static str, usize>,
    workers: Workers,
    stages: Vec<StageLine>,
    formats: Vec<FormatLine>,
}

/// What the workers took for all files.
#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Workers {
    cpu_seconds: f64,
    /// Of the one that held most.
    peak_bytes: Option<u64>,
}

#[derive(Serialize)]
struct StageLine {
    stage: &'static str,
    #[serde(flatten)]
    cost: Cost,
}

#[derive(Serialize)]
struct FormatLine {
    format: &'static str,
    seconds: f64,
    bytes: u64,
}

/// All but the files.
#[derive(Serialize)]
struct Head<'a> {
    format: u32,
    program: &'static str,
    day: &'a str,
    is_repeat: bool,
    took: Cost,
    workers: Workers,
    files_by_status: BTreeMap<&'static str, usize>,
    files_by_work: BTreeMap<&'static str, usize>,
    files_by_reason: BTreeMap<&'static str, usize>,
    jobs: usize,
    issues: usize,
    /// Outputs that are still those of an earlier run, for another program holds them.
    not_replaced: usize,
    stages: Vec<StageLine>,
    formats: Vec<FormatLine>,
    options: Asked,
    basis: Basis,
}

/// The options of a run, but for those of [`Basis`].
#[derive(Serialize)]
struct Asked {
    jobs: usize,
    in_process: bool,
    timeout_seconds: Option<f64>,
    memory_bytes: Option<u64>,
    cache: bool,
    all_files: bool,
    corrections: usize,
    vocabulary: bool,
    formats: Vec<&'static str>,
}

impl<'f> Account<'f> {
    /// Of a run that begins now.
    pub(super) fn begin(folder: &'f OutputFolder, language: Language) -> Self {
        let mut parts = Parts { language, ..Parts::default() };
        match tempfile::tempfile_in(folder.path()) {
            Ok(file) => parts.files = Some(BufWriter::new(file)),
            Err(error) => parts.trouble = Some(error),
        }
        Self { folder, meter: Meter::start(), parts: Mutex::new(parts) }
    }

    /// Takes down what a run tells; from any thread.
    pub(super) fn on(&self, event: Event<'_>) {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::FileDone { file, work } => parts.add(file, work),
            Event::StageDone { stage, cost } => parts.stages.push(StageLine { stage: stage.as_str(), cost }),
            Event::FormatWritten { format, seconds } => parts.formats.push(FormatLine { format, seconds, bytes: 0 }),
            _ => {}
        }
    }

    /// Writes it.
    ///
    /// # Errors
    /// When it cannot be written; that of an earlier run is then taken away, for it would tell of other outputs.
    pub(super) fn finish(self, plan: &Plan<'_>, options: Options<'_>, report: &Report) -> io::Result<()> {
        let Self { folder, meter, parts } = self;
        let parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let written = parts.write(folder, meter, plan, options, report);
        if written.is_err() {
            let _ = fs::remove_file(folder.path().join(NAME));
        }
        written
    }
}

impl Parts {
    fn add(&mut self, file: &FileSummary, work: FileWork) {
        *self.by_work.entry(work.work.as_str()).or_default() += 1;
        *self.by_reason.entry(work.reason.as_str()).or_default() += 1;
        let of_status = self.by_status.entry(file.row.status.as_str()).or_default();
        *of_status += 1;
        self.workers.cpu_seconds += work.cost.cpu_seconds.unwrap_or_default();
        self.workers.peak_bytes = self.workers.peak_bytes.max(work.cost.peak_bytes);
        let is_first = self.by_status.values().sum::<usize>() == 1;
        if let (Some(out), None) = (&mut self.files, &self.trouble) {
            let lead: &[u8] = if is_first { b"    " } else { b",\n    " };
            let line = out
                .write_all(lead)
                .and_then(|()| Ok(serde_json::to_writer(&mut *out, &FileLine::of(file, work, self.language))?));
            self.trouble = line.err();
        }
    }

    fn write(
        mut self,
        folder: &OutputFolder,
        meter: Meter,
        plan: &Plan<'_>,
        options: Options<'_>,
        report: &Report,
    ) -> io::Result<()> {
        let Some(files) = self.files.take().filter(|_| self.trouble.is_none()) else {
            return Err(self.trouble.unwrap_or_else(|| io::ErrorKind::Other.into()));
        };
        let mut files = files.into_inner().map_err(io::IntoInnerError::into_error)?;
        files.rewind()?;
        let mut head = serde_json::to_vec_pretty(&self.head(meter, plan, options, report))?;
        // Its last brace comes after the files.
        head.truncate(head.len().saturating_sub(2));
        folder.put_aside(NAME, |out| {
            out.write_all(&head)?;
            out.write_all(b",\n  \"files\": [\n")?;
            io::copy(&mut files, out)?;
            out.write_all(b"\n  ]\n}\n")
        })
    }

    fn head<'p>(self, meter: Meter, plan: &Plan<'p>, options: Options<'_>, report: &Report) -> Head<'p> {
        let settings = options.settings;
        let mut formats = self.formats;
        for line in &mut formats {
            line.bytes = bytes_of(plan.formats, line.format, report);
        }
        let (in_process, memory_bytes) = match options.isolation {
            Isolation::InProcess => (true, None),
            Isolation::Workers(program) => (false, program.memory),
        };
        let asked = Asked {
            jobs: rayon::current_num_threads(),
            in_process,
            timeout_seconds: settings.time_limit.map(|limit| limit.as_secs_f64()),
            memory_bytes,
            cache: settings.cache.is_some(),
            all_files: plan.scope == Scope::Whole,
            corrections: plan.corrections.len(),
            vocabulary: plan.vocabulary.is_some(),
            formats: plan.formats.iter().map(|format| format.name()).collect(),
        };
        Head {
            format: FORMAT,
            program: GENERATOR,
            day: plan.day,
            is_repeat: report.is_repeat,
            took: meter.cost(),
            workers: Workers { cpu_seconds: (self.workers.cpu_seconds * 1e4).round() / 1e4, ..self.workers },
            files_by_status: self.by_status,
            files_by_work: self.by_work,
            files_by_reason: self.by_reason,
            jobs: report.summary.jobs.values().sum(),
            issues: report.summary.issues.len(),
            not_replaced: report.written.failed.len(),
            stages: self.stages,
            formats,
            options: asked,
            basis: Basis::of(settings),
        }
    }
}

/// The size of a format's files.
fn bytes_of(formats: &[&'static dyn Writer], name: &str, report: &Report) -> u64 {
    let names: Vec<String> =
        formats.iter().filter(|format| format.name() == name).flat_map(|format| format.file_names()).collect();
    report.written.files.iter().filter(|file| names.contains(&file.name)).map(|file| file.bytes).sum()
}
