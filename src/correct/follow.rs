//! Corrections of jobs that are called otherwise by now.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::Ids;
use super::file::Correction;
use super::settle::is_of_file;
use crate::message;
use crate::model::change::Renames;
use crate::model::dataset::Dataset;
use crate::model::diagnostic::{Diagnostic, Severity};

/// Whether each job and record that corrections name is there.
#[must_use]
pub fn are_placed(dataset: &Dataset, corrections: &[Correction]) -> bool {
    let ids = Ids::of(dataset.jobs.heads());
    corrections.iter().all(|correction| is_placed(&ids, correction))
}

fn is_placed(ids: &Ids, correction: &Correction) -> bool {
    let Correction { record_id, job_id, .. } = correction;
    is_of_file(correction)
        || (record_id.is_empty() || ids.has_record(record_id)) && (job_id.is_empty() || ids.has_job(job_id))
}

/// The corrections by the names that their jobs have now, and what is to be told of those that have another.
#[must_use]
pub fn follow(dataset: &Dataset, corrections: &[Correction], renames: &Renames) -> (Vec<Correction>, Vec<Diagnostic>) {
    let ids = Ids::of(dataset.jobs.heads());
    let mut issues = Vec::new();
    let mut followed = corrections.to_vec();
    for line in followed.iter_mut().filter(|line| !is_placed(&ids, line)) {
        let mut now = line.clone();
        if !now.job_id.is_empty() && !ids.has_job(&now.job_id) {
            now.job_id = last(&renames.jobs, &now.job_id, |id| ids.has_job(id));
        }
        if !now.record_id.is_empty() && !ids.has_record(&now.record_id) {
            now.record_id = record(&ids, renames, &now.record_id).unwrap_or(now.record_id);
        }
        if !is_placed(&ids, &now) {
            continue;
        }
        let [before, after] =
            [&*line, &now].map(|line| if line.record_id.is_empty() { &line.job_id } else { &line.record_id });
        let message = message!("correction-followed", line = line.line, before, after);
        let mut issue = Diagnostic::new(Severity::Info, "correction-followed", message);
        issue.file.clone_from(&line.file);
        issue.field = Some(line.field.name().into_owned());
        issues.push(issue);
        *line = now;
    }
    (followed, issues)
}

/// The last name of what was once called so; the first one that there is now.
fn last(renames: &BTreeMap<String, String>, id: &str, is_there: impl Fn(&str) -> bool) -> String {
    let mut seen = BTreeSet::new();
    let mut id = id;
    while !is_there(id) && seen.insert(id) {
        let Some(next) = renames.get(id) else { break };
        id = next;
    }
    id.to_owned()
}

/// The record of the same job in the same file, whatever the two are called now.
fn record(ids: &Ids, renames: &Renames, id: &str) -> Option<String> {
    let (source, job) = id.split_once('/')?;
    let sources = [source.to_owned(), last(&renames.sources, source, |_| false)];
    let named = |id: &String| id.rsplit_once('/').is_some_and(|(_, name)| name == job);
    let name = |id: String| id.rsplit_once('/').map(|(_, name)| name.to_owned());
    let renamed = renames.jobs.keys().filter(|id| named(id));
    let jobs: Vec<String> = renamed.filter_map(|id| name(last(&renames.jobs, id, |id| ids.has_job(id)))).collect();
    let jobs = std::iter::once(job.to_owned()).chain(jobs);
    let mut found = jobs.flat_map(|job| sources.each_ref().map(|source| format!("{source}/{job}")));
    found.find(|id| ids.has_record(id))
}
