use super::*;
use crate::catalogue::Language;
use crate::model::dataset::SourceRow;
use crate::model::issues::Issues;
use crate::model::record::{Record, Section};
use crate::model::records::Records;
use crate::store::Stored;

const DAY: &str = "2026-11-24";

fn dataset(jobs: &[(&str, &str)]) -> Dataset {
    let job = |(title, missions): &(&str, &str)| Record {
        job_id: format!("guide/{}", title.to_lowercase()),
        record_id: format!("a/{}", title.to_lowercase()),
        collection: "guide".into(),
        title: (*title).to_owned(),
        sections: vec![Section {
            key: "missions".into(),
            heading: "Missions".into(),
            text: (*missions).to_owned(),
            items: vec![(*missions).to_owned()],
            ..Section::default()
        }],
        ..Record::default()
    };
    Dataset {
        format: 1,
        generator: "test".into(),
        language: Language::French,
        sources: vec![SourceRow { file: "a.pdf".into(), sha256: "aa".into(), ..SourceRow::default() }],
        jobs: Records::of(jobs.iter().map(job)).unwrap(),
        links: Vec::new(),
        candidates: Stored::default(),
        issues: Issues::default(),
        leftover: Stored::default(),
        changes: Vec::new(),
        mark: None,
    }
}

/// Writes a run's files; what differed.
fn run(output: &Path, dataset: Dataset) -> (SinceLastRun, Vec<Change>, usize) {
    run_with(output, dataset, None)
}

fn run_with(output: &Path, mut dataset: Dataset, cache: Option<&Cache>) -> (SinceLastRun, Vec<Change>, usize) {
    let history = History::read(output).unwrap();
    let (since, files) = history.take_up(&mut dataset, DAY, &Renames::default(), &Reader::of(&""), cache).unwrap();
    for file in &files {
        fs::create_dir_all(output.join(FOLDER)).unwrap();
        file.write(&dataset, &mut File::create(output.join(file.name())).unwrap()).unwrap();
    }
    (since, dataset.changes, files.len())
}

#[test]
fn changes_are_those_against_the_last_dataset_that_differed() {
    let output = tempfile::tempdir().unwrap();
    let a = || dataset(&[("Veilleur", "Veiller la nuit.")]);
    let b = || dataset(&[("Veilleur", "Veiller le jour."), ("Guide", "Guider.")]);
    let (since, changes, _) = run(output.path(), a());
    assert_eq!((since, changes.len()), (SinceLastRun::First(Counts::default()), 0));
    assert!(
        matches!(run(output.path(), a()), (SinceLastRun::Same(run), changes, 0) if run.run == 1 && changes.is_empty())
    );
    let (since, first, files) = run(output.path(), b());
    assert!(matches!(since, SinceLastRun::Other(..)));
    assert_eq!((first.len(), files), (2, 2));
    // Found again, the same changes are told; the history gains nothing.
    let (since, again, files) = run(output.path(), b());
    assert!(matches!(since, SinceLastRun::Same(run) if run.run == 2));
    assert_eq!((again, files), (first, 0));
    // Back to what was there: the changes are the way back, and the dataset is kept once.
    let (_, back, _) = run(output.path(), a());
    let kinds: Vec<ChangeKind> = back.iter().map(|change| change.change).collect();
    assert_eq!(kinds, [ChangeKind::Removed, ChangeKind::Changed]);
    let history = History::read(output.path()).unwrap();
    let counts: Vec<(u32, usize, usize, usize)> = history
        .runs()
        .iter()
        .map(|run| (run.run, run.changes.added, run.changes.removed, run.changes.changed))
        .collect();
    assert_eq!(counts, [(1, 0, 0, 0), (2, 1, 0, 1), (3, 0, 1, 1)]);
    assert_eq!(fs::read_dir(output.path().join(FOLDER)).unwrap().count(), 3, "two datasets and the list");
}

