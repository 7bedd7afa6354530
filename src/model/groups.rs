//! Places of records in groups: few bytes a record, however many there are.

use std::ops::Range;

/// Groups of places of records, in order; no group is empty.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    /// Those of all groups, one group after the other.
    places: Vec<usize>,
    /// Where the groups end.
    ends: Vec<usize>,
}

impl Groups {
    /// Of places in the order of their groups: neighbours are of one group where `are_one` says so.
    #[must_use]
    pub fn of(places: Vec<usize>, are_one: impl Fn(usize, usize) -> bool) -> Self {
        let mut ends: Vec<usize> = (1..places.len()).filter(|at| !are_one(places[at - 1], places[*at])).collect();
        if !places.is_empty() {
            ends.push(places.len());
        }
        Self { places, ends }
    }

    /// The number of groups.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The places of some groups, as far as these are there.
    pub fn some(&self, groups: Range<usize>) -> impl Iterator<Item = &[usize]> {
        let end = groups.end.min(self.len());
        (groups.start..end).map(|group| {
            let start = if group == 0 { 0 } else { self.ends[group - 1] };
            &self.places[start..self.ends[group]]
        })
    }

    /// The places of each group.
    pub fn iter(&self) -> impl Iterator<Item = &[usize]> {
        self.some(0..self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_are_one_are_a_group() {
        let groups = Groups::of(vec![10, 12, 31, 40, 42], |a, b| a / 10 == b / 10);
        assert_eq!(groups.iter().collect::<Vec<_>>(), [&[10, 12][..], &[31], &[40, 42]]);
        assert_eq!(groups.some(1..9).collect::<Vec<_>>(), [&[31][..], &[40, 42]]);
        assert_eq!(groups.len(), 3);
        assert!(Groups::of(Vec::new(), |_, _| true).is_empty());
    }
}
