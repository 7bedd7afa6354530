//! Outcomes → [`Dataset`]: ids, order, and everything that a person should look at in one list.

mod ids;
mod issues;
mod load;

use crate::model::dataset::{Dataset, FORMAT, Leftover};
use crate::model::outcome::Outcome;
use crate::model::record::Record;
use crate::text::three_decimals;

pub use load::load;

/// Puts together what a run found. The outcomes may come in any order; the dataset is sorted by file.
#[must_use]
pub fn assemble(mut outcomes: Vec<Outcome>) -> Dataset {
    outcomes.sort_by(|a, b| (a.row.file.as_bytes(), &a.row.source_id).cmp(&(b.row.file.as_bytes(), &b.row.source_id)));
    let mut dataset = Dataset {
        format: FORMAT,
        generator: concat!("ingest ", env!("CARGO_PKG_VERSION")).to_owned(),
        ..Dataset::default()
    };
    for mut outcome in outcomes {
        outcome.row.jobs = outcome.jobs();
        complete(&mut outcome);
        ids::assign(&outcome.row.source_id, &mut outcome.records);
        dataset.issues.extend(issues::of(&mut outcome));
        let id = |near: usize| outcome.records.get(near).map(|record| record.record_id.clone());
        for left in outcome.left_over {
            dataset.leftover.push(Leftover {
                file: outcome.row.file.clone(),
                place: left.place,
                text: left.text,
                near_record: left.near.and_then(id),
            });
        }
        dataset.sources.push(outcome.row);
        dataset.jobs.append(&mut outcome.records);
    }
    dataset
}

/// Fills in what a record has from its source.
fn complete(outcome: &mut Outcome) {
    let row = &outcome.row;
    for record in &mut outcome.records {
        record.source_id.clone_from(&row.source_id);
        record.file.clone_from(&row.file);
        if record.collection.is_empty() {
            record.collection = row.collection.clone().unwrap_or_default();
        }
        // In a mixed file the source's edition is that of its first collection alone.
        if record.edition.is_none() && row.collection.as_ref() == Some(&record.collection) {
            record.edition.clone_from(&row.edition);
        }
        round(record);
    }
}

fn round(record: &mut Record) {
    record.confidence = three_decimals(record.confidence);
    if let Some(opinion) = &mut record.opinion {
        opinion.relevance = three_decimals(opinion.relevance);
        opinion.transposability = three_decimals(opinion.transposability);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::{SourceRow, Status};
    use crate::model::diagnostic::{Diagnostic, Severity};
    use crate::model::record::Kind;

    fn outcome(file: &str, titles: &[&str]) -> Outcome {
        let row = SourceRow {
            source_id: file.trim_end_matches(".pdf").to_owned(),
            file: file.to_owned(),
            collection: Some("regional".to_owned()),
            edition: Some("2025-01".to_owned()),
            status: Status::Ok,
            ..SourceRow::default()
        };
        let record = |title: &&str| Record { title: (*title).to_owned(), ..Record::default() };
        Outcome { row, records: titles.iter().map(record).collect(), ..Outcome::default() }
    }

    #[test]
    fn ids_and_order() {
        let dataset =
            assemble(vec![outcome("b.pdf", &["Œnologue d’été", "Guide", "Guide"]), outcome("a.pdf", &["Guide"])]);
        let ids: Vec<_> = dataset.jobs.iter().map(|job| (job.record_id.as_str(), job.job_id.as_str())).collect();
        assert_eq!(
            ids,
            [
                ("a/guide", "regional/guide"),
                ("b/oenologue-d-ete", "regional/oenologue-d-ete"),
                ("b/guide", "regional/guide"),
                ("b/guide-2", "regional/guide-2"),
            ]
        );
        assert_eq!(dataset.sources.iter().map(|row| row.jobs).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(dataset.jobs[0].edition.as_deref(), Some("2025-01"));
    }

    #[test]
    fn a_natural_id_is_not_taken_by_a_numbered_one() {
        let dataset = assemble(vec![outcome("a.pdf", &["Guide", "Guide", "Guide 2"])]);
        let ids: Vec<_> = dataset.jobs.iter().map(|job| job.record_id.as_str()).collect();
        assert_eq!(ids, ["a/guide", "a/guide-3", "a/guide-2"]);
    }

    #[test]
    fn parts_point_to_their_job() {
        let mut outcome = outcome("a.pdf", &["Guide", "Accueillir", "Orienter"]);
        for (record, parent) in outcome.records[1..].iter_mut().zip(["Guide", "Passeur"]) {
            record.kind = Kind::Activity;
            record.parent = Some(parent.to_owned());
        }
        let dataset = assemble(vec![outcome]);
        assert_eq!(dataset.jobs[1].parent.as_deref(), Some("a/guide"));
        assert_eq!(dataset.jobs[2].parent, None);
        assert_eq!(dataset.jobs[2].issues, ["parent-unknown"]);
        assert_eq!(dataset.sources[0].jobs, 1);
    }

    #[test]
    fn issues_are_collected() {
        let mut outcome = outcome("a.pdf", &["Guide"]);
        outcome.records[0].issues = vec!["section-missing:outlook".to_owned()];
        outcome.records[0].pages = Some([3, 4]);
        outcome.diagnostics.push(Diagnostic::new(Severity::Error, "page-unreadable", "damaged").on_page(2));
        outcome.row.status = Status::Partial;
        outcome.row.message = Some("page 2: damaged".to_owned());
        let issues = assemble(vec![outcome]).issues;
        let seen: Vec<_> =
            issues.iter().map(|issue| (issue.code.as_ref(), issue.page, issue.field.as_deref())).collect();
        assert_eq!(seen, [("page-unreadable", Some(2), None), ("section-missing", Some(3), Some("outlook"))]);
        assert_eq!(issues[1].record_id.as_deref(), Some("a/guide"));
        assert!(issues.iter().all(|issue| issue.file == "a.pdf"));
    }
}
