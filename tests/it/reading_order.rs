//! How well layout reads, measured against the words of `fixtures/sources/`, before any profile sees them.
//!
//! Everything is compared folded (case, accents, kinds of dash and space apart). The source's words are cut into
//! sections: a heading and what follows, up to the next one. In the flow, a section is the window from the block (or
//! up to three neighbouring blocks) that says its heading, to the next block that opens any section. Measures:
//!
//! - **order**: mean over sections of the normalised indel similarity, by words, between section and window,
//!   `2 · longest common subsequence / (words of both)`. A section whose heading is no block of its own counts 0. Where
//!   several windows begin alike ("Missions"), each section takes the most similar one that is left. Sections may
//!   stand in any order, since layouts print columns in another one; text of one section inside another is an error of
//!   both. Tables, footnotes, charts, captions and lists of contents are left out, on both sides.
//! - **headings**: F1 of the source's titles and headings against blocks with the role of a heading, equal text.
//!   Themes, subtitles and bold bullets may have that role or not, and a theme may be set aside: it is repeated on
//!   every page.
//! - **items**: F1 of list items against blocks with that role, similarity by characters of at least 0.97.
//! - **cells**: F1 of the cells of tables that are not empty, equal text.
//! - **leaked**: share of running heads, feet and page numbers, page by page, that a line among the blocks repeats.
//! - **lost**: words set aside as furniture that are body text, as a share of the body's words.
//!

use std::collections::BTreeMap;

use crate::support::reading::{Measures, Reading};
use crate::support::reports::{Case, ReadCase, pdf_documents};
use crate::support::truth::{Truth, truth};
use ingest::model::flow::Role;
use rayon::prelude::*;

/// Not measured: the scan has no text of its own, the next edition has the layout of the first.
const LEFT_OUT: &[&str] = &["scan", "editions", "layouts", "sheets", "reac"];

/// What a change may cost before it is noticed.
const TOLERANCE: f64 = 0.01;

