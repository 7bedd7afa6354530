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
/// The module that imports all others.
const FIRST_MODULE: &str = "app.js";
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
/// modules from a folder.
fn join_page() -> io::Result<()> {
    println!("cargo::rerun-if-changed=page");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let (mut script, mut joined) = (String::from("(function () {\n\"use strict\";\n"), Vec::new());
    join_module(FIRST_MODULE, &mut joined, &mut script)?;
    script.push_str("})();\n");
    fs::write(out.join("page.js"), script)?;
    let mut styles = Vec::new();
    list(Path::new(STYLES), &mut styles)?;
    styles.sort();
    let styles = styles.iter().map(fs::read_to_string).collect::<io::Result<Vec<String>>>()?;
    fs::write(out.join("page.css"), styles.concat())
}

/// Adds a module behind those that it imports from. An import is a line, `import { … } from "./name.js";`; names are
/// unique over all modules, so that without these lines and the word `export` they are one script.
fn join_module(name: &str, joined: &mut Vec<String>, script: &mut String) -> io::Result<()> {
    if joined.iter().any(|known| known == name) {
        return Ok(());
    }
    joined.push(name.to_owned());
    let path = Path::new(MODULES).join(name);
    let text = fs::read_to_string(&path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    let imported = |line: &str| line.split_once(" from \"./")?.1.strip_suffix("\";").map(str::to_owned);
    for line in text.lines().filter(|line| line.starts_with("import ")) {
        let other = imported(line).ok_or_else(|| io::Error::other(format!("{}: {line}", path.display())))?;
        join_module(&other, joined, script)?;
    }
    for line in text.lines().filter(|line| !line.starts_with("import ")) {
        script.push_str(line.strip_prefix("export ").unwrap_or(line));
        script.push('\n');
    }
    Ok(())
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
