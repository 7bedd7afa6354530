use std::thread;

use super::*;
use crate::model::flow::{Block, Flow, Line, Place};
use crate::model::geometry::Rect;
use crate::model::reading::Reading;

fn cache() -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::new(folder.path().join("cache"));
    (folder, cache)
}

fn key(name: &str) -> Key {
    Key::of(&name)
}

#[test]
fn a_reading_comes_back_exactly() {
    let (_folder, cache) = cache();
    let place = Place { page: 3, bbox: Rect::new(1.0 / 3.0, 2.5e-7, 123.456_78, 842.0) };
    let line = Line { text: "Œuvrer à l’écoute".to_owned(), place: Some(place), ..Line::default() };
    let blocks = vec![Block { lines: vec![line], ..Block::default() }];
    let reading = Reading { flow: Flow { blocks, pages: 3, ..Flow::default() }, ..Reading::default() };
    assert!(cache.get::<Reading>(Layer::Readings, &key("a")).is_none());
    cache.put(Layer::Readings, &key("a"), &reading);
    let again: Reading = cache.get(Layer::Readings, &key("a")).unwrap();
    assert_eq!(format!("{again:?}"), format!("{reading:?}"));
    assert!(cache.get::<Reading>(Layer::Records, &key("a")).is_none(), "another layer");
    assert!(cache.get::<Reading>(Layer::Readings, &key("b")).is_none(), "another key");
    assert_eq!(cache.trouble(), None);
}

#[test]
fn keys_tell_their_parts_apart() {
    assert_ne!(Key::of(&("ab", "c")), Key::of(&("a", "bc")));
    assert_ne!(Key::of(&(None::<u64>, 0_u64)), Key::of(&(Some(0_u64), 0_u64)));
}

/// Every form of damage to a file: it is not found, and keeping the value again mends it.
#[test]
fn a_damaged_entry_is_not_trusted_and_is_replaced() {
    let (_folder, cache) = cache();
    let value: Vec<String> = (0..200).map(|number| format!("mission {number}")).collect();
    let (here, there) = (key("here"), key("there"));
    cache.put(Layer::Records, &here, &value);
    cache.put(Layer::Records, &there, &vec!["another".to_owned()]);
    let path = cache.path(Layer::Records, &here);
    let whole = fs::read(&path).unwrap();
    let mut damaged: Vec<Vec<u8>> = (0..whole.len()).map(|length| whole[..length].to_vec()).collect();
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x10;
        damaged.push(bytes);
    }
    damaged.push([whole.as_slice(), b"more"].concat());
    damaged.push(fs::read(cache.path(Layer::Records, &there)).unwrap());
    for bytes in damaged {
        fs::write(&path, &bytes).unwrap();
        assert_eq!(cache.get::<Vec<String>>(Layer::Records, &here), None, "{} bytes", bytes.len());
    }
    cache.put(Layer::Records, &here, &value);
    assert_eq!(cache.get::<Vec<String>>(Layer::Records, &here), Some(value));
    assert_eq!(fs::read(&path).unwrap(), whole, "the same value has the same bytes");
}

/// An entry whose digest is right and whose content lies: counts without end, a text that is none, no value at all.
#[test]
fn an_entry_made_to_harm_is_not_found() {
    let endless = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
    for plain in [endless.to_vec(), vec![1, 4, 0xff, 0xfe, 0xfd, 0xfc], vec![1], vec![0xff; 12]] {
        // A tuple of bytes is written as they are, without a count.
        let bytes = match plain.len() {
            9 => entry::encode("key", &<[u8; 9]>::try_from(plain.as_slice()).unwrap()),
            6 => entry::encode("key", &<[u8; 6]>::try_from(plain.as_slice()).unwrap()),
            1 => entry::encode("key", &[1_u8; 1]),
            _ => entry::encode("key", &[0xff_u8; 12]),
        };
        assert_eq!(entry::decode::<Vec<String>>("key", &bytes.unwrap()), None, "{plain:?}");
    }
    let unpacks_to_much = vec![0_u8; 1 << 20];
    let bytes = entry::encode("key", &unpacks_to_much).unwrap();
    assert!(bytes.len() < 1 << 16);
    assert_eq!(entry::decode::<Vec<u8>>("key", &bytes).map(|value| value.len()), Some(1 << 20));
}

