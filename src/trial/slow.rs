//! Patterns that take far longer than the others of their profile.

use std::time::{Duration, Instant};

use crate::model::flow::Block;
use crate::profile::Profile;
use crate::text::fold;

use super::SlowPattern;

/// A pattern is slow that takes longer than this, …
const LONG: Duration = Duration::from_millis(20);
/// … and a greater share of the time of all.
const SHARE: f64 = 0.3;

/// The slow patterns, in the order of the profile. Of usual patterns there is none, however fast the machine.
pub(super) fn patterns<'b>(blocks: impl Iterator<Item = &'b Block>, profile: &Profile) -> Vec<SlowPattern> {
    let lines: Vec<String> = blocks.flat_map(Block::all_lines).map(|line| fold(&line.text)).collect();
    let patterns = profile.patterns();
    let times: Vec<Duration> = patterns
        .iter()
        .map(|pattern| {
            let start = Instant::now();
            let matched = lines.iter().filter(|line| pattern.regex.is_match(line)).count();
            std::hint::black_box(matched);
            start.elapsed()
        })
        .collect();
    let all: Duration = times.iter().sum();
    let is_slow = |time: &Duration| *time > LONG && time.as_secs_f64() > SHARE * all.as_secs_f64();
    let slow = patterns.iter().zip(&times).filter(|(_, time)| is_slow(time));
    let told = slow.map(|(pattern, time)| SlowPattern {
        part: pattern.part.clone(),
        pattern: pattern.pattern().to_owned(),
        milliseconds: u64::try_from(time.as_millis()).unwrap_or(u64::MAX),
    });
    told.collect()
}
