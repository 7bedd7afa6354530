//! `report.html`: the dataset beside the pages that it comes from, for people to look at.
//!
//! The page needs neither a server nor a network: what it shows are scripts in `report/`, each a statement that hands the
//! page one part of the dataset, loaded when it is looked at. What they hold is told in [`shape`].

mod details;
mod index;
mod shape;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::folder::Staging;
use crate::error::Error;
use crate::model::dataset::Dataset;
use crate::model::pictures::Pictures;
use crate::text::address::coded;
use index::{Listed, Places};

/// The page.
pub(super) const PAGE: &str = "report.html";
/// The folder of all that it shows.
pub(super) const FOLDER: &str = "report/";
/// Jobs whose details are in one script: a few hundred kilobytes.
const JOBS_PER_CHUNK: usize = 25;
/// Jobs whose texts for the search are in one script: a multiple of the others.
const JOBS_PER_TEXT: usize = 250;

/// What does not change from run to run: the page's own code and its looks.
const FILES: [(&str, &str); 3] = [
    (PAGE, include_str!("../../../page/report.html")),
    ("report/page.css", include_str!(concat!(env!("OUT_DIR"), "/page.css"))),
    ("report/page.js", include_str!(concat!(env!("OUT_DIR"), "/page.js"))),
];

/// The way from another output to a job on the page, and to an issue of it by its code.
#[must_use]
pub(super) fn way_to(record_id: &str, issue: Option<&str>) -> String {
    let issue = issue.map(|code| format!("&issue={}", coded(code, b""))).unwrap_or_default();
    format!("{PAGE}#job={}{issue}", coded(record_id, b""))
}

/// What the page is to show beside the dataset.
#[derive(Debug, Clone, Copy)]
pub struct Review<'a> {
    /// Pictures of pages.
    pub pictures: &'a Pictures,
}

/// Makes the page and all that it shows.
///
/// # Errors
/// When a file cannot be written, or the dataset cannot be read.
pub(super) fn make(staging: &mut Staging<'_>, dataset: &Dataset, review: Review<'_>) -> Result<(), Error> {
    staging.renew(FOLDER);
    for (name, text) in FILES {
        staging.add(name, |out| out.write_all(text.as_bytes()))?;
    }
    let unread = |source| Error::Output { path: staging.folder().join(PAGE), source };
    let mut places = Places::of(dataset).map_err(unread)?;
    let pictures = named_pictures(dataset, review.pictures);
    let listed = of_jobs(staging, dataset, &places)?;
    script(staging, "index", || Ok(index::index(dataset, &mut places, listed, review)))?;
    of_documents(staging, dataset, &places, review.pictures, &pictures)?;
    for ((source, page), name) in &pictures {
        staging.add(&format!("{FOLDER}{name}"), |out| out.write_all(&review.pictures.file(*source, *page)?))?;
    }
    Ok(())
}

/// Details and texts of jobs, some jobs a script; what the list of them shows is gathered by the way.
fn of_jobs(staging: &mut Staging<'_>, dataset: &Dataset, places: &Places<'_>) -> Result<Listed, Error> {
    let jobs = &dataset.jobs;
    let (mut listed, mut texts) = (Listed::default(), Vec::new());
    for (number, start) in (0..jobs.len()).step_by(JOBS_PER_CHUNK).enumerate() {
        script(staging, &format!("jobs/{number}"), || {
            let records = jobs.read(start..start + JOBS_PER_CHUNK)?;
            for record in &records {
                let text = details::all_text(record);
                listed.add(record, &text, places);
                texts.push(text);
            }
            Ok(records.iter().map(|record| details::details(record, places)).collect::<Vec<_>>())
        })?;
        // A text script holds the jobs of several others whole.
        let end = (start + JOBS_PER_CHUNK).min(jobs.len());
        if end == jobs.len() || end.is_multiple_of(JOBS_PER_TEXT) {
            script(staging, &format!("texts/{}", (end - 1) / JOBS_PER_TEXT), || Ok(std::mem::take(&mut texts)))?;
        }
    }
    Ok(listed)
}

/// Pages and left-over text, a script a document that has one of them.
fn of_documents(
    staging: &mut Staging<'_>,
    dataset: &Dataset,
    places: &Places<'_>,
    pictures: &Pictures,
    names: &BTreeMap<(usize, u32), String>,
) -> Result<(), Error> {
    for number in (0..dataset.sources.len()).filter(|number| places.has_document(*number)) {
        script(staging, &format!("documents/{number}"), || {
            let picture = |(page, (width, height)): (u32, (f32, f32))| {
                let picture = names.get(&(number, page)).cloned();
                (page, shape::PageOf { width: rounded(width), height: rounded(height), picture })
            };
            let pages = pictures.of(number).map(picture).collect();
            Ok(shape::Document { pages, leftover: places.leftover_of(dataset, number)? })
        })?;
    }
    Ok(())
}

/// The name of the file of each picture: by the document's bytes, so that it stays as it is where others come and go.
fn named_pictures(dataset: &Dataset, pictures: &Pictures) -> BTreeMap<(usize, u32), String> {
    let name = |(source, page): (usize, u32)| {
        let digest = dataset.sources.get(source).and_then(|row| row.sha256.get(..16)).unwrap_or_default();
        ((source, page), format!("pages/{digest}-{page}.webp"))
    };
    pictures.iter().map(name).collect()
}

/// A script that hands the page a part of the dataset: `ingest("<name>", …);`, a file of JavaScript and of nothing else,
/// whatever the texts say.
fn script<T: Serialize>(
    staging: &mut Staging<'_>,
    name: &str,
    value: impl FnOnce() -> io::Result<T>,
) -> Result<(), Error> {
    staging.add(&format!("{FOLDER}{name}.js"), |out| {
        let value = value()?;
        write!(out, "ingest({}, ", serde_json::to_string(name)?)?;
        // JSON is JavaScript; a browser that is shown the file as something else finds no tag in it.
        let text = serde_json::to_string(&value)?.replace('<', "\\u003c");
        out.write_all(text.as_bytes())?;
        out.write_all(b");\n")
    })
}

/// Points to a hundredth.
fn rounded(points: f32) -> f64 {
    (f64::from(points) * 100.0).round() / 100.0
}
