//! Corrections of jobs that are called otherwise than when they were made.

use std::borrow::Cow;
use std::io;

use super::run::Plan;
use crate::correct::{self, Correction};
use crate::history::History;
use crate::model::change::Renames;
use crate::model::dataset::Dataset;

/// The corrections by the names that their jobs have in this dataset, as the history tells them; and what is called otherwise
/// than in the last run, where that had to be found out. What was followed is told among the issues.
///
/// # Errors
/// When records cannot be read.
pub(super) fn followed<'c>(
    dataset: &mut Dataset,
    plan: &Plan<'c>,
    history: &History,
) -> io::Result<(Cow<'c, [Correction]>, Renames)> {
    let mut found = Renames::default();
    if correct::are_placed(dataset, plan.corrections) {
        return Ok((Cow::Borrowed(plan.corrections), found));
    }
    let mut renames = history.renames();
    let mut followed = correct::follow(dataset, plan.corrections, &renames);
    if !correct::are_placed(dataset, &followed.0) {
        found = history.renamed_since(dataset)?;
        renames.extend(&found);
        followed = correct::follow(dataset, plan.corrections, &renames);
    }
    dataset.issues.extend(followed.1)?;
    Ok((Cow::Owned(followed.0), found))
}
