//! What `ingest inspect --format md` prints is what the pages of `fixtures/tables/` and `fixtures/pages/` were made from.
//!
//! Each PDF has its gold in Markdown beside it. No profile has a part in this. Measures, white space aside:
//!
//! - **order**: of all neighbours among the sentences, headings, items and cells of the gold, the share that follow each
//!   other straight away, word for word: a sentence cut in two, or out of its place, costs two of them.
//! - **headings**: F1 of headings, equal text, whatever the level.
//! - **items**: F1 of list items, equal text and depth.
//! - **cells**: F1 of the cells of tables that are not empty: label of the row, place of the column, text.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::markdown::{Markdown, Measures};
use ingest::inspect::markdown;
use ingest::layout::layout;
use ingest::read::pdf::{Options, read};
use rayon::prelude::*;

/// What a change may cost before it is noticed.
const TOLERANCE: f64 = 0.01;

/// What held when this was last looked at, in the order of [`Measures`]; raise a figure when it has become better.
/// `NAN`: nothing to measure.
#[rustfmt::skip]
const FIGURES: &[(&str, Measures)] = &[
    ("pages/bandeau-entre-colonnes", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("pages/cartes", [0.815, 1.000, f64::NAN, f64::NAN]),
    ("pages/deux-sous-trois", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("pages/encadre-dans-colonnes", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("pages/fiches-en-grille", [0.889, 1.000, 1.000, f64::NAN]),
    ("pages/gouttiere-2mm", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("pages/gouttiere-3mm", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("pages/gouttiere-trois-colonnes", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("pages/listes-en-colonnes", [1.000, 1.000, 1.000, f64::NAN]),
    ("pages/marge-de-notes", [1.000, 1.000, 1.000, f64::NAN]),
    ("pages/tableau-dans-colonne", [1.000, 1.000, f64::NAN, 1.000]),
    ("pages/tableau-entre-colonnes", [1.000, 1.000, f64::NAN, 1.000]),
    ("pages/titres-entre-colonnes", [0.806, 1.000, f64::NAN, f64::NAN]),
    ("pages/trois-sous-deux", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-adresses", [0.800, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-colonnes", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-encadre", [0.929, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-liste-double", [1.000, 1.000, 1.000, f64::NAN]),
    ("tables/aucun-liste-triple", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-sommaire-sans-points", [0.000, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-sommaire", [0.000, 1.000, f64::NAN, f64::NAN]),
    ("tables/aucun-trois-colonnes", [1.000, 1.000, f64::NAN, f64::NAN]),
    ("tables/bandes-compare-coupe", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/bandes-roulement", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/creux-astreintes", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/creux-filieres", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/creux-parcours", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/ouvert-parcours", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/sans-filets-compare-coupe", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/sans-filets-effectifs", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/sans-filets-formations", [1.000, 1.000, f64::NAN, 1.000]),
    ("tables/sans-filets-primes", [1.000, 1.000, f64::NAN, 1.000]),
];

const NAMES: [&str; 4] = ["order", "headings", "items", "cells"];

/// Tables are read as well as this, whatever else.
const LEAST_CELLS: f64 = 0.9;

/// Names of the documents of two folders that have a gold in Markdown, with what was read and what is right.
fn documents() -> Vec<(String, Markdown, Markdown)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = ["pages", "tables"].iter().flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut golds: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    golds.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    golds.sort();
    let read = golds.par_iter().map(|gold| {
        let bytes = fs::read(gold.with_extension("pdf")).unwrap();
        let (document, _) = read(&bytes.into(), &Options::default()).unwrap();
        let found = Markdown::of(&markdown(&layout(document), None));
        let name = gold.with_extension("").strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (name, found, Markdown::of(&fs::read_to_string(gold).unwrap()))
    });
    read.collect()
}

#[test]
fn pages_read_as_well_as_they_did() {
    let known: BTreeMap<&str, &Measures> = FIGURES.iter().map(|(name, figures)| (*name, figures)).collect();
    let mut worse = Vec::new();
    let documents = documents();
    println!("| page | {} |\n| --- |{}", NAMES.join(" | "), " --- |".repeat(NAMES.len()));
    let measured: Vec<(Measures, Vec<String>)> =
        documents.iter().map(|(_, found, gold)| found.measures(gold)).collect();
    for ((name, ..), (measures, _)) in documents.iter().zip(&measured) {
        println!("{}", row(name, measures));
    }
    for ((name, ..), (measures, remarks)) in documents.iter().zip(&measured) {
        if !remarks.is_empty() {
            println!("\n{name}:\n  {}", remarks.join("\n  "));
        }
        let Some(figures) = known.get(name.as_str()) else {
            worse.push(format!("{name}: has no figures yet"));
            continue;
        };
        for ((what, now), then) in NAMES.iter().zip(measures).zip(figures.iter()) {
            if now.is_nan() != then.is_nan() || then - now > TOLERANCE {
                worse.push(format!("{name}: {what} was {then:.3} and is {now:.3}\n  {}", remarks.join("\n  ")));
            }
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
    assert_eq!(documents.len(), FIGURES.len(), "a page is gone: take its figures off");
}

#[test]
fn tables_without_rules_are_tables() {
    let mut tables = 0;
    for (name, found, gold) in documents() {
        assert_eq!(found.tables, gold.tables, "{name}");
        if gold.tables > 0 {
            let ([.., cells], remarks) = found.measures(&gold);
            assert!(cells >= LEAST_CELLS, "{name}: {cells:.3}\n  {}", remarks.join("\n  "));
            tables += 1;
        }
    }
    assert!(tables >= 12, "the fixtures are missing");
}

#[test]
fn the_readme_tells_the_figures() {
    let readme = include_str!("../../README.md");
    for (name, figures) in FIGURES {
        assert!(readme.contains(&row(name, figures)), "README.md: “How well it reads” lacks\n{}", row(name, figures));
    }
}

/// What the measures are worth: columns read across, lost roles, a table as text show.
#[test]
fn errors_show() {
    let gold = "# Un\n\nA b. C d. E f.\n\n- Un a.\n  - Un b.\n\n| Mot | Sens |\n| --- | --- |\n| X | Y |\n";
    let measures = |text: &str| Markdown::of(text).measures(&Markdown::of(gold)).0;
    assert_eq!(measures(gold), [1.0; 4]);
    assert!(measures(&gold.replace("C d. E f.", "E f. C d."))[0] < 0.75);
    assert!(measures(&gold.replace("# Un", "Un"))[1] < 0.01);
    assert!(measures(&gold.replace("  - ", "- "))[2] < 0.51);
    assert!(measures(&gold.replace("| X | Y |", "| Y | X |"))[3] < 0.51);
}

/// A row of the table.
fn row(name: &str, measures: &Measures) -> String {
    let shown = measures.map(|value| if value.is_nan() { "–".to_owned() } else { format!("{value:.3}") });
    format!("| `{name}` | {} |", shown.join(" | "))
}
