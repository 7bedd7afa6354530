//! What the page knows of all jobs at once.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use sha2::{Digest, Sha256};

use super::shape::{Change, CountryName, Coverage, Index, Issue, Job, Leftover, Link, Source, Spot};
use super::{JOBS_PER_CHUNK, JOBS_PER_TEXT, Review};
use crate::catalogue::Language;
use crate::model::change::Cause;
use crate::model::dataset::{Dataset, FORMAT, GENERATOR, SourceRow};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::message::Argument;
use crate::model::pictures::Extent;
use crate::model::record::Record;
use crate::normalise::country;
use crate::text::address::coded;
use crate::text::hex;

/// Issues and changes that are shown at most: who has more needs the tables.
const MOST_ISSUES: usize = 20_000;
const MOST_CHANGES: usize = 5_000;
/// Letters of a changed text that are shown at most.
const LONGEST: usize = 4_000;

/// Where everything stands in the lists of the page.
pub(super) struct Places<'a> {
    /// Of a source, by its file.
    sources: BTreeMap<&'a str, usize>,
    /// Of a job, by its `record_id`.
    jobs: BTreeMap<&'a str, usize>,
    /// The latest job of each `job_id`.
    by_job_id: BTreeMap<&'a str, usize>,
    /// The left-over texts of each source that has some, or has jobs on pages.
    documents: BTreeMap<usize, Vec<usize>>,
    links: BTreeMap<&'a str, Vec<Link>>,
    /// Why a field is not sure, by job and field.
    reasons: BTreeMap<(usize, String), Vec<String>>,
    issues: Vec<Issue>,
    issues_left_out: usize,
    /// Of what the dataset tells people.
    language: Language,
}

impl<'a> Places<'a> {
    pub(super) fn of(dataset: &'a Dataset) -> io::Result<Self> {
        let heads = dataset.jobs.heads();
        let sources: BTreeMap<&str, usize> =
            dataset.sources.iter().enumerate().map(|(place, row)| (row.file.as_str(), place)).collect();
        let jobs: BTreeMap<&str, usize> =
            heads.iter().enumerate().map(|(place, head)| (&*head.record_id, place)).collect();
        let mut by_job_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, head) in heads.iter().enumerate() {
            let known = by_job_id.entry(&head.job_id).or_insert(place);
            if heads[*known].edition < head.edition {
                *known = place;
            }
        }
        let on_pages = heads.iter().filter(|head| head.pages.is_some());
        let mut documents: BTreeMap<usize, Vec<usize>> =
            on_pages.filter_map(|head| Some((*sources.get(&*head.file)?, Vec::new()))).collect();
        for (place, left) in dataset.leftover.iter().enumerate() {
            if let Some(source) = sources.get(left?.file.as_str()) {
                documents.entry(*source).or_default().push(place);
            }
        }
        let mut links: BTreeMap<&str, Vec<Link>> = BTreeMap::new();
        for link in &dataset.links {
            for (one, other) in [(&link.a, &link.b), (&link.b, &link.a)] {
                links.entry(one).or_default().push(Link {
                    other: other.clone(),
                    relation: link.relation.clone(),
                    score: link.score,
                    evidence: link.evidence.clone(),
                });
            }
        }
        let mut places = Self {
            sources,
            jobs,
            by_job_id,
            documents,
            links,
            reasons: BTreeMap::new(),
            issues: Vec::new(),
            issues_left_out: 0,
            language: dataset.language,
        };
        places.take_issues(dataset)?;
        Ok(places)
    }

    /// Errors first, then warnings; what needs nothing comes last, and is left out first.
    fn take_issues(&mut self, dataset: &Dataset) -> io::Result<()> {
        let mut by_severity = Severity::ALL.map(|severity| (severity, Vec::new()));
        let mut count = 0;
        for issue in dataset.issues.iter() {
            let issue = issue?;
            count += 1;
            let same = by_severity.iter_mut().find(|(severity, _)| *severity == issue.severity);
            if let Some((_, same)) = same.filter(|(_, same)| same.len() < MOST_ISSUES) {
                same.push(self.issue(&issue));
            }
        }
        for (severity, issues) in by_severity.into_iter().rev() {
            for issue in issues.into_iter().take(MOST_ISSUES - self.issues.len()) {
                if let (Some(job), Some(field), true) = (issue.job, &issue.field, severity > Severity::Info) {
                    let why = issue.why.as_ref().unwrap_or(&issue.message).clone();
                    self.reasons.entry((job, field.clone())).or_default().push(why);
                }
                self.issues.push(issue);
            }
        }
        self.issues_left_out = count - self.issues.len();
        Ok(())
    }

    fn issue(&self, issue: &Diagnostic) -> Issue {
        let unsure = |name: &str| issue.message.argument(name).filter(|_| issue.code == "unsure");
        Issue {
            severity: issue.severity.as_str(),
            code: issue.code.to_string(),
            source: self.sources.get(issue.file.as_str()).copied(),
            page: issue.page,
            job: issue.record_id.as_deref().and_then(|id| self.jobs.get(id)).copied(),
            field: issue.field.clone(),
            message: issue.message.said(self.language),
            hint: issue.hint().map(|hint| hint.said(self.language)),
            confidence: unsure("confidence").and_then(Argument::number),
            why: unsure("why").map(|why| why.said(self.language)).filter(|why| !why.is_empty()),
            settled: issue.settled.map(|settled| settled.as_str().to_owned()).unwrap_or_default(),
        }
    }

    pub(super) fn has_document(&self, source: usize) -> bool {
        self.documents.contains_key(&source)
    }

    pub(super) fn links_of(&self, job_id: &str) -> Vec<Link> {
        self.links.get(job_id).cloned().unwrap_or_default()
    }

    /// Why a field of a job is not sure.
    pub(super) fn why(&self, record: &Record, field: &str) -> Vec<String> {
        let job = self.jobs.get(record.record_id.as_str()).copied();
        job.and_then(|job| self.reasons.get(&(job, field.to_owned()))).cloned().unwrap_or_default()
    }

    /// The text of a file that ended in no record.
    pub(super) fn leftover_of(&self, dataset: &Dataset, source: usize) -> io::Result<Vec<Leftover>> {
        let texts = dataset.leftover.picked(self.documents.get(&source).into_iter().flatten().copied());
        let told = texts.iter().map(|left| {
            let left = left?;
            let near = left.near_record.as_deref().and_then(|id| self.jobs.get(id)).copied();
            Ok(Leftover { place: left.place.as_ref().map(Spot::from), text: left.text, near })
        });
        told.collect()
    }
}

