//! Tells the program which version of its own code reads and interprets documents, so that what an earlier version kept
//! is not taken for what this one would make of a file. Nobody has to remember to raise a number.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What readings depend on: files and folders of `src/`, and the versions of all libraries.
const READING: &[&str] =
    &["src/layout", "src/model", "src/read", "src/text.rs", "src/understand", "src/understand.rs", "Cargo.lock"];
/// What makes records of readings. The built-in profiles are data: they are part of the profiles' own fingerprint.
const INTERPRETATION: &[&str] = &[
    "src/extract",
    "src/interpret",
    "src/interpret.rs",
    "src/normalise",
    "src/profile/load.rs",
    "src/profile/marks.rs",
    "src/profile/mod.rs",
    "src/profile/recognise.rs",
    "src/profile/schema.rs",
    "src/segment",
];

fn main() -> io::Result<()> {
    for (name, parts) in [("INGEST_READING_CODE", READING), ("INGEST_INTERPRETATION_CODE", INTERPRETATION)] {
        let mut files = Vec::new();
        for part in parts {
            println!("cargo::rerun-if-changed={part}");
            list(Path::new(part), &mut files)?;
        }
        files.sort();
        let mut digest = Digest::default();
        for file in files {
            digest.add(file.to_string_lossy().replace('\\', "/").as_bytes());
            digest.add(&fs::read(&file)?);
        }
        println!("cargo::rustc-env={name}={:016x}", digest.0);
        println!("cargo::rustc-env={name}_PARTS={}", parts.join(" "));
    }
    Ok(())
}

/// All files of a part, tests left out: they change nothing for a document.
fn list(part: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if part.is_dir() {
        for entry in fs::read_dir(part)? {
            list(&entry?.path(), files)?;
        }
    } else if part.file_name().is_none_or(|name| name != "tests.rs") {
        files.push(part.to_path_buf());
    }
    Ok(())
}

/// FNV-1a: told apart are versions of one program, nobody forges them.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// With the length, so that two parts are not taken for one.
    fn add(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