#[test]
fn a_comparison_that_is_kept_is_not_made_again() {
    let output = tempfile::tempdir().unwrap();
    let cache = Cache::new(output.path().join("cache"));
    let [a, b] = ["Veiller la nuit.", "Veiller le jour."].map(|text| move || dataset(&[("Veilleur", text)]));
    run_with(output.path(), a(), Some(&cache));
    let (_, made, _) = run_with(output.path(), b(), Some(&cache));
    assert_eq!(made.len(), 1);
    assert_eq!(run_with(output.path(), b(), Some(&cache)), run(output.path(), b()));
    // What is kept is what is told: the dataset before is not even read.
    let first = file_name(&History::read(output.path()).unwrap().runs()[0].dataset);
    fs::write(output.path().join(FOLDER).join(first), "damaged").unwrap();
    assert_eq!(run_with(output.path(), b(), Some(&cache)).1, made);
    assert_eq!(run(output.path(), b()).1, []);
}

#[test]
fn a_job_is_followed_through_its_names() {
    let output = tempfile::tempdir().unwrap();
    let text = "Veiller la nuit, noter les éveils et rendre compte au matin.";
    run(output.path(), dataset(&[("Veilleur", text), ("Guide", "Guider.")]));
    run(output.path(), dataset(&[("Veilleur", "Veiller la nuit, noter les rêves et rendre compte au matin.")]));
    run(output.path(), dataset(&[("Gardien", "Veiller la nuit, noter les rêves et rendre compte au matin.")]));
    let told = |job: &str| {
        let mentions = mentions(&History::read(output.path()).unwrap(), job).unwrap();
        let rows = mentions.into_iter().flat_map(|mention| {
            let run = mention.run.run;
            mention.changes.into_iter().map(move |change| (run, change.change, change.field))
        });
        rows.collect::<Vec<_>>()
    };
    let none = String::new;
    assert_eq!(
        told("guide/gardien"),
        [
            (3, ChangeKind::Renamed, none()),
            (2, ChangeKind::Changed, "sections.missions".to_owned()),
            (1, ChangeKind::Added, none())
        ]
    );
    assert_eq!(told("guide/guide"), [(2, ChangeKind::Removed, none()), (1, ChangeKind::Added, none())]);
    assert_eq!(told("guide/nobody"), []);
}

#[test]
fn what_is_damaged_or_gone_is_passed_over_and_kept_again() {
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join(FOLDER);
    let [a, b, c] = ["un", "deux", "trois"].map(|text| move || dataset(&[("Veilleur", text)]));
    run(output.path(), a());
    run(output.path(), b());
    let history = History::read(output.path()).unwrap();
    let path = |run: usize| folder.join(file_name(&history.runs()[run].dataset));
    let before = |changes: &[Change]| changes[0].before.clone().unwrap();
    assert_eq!(before(&run(output.path(), c()).1), "deux");
    for damage in [&b"not compressed"[..], &fs::read(path(0)).unwrap()] {
        fs::write(path(1), damage).unwrap();
        assert_eq!(before(&run(output.path(), c()).1), "un", "the one before it is compared with");
    }
    let last = folder.join(file_name(&History::read(output.path()).unwrap().runs()[2].dataset));
    fs::remove_file(&last).unwrap();
    assert_eq!(run(output.path(), c()).2, 1);
    assert!(last.exists());
    // A line of a later version stays; one that was cut does not swallow the next.
    let list = fs::read_to_string(folder.join(RUNS)).unwrap();
    fs::write(folder.join(RUNS), format!("{list}{{\"run\": \"later\"}}\n{{\"run\":4,\"da")).unwrap();
    run(output.path(), a());
    let text = fs::read_to_string(folder.join(RUNS)).unwrap();
    assert!(text.starts_with(&list) && text.contains("later") && text.ends_with("\n"), "{text}");
    assert_eq!(History::read(output.path()).unwrap().runs().len(), 4);
}

