//! The tables `missions` and `sections`: the parts of jobs, one a row.

use super::super::columns::ColumnKind::{Integer, Text};
use super::super::columns::{Field, field};
use crate::model::flow::Place;
use crate::model::record::{Record, Section};

/// A mission with its job.
pub(super) struct MissionRow<'a> {
    job: &'a Record,
    position: usize,
    text: &'a str,
    page: Option<u32>,
}

pub(super) fn missions(job: &Record) -> Vec<MissionRow<'_>> {
    let sections = job.sections.iter().filter(|section| section.key == "missions");
    let pages =
        page_range(sections.flat_map(|section| &section.places)).or(job.pages.map(|[first, last]| (first, last)));
    // Missions have no place of their own: their page is known only where there is but one.
    let page = pages.and_then(|(first, last)| (first == last).then_some(first));
    job.missions.iter().enumerate().map(|(index, text)| MissionRow { job, position: index + 1, text, page }).collect()
}

pub(super) fn mission_fields<'a>() -> [Field<MissionRow<'a>>; 4] {
    [
        field("record_id", Text, "the job", |row| (&row.job.record_id).into()),
        field("position", Integer, "from 1, in reading order", |row| row.position.into()),
        field("text", Text, "the mission as printed", |row| row.text.into()),
        field("page", Integer, "from 1; empty where the section runs over several pages", |row| row.page.into()),
    ]
}

/// A section with its job.
pub(super) struct SectionRow<'a> {
    job: &'a Record,
    position: usize,
    section: &'a Section,
    pages: Option<(u32, u32)>,
}

pub(super) fn sections(job: &Record) -> Vec<SectionRow<'_>> {
    job.sections
        .iter()
        .enumerate()
        .map(|(index, section)| SectionRow { job, position: index + 1, section, pages: page_range(&section.places) })
        .collect()
}

pub(super) fn section_fields<'a>() -> [Field<SectionRow<'a>>; 7] {
    [
        field("record_id", Text, "the job", |row| (&row.job.record_id).into()),
        field("position", Integer, "from 1, in reading order", |row| row.position.into()),
        field("key", Text, "what the section is, whatever its heading", |row| (&row.section.key).into()),
        field("heading", Text, "the heading as printed", |row| (&row.section.heading).into()),
        field("text", Text, "the text, a paragraph a line", |row| (&row.section.text).into()),
        field("page_first", Integer, "first page, from 1", |row| row.pages.map(|(first, _)| first).into()),
        field("page_last", Integer, "last page, from 1", |row| row.pages.map(|(_, last)| last).into()),
    ]
}

fn page_range<'a>(places: impl IntoIterator<Item = &'a Place>) -> Option<(u32, u32)> {
    places.into_iter().map(|place| (place.page, place.page)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
