//! What runs leave in a folder, told from the reports that lie there too.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::account;
use crate::history;
use crate::write::Outputs;

/// How many folders above a file its output folder may be, itself included.
const DEPTH: usize = 3;

/// Tells of files whether runs left them where they are: outputs, what is kept of changed ones, the history, and what a run
/// tells of itself. Each folder is looked at once.
pub fn are_left_by_runs() -> impl Fn(&Path) -> bool {
    let folders: RefCell<BTreeMap<PathBuf, Option<Outputs>>> = RefCell::default();
    move |path| {
        let mut folders = folders.borrow_mut();
        path.ancestors().skip(1).take(DEPTH).any(|folder| {
            if !folders.contains_key(folder) {
                folders.insert(folder.to_path_buf(), Outputs::of(folder));
            }
            let Some(Some(outputs)) = folders.get(folder) else { return false };
            let Some(name) = path.strip_prefix(folder).ok().and_then(Path::to_str) else { return false };
            let name = name.replace(std::path::MAIN_SEPARATOR, "/");
            name == account::NAME || history::has(&name) || outputs.has(&name)
        })
    }
}
