//! Time and memory of each format: rows are not held, so memory does not grow with them.
//!
//! `cargo test --release --test it large:: -- --ignored --nocapture` tells the figures of 100,000 records.
#![cfg(target_os = "linux")]

use std::env;
use std::fs;
use std::io;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::hostile;
use ingest::model::dataset::Dataset;
use ingest::write::{Content, FORMATS, Writer};

/// Set in the process that is measured.
const MEASURED: &str = "INGEST_TEST_MEASURED";

/// Megabytes that a format may take beside the dataset. The most is taken by the links of the workbook, of which a sheet
/// has no more than 65,530.
const MOST: u64 = 280;

#[test]
fn no_format_holds_what_it_writes() {
    measure("large::no_format_holds_what_it_writes", &[2_000]);
}

#[test]
#[ignore = "takes minutes; tells the figures of 100,000 records"]
fn memory_does_not_grow_with_the_rows() {
    measure("large::memory_does_not_grow_with_the_rows", &[25_000, 100_000]);
}

/// What memory is measured of is one process: the test runs itself again, in a process where no other test does.
fn measure(test: &str, sizes: &[usize]) {
    if env::var_os(MEASURED).is_none() {
        let mut alone = Command::new(env::current_exe().unwrap());
        alone.args([test, "--exact", "--include-ignored", "--nocapture"]).env(MEASURED, "1");
        let run = alone.output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        println!("{out}");
        assert!(run.status.success() && out.contains("1 passed"), "{out}{err}");
        return;
    }
    for size in sizes {
        let dataset = hostile::dataset(*size);
        println!("{size} records: {} MB held by the dataset", memory("VmRSS"));
        for format in FORMATS {
            let (time, bytes, extra) = cost(*format, &dataset);
            println!("  {:8} {:6.1} s {bytes:5} MB written {extra:5} MB at most", format.name(), time.as_secs_f64());
            assert!(extra <= MOST, "{}: {extra} MB beside the dataset", format.name());
        }
    }
}

/// Time, megabytes written, and megabytes of memory taken at most beside what was taken before.
fn cost(format: &dyn Writer, dataset: &Dataset) -> (Duration, u64, u64) {
    // Lets the highest mark start anew.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = memory("VmRSS");
    let start = Instant::now();
    let mut out = Counting { bytes: 0 };
    for name in format.file_names() {
        format.write(&name, Content::of(dataset), &mut out).unwrap();
    }
    (start.elapsed(), out.bytes >> 20, memory("VmHWM").saturating_sub(before))
}

/// A line of what the system tells of this process, in megabytes.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
    line.split_whitespace().next().unwrap().parse::<u64>().unwrap() >> 10
}

struct Counting {
    bytes: u64,
}

impl io::Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
