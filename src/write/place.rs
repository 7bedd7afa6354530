//! Where the input files are, seen from the output folder: what links in a workbook need.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::model::dataset::Dataset;
use crate::source::{self, Source};

/// Where each file is, by `source_id`, seen from the output folder `folder`, which must be there.
#[must_use]
pub fn places(sources: &[Source], folder: &Path) -> BTreeMap<String, String> {
    let Ok(folder) = source::real(folder) else { return BTreeMap::new() };
    let mut parents: BTreeMap<&Path, Option<PathBuf>> = BTreeMap::new();
    let mut places = BTreeMap::new();
    for source in sources {
        let (Some(parent), Some(name)) = (source.path.parent(), source.path.file_name()) else { continue };
        let parent = parents
            .entry(parent)
            .or_insert_with(|| source::real(if parent.as_os_str().is_empty() { Path::new(".") } else { parent }).ok());
        if let Some(place) = parent.as_ref().and_then(|parent| relative(&folder, &parent.join(name))) {
            places.insert(source.source_id.clone(), place);
        }
    }
    places
}

/// Tells the dataset where its files are, as [`places`] says.
pub fn locate(dataset: &mut Dataset, places: &BTreeMap<String, String>) {
    for row in &mut dataset.sources {
        row.place = places.get(&row.source_id).cloned();
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
