//! The program `tesseract`: found, asked for its languages, run on one picture.

use crate::message;
use crate::model::message::Argument;
use crate::model::message::Message;
use crate::text::said::system;
use std::env;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use super::deadline::Deadline;
use super::deskew::Grey;

/// What one page may take; a page of dense text takes about five seconds.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// How often a running program is looked at.
const TICK: Duration = Duration::from_millis(15);
/// More output is not that of one page.
const MOST_OUTPUT: u64 = 32 << 20;

/// The program, with the language to read.
#[derive(Debug, Clone)]
pub(super) struct Tesseract {
    program: PathBuf,
    language: String,
    version: OnceLock<String>,
    /// What the program says of the languages that it has.
    languages: String,
}

/// What tesseract takes a picture for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// A page with columns: finds light text on dark ground, but loses lines that it thinks are parts of tables.
    Page,
    /// Text anywhere, in no order: finds nearly every line.
    Scattered,
    /// Lines of text.
    Lines,
}

impl View {
    /// Its page segmentation mode.
    fn mode(self) -> &'static str {
        match self {
            Self::Page => "3",
            Self::Scattered => "11",
            Self::Lines => "6",
        }
    }
}

/// What is not installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Missing {
    /// The program.
    Program,
    /// Its data for a language.
    Language,
}

/// A word as read, in pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// 0–100.
    pub(super) confidence: f32,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// Block, paragraph and line that it stands in.
    pub(super) line: [u32; 3],
}

impl Word {
    /// Whether the boxes of two words share a good part of the smaller one.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let common = |a: f32, la: f32, b: f32, lb: f32| (a + la).min(b + lb) - a.max(b);
        let width = common(self.left, self.width, other.left, other.width);
        let height = common(self.top, self.height, other.top, other.height);
        let smaller = (self.width * self.height).min(other.width * other.height);
        width > 0.0 && height > 0.0 && width * height > 0.25 * smaller
    }
}

impl Tesseract {
    /// Finds the program on the PATH and its data for `language` (`fra`, or several joined by `+`).
    pub(super) fn find(language: &str) -> Result<Self, Missing> {
        let name = format!("tesseract{}", env::consts::EXE_SUFFIX);
        let folders = env::var_os("PATH").unwrap_or_default();
        let program = env::split_paths(&folders)
            // A relative entry would mean the folder that happens to be the current one.
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(&name))
            .find(|path| path.is_file())
            .ok_or(Missing::Program)?;
        let version = OnceLock::new();
        let mut found = Self { program, language: language.to_owned(), version, languages: String::new() };
        found.languages = found.run(&["--list-langs".as_ref()], TIME_LIMIT).map_err(|_| Missing::Program)?;
        let known: Vec<&str> = found.languages.lines().map(str::trim).collect();
        let installed = language.split('+').all(|part| known.contains(&part));
        if installed { Ok(found) } else { Err(Missing::Language) }
    }

    /// Which program with which data this is: another one may read a word otherwise. Asked for once.
    pub(super) fn version(&self) -> &str {
        self.version.get_or_init(|| {
            let told = self.run(&["--version".as_ref()], TIME_LIMIT).unwrap_or_default();
            let mut version = told.lines().next().unwrap_or_default().trim().to_owned();
            for language in self.language.split('+') {
                // The data come in several qualities, which differ in size.
                let data = data_folder(&self.languages).map(|folder| folder.join(format!("{language}.traineddata")));
                let bytes = data.and_then(|path| path.metadata().ok()).map_or(0, |data| data.len());
                version.push_str(&format!(", {language} of {bytes} bytes"));
            }
            version
        })
    }

    /// Reads a picture of `resolution` dots an inch.
    ///
    /// # Errors
    /// What went wrong, as a fragment without a next step.
    pub(super) fn words(
        &self,
        picture: &Grey,
        resolution: u32,
        view: View,
        deadline: Deadline<'_>,
    ) -> Result<Vec<Word>, Message> {
        let mut file = tempfile::Builder::new().prefix("ingest-").suffix(".pgm").tempfile().map_err(no_space)?;
        write_pgm(file.as_file_mut(), picture).map_err(no_space)?;
        let resolution = resolution.to_string();
        let arguments: [&Path; 9] = [
            file.path(),
            "stdout".as_ref(),
            "-l".as_ref(),
            self.language.as_ref(),
            "--dpi".as_ref(),
            resolution.as_ref(),
            "--psm".as_ref(),
            view.mode().as_ref(),
            "tsv".as_ref(),
        ];
        Ok(parse(&self.run(&arguments, deadline.left(TIME_LIMIT))?))
    }

    /// Runs the program, never through a shell, and gives back what it wrote.
    fn run(&self, arguments: &[&Path], limit: Duration) -> Result<String, Message> {
        // Files, not pipes: a full pipe would hold up a program that nobody reads from yet.
        let mut output = tempfile::tempfile().map_err(no_space)?;
        let mut errors = tempfile::tempfile().map_err(no_space)?;
        let mut command = Command::new(&self.program);
        command.args(arguments).stdin(Stdio::null());
        command.stdout(output.try_clone().map_err(no_space)?).stderr(errors.try_clone().map_err(no_space)?);
        // Pages are read in parallel; threads within one page would only get into each other's way.
        command.env("OMP_THREAD_LIMIT", "1");
        let status = run_limited(&mut command, limit)?;
        if !status.success() {
            let message = content(&mut errors).unwrap_or_default();
            let last = message.lines().map(str::trim).rfind(|line| !line.is_empty());
            return Err(last.map_or_else(
                || message!("tesseract-failed-silently"),
                |last| message!("tesseract-failed", said = last),
            ));
        }
        content(&mut output).map_err(|error| message!("tesseract-unread", why = system(&error)))
    }
}

