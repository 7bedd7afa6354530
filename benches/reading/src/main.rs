//! What reading and layout cost, beside the interpreter alone and beside `pdf-extract`.
//!
//! ```sh
//! CARGO_TARGET_DIR=target cargo run --release --manifest-path benches/reading/Cargo.toml -- \
//!     [PDF …] [--rounds N] [--only NAME] [--at-most RATIO]
//! ```
//!
//! Every program reads every file once a round, in turn, on one core; the quickest round counts, so that what else the
//! machine does matters little. Without files: the project's fixtures that have a text layer. `--at-most` fails when
//! reading and layout together cost more than so many times the interpreter alone.

mod alone;

use std::hint::black_box;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ingest::layout::layout;
use ingest::read::pdf::{Options, read};

/// A program under measure: gives the number of characters that it found.
type Program = fn(&[u8]) -> usize;

const PROGRAMS: [(&str, Program); 4] = [
    ("interpreter alone", |bytes| alone::pages(bytes).iter().flatten().filter(|shown| shown.is_placed()).count()),
    ("reading", |bytes| read(&bytes.to_vec().into(), &Options::default()).map_or(0, |(document, _)| black_box(document).pages.len())),
    ("reading and layout", |bytes| {
        read(&bytes.to_vec().into(), &Options::default()).map_or(0, |(document, _)| layout(document).blocks.len())
    }),
    ("pdf-extract", |bytes| {
        catch_unwind(|| pdf_extract::extract_text_from_mem(bytes).map_or(0, |t| t.len())).unwrap_or(0)
    }),
];

fn main() -> ExitCode {
    let mut files: Vec<PathBuf> = Vec::new();
    let (mut rounds, mut only, mut at_most) = (10, None, f64::INFINITY);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match argument.as_str() {
            "--rounds" => rounds = value().parse().unwrap_or(rounds),
            "--only" => only = Some(value()),
            "--at-most" => at_most = value().parse().unwrap_or(at_most),
            _ => files.push(argument.into()),
        }
    }
    if files.is_empty() {
        files = fixtures();
    }
    let contents: Vec<Vec<u8>> = files.iter().filter_map(|file| std::fs::read(file).ok()).collect();
    let pages: usize = contents.iter().map(|bytes| alone::pages(bytes).len()).sum();
    let programs: Vec<_> =
        PROGRAMS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)).collect();
    let mut quickest = vec![vec![Duration::MAX; contents.len()]; programs.len()];
    for _ in 0..rounds {
        for (index, bytes) in contents.iter().enumerate() {
            for (program, quickest) in programs.iter().zip(&mut quickest) {
                let start = Instant::now();
                black_box(program.1(black_box(bytes)));
                quickest[index] = quickest[index].min(start.elapsed());
            }
        }
    }
    let seconds: Vec<f64> = quickest.iter().map(|files| files.iter().map(Duration::as_secs_f64).sum::<f64>()).collect();
    println!("{} files, {pages} pages, the quickest of {rounds} rounds\n", contents.len());
    println!("| | pages a second | times the interpreter alone |\n| --- | --- | --- |");
    for ((name, _), seconds_of) in programs.iter().zip(&seconds) {
        println!("| {name} | {:.0} | {:.2} |", pages as f64 / seconds_of, seconds_of / seconds[0]);
    }
    let ratio = programs.iter().position(|(name, _)| *name == PROGRAMS[2].0).map(|index| seconds[index] / seconds[0]);
    if ratio.is_some_and(|ratio| ratio > at_most) {
        eprintln!("reading and layout cost more than {at_most} times the interpreter alone");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// The project's fixtures, those without a text layer of their own left out.
fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures"));
    let folders = std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.file_name() != "scan");
    let files = folders.flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten().flatten());
    let mut files: Vec<PathBuf> =
        files.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "pdf")).collect();
    files.sort();
    files
}
