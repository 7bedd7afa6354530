//! How long a file may be read for, and how much longer if it has pages that are pictures.

use std::fmt;
use std::time::{Duration, Instant};

/// Pages that a file gets more time for. Beyond them a scan of any length could hold up a run for a day.
const MOST_PAGES: u32 = 30;

/// Who is told that a file takes longer than others, before it does: how much longer.
#[derive(Clone, Copy)]
pub struct Announce<'a>(pub &'a (dyn Fn(Duration) + Sync));

impl fmt::Debug for Announce<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Announce")
    }
}

/// When the reading of a file has to end.
#[derive(Debug, Clone, Copy)]
pub struct Deadline<'a> {
    start: Instant,
    limit: Option<Duration>,
    announce: Option<Announce<'a>>,
}

impl<'a> Deadline<'a> {
    /// A file that is begun now and may take this long; for ever where no limit is given.
    #[must_use]
    pub fn from_now(limit: Option<Duration>, announce: Option<Announce<'a>>) -> Self {
        Self { start: Instant::now(), limit, announce }
    }

    /// The same for a file with so many pages to be read off their pictures: as much time again for each.
    pub(super) fn with_pages(mut self, pages: usize) -> Self {
        let pages = u32::try_from(pages).unwrap_or(u32::MAX).min(MOST_PAGES);
        if let Some(limit) = &mut self.limit {
            let more = limit.saturating_mul(pages);
            *limit = limit.saturating_add(more);
            if let Some(Announce(announce)) = self.announce {
                announce(more);
            }
        }
        self
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

/// The longest that a file may take whose time limit is `limit`, scans included.
#[must_use]
pub fn longest(limit: Duration) -> Duration {
    limit.saturating_mul(1 + MOST_PAGES)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn time_runs_out() {
        let most = Duration::from_secs(60);
        let none = Deadline::from_now(None, None);
        assert!(none.allows_another_page() && none.left(most) == most);
        let over = Deadline::from_now(Some(Duration::ZERO), None);
        assert!(!over.allows_another_page() && over.left(most).is_zero());
        let long = Deadline::from_now(Some(Duration::from_secs(1000)), None);
        assert!(long.allows_another_page() && long.left(most) == most);
    }

    #[test]
    fn scans_have_more_time_but_not_for_ever() {
        let told = Mutex::new(Vec::new());
        let announce = |more: Duration| told.lock().unwrap().push(more.as_secs());
        let limit = Duration::from_secs(60);
        let deadline = Deadline::from_now(Some(limit), Some(Announce(&announce)));
        assert_eq!(deadline.with_pages(3).limit, Some(Duration::from_secs(240)));
        assert_eq!(deadline.with_pages(1_000_000).limit, Some(longest(limit)));
        assert_eq!(*told.lock().unwrap(), [180, 1800]);
        assert_eq!(Deadline::from_now(None, Some(Announce(&announce))).with_pages(3).limit, None);
        assert_eq!(told.lock().unwrap().len(), 2);
    }
}