/// The folder of the languages' data, which newer versions name: `List of available languages in "/usr/…" (2):`.
fn data_folder(languages: &str) -> Option<&Path> {
    languages.lines().next()?.split('"').nth(1).map(Path::new)
}

fn no_space(error: io::Error) -> Message {
    message!("no-temporary-file", why = system(&error))
}

fn content(file: &mut File) -> io::Result<String> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.take(MOST_OUTPUT).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn run_limited(command: &mut Command, limit: Duration) -> Result<ExitStatus, Message> {
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| message!("tesseract-not-started", why = system(&error)))?;
    loop {
        let ended = match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if start.elapsed() < limit => {
                thread::sleep(TICK);
                continue;
            }
            Ok(None) => message!("tesseract-stopped", seconds = Argument::rounded(limit.as_secs_f64(), 0)),
            Err(error) => message!("tesseract-lost", why = system(&error)),
        };
        // Stopped and waited for, so that nothing is left behind.
        let _ = child.kill();
        let _ = child.wait();
        return Err(ended);
    }
}

/// The plainest picture format there is: a header and the pixels.
fn write_pgm(file: &mut File, picture: &Grey) -> io::Result<()> {
    write!(file, "P5\n{} {}\n255\n", picture.width, picture.height)?;
    file.write_all(&picture.pixels)?;
    file.flush()
}

/// The words of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn parse(table: &str) -> Vec<Word> {
    const WORD_LEVEL: &str = "5";
    let word = |row: &str| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, _, block, paragraph, line, _, left, top, width, height, confidence, text] = cells[..] else {
            return None;
        };
        let text = text.trim();
        if level != WORD_LEVEL || text.is_empty() {
            return None;
        }
        Some(Word {
            text: text.to_owned(),
            confidence: confidence.parse().ok()?,
            left: left.parse().ok()?,
            top: top.parse().ok()?,
            width: width.parse().ok()?,
            height: height.parse().ok()?,
            line: [block.parse().ok()?, paragraph.parse().ok()?, line.parse().ok()?],
        })
    };
    table.lines().filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_parsed() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     4\t1\t1\t1\t1\t0\t10\t20\t90\t30\t-1\t\n\
                     5\t1\t1\t1\t2\t1\t10\t20\t40\t30\t96.5\tgérer\n\
                     5\t1\t1\t1\t2\t2\t60\t20\t40\t30\t12\t \n\
                     5\t1\t1\n";
        let words = parse(table);
        assert_eq!(words.len(), 1);
        assert_eq!((words[0].text.as_str(), words[0].line, words[0].left), ("gérer", [1, 1, 2], 10.0));
    }

    #[test]
    fn the_folder_of_the_data_is_told_by_newer_versions() {
        let folder = data_folder("List of available languages in \"/usr/share/tessdata/\" (2):\nfra\nosd\n");
        assert_eq!(folder, Some(Path::new("/usr/share/tessdata/")));
        assert_eq!(data_folder("List of available languages (2):\nfra\nosd\n"), None);
    }

    #[cfg(unix)]
    #[test]
    fn what_hangs_is_stopped() {
        let start = Instant::now();
        let error = run_limited(Command::new("sleep").arg("30"), Duration::from_millis(50)).unwrap_err().to_string();
        assert!(error.starts_with("tesseract was stopped") && start.elapsed() < Duration::from_secs(10), "{error}");
        assert!(run_limited(&mut Command::new("/nowhere/tesseract"), TIME_LIMIT).is_err());
    }
}
