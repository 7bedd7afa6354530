//! The tables `missions` and `sections`: the parts of jobs, one a row.

use super::super::columns::ColumnKind::{Integer, Prose, Text};
use super::super::columns::{Field, ForeignKey, Table, columns_of, field, list};
use super::super::rows::{RowsOf, rows_of};
use super::common;
use crate::model::flow::Place;
use crate::model::record::{Record, Section};

/// Every part belongs to a job.
pub(super) const OF_JOB: &[ForeignKey] = &[ForeignKey { column: "record_id", table: "jobs", key: "record_id" }];

pub(super) const MISSIONS: Table = Table {
    name: "missions",
    title: ["Missions", "Missions"],
    description: ["une mission d’un métier", "a mission of a job"],
    key: &["record_id", "position"],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(mission_fields()),
    rows: RowsOf::Records {
        rows: |records, _| rows_of(mission_fields(), records.iter().copied().flat_map(missions)),
        count: |record| record.missions.len(),
    },
};

pub(super) const SECTIONS: Table = Table {
    name: "sections",
    title: ["Rubriques", "Sections"],
    description: ["une rubrique d’un métier", "a section of a job"],
    key: &["record_id", "position"],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(section_fields()),
    rows: RowsOf::Records {
        rows: |records, _| rows_of(section_fields(), records.iter().copied().flat_map(sections)),
        count: |record| record.sections.len(),
    },
};

/// The page of a job's sections with this key, or of the job, where there is but one.
pub(super) fn only_page(job: &Record, key: &str) -> Option<u32> {
    let sections = job.sections.iter().filter(|section| section.key == key);
    let pages =
        page_range(sections.flat_map(|section| &section.places)).or(job.pages.map(|[first, last]| (first, last)));
    pages.and_then(|(first, last)| (first == last).then_some(first))
}

/// A mission with its job.
struct MissionRow<'a> {
    job: &'a Record,
    position: usize,
    text: &'a str,
    page: Option<u32>,
}

fn missions(job: &Record) -> impl Iterator<Item = MissionRow<'_>> {
    let page = only_page(job, "missions");
    let sections = job.sections.iter().filter(|section| section.key == "missions");
    let mut places = sections.flat_map(|section| &section.item_places);
    job.missions.iter().enumerate().map(move |(index, text)| {
        let own = places.next().and_then(|places| places.first()).map(|place| place.page);
        MissionRow { job, position: index + 1, text, page: own.or(page) }
    })
}

fn mission_fields<'a>() -> [Field<MissionRow<'a>>; 8] {
    let field = field::<MissionRow<'a>>;
    [
        field("record_id", Text, RECORD_TITLE, RECORD, |row| (&row.job.record_id).into()).required(),
        field("position", Integer, POSITION_TITLE, POSITION, |row| row.position.into()).required().at_least(1),
        field(
            "text",
            Prose,
            ["Mission", "Mission"],
            ["la mission telle qu’imprimée", "the mission as printed"],
            |row| row.text.into(),
        ),
        field(
            "page",
            Integer,
            PAGE_TITLE,
            ["page où elle commence, à partir de 1", "page that it begins on, from 1"],
            |row| row.page.into(),
        )
        .at_least(1),
        common::title(|row| (&row.job.title).into()),
        common::job_families(|row| list(&row.job.job_families)),
        common::country(|row| row.job.country.as_ref().into()),
        common::edition(|row| row.job.edition.as_ref().into()),
    ]
}

pub(super) const RECORD_TITLE: [&str; 2] = ["Fiche", "Record"];
pub(super) const RECORD: [&str; 2] = ["record_id de la fiche", "record_id of the job"];
pub(super) const POSITION_TITLE: [&str; 2] = ["Rang", "Position"];
pub(super) const POSITION: [&str; 2] = ["à partir de 1, dans l’ordre de lecture", "from 1, in reading order"];

pub(super) const PAGE_TITLE: [&str; 2] = ["Page", "Page"];
pub(super) const PAGE: [&str; 2] =
    ["à partir de 1 ; vide si elle court sur plusieurs pages", "from 1; empty where it runs over several pages"];

/// A section with its job.
struct SectionRow<'a> {
    job: &'a Record,
    position: usize,
    section: &'a Section,
    pages: Option<(u32, u32)>,
}

fn sections(job: &Record) -> impl Iterator<Item = SectionRow<'_>> {
    let sections = job.sections.iter().enumerate();
    sections.map(move |(index, section)| SectionRow {
        job,
        position: index + 1,
        section,
        pages: page_range(&section.places),
    })
}

fn section_fields<'a>() -> [Field<SectionRow<'a>>; 11] {
    let field = field::<SectionRow<'a>>;
    [
        field("record_id", Text, RECORD_TITLE, RECORD, |row| (&row.job.record_id).into()).required(),
        field("position", Integer, POSITION_TITLE, POSITION, |row| row.position.into()).required().at_least(1),
        field(
            "key",
            Text,
            ["Clé", "Key"],
            ["ce qu’est la rubrique, quel que soit son titre", "what the section is, whatever its heading"],
            |row| (&row.section.key).into(),
        ),
        field(
            "heading",
            Text,
            ["Titre de rubrique", "Heading"],
            ["titre tel qu’imprimé", "the heading as printed"],
            |row| (&row.section.heading).into(),
        ),
        field(
            "text",
            Prose,
            ["Texte", "Text"],
            ["le texte, un paragraphe par ligne", "the text, a paragraph a line"],
            |row| (&row.section.text).into(),
        ),
        common::page_first(|row| row.pages.map(|(first, _)| first).into()),
        common::page_last(|row| row.pages.map(|(_, last)| last).into()),
        common::title(|row| (&row.job.title).into()),
        common::job_families(|row| list(&row.job.job_families)),
        common::country(|row| row.job.country.as_ref().into()),
        common::edition(|row| row.job.edition.as_ref().into()),
    ]
}

fn page_range<'a>(places: impl IntoIterator<Item = &'a Place>) -> Option<(u32, u32)> {
    places.into_iter().map(|place| (place.page, place.page)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
