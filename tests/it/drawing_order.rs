//! The order in which a page's text is drawn says nothing: whatever it is, the records are the same, boxes included.
//!
//! What a producer draws first, whether it draws by line, by word or by glyph, and whether it draws spaces at all
//! differs between programs that print the same page.

use crate::support::reports::{Case, PROFILES, first_difference, pdf_documents, printed};
use ingest::interpret::interpret;
use ingest::layout::layout;
use ingest::model::document::{Document, Glyph, PageContent};
use ingest::model::flow::Flow;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use rayon::prelude::*;

/// How text is cut into runs before they are shuffled.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// Where the baseline changes or the text jumps back.
    Lines,
    /// At spaces, which are left out.
    Words,
    /// Everywhere.
    Glyphs,
}

/// Shuffles of each fixture: words move most from one producer to another.
fn shuffles(cut: Cut) -> u32 {
    match cut {
        Cut::Lines | Cut::Glyphs => 1,
        Cut::Words => 2,
    }
}

/// Where the order still shows, with the reason. A case that no longer does has to leave this list.
const KNOWN: &[(&str, Cut, &str)] = &[];

#[test]
fn records_do_not_depend_on_the_order_of_lines() {
    check(Cut::Lines);
}

#[test]
fn records_do_not_depend_on_the_order_of_words_nor_on_drawn_spaces() {
    check(Cut::Words);
}

#[test]
fn records_do_not_depend_on_the_order_of_glyphs() {
    check(Cut::Glyphs);
}

fn check(cut: Cut) {
    let failures: Vec<String> = pdf_documents()
        .par_iter()
        .filter_map(|(case, document, flow)| {
            let known = KNOWN.iter().find(|(name, known, _)| *name == case.name && *known == cut);
            match (counterexample(case, document, flow, cut), known) {
                (Some(_), Some(_)) | (None, None) => None,
                (None, Some((_, _, reason))) => Some(format!("{}: mended ({reason}); take it off KNOWN", case.name)),
                (failure, None) => failure,
            }
        })
        .collect();
    assert!(failures.is_empty(), "{} fixtures:\n{}", failures.len(), failures.join("\n"));
}

/// How the records of a shuffled document differ, if they do for one of the shuffles.
fn counterexample(case: &Case, document: &Document, flow: &Flow, cut: Cut) -> Option<String> {
    let expected = printed(&interpret(flow, &PROFILES).records);
    // A smaller seed is no simpler shuffle: nothing is gained by shrinking. The same seeds every time.
    let config = ProptestConfig {
        cases: shuffles(cut),
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let result = runner.run(&any::<u64>(), |seed| {
        let found = printed(&interpret(&layout(shuffled(document, cut, seed)), &PROFILES).records);
        let difference = first_difference(&expected, &found);
        prop_assert!(difference.is_empty(), "{}", difference);
        Ok(())
    });
    result.err().map(|error| format!("{}: {error}", case.name))
}

/// The document with the glyphs of every page in another order.
fn shuffled(document: &Document, cut: Cut, seed: u64) -> Document {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut document = document.clone();
    for page in &mut document.pages {
        if let PageContent::Glyphs(content) = &mut page.content {
            let mut runs = runs(std::mem::take(&mut content.glyphs), cut);
            for last in (1..runs.len()).rev() {
                let other = random.next_u32() as usize % (last + 1);
                runs.swap(last, other);
            }
            content.glyphs = runs.into_iter().flatten().collect();
        }
    }
    document
}

fn runs(glyphs: Vec<Glyph>, cut: Cut) -> Vec<Vec<Glyph>> {
    let mut runs: Vec<Vec<Glyph>> = Vec::new();
    let mut space = false;
    for glyph in glyphs {
        let is_space = !glyph.text.is_empty() && glyph.text.chars().all(char::is_whitespace);
        if is_space && cut == Cut::Words {
            space = true;
            continue;
        }
        let goes_on = match cut {
            Cut::Glyphs => false,
            Cut::Words => !space && last(&runs).is_some_and(|before| is_next(before, &glyph)),
            Cut::Lines => last(&runs).is_some_and(|before| is_next(before, &glyph)),
        };
        space = false;
        match runs.last_mut() {
            Some(run) if goes_on => run.push(glyph),
            _ => runs.push(vec![glyph]),
        }
    }
    runs
}

fn last(runs: &[Vec<Glyph>]) -> Option<&Glyph> {
    runs.last().and_then(|run| run.last())
}

/// Whether a glyph stands on the same line as the one before and not far from it, whichever way the line runs.
fn is_next(before: &Glyph, glyph: &Glyph) -> bool {
    let (dx, dy) = (glyph.origin.0 - before.origin.0, glyph.origin.1 - before.origin.1);
    let (along, across) = if dx.abs() > dy.abs() { (dx, dy) } else { (dy, dx) };
    before.direction == glyph.direction && across.abs() < 0.1 * glyph.size && along.abs() < 3.0 * glyph.size
}
