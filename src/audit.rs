//! How far a dataset may be trusted, by the people who use it: records drawn at random, and what answers about their
//! fields say of all.

use std::collections::BTreeMap;

use crate::message;
use crate::model::message::Message;
use crate::text::decode::{Binary, decode};
use crate::text::separator;

/// So many standard deviations hold 95 % of a normal distribution.
const DEVIATIONS: f64 = 1.959_964;

/// What somebody who compared a field with its page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is as printed.
    Right,
    /// It is not.
    Wrong,
    /// It cannot be told.
    Unclear,
}

/// An answer: a line of `audit.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The record.
    pub record_id: String,
    /// A field of it.
    pub field: String,
    /// What was found.
    pub verdict: Verdict,
}

/// How often a field is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rate {
    /// Answers that say right or wrong.
    pub tries: usize,
    /// Those that say wrong.
    pub wrong: usize,
    /// Answers that say neither.
    pub unclear: usize,
}

impl Rate {
    /// Adds an answer.
    fn count(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Right => self.tries += 1,
            Verdict::Wrong => (self.tries, self.wrong) = (self.tries + 1, self.wrong + 1),
            Verdict::Unclear => self.unclear += 1,
        }
    }

    /// The share of wrong ones, 0 to 1; `None` without an answer.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "answers that people gave")]
        (self.tries > 0).then(|| self.wrong as f64 / self.tries as f64)
    }

    /// Between what shares the true one lies, in 95 of 100 such samples: the score interval of Wilson (Journal of the
    /// American Statistical Association 22, 1927), which holds for few answers and for none that is wrong.
    #[must_use]
    pub fn interval(&self) -> Option<(f64, f64)> {
        let share = self.share()?;
        #[expect(clippy::cast_precision_loss, reason = "answers that people gave")]
        let tries = self.tries as f64;
        let square = DEVIATIONS * DEVIATIONS;
        let middle = share + square / (2.0 * tries);
        let spread = DEVIATIONS * (share * (1.0 - share) / tries + square / (4.0 * tries * tries)).sqrt();
        let whole = 1.0 + square / tries;
        Some((((middle - spread) / whole).max(0.0), ((middle + spread) / whole).min(1.0)))
    }
}

/// So many of `places`, drawn at random and then in their order; all of them where there are no more. The same seed
/// draws the same.
#[must_use]
pub fn sample(mut places: Vec<usize>, count: usize, seed: u64) -> Vec<usize> {
    fastrand::Rng::with_seed(seed).shuffle(&mut places);
    places.truncate(count);
    places.sort_unstable();
    places
}

/// The answers in the bytes of an `audit.csv`, as the page for review writes it or a spreadsheet saves it.
///
/// # Errors
/// With the line, and what to write instead.
pub fn answers(bytes: &[u8]) -> Result<Vec<Answer>, Message> {
    let decoded = decode(bytes).map_err(|Binary| message!("table-no-text"))?;
    let text = &decoded.text;
    let mut reader = csv::ReaderBuilder::new().delimiter(separator(text)).flexible(true).from_reader(text.as_bytes());
    let unread = |error: csv::Error| message!("table-unread", why = error.to_string());
    let heads = reader.headers().map_err(unread)?.clone();
    let column = |name: &str| {
        let place = heads.iter().position(|head| head.trim().trim_start_matches('\u{feff}') == name);
        place.ok_or_else(|| message!("audit-no-column", name))
    };
    let [record, field, verdict] = ["record_id", "field", "verdict"].map(column);
    let (record, field, verdict) = (record?, field?, verdict?);
    let mut answers = Vec::new();
    for row in reader.records() {
        let row = row.map_err(unread)?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |place: usize| row.get(place).unwrap_or_default().trim();
        let verdict = match cell(verdict) {
            "" => continue,
            "right" | "juste" => Verdict::Right,
            "wrong" | "faux" => Verdict::Wrong,
            "unclear" | "incertain" => Verdict::Unclear,
            word => return Err(message!("audit-no-verdict", line, word)),
        };
        answers.push(Answer { record_id: cell(record).to_owned(), field: cell(field).to_owned(), verdict });
    }
    Ok(answers)
}

/// How often each field is wrong, and all together.
#[must_use]
pub fn rates(answers: &[Answer]) -> (Rate, BTreeMap<&str, Rate>) {
    let (mut all, mut by_field) = (Rate::default(), BTreeMap::<&str, Rate>::new());
    for answer in answers {
        all.count(answer.verdict);
        by_field.entry(&answer.field).or_default().count(answer.verdict);
    }
    (all, by_field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_that_of_the_textbook() {
        let interval = |wrong, tries| Rate { tries, wrong, unclear: 0 }.interval();
        let near = |(low, high): (f64, f64), wanted: (f64, f64)| {
            (low - wanted.0).abs() < 0.0005 && (high - wanted.1).abs() < 0.0005
        };
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        assert!(near(interval(81, 263).unwrap(), (0.2553, 0.3662)));
        assert!(near(interval(15, 148).unwrap(), (0.0624, 0.1605)));
        assert!(near(interval(0, 20).unwrap(), (0.0, 0.1611)));
        assert!(near(interval(1, 29).unwrap(), (0.0061, 0.1718)));
        assert_eq!(interval(0, 0), None);
    }

    #[test]
    fn a_sample_is_the_seed_s_own_and_in_order() {
        let all: Vec<usize> = (0..100).collect();
        let one = sample(all.clone(), 10, 7);
        assert_eq!(one.len(), 10);
        assert!(one.is_sorted() && one.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(sample(all.clone(), 10, 7), one);
        assert_ne!(sample(all.clone(), 10, 8), one);
        assert_eq!(sample(all.clone(), 1_000, 7), all);
        // Each has its chance.
        let drawn: std::collections::BTreeSet<usize> =
            (0..200).flat_map(|seed| sample(all.clone(), 10, seed)).collect();
        assert_eq!(drawn.len(), 100);
    }

    #[test]
    fn answers_are_read_in_any_form_and_counted() {
        let text = "\u{feff}record_id;field;verdict;note\r\na/x;title;right;\r\na/x;sections.missions;faux;il manque un point\r\n\
                    b/y;title;unclear;\r\nb/y;theme;;\r\n";
        let answers = answers(text.as_bytes()).unwrap();
        let (all, by_field) = rates(&answers);
        assert_eq!((all.tries, all.wrong, all.unclear), (2, 1, 1));
        assert_eq!(by_field["sections.missions"].share(), Some(1.0));
        assert_eq!(by_field["title"].tries, 1);
        assert!(super::answers(b"record_id,field,verdict\na,b,maybe\n").unwrap_err().to_string().contains("line 2"));
        assert!(super::answers(b"a,b\n").unwrap_err().to_string().contains("record_id"));
    }
}
