//! Tells the program which version of its own code reads and interprets documents, so that what an earlier version kept
//! is not taken for what this one would make of a file. Nobody has to remember to raise a number.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Modules that make readings.
const READING: &[&str] = &["layout", "model", "read", "store", "text", "understand"];
/// Modules that make records of readings.
const INTERPRETATION: &[&str] =
    &["extract", "interpret", "linear", "normalise", "profile", "segment", "settle", "trust"];
/// Modules that compare datasets.
const COMPARISON: &[&str] = &["compare", "model", "normalise", "store", "text"];
/// The page for review: its frame, its code, its looks.
const PAGE: &str = "page/report.html";
const MODULES: &str = "page/src";
const STYLES: &str = "page/styles";
/// The versions of all libraries.
const LIBRARIES: &str = "Cargo.lock";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed={LIBRARIES}");
    let versions = [
        ("INGEST_READING_CODE", READING),
        ("INGEST_INTERPRETATION_CODE", INTERPRETATION),
        ("INGEST_COMPARISON_CODE", COMPARISON),
    ];
    for (name, modules) in versions {
        let mut files = Vec::new();
        for module in modules {
            let (file, folder) = (format!("src/{module}.rs"), format!("src/{module}"));
            let parts = [Path::new(&file), Path::new(&folder)].map(|part| part.exists().then_some(part));
            if parts == [None, None] {
                return Err(io::Error::other(format!("build.rs names a module that is not there: {module}")));
            }
            for part in parts.into_iter().flatten() {
                list(part, &mut files)?;
            }
        }
        tell(name, files)?;
        println!("cargo::rustc-env={name}_MODULES={}", modules.join(" "));
    }
    let mut all = Vec::new();
    for part in ["src", PAGE, MODULES, STYLES] {
        list(Path::new(part), &mut all)?;
    }
    tell("INGEST_CODE", all)?;
    join_page()
}

/// Joins the modules and the styles of the page for review into a classic script and a style sheet: browsers load no
/// modules from a folder. An import is a line, and names are unique over all modules, so that without these lines and the
/// word `export` they are one script (`page/README.md`).
fn join_page() -> io::Result<()> {
    println!("cargo::rerun-if-changed={PAGE}");
    println!("cargo::rerun-if-changed={MODULES}");
    println!("cargo::rerun-if-changed={STYLES}");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let mut script = String::from("(function () {\n\"use strict\";\n");
    for module in listed(MODULES)? {
        for line in module.lines().filter(|line| !line.starts_with("import ")) {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script.push_str("})();\n");
    fs::write(out.join("page.js"), script)?;
    fs::write(out.join("page.css"), listed(STYLES)?.join("\n"))
}

/// The texts of the files that `order.txt` in a folder lists.
fn listed(folder: &str) -> io::Result<Vec<String>> {
    let read = |name: &str| {
        let path = Path::new(folder).join(name);
        fs::read_to_string(&path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
    };
    read("order.txt")?.lines().filter(|name| !name.is_empty()).map(read).collect()
}

/// Gives the program the version of the code in `files` and of the libraries.
fn tell(name: &str, mut files: Vec<PathBuf>) -> io::Result<()> {
    files.push(PathBuf::from(LIBRARIES));
    files.sort();
    let mut digest = Digest::default();
    for file in files {
        digest.add(file.to_string_lossy().replace('\\', "/").as_bytes());
        digest.add(&fs::read(&file)?);
    }
    println!("cargo::rustc-env={name}={:016x}", digest.0);
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
