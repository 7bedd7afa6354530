//! What can go wrong with a worker, made to happen: for tests, and only in builds with debug assertions.
//!
//! `INGEST_TEST_FAULT` holds a fault and the end of the names of the files that have it, such as `abort:bad.txt`;
//! several are separated by commas. With `INGEST_TEST_FAULT_ONCE`, a folder, each file has its fault but once.

use std::env;
use std::fs::OpenOptions;
use std::hint::black_box;
use std::io::Write;
use std::path::Path;
use std::process;
use std::thread;
use std::time::Duration;

/// Does what the environment says is wrong with this file.
pub(super) fn inject(path: &Path, output: &mut impl Write) {
    let Ok(faults) = env::var("INGEST_TEST_FAULT") else { return };
    let name = path.to_string_lossy();
    let mut faults = faults.split(',').filter_map(|fault| fault.split_once(':'));
    if let Some((fault, _)) = faults.find(|(_, end)| name.ends_with(end))
        && is_due(path)
    {
        fail(fault, output);
    }
}

/// Whether the file has not had its fault yet.
fn is_due(path: &Path) -> bool {
    let (Some(folder), Some(name)) = (env::var_os("INGEST_TEST_FAULT_ONCE"), path.file_name()) else { return true };
    OpenOptions::new().create_new(true).write(true).open(Path::new(&folder).join(name)).is_ok()
}

fn fail(fault: &str, output: &mut impl Write) {
    match fault {
        "panic" => panic!("a fault was asked for"),
        "abort" => process::abort(),
        "exit" => process::exit(7),
        "overflow" => {
            black_box(deeper(1));
        }
        "allocate" => {
            let mut hoard = Vec::new();
            loop {
                hoard.push(vec![1_u8; 1 << 20]);
                black_box(&hoard);
            }
        }
        "sleep" => loop {
            thread::sleep(Duration::from_secs(1));
        },
        // A temporary file, in the midst of whose use it hangs.
        "litter" => {
            let file = env::temp_dir().join("litter");
            assert!(std::fs::write(file, "half a picture").is_ok(), "no temporary file can be written");
            thread::sleep(Duration::from_secs(1000));
        }
        "garbage" => say(output, "Segmentation fault, or was it?\n"),
        "chatter" => {
            let much = "and another thing, ".repeat(10_000);
            loop {
                say(output, &much);
            }
        }
        "deaf" => {
            say(output, "{\"done\": {\"id\": 0}}\n");
        }
        "half" => {
            say(output, "{\"done\": {\"id\": 1, \"outcome\": {\"row\": {\"status\": \"ok\"");
            // As the system ends a process when memory is short.
            #[cfg(unix)]
            let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
            process::abort()
        }
        // A program that the worker starts and that outlives it.
        "child" => {
            let _ = process::Command::new("sleep").arg("1000").spawn();
            process::abort()
        }
        "busy-child" => {
            let child = process::Command::new("sleep").arg("1000").spawn();
            let _ = child.and_then(|mut child| child.wait());
        }
        other => panic!("there is no fault called {other}"),
    }
}

fn say(output: &mut impl Write, text: &str) {
    let _ = output.write_all(text.as_bytes()).and_then(|()| output.flush());
}

fn deeper(depth: u64) -> u64 {
    let frame = [depth; 64];
    black_box(&frame);
    if depth == u64::MAX { 0 } else { deeper(depth + 1) + black_box(frame[7]) }
}
