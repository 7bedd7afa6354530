//! The jobs of all reports side by side: which files are copies, what a person knows better, what the jobs have to do with
//! each other, which are one occupation, and what vocabularies say of them.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use super::run::Plan;
use super::{copies, following, vocabularies};
use crate::correct;
use crate::history::History;
use crate::link::{self, Signature};
use crate::model::change::Renames;
use crate::model::dataset::Dataset;
use crate::model::records::Records;
use crate::write;

/// Records in memory at a time, for each thread.
const BLOCK: usize = 64;

/// Makes of what was read what is written: each step knows what those before it did. Returns what is called otherwise than in
/// the last run, as far as corrections asked for it.
///
/// # Errors
/// When a record cannot be read, or stored again.
pub(super) fn complete(dataset: &mut Dataset, plan: &Plan<'_>, history: &History) -> io::Result<Renames> {
    // As the reports say it: a correction of one file is none of its copy.
    copies::mark(dataset)?;
    let (corrections, renames) = following::followed(dataset, plan, history)?;
    correct::apply(dataset, &corrections, plan.scope)?;
    correct::settle(dataset, &corrections, |code| !write::is_of_writing(code))?;
    join(dataset)?;
    plan.vocabulary.map_or(Ok(()), |vocabulary| vocabularies::consult(dataset, vocabulary))?;
    Ok(renames)
}

/// Fills the links of a dataset and the occupations of its jobs. Of each record a [`Signature`] is in memory, some hundred
/// bytes; where all are of one collection there is nothing to compare, and none is made.
///
/// # Errors
/// When a record cannot be read, or stored again.
fn join(dataset: &mut Dataset) -> io::Result<()> {
    let heads = dataset.jobs.heads();
    if heads.iter().all(|head| head.collection == heads[0].collection) {
        return Ok(());
    }
    let signatures = signatures(&dataset.jobs)?;
    dataset.links = link::links(&signatures, &mut |place| dataset.jobs.get(place))?;
    let occupations = link::occupations(&signatures, &dataset.links);
    drop(signatures);
    for place in 0..dataset.jobs.len() {
        let head = &dataset.jobs.heads()[place];
        let Some(known) = head.occupation() else { continue };
        // Most jobs are in one report alone: their records stay as they are stored.
        if let Some(id) = occupations.get(&*head.job_id).filter(|id| *id != known) {
            let mut record = Arc::unwrap_or_clone(dataset.jobs.get(place)?);
            record.occupation_id = Some(id.clone());
            dataset.jobs.set(place, &record)?;
        }
    }
    Ok(())
}

/// The signatures of all records, in their order.
fn signatures(records: &Records) -> io::Result<Vec<Signature>> {
    let starts: Vec<usize> = (0..records.len()).step_by(BLOCK).collect();
    let of_block = |start: &usize| -> io::Result<Vec<Signature>> {
        Ok(records.read(*start..start + BLOCK)?.iter().map(|record| Signature::of(record)).collect())
    };
    let blocks: Vec<Vec<Signature>> = starts.par_iter().map(of_block).collect::<io::Result<_>>()?;
    Ok(blocks.into_iter().flatten().collect())
}
