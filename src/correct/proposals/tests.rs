use super::*;
use crate::correct::{Correction, CorrectionsFile, Merged, Scope, apply, merge};
use crate::model::record::Section;
use crate::model::records::Records;

fn job(source: &str, title: &str) -> Record {
    let text = "Un an\u{a0}: la nuit.\nPuis le jour.";
    Record {
        record_id: format!("{source}/{title}"),
        job_id: format!("port/{title}"),
        edition: Some("2026".into()),
        title: title.into(),
        label: title.into(),
        departments: vec!["Direction des quais".into(), "Direction des soins".into()],
        sections: vec![Section {
            key: "training".into(),
            heading: "FORMATION".into(),
            text: text.into(),
            items: vec![],
            ..Section::default()
        }],
        confidence: 0.5,
        ..Record::default()
    }
}

fn dataset() -> Dataset {
    let jobs = Records::of([job("a", "guide"), job("a", "rameur"), job("a", "-tiret")]).unwrap();
    Dataset { jobs, ..Dataset::default() }
}

const NAMES: [&str; 8] = ["record_id", "job_id", "edition", "label", "departments", "training", "confidence", "theme"];

fn exported(dataset: &Dataset) -> Exported {
    let cell = |job: &Record, name: &str| match name {
        "record_id" => job.record_id.clone(),
        "job_id" => job.job_id.clone(),
        "confidence" => job.confidence.to_string(),
        _ => Field::of_name(name).unwrap().text(job),
    };
    let column = |name: &str| {
        let titles = if name == "training" { vec!["Formation et compétences".to_owned()] } else { vec![] };
        ExportedColumn {
            name: name.to_owned(),
            titles,
            is_list: name == "departments",
            words: BTreeMap::new(),
            aliases: BTreeMap::new(),
        }
    };
    Exported {
        columns: NAMES.iter().map(|name| column(name)).collect(),
        rows: jobs(dataset).iter().map(|job| NAMES.iter().map(|name| cell(job, name)).collect()).collect(),
    }
}

fn jobs(dataset: &Dataset) -> Vec<Record> {
    dataset.jobs.all()
}

/// Gives the first section of the first job this text.
fn set_text(dataset: &mut Dataset, text: &str) {
    let mut job = std::sync::Arc::unwrap_or_clone(dataset.jobs.get(0).unwrap());
    text.clone_into(&mut job.sections[0].text);
    dataset.jobs.set(0, &job).unwrap();
}

/// What is proposed for a sheet of these heads and rows: record, field, value.
fn proposed(heads: &[&str], rows: &[&[&str]]) -> (Vec<(String, String, String)>, Vec<String>) {
    let dataset = dataset();
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let rows = rows.iter().zip(2..).map(|(row, line)| (line, cells(row))).collect();
    let found = proposals(&dataset, &exported(&dataset), &Sheet { name: None, heads: cells(heads), rows }).unwrap();
    let shown = |proposal: &Proposal| {
        let job = &dataset.jobs.heads()[proposal.record];
        (job.record_id.to_string(), proposal.field.name().into_owned(), proposal.value.clone())
    };
    (found.taken.iter().map(shown).collect(), found.refused.iter().map(ToString::to_string).collect())
}

fn row(record: &str, field: &str, value: &str) -> (String, String, String) {
    (record.to_owned(), field.to_owned(), value.to_owned())
}

