//! What work takes: time, processor time, memory.
//!
//! Where a system does not tell one of them, it is not there; nothing is guessed.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// What some work took.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Cost {
    /// Seconds by the clock.
    pub seconds: f64,
    /// Seconds of processor time: of the process that did the work, all its threads together, and of the programs that it
    /// started and that have ended since. The latter are known on Linux alone, to a hundredth of a second.
    pub cpu_seconds: Option<f64>,
    /// Bytes: the most that the process that did the work ever held in memory, until the work was done.
    pub peak_bytes: Option<u64>,
}

impl Cost {
    /// Work whose time alone is known.
    #[must_use]
    pub fn of_time(time: Duration) -> Self {
        Self { seconds: rounded(time), cpu_seconds: None, peak_bytes: None }
    }
}

/// Measures work of this process from its start on.
#[derive(Debug, Clone, Copy)]
pub struct Meter {
    start: Instant,
    cpu: Option<Duration>,
}

impl Meter {
    /// The work begins now.
    #[must_use]
    pub fn start() -> Self {
        Self { start: Instant::now(), cpu: cpu_time() }
    }

    /// What it took until now.
    #[must_use]
    pub fn cost(&self) -> Cost {
        let cpu = cpu_time().zip(self.cpu).map(|(now, then)| rounded(now.saturating_sub(then)));
        Cost { seconds: rounded(self.start.elapsed()), cpu_seconds: cpu, peak_bytes: peak_memory() }
    }
}

/// Seconds to a tenth of a millisecond: less is chance.
fn rounded(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10_000.0
}

/// The processor time of this process, and of what it started that has ended.
fn cpu_time() -> Option<Duration> {
    #[cfg(unix)]
    {
        let own = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let own = Duration::try_from(own).ok()?;
        Some(own + cpu_time_of_ended().unwrap_or_default())
    }
    #[cfg(not(unix))]
    None
}

/// The processor time of the programs that this process started, and has seen end.
#[cfg(target_os = "linux")]
fn cpu_time_of_ended() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program comes second, in parentheses, and may hold anything. `cutime` and `cstime` are the fields 16
    // and 17 of proc(5).
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_ascii_whitespace().skip(13).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>().ok()?;
    Some(Duration::from_secs_f64(ticks as f64 / rustix::param::clock_ticks_per_second() as f64))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn cpu_time_of_ended() -> Option<Duration> {
    None
}

/// The most bytes that this process ever held in memory.
#[cfg(target_os = "linux")]
fn peak_memory() -> Option<u64> {
    // Not `ru_maxrss`: a process begins there with what the one that started it held.
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib << 10)
}

#[cfg(not(target_os = "linux"))]
fn peak_memory() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_takes_time() {
        let meter = Meter::start();
        // At least a few milliseconds of arithmetic, whatever the machine.
        let mut sum = 0_u64;
        while meter.start.elapsed() < Duration::from_millis(30) {
            sum = (0..10_000).fold(sum, |sum, number| std::hint::black_box(sum ^ number));
        }
        let cost = meter.cost();
        assert!(cost.seconds >= 0.03, "{cost:?}");
        if cfg!(target_os = "linux") {
            assert!(cost.cpu_seconds.is_some_and(|seconds| seconds > 0.0), "{cost:?}");
            assert!(cost.peak_bytes.is_some_and(|bytes| bytes > 1 << 20), "{cost:?}");
        }
    }
}
