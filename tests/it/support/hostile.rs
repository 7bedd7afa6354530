//! A dataset of awkward texts: formulas, quotes, markup, separators, other scripts, and cells that no spreadsheet holds.

use ingest::catalogue::Language;
use ingest::message;
use ingest::model::change::{Change, ChangeKind};
use ingest::model::dataset::{Candidate, Dataset, EvidenceWhere, FORMAT, Leftover, Link, SourceRow, Status};
use ingest::model::diagnostic::{Diagnostic, Severity};
use ingest::model::flow::Place;
use ingest::model::geometry::Rect;
use ingest::model::issues::Issues;
use ingest::model::qualification::{Diploma, DiplomaKind, LevelSource, Qualification};
use ingest::model::record::{Field, Hours, HoursKind, Kind, Note, Opinion, Record, Section};
use ingest::model::records::Records;
use ingest::store::Stored;

/// Texts that some tool takes for something else.
pub(crate) const HOSTILE: [&str; 14] = [
    "=HYPERLINK(\"http://example.org\";\"ouvrir\")",
    "+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\tune tabulation",
    "dit « \"oui\" », 'non'",
    "une virgule, un point-virgule; une barre|une autre",
    "deux\nlignes",
    "<script>alert(1)</script> & <b>gras</b>",
    "_x0041_ &amp; &#65;",
    "L’été à l’œuvre, Ærø, naïveté 😀",
    "007",
    "1,5",
    "=1+1",
];

/// A text that a cell of a spreadsheet cannot hold.
pub(crate) fn too_long() -> String {
    "Une phrase qui se répète. ".repeat(1_500)
}

/// Two sources of one collection, `records` jobs in the first, and one of each kind of everything else.
pub(crate) fn dataset(records: usize) -> Dataset {
    let mut jobs: Vec<Record> = (0..records).map(job).collect();
    let mut part = job(0);
    part.record_id = "rapport/partie".to_owned();
    part.job_id = "regional/partie".to_owned();
    part.kind = Kind::Activity;
    part.parent = Some(jobs[0].record_id.clone());
    jobs.push(part);
    let mut earlier = job(1);
    earlier.record_id = "ancien/metier-1".to_owned();
    earlier.source_id = "ancien".to_owned();
    earlier.file = "dossier/ancien rapport.pdf".to_owned();
    earlier.edition = Some("2024".to_owned());
    earlier.qualifications.clear();
    earlier.hours.clear();
    jobs.push(earlier);
    Dataset {
        mark: None,
        format: FORMAT,
        generator: "ingest 0.0.0".to_owned(),
        language: Language::French,
        sources: sources(records),
        links: vec![Link {
            a: "regional/metier-0".to_owned(),
            b: "other/metier".to_owned(),
            relation: "cites".to_owned(),
            score: 0.93,
            evidence: HOSTILE[0].to_owned(),
            evidence_where: EvidenceWhere {
                record_id: jobs[0].record_id.clone(),
                page: Some(1),
                bbox: Some(Rect::new(1.0, 2.0, 3.5, 4.0)),
            },
        }],
        candidates: Stored::of([Candidate {
            occupation_id: "regional/metier-0".to_owned(),
            position: 1,
            code: "ROME:J1508".to_owned(),
            label: HOSTILE[0].to_owned(),
            name: HOSTILE[1].to_owned(),
            score: 0.81,
            words: vec![HOSTILE[2].to_owned()],
        }])
        .unwrap(),
        leftover: Stored::of([Leftover {
            file: jobs[0].file.clone(),
            place: Some(Place { page: 1, bbox: Rect::new(1.0, 2.0, 3.5, 4.0) }),
            text: HOSTILE.join("\n"),
            near_record: Some(jobs[0].record_id.clone()),
        }])
        .unwrap(),
        issues: Issues::of(issues(&jobs)).unwrap(),
        changes: changes(),
        jobs: Records::of(jobs).unwrap(),
    }
}

