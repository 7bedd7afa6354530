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
    let told = slow(&times).into_iter().map(|at| SlowPattern {
        part: patterns[at].part.clone(),
        pattern: patterns[at].pattern().to_owned(),
        milliseconds: u64::try_from(times[at].as_millis()).unwrap_or(u64::MAX),
    });
    told.collect()
}

/// Which of these times are long, by themselves and beside the others.
fn slow(times: &[Duration]) -> Vec<usize> {
    let all: Duration = times.iter().sum();
    let is_slow = |time: Duration| time > LONG && time.as_secs_f64() > SHARE * all.as_secs_f64();
    (0..times.len()).filter(|at| is_slow(times[*at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_slow_by_itself_and_beside_the_others() {
        let of = |milliseconds: &[u64]| {
            let times: Vec<Duration> = milliseconds.iter().copied().map(Duration::from_millis).collect();
            slow(&times)
        };
        assert_eq!(of(&[1, 90, 2]), [1]);
        assert_eq!(of(&[1, 12, 2]), [0; 0], "faster than anybody notices");
        assert_eq!(of(&[50, 50, 50, 50]), [0; 0], "a long document, no slow pattern");
    }
}