/// What the list of jobs shows, gathered while the jobs are read.
#[derive(Default)]
pub(super) struct Listed {
    jobs: Vec<Job>,
    /// Of all that the jobs say: what a person typed over another dataset is not shown.
    digest: Sha256,
}

impl Listed {
    /// Takes the next job, which says `text`.
    pub(super) fn add(&mut self, record: &Record, text: &str, places: &Places<'_>) {
        for part in [record.record_id.as_bytes(), &[0], text.as_bytes(), &[0]] {
            self.digest.update(part);
        }
        self.jobs.push(job(record, places));
    }
}

/// All that the page needs before a job is looked at.
pub(super) fn index(dataset: &Dataset, places: &mut Places<'_>, listed: Listed, review: Review<'_>) -> Index {
    let Listed { mut jobs, digest } = listed;
    let changes = dataset.changes.iter().take(MOST_CHANGES);
    let changes: Vec<Change> = changes.map(|change| of_change(change, places)).collect();
    for (place, issue) in places.issues.iter().enumerate() {
        if let Some(job) = issue.job.and_then(|job| jobs.get_mut(job)) {
            job.issues.push(place);
        }
    }
    for (place, change) in changes.iter().enumerate() {
        if let Some(job) = change.job.and_then(|job| jobs.get_mut(job)) {
            job.changes.push(place);
        }
    }
    let codes: BTreeSet<&str> = jobs.iter().filter_map(|job| job.country.as_deref()).collect();
    let countries = codes.into_iter().map(|code| (code.to_owned(), country_name(code))).collect();
    let heads = dataset.jobs.heads();
    let groups = dataset.occupations();
    let ids = |group: &[usize]| group.iter().map(|place| heads[*place].record_id.to_string()).collect();
    let occupations = groups.some(0..groups.len()).filter(|group| group.len() > 1).map(ids).collect();
    Index {
        format: FORMAT,
        generator: GENERATOR.to_owned(),
        language: dataset.language,
        digest: hex(&digest.finalize()[..16]),
        sources: dataset.sources.iter().enumerate().map(|(place, row)| source(place, row, places)).collect(),
        jobs,
        jobs_per_chunk: JOBS_PER_CHUNK,
        jobs_per_text: JOBS_PER_TEXT,
        occupations,
        issues_left_out: places.issues_left_out,
        issues: std::mem::take(&mut places.issues),
        changes_left_out: dataset.changes.len() - changes.len(),
        changes,
        countries,
        pictures: match review.pictures.extent {
            Extent::None => "none",
            Extent::WithRecords => "jobs",
            Extent::All => "all",
        },
        corrections_file: corrections_file(dataset),
    }
}

