//! Proposals into the files of corrections, which keep what else they hold.

use std::io;

use super::apply::Ids;
use super::file::{Correction, CorrectionsFile, EMPTY};
use super::proposals::Proposal;
use super::value::parse;
use crate::model::dataset::Dataset;
use crate::model::field::Field;
use crate::model::record::Record;
use crate::model::records::Head;

/// What became of one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// A new line.
    Added,
    /// A line for the same value that says something else now.
    Updated,
    /// A line taken out: the report's own value was put back.
    Withdrawn,
    /// A line that says so already.
    Known,
}

/// Puts proposals into `files`; new lines go to the end of the one at `main`. Returns what became of each.
///
/// A line names the job, so that the next edition is corrected as well; where the dataset holds several records of it,
/// the edition too, or else the record.
///
/// # Errors
/// When a record cannot be read.
pub fn merge(
    dataset: &Dataset,
    proposals: &[Proposal],
    files: &mut [CorrectionsFile],
    main: usize,
) -> io::Result<Vec<Merged>> {
    let ids = Ids::of(dataset.jobs.heads());
    proposals.iter().map(|proposal| merge_one(dataset, &ids, proposal, files, main)).collect()
}

fn merge_one(
    dataset: &Dataset,
    ids: &Ids,
    proposal: &Proposal,
    files: &mut [CorrectionsFile],
    main: usize,
) -> io::Result<Merged> {
    let job = &dataset.jobs.get(proposal.record)?;
    let heads = dataset.jobs.heads();
    // Lines for this very value; one that is for other records as well is left to them.
    let is_for = |line: &Correction| line.field == proposal.field && ids.meant_by(line, heads) == [proposal.record];
    let heaviest =
        files.iter().flat_map(|file| &file.corrections).filter(|line| is_for(line)).map(Correction::weight).max();
    let Ok(value) = parse(&proposal.field, &proposal.value) else { return Ok(Merged::Known) };
    let Some(heaviest) = heaviest else {
        let name = files[main].name.clone();
        files[main].corrections.push(line(heads, job, ids, proposal, name, value));
        return Ok(Merged::Added);
    };
    let mut merged = Merged::Known;
    for file in files {
        file.corrections.retain_mut(|line| {
            if !is_for(line) || line.weight() != heaviest || line.value == value {
                return true;
            }
            if is_own_text(job, line, proposal) {
                merged = Merged::Withdrawn;
                return false;
            }
            merged = Merged::Updated;
            line.text.clone_from(&proposal.value);
            line.value = value.clone();
            true
        });
    }
    Ok(merged)
}

/// Whether a proposal puts back what the report says itself; of a person's own column, that it is empty.
fn is_own_text(job: &Record, line: &Correction, proposal: &Proposal) -> bool {
    if matches!(proposal.field, Field::Own(_)) {
        return proposal.value.is_empty();
    }
    let was = match job.before_correction.get(&*proposal.field.name()) {
        Some(text) => text.as_str(),
        None if line.was == EMPTY => "",
        None if line.was.is_empty() => return false,
        None => &line.was,
    };
    parse(&proposal.field, was) == parse(&proposal.field, &proposal.value)
}

fn line(
    heads: &[Head],
    job: &Record,
    ids: &Ids,
    proposal: &Proposal,
    file: String,
    value: super::value::NewValue,
) -> Correction {
    let mut line = Correction {
        file,
        line: 0,
        record_id: String::new(),
        job_id: job.job_id.clone(),
        edition: String::new(),
        field: proposal.field.clone(),
        text: proposal.value.clone(),
        was: String::new(),
        note: String::new(),
        value,
    };
    if !matches!(proposal.field, Field::Own(_)) {
        let name = proposal.field.name();
        let said = job.before_correction.get(&*name).cloned().unwrap_or_else(|| proposal.field.text(job));
        line.was = if said.is_empty() { EMPTY.to_owned() } else { said };
    }
    if ids.meant_by(&line, heads).len() > 1 {
        line.edition = job.edition.clone().unwrap_or_default();
    }
    if ids.meant_by(&line, heads) != [proposal.record] {
        (line.job_id, line.edition) = (String::new(), String::new());
        line.record_id.clone_from(&job.record_id);
    }
    line
}
