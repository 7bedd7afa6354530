//! Reads PDFs with `pdf-extract`, for `benches/peers/compare.py`: `pdf-extract-reader FOLDER PDF …`
//!
//! The text of each file is written to FOLDER, under the file's name and `.txt`. A panic is that file's failure.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let Some(folder) = arguments.next() else { return eprintln!("pdf-extract-reader FOLDER PDF …") };
    for path in arguments {
        match text(&path) {
            Ok(text) => {
                let name = path.with_extension("txt");
                let target = folder.join(name.file_name().unwrap_or_default());
                if let Err(error) = std::fs::write(&target, text) {
                    eprintln!("{}: {error}", target.display());
                }
            }
            Err(why) => eprintln!("{}: {why}", path.display()),
        }
    }
}

fn text(path: &Path) -> Result<String, String> {
    let read = catch_unwind(|| pdf_extract::extract_text(path));
    read.map_err(|_| "panic".to_owned())?.map_err(|error| error.to_string())
}