#[test]
fn what_was_edited_is_proposed_and_nothing_else() {
    let (taken, refused) = proposed(
        &["Formation et compétences", "record_id", "LABEL", "departments", "confidence", "edition"],
        &[
            // Sorted otherwise, columns moved and taken out; other spaces, line breaks, order and decimal sign.
            &[
                "Un an : la nuit.  \r\nPuis le jour.\r\n",
                "a/rameur",
                "Rameur de nuit",
                "Direction des soins|Direction des quais",
                "0,5",
                "2026",
            ],
            &["Deux ans.", "a/guide", "guide ", "Direction des quais", "0.50", "2026"],
            &[
                "Un an\u{a0}: la nuit.\nPuis le jour.",
                "a/-tiret",
                "'-tiret",
                "Direction des quais | Direction des soins",
                "0.5",
                "2026",
            ],
        ],
    );
    assert_eq!(
        taken,
        [
            row("a/rameur", "label", "Rameur de nuit"),
            row("a/guide", "sections.training", "Deux ans."),
            row("a/guide", "departments", "Direction des quais"),
        ]
    );
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn columns_of_ones_own_get_a_name() {
    let (taken, refused) = proposed(
        &["record_id", "x_note", "Priorité (1-3)", "", "x_note"],
        &[&["a/guide", "à revoir", "2", "perdu", "bis"], &["a/rameur", "", "", "", ""]],
    );
    assert_eq!(taken, [row("a/guide", "x_note", "à revoir"), row("a/guide", "x_priorite_1_3", "2")]);
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(
        refused[0].starts_with("column D: has no name") && refused[1].starts_with("column E “x_note”: is there twice")
    );
}

#[test]
fn columns_have_the_letters_of_a_spreadsheet() {
    assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
}

#[test]
fn what_cannot_be_taken_is_told() {
    let (taken, refused) = proposed(
        &["record_id", "label", "confidence", "departments", "theme"],
        &[
            &["a/guide", "", "0.9", "#REF!", ""],
            &["a/inconnu", "x", "", "", ""],
            &["", "un métier de plus", "", "", ""],
            &["a/guide", "y", "0.5", "", ""],
        ],
    );
    assert_eq!(taken, []);
    let told = [
        "row 2, column B “label”: “” is no label of a/guide; write a title",
        "row 2, column C “confidence”: “0.5” is now “0.9” of a/guide; it is no field that a sheet corrects",
        "row 2, column D “departments”: departments of a/guide is an error of a formula",
        "row 3: no record is a/inconnu; run again",
        "row 4: has no record_id; jobs cannot be added by hand",
        "row 5: a/guide stands in an earlier row as well",
    ];
    assert_eq!(refused.len(), told.len(), "{refused:?}");
    for (refused, told) in refused.iter().zip(told) {
        assert!(refused.starts_with(told), "{refused}");
    }
}

#[test]
fn a_cell_that_the_export_cut_is_no_correction() {
    let mut dataset = dataset();
    set_text(&mut dataset, &"é".repeat(40_000));
    let sheet = |cell: String| Sheet {
        name: None,
        heads: vec!["record_id".into(), "training".into()],
        rows: vec![(2, vec!["a/guide".into(), cell])],
    };
    let found = proposals(&dataset, &exported(&dataset), &sheet(format!("{} […]", "é".repeat(32_763)))).unwrap();
    assert!(found.taken.is_empty() && found.refused.is_empty());
    let found = proposals(&dataset, &exported(&dataset), &sheet(format!("X{} […]", "é".repeat(32_762)))).unwrap();
    assert!(
        found.taken.is_empty() && found.refused[0].to_string().contains("was cut by the export"),
        "{:?}",
        found.refused
    );
    // Where nothing was cut, a text may end so.
    set_text(&mut dataset, "Un an.");
    let found = proposals(&dataset, &exported(&dataset), &sheet("Tout est dit. […]".into())).unwrap();
    assert_eq!(found.taken.len(), 1);
}

/// The lines of the file after the proposals were merged, and what became of each.
fn merged(dataset: &Dataset, lines: &str, proposed: &[(usize, &str, &str)]) -> (Vec<String>, Vec<Merged>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("corrections.csv");
    std::fs::write(&path, format!("record_id;job_id;edition;field;value;was;note\n{lines}")).unwrap();
    let mut files = CorrectionsFile::load_all(vec![(path.clone(), "corrections.csv".into())]).unwrap();
    let proposal = |&(record, name, value): &(usize, &str, &str)| Proposal {
        record,
        field: Field::of_name(name).unwrap(),
        value: value.to_owned(),
    };
    let proposals: Vec<Proposal> = proposed.iter().map(proposal).collect();
    let merged = merge(dataset, &proposals, &mut files, 0).unwrap();
    files[0].save().unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let again = CorrectionsFile::load_all(vec![(path, "corrections.csv".into())]).unwrap();
    let texts = |file: &CorrectionsFile| file.corrections.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&again[0]), texts(&files[0]), "what is written is what is read");
    (text.lines().skip(1).map(str::to_owned).collect(), merged)
}

#[test]
fn corrections_are_added_updated_withdrawn_and_kept() {
    let mut dataset = dataset();
    let kept = "a/rameur;;;label;Rameuse;rameur;l’équipe le dit";
    let (lines, what) =
        merged(&dataset, kept, &[(0, "label", "Guide de quai"), (0, "theme", "Port"), (0, "x_note", "vu")]);
    assert_eq!(
        lines,
        [
            kept,
            ";port/guide;;label;Guide de quai;guide;",
            ";port/guide;;theme;Port;(empty);",
            ";port/guide;;x_note;vu;;",
        ]
    );
    assert_eq!(what, [Merged::Added; 3]);
    // The same sheet again, then another value, then the report's own.
    let lines = lines.join("\n");
    let (again, what) = merged(&dataset, &lines, &[(0, "label", "Guide de quai"), (0, "x_note", "vu")]);
    assert_eq!((again.join("\n"), what), (lines.clone(), vec![Merged::Known; 2]));
    let (again, what) = merged(&dataset, &lines, &[(0, "label", "Passeur"), (0, "x_note", "")]);
    assert_eq!(again, [kept, ";port/guide;;label;Passeur;guide;", ";port/guide;;theme;Port;(empty);"]);
    assert_eq!(what, [Merged::Updated, Merged::Withdrawn]);
    let (again, what) = merged(&dataset, &lines, &[(0, "label", "guide"), (0, "theme", "")]);
    assert_eq!(again, [kept, ";port/guide;;x_note;vu;;"]);
    assert_eq!(what, [Merged::Withdrawn; 2]);
    // What the report said is known although the dataset holds the correction.
    let table = crate::correct::rows::read(b"job_id,field,value\nport/guide,label,Passeur\n").unwrap();
    let corrections: Vec<Correction> = crate::correct::file::corrections("c.csv".as_ref(), "c.csv", &table).unwrap();
    apply(&mut dataset, &corrections, Scope::Whole).unwrap();
    let (lines, _) = merged(&dataset, "", &[(0, "label", "Batelier")]);
    assert_eq!(lines, [";port/guide;;label;Batelier;guide;"]);
}

#[test]
fn one_of_several_records_of_a_job_is_named_closely() {
    let mut dataset = dataset();
    dataset.jobs.push(&Record { edition: Some("2027".into()), ..job("b", "guide") }).unwrap();
    let (lines, _) = merged(&dataset, ";port/guide;;label;Passeur;;", &[(0, "label", "Batelier")]);
    assert_eq!(lines, [";port/guide;;label;Passeur;;", ";port/guide;2026;label;Batelier;guide;"]);
    dataset.jobs.push(&job("c", "guide")).unwrap();
    let (lines, _) = merged(&dataset, "", &[(0, "label", "Batelier")]);
    assert_eq!(lines, ["a/guide;;;label;Batelier;guide;"]);
}
