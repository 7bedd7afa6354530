//! Time and memory for many jobs.

use std::time::Instant;

use super::linked;
use crate::link::Signature;
use crate::model::record::{Record, Section};

/// Numbers that look random and are the same on every machine (a linear congruential generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Jobs of 20 reports, each with a title of three words and 120 words of text, common words more often than rare ones.
fn jobs(count: usize) -> Vec<Record> {
    let lines = include_str!("../rarity.txt").lines().filter(|line| !line.starts_with('#'));
    let words: Vec<&str> = lines.flat_map(|line| line.split(' ').skip(1)).collect();
    let sector: Vec<&str> = include_str!("../sector.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(' ').skip(1))
        .collect();
    let mut numbers = Numbers(7);
    let mut text = |words: &[&str], count: usize| {
        let mut word = || {
            let (one, other) = (numbers.below(words.len()), numbers.below(words.len()));
            words[one.min(other)]
        };
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    };
    (0..count)
        .map(|place| {
            let items: Vec<String> = (0..6).map(|_| format!("{} {}", text(&sector, 10), text(&words, 10))).collect();
            Record {
                record_id: format!("file-{}/{place}", place % 20),
                job_id: format!("report-{}/{place}", place % 20),
                collection: format!("report-{}", place % 20),
                title: format!("{} {}", text(&sector, 2), text(&words, 1)),
                sections: vec![Section {
                    key: "missions".to_owned(),
                    text: items.join("\n"),
                    items,
                    ..Section::default()
                }],
                ..Record::default()
            }
        })
        .collect()
}

/// `cargo test --release --lib link::tests::scale -- --ignored --nocapture`
#[test]
#[ignore = "takes long without optimisation"]
fn ten_thousand_jobs_are_linked_in_five_seconds() {
    let records = jobs(10_000);
    let bytes: usize = records.iter().map(|record| Signature::of(record).bytes()).sum();
    let start = Instant::now();
    let found = linked(&records);
    let took = start.elapsed();
    println!("{} jobs, {} links, {took:?}, {} bytes a signature", records.len(), found.len(), bytes / records.len());
    assert!(took.as_secs_f64() < 5.0);
}

#[test]
fn a_signature_is_small() {
    for record in jobs(50) {
        assert!(Signature::of(&record).bytes() < 1_500);
    }
}
