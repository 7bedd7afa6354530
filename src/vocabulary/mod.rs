//! National vocabularies: what printed codes mean, and which codes of jobs a title may have.
//!
//! They are files that a person downloads and names, nothing of them is in the program. [`Vocabulary::load`] takes, by
//! their columns: ROME as France Travail publishes it (`code_rome` with `libelle_rome`, and with
//! `libelle_appellation_long` and `libelle_appellation_court`); the register of certifications as France compétences
//! publishes it (`Numero_Fiche` with `Intitule`, and with `Codes_Rome_Code`); and any table of `code`, `label` and
//! `alias` (`code;libellé;synonyme`), for a vocabulary of one's own. Each may be a CSV file, be in a zip or in a folder.
//!
//! Codes are written as the dataset writes them: `ROME:J1506`, `RNCP34963`.

mod abbreviations;
mod acronyms;
mod archive;
mod beside;
mod check;
mod codes;
mod error;
mod index;
mod lexicon;
mod load;
mod matching;
mod name;
mod root;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use sha2::Digest;

use abbreviations::Abbreviations;
use codes::{System, canonical};
use index::{Builder, Index};
use table::Row;

use crate::text::{hex, three_decimals};

pub use beside::printed_label;
pub use check::{Finding, FindingKind};
pub use error::Error;
pub use load::LIMIT;

/// From this score on a candidate is called good: the title's words are nearly all explained by one of the code's names,
/// and few words of that name are missing. Jobs that the vocabulary does not have stay below it, as do titles that fit
/// many codes in part ("infirmière"): where no candidate is good, say that no code fits.
pub const GOOD: f64 = 0.75;

/// Candidates that a title gets at most.
pub const MOST_CANDIDATES: usize = 5;

/// What context adds to a score at most: enough to order jobs whose names fit alike, and no more.
const CONTEXT: f64 = 0.02;

/// A code that a title may have: proposed, never asserted.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// As the dataset writes it: `ROME:J1506`.
    pub code: String,
    /// The code's own label, as published.
    pub label: String,
    /// The published name that fits best, which may be the label.
    pub name: String,
    /// How well it fits, 0 to 1, three decimals; see [`GOOD`].
    pub score: f64,
    /// The title's words that speak for it, folded, in the title's order.
    pub words: Vec<String>,
}

/// A code and all that the tables say of it.
#[derive(Debug, Default)]
struct Entry {
    label: String,
    names: BTreeSet<String>,
    level: Option<u8>,
    withdrawn: bool,
    jobs: BTreeSet<String>,
}

/// The names of jobs, ready to be matched.
#[derive(Debug)]
struct Names {
    index: Index,
    /// The codes in the index, sorted.
    codes: Vec<String>,
}

/// The tables that were loaded, ready to be asked. The same files in any order give the same answers, where no two of
/// them contradict each other; there the first one holds.
#[derive(Debug)]
pub struct Vocabulary {
    entries: BTreeMap<String, Entry>,
    /// Systems whose codes are all known.
    covered: BTreeSet<System>,
    /// Made when it is first asked for: whoever only wants to know which tables these are waits for none.
    names: OnceLock<Names>,
    /// Files that are no known table.
    skipped: Vec<String>,
    digest: String,
}

impl Vocabulary {
    /// Loads tables: each path is a CSV file, a zip of CSV files, or a folder of which every `*.csv` and `*.zip` is read.
    ///
    /// # Errors
    /// When a path is missing or cannot be read, a file is too large ([`LIMIT`]), damaged or without rows, or one that
    /// was named is no known table; each error names the file and what to do. In a folder or a zip, tables with other
    /// columns are passed over, see [`Self::skipped`].
    pub fn load(paths: &[impl AsRef<Path>]) -> Result<Self, Error> {
        let loaded = load::load(paths, LIMIT)?;
        let digest = hex(&loaded.digest.finalize());
        Ok(Self { digest, skipped: loaded.skipped, ..Self::of(loaded.rows) })
    }

    fn of(rows: Vec<Row>) -> Self {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        let mut covered = BTreeSet::new();
        for row in rows {
            let (Row::Label { code, .. } | Row::Names { code, .. } | Row::Sheet { code, .. } | Row::Leads { code, .. }) =
                &row;
            let Some((system, code)) = canonical(code) else {
                continue;
            };
            // What a sheet leads to is no list of all sheets: it does not say which codes there are.
            if !matches!(row, Row::Leads { .. }) {
                covered.insert(system);
            }
            entries.entry(code).or_default().add(row);
        }
        entries.retain(|_, entry| !entry.label.is_empty() || !entry.names.is_empty() || !entry.jobs.is_empty());
        for entry in entries.values_mut().filter(|entry| entry.label.is_empty()) {
            entry.label = entry.names.first().cloned().unwrap_or_default();
        }
        Self { entries, covered, names: OnceLock::new(), skipped: Vec::new(), digest: String::new() }
    }

    /// Files of a folder or a zip that were passed over, for their columns are those of no known table.
    #[must_use]
    pub fn skipped(&self) -> &[String] {
        &self.skipped
    }