fn job(record: &Record, places: &Places<'_>) -> Job {
    let is_missing = |code: &&str| code.ends_with("-missing");
    let empty = record.issues.iter().filter_map(|issue| issue.split_once(':').filter(|(code, _)| is_missing(code)));
    Job {
        id: record.record_id.clone(),
        source: places.sources.get(record.file.as_str()).copied().unwrap_or_default(),
        pages: record.pages,
        kind: record.kind.as_str(),
        title: record.title.clone(),
        label: record.label.clone(),
        theme: record.theme.clone(),
        families: record.job_families.clone(),
        departments: record.departments.clone(),
        country: record.country.clone(),
        levels: record.rncp_levels.clone(),
        codes: record.certification_codes.clone(),
        edition: record.edition.clone(),
        collection: record.collection.clone(),
        opinion: record.opinion.as_ref().map(|opinion| [opinion.relevance, opinion.transposability]),
        sections: record.sections.iter().map(|section| section.key.clone()).collect(),
        confidence: record.confidence,
        empty: empty.map(|(_, field)| field.to_owned()).collect(),
        issues: Vec::new(),
        corrected: record.corrected.len(),
        changes: Vec::new(),
    }
}

fn source(place: usize, row: &SourceRow, places: &Places<'_>) -> Source {
    Source {
        id: row.source_id.clone(),
        file: row.file.clone(),
        href: row.place.as_deref().map(|way| coded(way, b"")),
        title: row.title.clone(),
        publisher: row.publisher.clone(),
        collection: row.collection.clone(),
        edition: row.edition.clone(),
        status: row.status.as_str(),
        message: row.message.clone(),
        pages: row.pages,
        jobs: row.jobs,
        coverage: row.coverage.map(|coverage| Coverage {
            records: coverage.records,
            notes: coverage.notes,
            furniture: coverage.furniture,
            left_over: coverage.left_over,
        }),
        url: row.url.clone(),
        licence: row.licence.clone(),
        copy_of: row.copy_of.clone(),
        document: places.has_document(place).then_some(place),
    }
}

fn of_change(change: &crate::model::change::Change, places: &Places<'_>) -> Change {
    Change {
        kind: change.change.as_str(),
        job: places.by_job_id.get(change.job_id.as_str()).copied(),
        job_id: change.job_id.clone(),
        title: change.title.clone(),
        previous_title: change.previous_title.clone(),
        field: change.field.clone(),
        before: change.before.as_deref().map(cut),
        after: change.after.as_deref().map(cut),
        similarity: change.similarity,
        pages_before: change.pages_before,
        pages_after: change.pages_after,
        edition_before: change.edition_before.clone(),
        edition_after: change.edition_after.clone(),
        cause: change.cause.map(Cause::as_str),
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} […]", &text[..end]),
        None => text.to_owned(),
    }
}

/// Beside the first report.
fn corrections_file(dataset: &Dataset) -> String {
    const NAME: &str = "corrections.csv";
    let place = dataset.sources.iter().find_map(|row| row.place.as_deref()?.strip_suffix(&row.file));
    place.map_or_else(|| NAME.to_owned(), |folder| format!("{folder}{NAME}"))
}

fn country_name(code: &str) -> CountryName {
    let name = country::name(code).unwrap_or(code).to_owned();
    CountryName { en: name.clone(), fr: name }
}
