//! Where the input files are, seen from the output folder: what links in a workbook need.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::model::dataset::Dataset;
use crate::source::Source;

/// Tells the dataset where its files are, seen from the output folder `folder`, which must be there.
pub fn locate(dataset: &mut Dataset, sources: &[Source], folder: &Path) {
    let Ok(folder) = fs::canonicalize(folder) else { return };
    let paths: BTreeMap<&str, &Path> =
        sources.iter().map(|source| (source.source_id.as_str(), source.path.as_path())).collect();
    let mut parents: BTreeMap<&Path, Option<PathBuf>> = BTreeMap::new();
    for row in &mut dataset.sources {
        let Some(path) = paths.get(row.source_id.as_str()) else { continue };
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { continue };
        let parent = parents.entry(parent).or_insert_with(|| {
            fs::canonicalize(if parent.as_os_str().is_empty() { Path::new(".") } else { parent }).ok()
        });
        row.place = parent.as_ref().and_then(|parent| relative(&folder, &parent.join(name)));
    }
}

/// The way from a folder to a file, both absolute; `None` where they share no folder but the root, so that the way would
/// be the path of a machine, or where a name is not text.
fn relative(folder: &Path, file: &Path) -> Option<String> {
    let from: Vec<Component<'_>> = folder.components().collect();
    let to: Vec<Component<'_>> = file.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let shares_folder = from[..shared].iter().any(|part| matches!(part, Component::Normal(_)));
    if !shares_folder {
        return None;
    }
    let up = from[shared..].iter().map(|_| Some(".."));
    let down = to[shared..].iter().map(|part| part.as_os_str().to_str());
    up.chain(down).collect::<Option<Vec<&str>>>().map(|parts| parts.join("/"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn ways_from_the_outputs_to_the_inputs() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/home/a/outputs", "/home/a/inputs/x/é.pdf").unwrap(), "../inputs/x/é.pdf");
        assert_eq!(way("/home/a", "/home/a/x.pdf").unwrap(), "x.pdf");
        assert_eq!(way("/tmp/out", "/home/a/x.pdf"), None);
    }
}