    /// SHA-256, in hexadecimal, of the files: those of the same digest in the same order say the same.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many codes the tables name.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the tables name no code.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The published label of a code.
    #[must_use]
    pub fn label(&self, code: &str) -> Option<&str> {
        self.entry(code).map(|entry| entry.label.as_str()).filter(|label| !label.is_empty())
    }

    /// The level of a certification in the national framework, 1 to 8; nothing for one without, and for other codes.
    #[must_use]
    pub fn level(&self, code: &str) -> Option<u8> {
        self.entry(code)?.level
    }

    /// The codes of the jobs that a certification leads to (`ROME:J1506`), sorted.
    pub fn jobs(&self, certification: &str) -> impl Iterator<Item = &str> {
        self.entry(certification).into_iter().flat_map(|entry| entry.jobs.iter().map(String::as_str))
    }

    /// What is wrong with a code as a report prints it, with the label that is printed beside it, if any. Nothing where
    /// no table has codes of this form.
    #[must_use]
    pub fn check(&self, code: &str, printed_label: Option<&str>) -> Option<Finding> {
        check::check(self, code, printed_label)
    }

    /// The codes whose names fit a job best, at most five, the best first, codes that fit alike in order.
    ///
    /// `titles` are the job's label, its other names and its acronym, the label first. `context` is text around it, such
    /// as its theme and departments: it orders jobs whose names fit alike, and adds 0.02 to a score at most. There may
    /// be candidates for a job that the vocabulary does not have: their scores are below [`GOOD`].
    #[must_use]
    pub fn candidates(&self, titles: &[&str], context: &[&str]) -> Vec<Candidate> {
        let index = self.index();
        let mut fits = matching::fits_of_all(index, titles);
        fits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.code.cmp(&other.code)));
        // Context moves nothing further than this.
        let least = fits.get(MOST_CANDIDATES - 1).map_or(0.0, |fit| fit.score - CONTEXT) - 0.001;
        fits.retain(|fit| fit.score > 0.0 && fit.score >= least);
        let context = matching::Context::of(index, context);
        // Rounded before they are compared: the last bits of a logarithm are not the same on every machine.
        let ranked = |fit: &matching::Fit| three_decimals(fit.score + CONTEXT * context.share(index, fit.code));
        let mut ranked: Vec<(f64, matching::Fit)> = fits.into_iter().map(|fit| (ranked(&fit), fit)).collect();
        ranked.sort_by(|(one, first), (other, second)| other.total_cmp(one).then(first.code.cmp(&second.code)));
        ranked.truncate(MOST_CANDIDATES);
        ranked.into_iter().filter_map(|(score, fit)| self.candidate(score, fit)).collect()
    }

    fn candidate(&self, score: f64, fit: matching::Fit) -> Option<Candidate> {
        let Names { index, codes } = self.names();
        let code = codes.get(fit.code as usize)?;
        let entry = self.entries.get(code)?;
        let name = entry.printed().nth(index.names[fit.name as usize].printed as usize).unwrap_or(&entry.label);
        Some(Candidate {
            code: code.clone(),
            label: entry.label.clone(),
            name: name.to_owned(),
            score: score.clamp(0.0, 1.0),
            words: fit.words,
        })
    }

    fn index(&self) -> &Index {
        &self.names().index
    }

    /// The names of the jobs, ready to be matched.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut builder = Builder::new(Abbreviations::built_in());
            let mut codes = Vec::new();
            for (code, entry) in self.entries.iter().filter(|(_, entry)| !entry.withdrawn) {
                let is_job = canonical(code).is_some_and(|(system, _)| !system.is_of_certifications());
                if !is_job {
                    continue;
                }
                let place = u32::try_from(codes.len()).unwrap_or(u32::MAX);
                for (number, printed) in (0u32..).zip(entry.printed()) {
                    builder.add((place, number), printed);
                }
                codes.push(code.clone());
            }
            Names { index: builder.close(), codes }
        })
    }

    fn entry(&self, code: &str) -> Option<&Entry> {
        canonical(code).and_then(|(_, code)| self.entries.get(&code))
    }
}

impl Entry {
    /// Adds what a row says; a label that is known stays.
    fn add(&mut self, row: Row) {
        let mut labelled = |label: String| {
            if self.label.is_empty() {
                self.label = label;
            } else if self.label != label {
                self.names.insert(label);
            }
        };
        match row {
            Row::Label { label, names, .. } => {
                labelled(label);
                self.names.extend(names);
            }
            Row::Names { names, .. } => self.names.extend(names),
            Row::Sheet { label, level, withdrawn, .. } => {
                labelled(label);
                self.level = self.level.or(level);
                self.withdrawn |= withdrawn;
            }
            Row::Leads { job, .. } => self.jobs.extend(canonical(&job).map(|(_, code)| code)),
        }
    }

    /// The label and the other names, in a fixed order.
    fn printed(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(self.names.iter().map(String::as_str))
    }
}
