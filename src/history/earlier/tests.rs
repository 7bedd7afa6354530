#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fs;

use proptest::prelude::*;

use super::super::packed::pack;
use super::super::snapshot::digest as digest_of;
use super::super::{FOLDER, RUNS, Reader};
use super::*;
use crate::model::change::{Change, Renames};
use crate::model::dataset::SourceRow;
use crate::model::record::Section;

/// A dataset of sources, of which each has so many jobs; a job says what its number says.
fn dataset(sources: &[(&str, Vec<u8>)]) -> Dataset {
    let record = |source: &str, place: usize, said: u8| Record {
        source_id: source.into(),
        record_id: format!("{source}/métier-{place}"),
        job_id: format!("guide/métier-{place}"),
        collection: "guide".into(),
        title: format!("Métier {place}"),
        sections: vec![Section { key: "missions".into(), text: format!("Dire {said}."), ..Section::default() }],
        extra: [("avis".to_owned(), said.to_string())].into(),
        ..Record::default()
    };
    let of_source = |(source, jobs): &(&str, Vec<u8>)| {
        let source = (*source).to_owned();
        jobs.clone().into_iter().enumerate().map(move |(place, said)| record(&source, place, said))
    };
    let row = |(source, _): &(&str, Vec<u8>)| SourceRow {
        source_id: (*source).to_owned(),
        file: format!("{source} \"jobs\":[.pdf"),
        ..SourceRow::default()
    };
    Dataset {
        sources: sources.iter().map(row).collect(),
        jobs: Records::of(sources.iter().flat_map(of_source)).unwrap(),
        ..Dataset::empty()
    }
}

fn packed(dataset: &Dataset, earlier: Option<&Earlier>) -> (Vec<u8>, String, Contents) {
    let mut bytes = Vec::new();
    let (digest, places) = pack(dataset, earlier, &mut bytes).unwrap();
    let (heads, own_columns) = (dataset.jobs.heads().to_vec(), dataset.jobs.own_columns().clone());
    (bytes, digest, Contents { places, heads, own_columns })
}

fn opened(folder: &Path, bytes: &[u8], contents: Contents) -> Earlier {
    let path = folder.join("earlier.json.gz");
    fs::write(&path, bytes).unwrap();
    Earlier::open(&path, contents).unwrap()
}

fn json(dataset: &Dataset) -> String {
    serde_json::to_string(dataset).unwrap()
}

#[test]
fn what_is_packed_is_the_dataset_in_json() {
    for sources in [vec![], vec![("a", vec![1])], vec![("a", vec![]), ("b", vec![1; 200]), ("c", vec![2, 3])]] {
        let dataset = dataset(&sources);
        let (bytes, digest, contents) = packed(&dataset, None);
        let mut text = String::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, json(&dataset));
        assert_eq!((digest, contents.places.bytes), (digest_of(&dataset).unwrap(), bytes.len() as u64));
        assert_eq!(contents.places.pieces.iter().map(|piece| piece.records).sum::<usize>(), dataset.jobs.len());
    }
}

#[test]
fn only_what_differs_is_read_of_an_earlier_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let before = dataset(&[("a", vec![1; 70]), ("b", vec![2, 3]), ("c", vec![4])]);
    let now = dataset(&[("a", vec![1; 70]), ("b", vec![2, 5]), ("c", vec![4]), ("d", vec![])]);
    let (mut bytes, _, contents) = packed(&before, None);
    let pieces = contents.places.pieces.clone();
    let (of_a, of_b) = (pieces[1], pieces[2]);
    // What both have need not even be whole.
    let middle = |piece: Piece| usize::try_from(piece.start).unwrap() + piece.packed / 2;
    bytes[middle(of_a)] ^= 0xff;
    let earlier = opened(folder.path(), &bytes, contents);
    assert_eq!(json(&earlier.dataset(&now).unwrap()), json(&before));
    let (mut bytes, _, contents) = packed(&before, None);
    bytes[middle(of_b)] ^= 0xff;
    assert!(opened(folder.path(), &bytes, contents).dataset(&now).is_none(), "damage is found");
    let (bytes, _, contents) = packed(&before, None);
    let path = folder.path().join("earlier.json.gz");
    fs::write(&path, &bytes[1..]).unwrap();
    assert!(Earlier::open(&path, contents).is_none(), "another size is another file");
}

/// The runs of some datasets in an empty folder: what each told.
fn told(datasets: &[Dataset], cache: bool) -> (Vec<Vec<Change>>, String) {
    let place = tempfile::tempdir().unwrap();
    let cache = cache.then(|| Cache::new(place.path().join("cache")));
    let run = |dataset: &Dataset| {
        let mut dataset = dataset.clone();
        let history = History::read(place.path()).unwrap();
        let reader = Reader::of(&"");
        let (_, files) =
            history.take_up(&mut dataset, "2026-11-24", &Renames::default(), &reader, cache.as_ref()).unwrap();
        for file in &files {
            fs::create_dir_all(place.path().join(FOLDER)).unwrap();
            file.write(&dataset, &mut File::create(place.path().join(file.name())).unwrap()).unwrap();
        }
        dataset.changes
    };
    let changes = datasets.iter().map(run).collect();
    (changes, fs::read_to_string(place.path().join(FOLDER).join(RUNS)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What is kept of earlier runs spares work and changes nothing.
    #[test]
    fn a_run_tells_the_same_with_what_is_kept_of_the_one_before(
        said in prop::collection::vec(prop::collection::vec(prop::collection::vec(0_u8..3, 0..4), 3), 2..4)
    ) {
        let of_run = |jobs: &Vec<Vec<u8>>| {
            dataset(&["a", "b", "c"].into_iter().zip(jobs.clone()).collect::<Vec<_>>())
        };
        let datasets: Vec<Dataset> = said.iter().map(of_run).collect();
        prop_assert_eq!(told(&datasets, true), told(&datasets, false));
    }

    /// A packed dataset depends on the dataset alone.
    #[test]
    fn what_is_taken_from_an_earlier_dataset_is_as_if_it_were_packed_anew(
        before in prop::collection::vec(prop::collection::vec(0_u8..3, 0..4), 3),
        now in prop::collection::vec(prop::collection::vec(0_u8..3, 0..4), 3)
    ) {
        let named = |jobs: Vec<Vec<u8>>| dataset(&["a", "b", "c"].into_iter().zip(jobs).collect::<Vec<_>>());
        let folder = tempfile::tempdir().unwrap();
        let (bytes, _, contents) = packed(&named(before), None);
        let earlier = opened(folder.path(), &bytes, contents);
        let now = named(now);
        let (anew, digest, _) = packed(&now, None);
        let (taken, of_taken, _) = packed(&now, Some(&earlier));
        prop_assert_eq!((anew, digest), (taken, of_taken));
    }
}
