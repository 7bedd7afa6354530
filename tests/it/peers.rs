//! What `benches/peers/` compares readers by: the gold texts of the fixtures come from `fixtures/sources/`, as no reader
//! gave them, and the README tells the figures that the script last wrote.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it peers` rewrites `benches/peers/gold.json`.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::support::reports::{first_difference, pdf_documents};
use crate::support::tools;
use crate::support::truth::{Opening, Section, Truth, truth};

/// Folders whose words are in `fixtures/sources/`, but not as they are printed: scans, later editions, other designs.
const LEFT_OUT: &[&str] = &["scan", "editions", "layouts", "sheets", "reac"];

/// What is read in one go: a heading with its paragraphs, a cell, a note.
type Stretch = Vec<String>;

#[derive(Default, Serialize)]
struct Gold {
    /// The fixture whose text each fixture has.
    fixtures: BTreeMap<String, String>,
    texts: BTreeMap<String, Vec<Stretch>>,
}

#[test]
fn the_gold_is_what_the_sources_say() {
    let mut gold = Gold::default();
    for (case, document, _) in pdf_documents() {
        if LEFT_OUT.contains(&case.collection()) {
            continue;
        }
        let text = stretches(&truth(&case.name, u32::try_from(document.pages.len()).unwrap()));
        let known = gold.texts.iter().find(|(_, known)| **known == text).map(|(name, _)| name.clone());
        let of = known.unwrap_or_else(|| case.name.clone());
        gold.fixtures.insert(case.name.clone(), of.clone());
        gold.texts.insert(of, text);
    }
    assert!(gold.fixtures.len() > 20 && gold.texts.len() >= 6, "the fixtures are missing");
    let expected = serde_json::to_string_pretty(&gold).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/gold.json");
    if env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        fs::write(&path, &expected).unwrap();
    }
    let difference = first_difference(&expected, &fs::read_to_string(&path).unwrap_or_default());
    assert!(difference.is_empty(), "{}: {difference}if this is right: UPDATE_GOLDEN=1", path.display());
}

#[test]
fn the_readme_tells_the_figures_that_were_measured() {
    let readme = include_str!("../../README.md");
    let figures = include_str!("../../benches/peers/figures.md");
    assert!(figures.contains("| pdfium"), "benches/peers/figures.md tells nothing of pdfium");
    assert!(readme.contains(figures), "README.md has other figures than benches/peers/figures.md: compare.py --readme");
}

#[test]
fn shares_of_words_are_what_they_say_and_the_table_is_that_of_the_figures() {
    tools::check("check_peers.py", &[]);
}

/// The text of a fixture without running heads, feet and page numbers.
fn stretches(truth: &Truth) -> Vec<Stretch> {
    let section = |section: &Section| {
        let paragraphs = section.paragraphs.iter().map(|(_, text)| text.clone());
        // Where a stretch is known by its first words, they are those of its first paragraph.
        let heading = (section.opening != Opening::Start).then(|| section.text.clone());
        heading.into_iter().chain(paragraphs).collect()
    };
    // The name of a part that stands on each of its pages is as much a running head as a heading.
    let sections = truth.sections.iter().filter(|section| section.opening != Opening::Running);
    let alone = truth.cells.iter().chain(&truth.aside).map(|text| vec![text.clone()]);
    sections.map(section).chain(alone).collect()
}