#[test]
fn what_was_not_used_for_longest_goes_first_and_what_is_in_use_last() {
    let (_folder, old_run) = cache();
    let value = "x".repeat(64);
    let day = Duration::from_secs(24 * 60 * 60);
    for (name, days) in [("a", 9), ("b", 7), ("c", 8), ("d", 20)] {
        for layer in [Layer::Readings, Layer::Records] {
            old_run.put(layer, &key(name), &value);
            let file = File::options().write(true).open(old_run.path(layer, &key(name))).unwrap();
            file.set_modified(SystemTime::now() - day * days).unwrap();
        }
    }
    let run = Cache::new(old_run.folder());
    // Used now: the oldest is as good as the newest.
    assert!(run.get::<String>(Layer::Records, &key("d")).is_some());
    run.note_use(Layer::Readings, &key("d"));
    let left = |cache: &Cache| {
        let there = |(layer, name): (Layer, &str)| cache.path(layer, &key(name)).exists().then_some(name.to_owned());
        let of = |layer| ["a", "b", "c", "d"].into_iter().filter_map(|name| there((layer, name))).collect::<String>();
        (of(Layer::Readings), of(Layer::Records))
    };
    let bytes = fs::metadata(run.path(Layer::Records, &key("d"))).unwrap().len();
    let told = run.room().unwrap();
    assert!(told[1..3].iter().all(|(_, room)| *room == Room { entries: 4, bytes: 4 * bytes }), "{told:?}");
    run.tidy(8 * bytes);
    assert_eq!(left(&run), ("abcd".to_owned(), "abcd".to_owned()), "there is room for all");
    run.tidy(6 * bytes);
    assert_eq!(left(&run), ("bcd".to_owned(), "bcd".to_owned()));
    run.tidy(5 * bytes);
    assert_eq!(left(&run), ("bd".to_owned(), "bcd".to_owned()), "of one age the reading goes first");
    run.tidy(2 * bytes);
    assert_eq!(left(&run), ("d".to_owned(), "d".to_owned()));
    run.tidy(bytes);
    assert_eq!(left(&run), (String::new(), "d".to_owned()), "bounded even by what is in use");
}

#[test]
fn unfinished_entries_of_interrupted_runs_are_removed_and_those_of_running_ones_are_not() {
    let (_folder, cache) = cache();
    cache.put(Layer::Records, &key("a"), &1_u8);
    let path = |name: &str| cache.folder().join("records").join(name);
    fs::write(path("unfinished-old"), "half").unwrap();
    let file = File::options().write(true).open(path("unfinished-old")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(2 * 60 * 60)).unwrap();
    fs::write(path("unfinished-new"), "half").unwrap();
    cache.tidy(MOST_BYTES);
    assert!(!path("unfinished-old").exists() && path("unfinished-new").exists());
    assert_eq!(cache.get::<u8>(Layer::Records, &key("a")), Some(1));
}

#[test]
fn clearing_leaves_what_is_no_entry() {
    let (folder, cache) = cache();
    cache.put(Layer::Readings, &key("a"), &1_u8);
    cache.put(Layer::Records, &key("a"), &1_u8);
    assert!(cache.folder().join("CACHEDIR.TAG").exists());
    cache.clear().unwrap();
    assert!(!cache.folder().exists(), "nothing else was in it");
    cache.clear().unwrap();

    let mine = folder.path().join("mine");
    fs::create_dir_all(mine.join("records")).unwrap();
    for name in ["report.pdf", "records/notes.txt", "CACHEDIR.TAG"] {
        fs::write(mine.join(name), "mine").unwrap();
    }
    let cache = Cache::new(&mine);
    cache.put(Layer::Records, &key("a"), &1_u8);
    assert_eq!(cache.room().unwrap()[2].1.entries, 1);
    cache.clear().unwrap();
    for name in ["report.pdf", "records/notes.txt", "CACHEDIR.TAG"] {
        assert_eq!(fs::read_to_string(mine.join(name)).unwrap(), "mine");
    }
    assert_eq!(cache.room().unwrap()[2].1, Room::default());
}

#[test]
fn a_folder_that_cannot_be_written_is_trouble_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "mine").unwrap();
    let cache = Cache::new(folder.path().join("file"));
    cache.put(Layer::Records, &key("a"), &1_u8);
    assert!(cache.trouble().is_some());
    assert_eq!(cache.get::<u8>(Layer::Records, &key("a")), None);
    cache.tidy(0);
}

/// What another run sees is a whole value or none, whatever is written, removed and read at the same time.
#[test]
fn several_runs_share_a_cache() {
    let (_folder, first) = cache();
    let value: Vec<u64> = (0..20_000).collect();
    thread::scope(|scope| {
        for runner in 0..6_u64 {
            let (folder, value) = (first.folder(), &value);
            scope.spawn(move || {
                let cache = Cache::new(folder);
                for round in 0..40 {
                    let key = key(&((runner + round) % 3).to_string());
                    match round % 4 {
                        0 => cache.put(Layer::Records, &key, value),
                        1 if runner == 0 => cache.tidy(0),
                        _ => {
                            let found = cache.get::<Vec<u64>>(Layer::Records, &key);
                            assert!(found.is_none_or(|found| found == *value));
                        }
                    }
                }
                assert_eq!(cache.trouble(), None);
            });
        }
    });
}
