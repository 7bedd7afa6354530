//! Precision and recall over links that are known.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::linked;
use crate::link::judge::{across_countries, close_score, likeness};
use crate::link::thresholds::{NEARLY_ONE_NAME, ONE_NAME};
use crate::link::{Signature, occupations};
use crate::model::dataset::{Dataset, Link};
use crate::model::record::{Record, Section};
use crate::text::fold;

/// Invented reports, and the links between their jobs; pairs without one are apart.
#[derive(Debug, Deserialize)]
struct Reports {
    jobs: Vec<Job>,
    links: Vec<[String; 3]>,
}

/// A short job description.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Job {
    /// `<collection>/<anything>`.
    id: String,
    title: String,
    alt: Vec<String>,
    acronym: Option<String>,
    country: Option<String>,
    theme: Option<String>,
    edition: Option<String>,
    context: Vec<String>,
    missions: Vec<String>,
    outlook: Vec<String>,
}

impl Job {
    fn record(&self) -> Record {
        let section = |key: &str, items: &[String]| Section {
            key: key.to_owned(),
            text: items.join("\n"),
            items: items.to_vec(),
            ..Section::default()
        };
        let sections = [("context", &self.context), ("missions", &self.missions), ("outlook", &self.outlook)];
        let collection = self.id.split('/').next().unwrap_or_default().to_owned();
        Record {
            record_id: format!("file-of-{}", self.id),
            job_id: self.id.clone(),
            collection,
            edition: self.edition.clone(),
            title: self.title.clone(),
            alt_titles: self.alt.clone(),
            acronym: self.acronym.clone(),
            country: self.country.clone(),
            theme: self.theme.clone(),
            sections: sections
                .into_iter()
                .filter(|(_, items)| !items.is_empty())
                .map(|(key, items)| section(key, items))
                .collect(),
            missions: self.missions.clone(),
            ..Record::default()
        }
    }
}

/// Reports that thresholds were chosen by.
pub(super) const CHOSEN_BY: &str = include_str!("../../../tests/links/chosen_by.json");
/// Reports that they were not chosen by.
pub(super) const HELD_OUT: &str = include_str!("../../../tests/links/held_out.json");

/// The records of invented reports.
pub(super) fn records_of(reports: &str) -> Vec<Record> {
    serde_json::from_str::<Reports>(reports).unwrap().jobs.iter().map(Job::record).collect()
}

/// Right, found and wanted links of one kind.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    right: u32,
    found: u32,
    wanted: u32,
}

impl Count {
    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from(self.found.max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from(self.wanted.max(1))
    }
}

fn unordered(a: &str, b: &str) -> (String, String) {
    if a <= b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
}

fn about(records: &[Record], a: &str, b: &str) -> String {
    let of = |id: &str| Signature::of(records.iter().find(|job| job.job_id == id).unwrap());
    format!("{:?}", likeness(&of(a), &of(b)))
}

/// Counts `same` with `cites`, and `close`: a link is right if its relation is, and its direction for `cites`.
fn count(records: &[Record], found: &[Link], wanted: &[[String; 3]], tell: bool) -> [Count; 2] {
    let mut counts = [Count::default(); 2];
    let kind = |relation: &str| usize::from(relation == "close");
    let key = |a: &str, b: &str, relation: &str| {
        if relation == "cites" { (a.to_owned(), b.to_owned()) } else { unordered(a, b) }
    };
    let gold: BTreeMap<(String, String), &str> =
        wanted.iter().map(|[a, relation, b]| (key(a, b, relation), relation.as_str())).collect();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for link in found {
        counts[kind(&link.relation)].found += 1;
        let pair = key(&link.a, &link.b, &link.relation);
        if gold.get(&pair) == Some(&link.relation.as_str()) {
            counts[kind(&link.relation)].right += 1;
            seen.insert(pair);
        } else if tell {
            let about = about(records, &link.a, &link.b);
            println!("  wrong: {} {} {} {} “{}” {about}", link.a, link.relation, link.b, link.score, link.evidence);
        }
    }
    for (pair, relation) in &gold {
        counts[kind(relation)].wanted += 1;
        if tell && !seen.contains(pair) {
            println!("  missed: {} {relation} {} {}", pair.0, pair.1, about(records, &pair.0, &pair.1));
        }
    }
    counts
}

/// `cargo test --lib link::tests::gold -- --nocapture` prints the figures of docs/LINKS.md.
#[test]
fn most_links_are_right() {
    let mut results = Vec::new();
    for (name, text) in [("chosen by", CHOSEN_BY), ("held out", HELD_OUT)] {
        let reports: Reports = serde_json::from_str(text).unwrap();
        let records = records_of(text);
        for [a, relation, b] in &reports.links {
            assert!(["same", "cites", "close"].contains(&relation.as_str()), "{a} {relation} {b}");
            for id in [a, b] {
                assert!(reports.jobs.iter().any(|job| job.id == *id), "no job {id}");
            }
        }
        println!("{name}: {} jobs, {} links", records.len(), reports.links.len());
        let [strong, close] = count(
            &records,
            &linked(&records),
            &reports.links,
            name == "chosen by" || std::env::var_os("INGEST_LINKS_TELL").is_some(),
        );
        for (what, count) in [("same and cites", strong), ("close", close)] {
            println!("  {what}: precision {:.2}, recall {:.2} ({count:?})", count.precision(), count.recall());
        }
        curve(&records, &reports.links);
        results.push((strong, close));
    }
    for (strong, close) in results {
        assert!(strong.precision() >= 0.9 && strong.recall() >= 0.85);
        assert!(close.precision() >= 0.7 && close.recall() >= 0.7);
    }
}

