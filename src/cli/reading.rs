//! How files are read, for every command that reads some.

use std::time::Duration;

use ingest::cache::Cache;
use ingest::error::Error;
use ingest::message;
use ingest::pipeline::{Isolation, Options};
use ingest::profile::ProfileSet;
use ingest::understand::Settings;
use ingest::worker::Program;

use super::args::{OcrArgs, PdfArgs, whole};
use super::exit::Trouble;
use super::signals;

/// How files are read.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct ReadingArgs {
    /// Number of files read at a time [default: one a processor]
    #[arg(long, value_name = "N", value_parser = whole::<u16>(1, 256))]
    jobs: Option<u16>,

    /// Seconds that reading a file may take; as much again for each scanned page, up to 30 times
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = whole::<u32>(1, u32::MAX))]
    timeout: u32,

    /// Memory that reading a file may take, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = whole::<u32>(64, u32::MAX))]
    memory: u32,

    /// Read in this process: a file that crashes its reader ends the run
    #[arg(long, hide = true)]
    in_process: bool,

    #[command(flatten)]
    pdf: PdfArgs,

    #[command(flatten)]
    ocr: OcrArgs,
}

impl ReadingArgs {
    /// Lets `work` read files as the arguments say.
    pub(crate) fn with_options<T>(
        &self,
        profiles: &ProfileSet,
        cache: Option<&Cache>,
        work: impl FnOnce(Options<'_>) -> Result<T, Error>,
    ) -> anyhow::Result<T> {
        let (pdf, ocr) = (self.pdf.options()?, self.ocr.ocr());
        let cancelled =
            signals::cancel_flag().map_err(|error| Trouble(message!("no-signals", why = format!("{error:#}"))))?;
        let time_limit = Some(Duration::from_secs(self.timeout.into()));
        let settings = Settings { profiles, ocr: &ocr, pdf: &pdf, time_limit, announce: None, cache };
        let program = Program::own(&["worker"], Some(u64::from(self.memory) << 20));
        let program = program.map_err(|error| Error::Worker(error.into()))?;
        let isolation = if self.in_process { Isolation::InProcess } else { Isolation::Workers(&program) };
        let jobs = self.jobs.map_or(0, usize::from);
        Ok(work(Options { settings, jobs, isolation, cancelled: Some(&cancelled) })?)
    }

    /// What is wrong with the arguments, before anything is done.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        self.pdf.options()?;
        Ok(())
    }
}
