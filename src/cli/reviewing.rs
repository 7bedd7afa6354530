//! `--report`: when a run makes the page for review, and what is told of it.

use clap::ValueEnum;
use ingest::message;
use ingest::model::pictures::Extent;
use ingest::pipeline::{Report, Reviewed, Reviewing};
use ingest::write::DEFAULT_FORMATS;

use super::help;
use super::language::say;

/// When the page for review is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportWhen {
    /// With the default formats, up to 20,000 jobs
    #[value(help = help::value("report-auto"))]
    Auto,
    /// Never
    #[value(help = help::value("report-no"))]
    No,
    /// Always
    #[value(help = help::value("report-yes"))]
    Yes,
    /// Always, with pictures of all pages
    #[value(help = help::value("report-full"))]
    Full,
}

impl ReportWhen {
    /// Whether a run that writes these formats makes a page for review: who names formats has what is named.
    pub(crate) fn reviewing(self, formats: &[String]) -> Reviewing {
        match self {
            Self::Auto if formats.iter().eq(DEFAULT_FORMATS) => Reviewing::Auto,
            Self::Auto | Self::No => Reviewing::No,
            Self::Yes => Reviewing::Yes,
            Self::Full => Reviewing::Full,
        }
    }
}

/// What the page for review lacks, and how to have it.
pub(crate) fn lacking(report: &Report) -> Option<String> {
    match report.reviewed {
        Reviewed::TooManyJobs => Some(say(&message!("no-page-many"))),
        Reviewed::Made(Extent::None) if report.summary.jobs.values().sum::<usize>() > 0 => {
            Some(say(&message!("no-pictures-many")))
        }
        Reviewed::Made(_) | Reviewed::NotWanted => None,
    }
}
