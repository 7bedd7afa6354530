//! The stages of a run, told and measured.

use super::{Event, Listener};
use crate::cost::Meter;
use crate::message;
use crate::model::message::Message;

/// What a run is at. One follows the other; a run that has nothing to do leaves out what comes after
/// [`Stage::Checking`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Stage {
    /// The kind of each file and the digest of its bytes.
    Looking,
    /// Whether anything is new since the outputs were written.
    Checking,
    /// The files are read, or what is kept of them is taken.
    Reading,
    /// One dataset is made of all files, and corrected.
    Joining,
    /// The editions of a report are compared.
    ComparingEditions,
    /// The dataset is compared with that of the last run.
    ComparingRuns,
    /// Pages are drawn, for the page that people review.
    Drawing,
    /// The outputs are written.
    Writing,
}

impl Stage {
    /// Its name, for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Looking => "looking",
            Self::Checking => "checking",
            Self::Reading => "reading",
            Self::Joining => "joining",
            Self::ComparingEditions => "comparing-editions",
            Self::ComparingRuns => "comparing-runs",
            Self::Drawing => "drawing",
            Self::Writing => "writing",
        }
    }

    /// What is being done, for people.
    #[must_use]
    pub fn in_words(self) -> Message {
        match self {
            Self::Looking => message!("stage-looking"),
            Self::Checking => message!("stage-checking"),
            Self::Reading => message!("stage-reading"),
            Self::Joining => message!("stage-joining"),
            Self::ComparingEditions => message!("stage-comparing-editions"),
            Self::ComparingRuns => message!("stage-comparing-runs"),
            Self::Drawing => message!("stage-drawing"),
            Self::Writing => message!("stage-writing"),
        }
    }

    /// Does the work of the stage, and tells that it begins and what it took.
    pub(super) fn run<T>(self, listener: &Listener<'_>, work: impl FnOnce() -> T) -> T {
        listener(Event::StageStarted { stage: self });
        let meter = Meter::start();
        let made = work();
        listener(Event::StageDone { stage: self, cost: meter.cost() });
        made
    }
}