/// What held when this was last looked at, in the order of [`Measures`]; raise a figure when it has become better.
/// `NAN`: nothing to measure.
#[rustfmt::skip]
const FIGURES: &[(&str, Measures)] = &[
    ("anap-panorama/panorama-cadre", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-colonnes", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-couche-ocr", [1.000, 1.000, 0.333, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-latex", [1.000, 1.000, 1.000, f64::NAN, 0.091, 0.000]),
    ("anap-panorama/panorama-melange", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-navigateur", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-paysage", [1.000, 1.000, 1.000, f64::NAN, 0.091, 0.000]),
    ("anap-panorama/panorama-sans-unicode", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-tourne", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("anap-panorama/panorama-traitement", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("collective-guide/guide-navigateur", [1.000, 1.000, 1.000, 1.000, 0.000, 0.000]),
    ("collective-guide/guide-typst", [1.000, 0.925, 1.000, 1.000, 0.000, 0.000]),
    ("collective-guide/guide", [1.000, 1.000, 1.000, 1.000, 0.000, 0.000]),
    ("mixed/contribution-et-panorama", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("opco-foresight/diapositives-4-par-page", [1.000, 0.960, 1.000, 1.000, 0.000, 0.000]),
    ("opco-foresight/diapositives-4-sans-cadre", [1.000, 0.960, 1.000, 1.000, 0.000, 0.000]),
    ("opco-foresight/diapositives-typst", [1.000, 0.960, 1.000, 1.000, 0.000, 0.000]),
    ("opco-foresight/diapositives", [1.000, 0.960, 1.000, 1.000, 0.000, 0.000]),
    ("paramedical-contribution/contribution-latex", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("paramedical-contribution/contribution-notes", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("paramedical-contribution/contribution", [1.000, 1.000, 1.000, f64::NAN, 0.000, 0.000]),
    ("press-article/article", [1.000, 1.000, f64::NAN, f64::NAN, f64::NAN, 0.000]),
];

const NAMES: [&str; 6] = ["order", "headings", "items", "cells", "leaked", "lost"];

/// Of the first measures more is better, of the others less.
const MORE_IS_BETTER: usize = 4;

#[test]
fn layout_reads_as_well_as_it_did() {
    let left_out = |case: &Case| LEFT_OUT.iter().any(|folder| case.collection() == *folder);
    let cases: Vec<ReadCase> = pdf_documents().into_iter().filter(|(case, ..)| !left_out(case)).collect();
    let measured: Vec<(&str, Measures, Vec<String>)> = cases
        .par_iter()
        .map(|read| {
            let (case, _, flow) = read;
            let (measures, remarks) = Reading::new(&truth_of(read), flow).measures();
            (case.name.as_str(), measures, remarks)
        })
        .collect();
    println!("| fixture | {} |\n| --- |{}", NAMES.join(" | "), " --- |".repeat(NAMES.len()));
    measured.iter().for_each(|(name, measures, _)| println!("{}", row(name, measures)));
    for (name, _, remarks) in measured.iter().filter(|(_, _, remarks)| !remarks.is_empty()) {
        println!("\n{name}:\n  {}", remarks.join("\n  "));
    }
    let known: BTreeMap<&str, &Measures> = FIGURES.iter().map(|(name, figures)| (*name, figures)).collect();
    let mut worse = Vec::new();
    for (name, measures, remarks) in &measured {
        let Some(figures) = known.get(name) else {
            worse.push(format!("{name}: has no figures yet"));
            continue;
        };
        for (index, (now, then)) in measures.iter().zip(figures.iter()).enumerate() {
            let loss = if index < MORE_IS_BETTER { then - now } else { now - then };
            if now.is_nan() != then.is_nan() || loss > TOLERANCE {
                worse.push(format!(
                    "{name}: {} was {then:.3} and is {now:.3}\n  {}",
                    NAMES[index],
                    remarks.join("\n  ")
                ));
            }
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
    assert_eq!(measured.len(), FIGURES.len(), "a fixture is gone: take its figures off");
}

#[test]
fn the_readme_tells_the_figures() {
    let readme = include_str!("../../README.md");
    for (name, figures) in FIGURES {
        assert!(readme.contains(&row(name, figures)), "README.md: “How well it reads” lacks\n{}", row(name, figures));
    }
}

/// What the measures are worth: text in a wrong place, or under a wrong role, shows.
#[test]
fn errors_show() {
    let read = pdf_documents().into_iter().find(|(case, ..)| case.name == "anap-panorama/panorama-colonnes").unwrap();
    let (truth, flow) = (truth_of(&read), read.2);
    let [order, headings, items, ..] = Reading::new(&truth, flow).measures().0;

    // Columns read across: every other block of a page belongs to the other half.
    let mut across = flow.clone();
    let half = flow.blocks.len() / 2;
    across.blocks = flow.blocks[..half].iter().zip(&flow.blocks[half..]).flat_map(|(a, b)| [a, b]).cloned().collect();
    assert!(Reading::new(&truth, &across).measures().0[0] < 0.7 * order);

    let mut plain = flow.clone();
    plain.blocks.iter_mut().for_each(|block| block.role = Role::Paragraph);
    let [order_now, headings_now, items_now, ..] = Reading::new(&truth, &plain).measures().0;
    assert!((order_now - order).abs() < f64::EPSILON && headings > 0.0 && items > 0.0);
    assert!(headings_now == 0.0 && items_now == 0.0);

    // Nothing is furniture, then everything is.
    let mut leaking = flow.clone();
    leaking.blocks.append(&mut leaking.furniture);
    assert!(Reading::new(&truth, &leaking).measures().0[4] > 0.99);
    let mut losing = flow.clone();
    losing.furniture.append(&mut losing.blocks);
    let [order, .., lost] = Reading::new(&truth, &losing).measures().0;
    assert!(order == 0.0 && lost > 0.8);
}

fn truth_of((case, document, _): &ReadCase) -> Truth {
    truth(&case.name, u32::try_from(document.pages.len()).unwrap())
}

/// A row of the table.
fn row(name: &str, measures: &Measures) -> String {
    let shown = measures.map(|value| if value.is_nan() { "–".to_owned() } else { format!("{value:.3}") });
    format!("| `{name}` | {} |", shown.join(" | "))
}
