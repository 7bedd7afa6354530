//! How long pictures may be read for.

use std::time::{Duration, Instant};

/// When the reading of a file has to end.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    start: Instant,
    limit: Option<Duration>,
}

impl Deadline {
    /// A file that is begun now and may take this long; for ever where no limit is given.
    #[must_use]
    pub fn from_now(limit: Option<Duration>) -> Self {
        Self { start: Instant::now(), limit }
    }

    /// Whether another page may be begun: a quarter of the time is kept for the pages that are being read, and for
    /// what comes after.
    pub(super) fn allows_another_page(&self) -> bool {
        self.limit.is_none_or(|limit| self.start.elapsed() < limit.mul_f64(0.75))
    }

    /// What a page that is being read may still take, `most` at most.
    pub(super) fn left(&self, most: Duration) -> Duration {
        self.limit.map_or(most, |limit| limit.mul_f64(0.9).saturating_sub(self.start.elapsed()).min(most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_runs_out() {
        let most = Duration::from_secs(60);
        let none = Deadline::from_now(None);
        assert!(none.allows_another_page() && none.left(most) == most);
        let over = Deadline::from_now(Some(Duration::ZERO));
        assert!(!over.allows_another_page() && over.left(most).is_zero());
        let long = Deadline::from_now(Some(Duration::from_secs(1000)));
        assert!(long.allows_another_page() && long.left(most) == most);
    }
}