/// What each threshold would give: of `close` over all pairs that are neither `same` nor `cites`, without what the
/// neighbours of a pair change; of the texts of `same` over pairs with nearly one name.
fn curve(records: &[Record], wanted: &[[String; 3]]) {
    let signatures: Vec<Signature> = records.iter().map(Signature::of).collect();
    let relations: BTreeMap<(String, String), &str> =
        wanted.iter().map(|[a, relation, b]| (unordered(a, b), relation.as_str())).collect();
    let mut close: Vec<(f32, bool)> = Vec::new();
    let mut same: Vec<(f32, bool)> = Vec::new();
    for (at, a) in signatures.iter().enumerate() {
        for b in signatures[..at].iter().filter(|b| b.collection != a.collection) {
            let relation = relations.get(&unordered(&a.job_id, &b.job_id)).copied();
            let like = likeness(a, b);
            if !matches!(relation, Some("same" | "cites")) {
                close.push((close_score(&like), relation == Some("close")));
            }
            if like.name >= NEARLY_ONE_NAME && like.name < ONE_NAME && !across_countries(a, b) {
                same.push((like.body, relation == Some("same")));
            }
        }
    }
    for (what, scores, steps) in [("close", close, 6..=14), ("same, texts", same, 0..=10)] {
        let wanted = scores.iter().filter(|(_, right)| *right).count();
        for threshold in steps.map(|step: u8| f32::from(step) * 0.05) {
            let found: Vec<bool> =
                scores.iter().filter(|(score, _)| *score >= threshold).map(|(_, right)| *right).collect();
            let right = found.iter().filter(|right| **right).count();
            let share = |of: usize| right as f64 / of.max(1) as f64;
            let (precision, recall) = (share(found.len()), share(wanted));
            println!(
                "  {what} from {threshold:.2}: precision {precision:.2}, recall {recall:.2} ({right} of {wanted})"
            );
        }
    }
}

#[derive(Debug, Deserialize)]
struct Known {
    a: Side,
    b: Side,
    relation: String,
}

#[derive(Debug, Deserialize)]
struct Side {
    source: String,
    title: String,
}

/// Links of a dataset at hand, against known ones: `INGEST_LINKS_JOBS` names a `jobs.json`, `INGEST_LINKS_KNOWN` a list
/// of `{a: {source, title}, b: …, relation}`, where `source` begins the file's name.
#[test]
fn known_links_of_a_dataset_at_hand_are_found() {
    let Some(jobs) = std::env::var_os("INGEST_LINKS_JOBS") else { return };
    let dataset: Dataset = serde_json::from_slice(&std::fs::read(jobs).unwrap()).unwrap();
    let jobs = dataset.jobs.all();
    let found = linked(&jobs);
    let signatures: Vec<Signature> = jobs.iter().map(Signature::of).collect();
    let of = |id: &str| signatures.iter().find(|job| &*job.job_id == id).unwrap();
    for link in &found {
        let page = link.evidence_where.page;
        println!("{} {} {} {} {page:?} “{}”", link.a, link.relation, link.b, link.score, link.evidence);
        println!("      {:?}", likeness(of(&link.a), of(&link.b)));
    }
    for (job, occupation) in occupations(&signatures, &found).iter().filter(|(job, occupation)| job != occupation) {
        println!("{job} is {occupation}");
    }
    for a in &signatures {
        for b in signatures.iter().filter(|b| b.collection < a.collection) {
            let score = close_score(&likeness(a, b));
            if (0.36..0.5).contains(&score) {
                println!("near {score:.3} {} {} {:?}", a.job_id, b.job_id, likeness(a, b));
            }
        }
    }
    let Some(known) = std::env::var_os("INGEST_LINKS_KNOWN") else { return };
    let known: Vec<Known> = serde_json::from_slice(&std::fs::read(known).unwrap()).unwrap();
    let mut missed = 0;
    for Known { a, b, relation } in &known {
        let is = |id: &str, side: &Side| {
            jobs.iter().any(|job| {
                job.job_id == id && job.file.starts_with(&side.source) && fold(&job.title) == fold(&side.title)
            })
        };
        let right = found.iter().any(|link| {
            link.relation == *relation
                && (is(&link.a, a) && is(&link.b, b) || *relation != "cites" && is(&link.a, b) && is(&link.b, a))
        });
        if !right {
            missed += 1;
            println!("missed: {a:?} {relation} {b:?}");
            let job = |side: &Side| {
                jobs.iter().position(|job| job.file.starts_with(&side.source) && fold(&job.title) == fold(&side.title))
            };
            if let (Some(a), Some(b)) = (job(a), job(b)) {
                println!("      {:?}", likeness(&signatures[a], &signatures[b]));
            }
        }
    }
    assert_eq!(missed, 0);
}
