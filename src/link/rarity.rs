//! How much a word tells: from tables that are part of the program, so that no report changes what another's words weigh.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use crate::text::forms::stem;

/// French at large, and what is commoner in job descriptions of the sector.
const TABLES: [&str; 2] = [include_str!("rarity.txt"), include_str!("sector.txt")];

/// Weights of words by class, from class 6; words of lower classes and words in no table weigh 1.
const WEIGHTS: [f32; 6] = [0.95, 0.85, 0.7, 0.5, 0.3, 0.12];

/// A stem in 32 bits (FNV-1a), the same on every machine.
pub(super) fn stem_key(stem: &str) -> u32 {
    stem.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The highest class of the words of a stem.
static CLASSES: LazyLock<HashMap<u32, u8, FxBuildHasher>> = LazyLock::new(|| {
    let mut classes = HashMap::default();
    let lines = TABLES.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#'));
    for line in lines {
        let mut words = line.split(' ');
        let Some(class) = words.next().and_then(|class| class.parse::<u8>().ok()) else { continue };
        for word in words {
            let known: &mut u8 = classes.entry(stem_key(&stem(word))).or_default();
            *known = (*known).max(class);
        }
    }
    classes
});

/// The weight of a stem, 0 (says nothing) to 1 (rare).
pub(super) fn weight(key: u32) -> f32 {
    match CLASSES.get(&key) {
        None => 1.0,
        Some(class) => WEIGHTS.get(usize::from(class.saturating_sub(6))).copied().unwrap_or(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight_of(word: &str) -> f32 {
        weight(stem_key(&stem(word)))
    }

    #[test]
    fn words_of_every_description_weigh_little() {
        for word in ["patient", "soins", "professionnels", "avec", "equipe"] {
            assert!(weight_of(word) < 0.05, "{word}");
        }
        assert!(weight_of("coordinatrice") < 0.4);
        assert!(weight_of("instrumentiste") > 0.9);
        assert!(weight_of("robotique") > weight_of("numerique"));
    }

    #[test]
    fn the_tables_are_small() {
        assert!(TABLES.iter().all(|table| table.len() <= 200_000));
    }
}