fn job(number: usize) -> Record {
    let hostile = HOSTILE[number % HOSTILE.len()];
    let page = u32::try_from(number % 300).unwrap_or(0) + 1;
    let place = Place { page, bbox: Rect::default() };
    let section = |key: &str, items: &[&str]| Section {
        key: key.to_owned(),
        heading: format!("{hostile} {key}"),
        text: items.join("\n"),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        places: vec![place],
        item_places: items.iter().map(|_| vec![place]).collect(),
    };
    let definition = if number == 2 { too_long() } else { format!("{hostile}\nIl veille à l’anesthésie.") };
    Record {
        record_id: format!("rapport/metier-{number}"),
        job_id: format!("regional/metier-{number}"),
        source_id: "rapport".to_owned(),
        file: "rapport.pdf".to_owned(),
        collection: "regional".to_owned(),
        edition: Some("2025-01".to_owned()),
        pages: Some([page, page + 1]),
        title: hostile.to_owned(),
        label: hostile.to_owned(),
        alt_titles: vec![hostile.to_owned(), "autre".to_owned()],
        theme: number.is_multiple_of(2).then(|| hostile.to_owned()),
        job_families: vec!["Soins".to_owned(), "Recherche clinique".to_owned()],
        departments: vec![hostile.to_owned()],
        country: Some("CA-QC".to_owned()),
        rncp_levels: vec![5, 6],
        certification_codes: vec!["RNCP12345".to_owned(), "ROME:J1111".to_owned()],
        hours: vec![Hours { value: 2_100, what: HoursKind::Theory }, Hours { value: 900, what: HoursKind::Placement }],
        qualifications: vec![Qualification {
            text: format!("Un diplôme : {hostile}"),
            rncp_levels: vec![6],
            certification_codes: vec![],
            hours: vec![Hours { value: 2_100, what: HoursKind::Theory }],
            named: vec![Diploma {
                kind: DiplomaKind::Licence,
                name: Some(hostile.to_owned()),
                level: Some(6),
                level_source: Some(LevelSource::Law),
                code: Some("RNCP12345".to_owned()),
                hours: Some(2_100),
                places: vec![place],
            }],
            places: vec![place],
        }],
        opinion: Some(Opinion { relevance: 0.62, transposability: -0.2, places: vec![place] }),
        sections: vec![
            section("definition", &[&definition]),
            section("missions", &["Accueillir.", hostile]),
            section("astuces", &["Marcher."]),
        ],
        missions: vec!["Accueillir.".to_owned(), hostile.replace('\n', " ")],
        number: Some(hostile.to_owned()),
        fields: vec![Field {
            name: hostile.to_owned(),
            value: hostile.to_owned(),
            normalised: Some(hostile.to_owned()),
            places: vec![place],
            ..Field::default()
        }],
        notes: vec![Note {
            kind: "figure".to_owned(),
            text: hostile.to_owned(),
            value: Some(hostile.to_owned()),
            label: Some(hostile.to_owned()),
            places: vec![place],
        }],
        confidence: [0.98, 0.85, 0.6][number % 3],
        issues: if number.is_multiple_of(3) { vec![] } else { vec!["section-missing:outlook".to_owned()] },
        corrected: if number == 4 { vec!["label".to_owned()] } else { vec![] },
        extra: [("x_priorité \"|".to_owned(), hostile.to_owned())].into_iter().filter(|_| number != 5).collect(),
        ..Record::default()
    }
}

fn sources(records: usize) -> Vec<SourceRow> {
    let old = SourceRow {
        source_id: "ancien".to_owned(),
        file: "dossier/ancien rapport.pdf".to_owned(),
        sha256: "0".repeat(64),
        bytes: 1_234,
        pages: Some(9),
        collection: Some("regional".to_owned()),
        collections: vec!["regional".to_owned(), "other".to_owned()],
        profile_version: Some(2),
        title: Some("Un rapport | ancien <1>".to_owned()),
        publisher: Some("Éditeur".to_owned()),
        edition: Some("2024".to_owned()),
        status: Status::Ok,
        jobs: 1,
        place: Some("../inputs/dossier/ancien rapport.pdf".to_owned()),
        ..SourceRow::default()
    };
    let new = SourceRow {
        source_id: "rapport".to_owned(),
        file: "rapport.pdf".to_owned(),
        edition: Some("2025-01".to_owned()),
        pages: Some(301),
        jobs: records,
        url: Some("https://www.example.org/rapport.pdf".to_owned()),
        fetched: Some("2025-02-28".to_owned()),
        licence: Some("Licence Ouverte 2.0".to_owned()),
        licence_url: Some("https://www.example.org/licence".to_owned()),
        place: Some("../inputs/rapport.pdf".to_owned()),
        ..old.clone()
    };
    let failed = SourceRow {
        source_id: "vide".to_owned(),
        file: "=1+2;vide.pdf".to_owned(),
        message: Some("empty file (0 bytes); fetch it again".to_owned()),
        ..SourceRow::default()
    };
    vec![failed, old, new]
}

fn issues(jobs: &[Record]) -> Vec<Diagnostic> {
    let mut of_file = Diagnostic::new(Severity::Error, "file-failed", message!("file-empty"));
    of_file.file = "=1+2;vide.pdf".to_owned();
    let of_records = jobs.iter().filter(|job| !job.issues.is_empty()).map(|job| {
        let mut issue =
            Diagnostic::new(Severity::Warning, "section-missing", format!("“{}”: missing", job.title).into());
        issue.file.clone_from(&job.file);
        issue.record_id = Some(job.record_id.clone());
        issue.page = job.pages.map(|[first, _]| first);
        issue.of_field("outlook")
    });
    std::iter::once(of_file).chain(of_records).collect()
}

fn changes() -> Vec<Change> {
    let change = |change, field: &str, before: Option<&str>, after: Option<&str>| Change {
        change,
        job_id: "regional/metier-0".to_owned(),
        title: HOSTILE[0].to_owned(),
        previous_title: None,
        previous_job_id: None,
        field: field.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        similarity: 0.5,
        pages_before: Some([3, 4]),
        pages_after: Some([5, 5]),
        edition_before: Some("2024".to_owned()),
        edition_after: None,
        cause: None,
    };
    vec![
        change(ChangeKind::Added, "", None, None),
        change(ChangeKind::Changed, "sections.outlook", Some("avant"), Some(HOSTILE[7])),
    ]
}