#[test]
fn files_are_told_by_name_and_content() {
    let row = |(file, sha256): &(&str, &str)| SourceRow {
        file: (*file).to_owned(),
        sha256: (*sha256).to_owned(),
        ..SourceRow::default()
    };
    let files = |rows: &[(&str, &str)]| Dataset { sources: rows.iter().map(row).collect(), ..dataset(&[]) };
    let old = files(&[("a.pdf", "1"), ("b.pdf", "2"), ("c.pdf", "3"), ("d.pdf", "4"), ("lost.pdf", "")]);
    let new = files(&[("a.pdf", "1"), ("b.pdf", "5"), ("e.pdf", "3"), ("f.pdf", "6"), ("unread.pdf", "")]);
    let changes = file_changes(&old, &new);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(changes.added, names(&["f.pdf", "unread.pdf"]));
    assert_eq!(changes.removed, names(&["d.pdf", "lost.pdf"]));
    assert_eq!(changes.replaced, names(&["b.pdf"]));
    assert_eq!(changes.renamed, [("c.pdf".to_owned(), "e.pdf".to_owned())]);
    assert!(file_changes(&new, &new).is_empty());
}

#[test]
fn the_same_bytes_read_otherwise_are_of_the_version_or_of_the_settings() {
    let output = tempfile::tempdir().unwrap();
    let reader = |code: &str, settings: &str| Reader { code: code.into(), settings: settings.into() };
    let take_up = |text: &str, sha256: &str, reader: &Reader| {
        let mut dataset = dataset(&[("Veilleur", text)]);
        dataset.sources[0].source_id = "a".into();
        dataset.sources[0].sha256 = sha256.into();
        let jobs = dataset.jobs.all().into_iter().map(|job| Record { source_id: "a".into(), ..job });
        dataset.jobs = Records::of(jobs.collect::<Vec<_>>()).unwrap();
        let (_, files) = History::read(output.path())
            .unwrap()
            .take_up(&mut dataset, DAY, &Renames::default(), reader, None)
            .unwrap();
        for file in &files {
            fs::create_dir_all(output.path().join(FOLDER)).unwrap();
            file.write(&dataset, &mut File::create(output.path().join(file.name())).unwrap()).unwrap();
        }
        dataset.changes.iter().map(|change| change.cause).collect::<Vec<_>>()
    };
    let (first, second) = (reader("1", "x"), reader("2", "x"));
    assert_eq!(take_up("un", "aa", &first), []);
    assert_eq!(take_up("deux", "aa", &second), [Some(Cause::Version)]);
    assert_eq!(take_up("trois", "aa", &reader("2", "y")), [Some(Cause::Settings)]);
    assert_eq!(take_up("quatre", "bb", &second), [Some(Cause::Report)]);
    // A version that reads the same makes no change, and is the one that later ones differ from.
    let third = reader("3", "x");
    assert_eq!(take_up("quatre", "bb", &third), [Some(Cause::Report)]);
    let list = || fs::read_to_string(output.path().join(FOLDER).join(RUNS)).unwrap();
    let after_third = list();
    assert_eq!(take_up("quatre", "bb", &third), [Some(Cause::Report)]);
    assert_eq!((list(), after_third.lines().count()), (after_third, 4));
    assert_eq!(take_up("cinq", "bb", &reader("3", "z")), [Some(Cause::Settings)]);
    // Nothing is known of an earlier version, but that it is another one.
    let line = list().replace("\"read_by\"", "\"unknown\"").replace("\"last_read_by\"", "\"unknown\"");
    fs::write(output.path().join(FOLDER).join(RUNS), line).unwrap();
    assert_eq!(take_up("cinq", "bb", &third), [None]);
    assert!(list().contains("\"unknown\""), "what this version does not know stays");
    assert_eq!(take_up("six", "bb", &third), [None]);
}
