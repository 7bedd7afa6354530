use super::*;
use crate::correct::file::corrections;
use crate::correct::rows::read;
use crate::model::issues::Issues;
use crate::model::record::{Opinion, Section};
use crate::model::records::Records;

fn job(source: &str, edition: &str, label: &str) -> Record {
    let training = Section {
        key: "training".into(),
        heading: "FORMATION".into(),
        text: "Un an.".into(),
        items: vec![],
        ..Section::default()
    };
    Record {
        record_id: format!("{source}/guide"),
        job_id: "port/guide".into(),
        file: format!("{source}.pdf"),
        edition: Some(edition.into()),
        pages: Some([4, 5]),
        title: "Guide".into(),
        label: label.into(),
        departments: vec!["Direction des quais".into(), "Direction des soins".into()],
        sections: vec![training],
        issues: vec!["field-missing:theme".into(), "section-missing:outlook".into()],
        ..Record::default()
    }
}

fn dataset() -> Dataset {
    let jobs = vec![job("a", "2025", "Guide"), job("b", "2026", "Guide")];
    let missing = |record: &Record| {
        let mut issue =
            Diagnostic::new(Severity::Warning, "field-missing", "theme".to_owned().into()).of_field("theme");
        issue.record_id = Some(record.record_id.clone());
        issue.file.clone_from(&record.file);
        issue
    };
    let issues = Issues::of(jobs.iter().map(missing)).unwrap();
    Dataset { issues, jobs: Records::of(jobs).unwrap(), ..Dataset::default() }
}

fn jobs(dataset: &Dataset) -> Vec<Record> {
    dataset.jobs.all()
}

/// The dataset after these lines were applied.
fn corrected(lines: &str) -> Dataset {
    let table = read(format!("record_id,job_id,edition,field,value,was,note\n{lines}").as_bytes()).unwrap();
    let mut dataset = dataset();
    apply(&mut dataset, &corrections("in/corrections.csv".as_ref(), "corrections.csv", &table).unwrap(), Scope::Whole)
        .unwrap();
    dataset
}

fn issues(dataset: &Dataset) -> Vec<Diagnostic> {
    dataset.issues.iter().collect::<io::Result<_>>().unwrap()
}

fn codes(dataset: &Dataset) -> Vec<String> {
    let codes = issues(dataset).into_iter().map(|issue| issue.code.into_owned());
    codes.filter(|code| code != "field-missing").collect()
}

fn labels(dataset: &Dataset) -> String {
    jobs(dataset).into_iter().map(|job| job.label).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_value_is_corrected_and_marked() {
    let dataset = corrected(
        "a/guide,,,label,Guide de quai,Guide,le mot manque\na/guide,,,training,\"Un an.\nOu deux.\",Un an.,\n",
    );
    let job = &jobs(&dataset)[0];
    assert_eq!((labels(&dataset), codes(&dataset)), ("Guide de quai, Guide".to_owned(), vec![]));
    assert_eq!(job.sections[0].text, "Un an.\nOu deux.");
    assert_eq!(job.sections[0].heading, "FORMATION");
    assert_eq!(job.corrected, ["label", "sections.training"]);
    assert_eq!(job.before_correction["sections.training"], "Un an.");
    assert_eq!(job.record_id, "a/guide");
    assert!(jobs(&dataset)[1].corrected.is_empty());
}

#[test]
fn a_job_is_corrected_in_every_edition_or_in_one() {
    assert_eq!(labels(&corrected(",port/guide,,label,Passeur,,\n")), "Passeur, Passeur");
    assert_eq!(labels(&corrected(",port/guide,2026,label,Passeur,,\n")), "Guide, Passeur");
    // What says more closely what it is for counts more, and is no conflict.
    let dataset =
        corrected(",port/guide,,label,Passeur,,\n,port/guide,2026,label,Batelier,,\na/guide,,,label,Rameur,,\n");
    assert_eq!((labels(&dataset), codes(&dataset)), ("Rameur, Batelier".to_owned(), vec![]));
}

#[test]
fn columns_of_ones_own_are_carried_along_and_are_no_corrections() {
    let dataset = corrected(",port/guide,,x_priorite,1,,\na/guide,,,x_note,\"à revoir, vite\",,\n");
    assert_eq!(jobs(&dataset)[0].extra["x_note"], "à revoir, vite");
    assert_eq!(jobs(&dataset)[1].extra["x_priorite"], "1");
    assert!(jobs(&dataset)[0].corrected.is_empty() && jobs(&dataset)[0].before_correction.is_empty());
}

#[test]
fn a_correction_whose_ground_changed_is_applied_and_told_with_both_texts() {
    let dataset = corrected("a/guide,,,training,Deux ans.,Six mois.,\n");
    assert_eq!(jobs(&dataset)[0].sections[0].text, "Deux ans.");
    let issue = issues(&dataset).into_iter().find(|issue| issue.code == "correction-stale").unwrap();
    assert!(
        issue.message.to_string().contains("“Six mois.”") && issue.message.to_string().contains("“Un an.”"),
        "{}",
        issue.message
    );
    assert_eq!(
        (issue.file.as_str(), issue.page, issue.field.as_deref()),
        ("a.pdf", Some(4), Some("sections.training"))
    );
    assert!(issue.hint().unwrap().to_string().contains("corrections.csv:2"));
    assert!(jobs(&dataset)[0].issues.contains(&"correction-stale:sections.training".to_owned()));
    // Typography, order of a list, and what is not told are no change of ground.
    for line in [
        "a/guide,,,training,Deux ans.,\"Un\u{a0}an.\",",
        "a/guide,,,departments,Direction des passerelles,Direction des soins | Direction des quais,",
        "a/guide,,,training,Deux ans.,,",
        "a/guide,,,theme,Au port,(empty),",
    ] {
        assert_eq!(codes(&corrected(line)), [""; 0], "{line}");
    }
    assert_eq!(codes(&corrected("a/guide,,,training,Deux ans.,(empty),\n")), ["correction-stale"]);
}

#[test]
fn a_correction_that_the_report_made_itself_is_told_and_not_marked() {
    let dataset = corrected("a/guide,,,training,Un an.,Six mois.,\n");
    assert_eq!(codes(&dataset), ["correction-settled"]);
    assert!(jobs(&dataset)[0].corrected.is_empty());
}

#[test]
fn corrections_that_differ_are_none() {
    let dataset = corrected(
        "a/guide,,,label,Passeur,,\na/guide,,,label,Rameur,,\na/guide,,,theme,Au port,,\na/guide,,,theme,Au  port,,\n",
    );
    assert_eq!(
        (labels(&dataset), codes(&dataset)),
        ("Guide, Guide".to_owned(), vec!["correction-conflict".to_owned()])
    );
    let issue = issues(&dataset).into_iter().find(|issue| issue.code == "correction-conflict").unwrap();
    assert!(
        issue.message.to_string().contains("corrections.csv:2 “Passeur”, corrections.csv:3 “Rameur”"),
        "{}",
        issue.message
    );
    assert_eq!(jobs(&dataset)[0].theme.as_deref(), Some("Au port"), "twice the same is no conflict");
}

#[test]
fn a_correction_of_nothing_is_told() {
    let dataset =
        corrected("a/guyde,,,label,Passeur,,\n,port/guide,2031,label,Passeur,,\nb/guide,port/rameur,,label,X,,\n");
    assert_eq!(codes(&dataset), ["correction-orphan"; 3]);
    let issues = issues(&dataset);
    let orphans: Vec<_> = issues.iter().filter(|issue| issue.code == "correction-orphan").collect();
    let issue = orphans[0];
    assert_eq!((issue.file.as_str(), issue.record_id.as_deref()), ("corrections.csv", None));
    assert!(issue.message.to_string().starts_with("line 2: no job is a/guyde; "));
    assert!(issue.hint().unwrap().to_string().starts_with("is it a/guide?"), "{issue:?}");
    assert!(orphans[1].message.to_string().contains("no job is port/guide in edition 2031; "));
    let table = read("job_id,field,value\nport/rameur,label,X\n".as_bytes()).unwrap();
    let mut part = super::tests::dataset();
    apply(&mut part, &corrections("c.csv".as_ref(), "c.csv", &table).unwrap(), Scope::Part).unwrap();
    assert_eq!(codes(&part), [""; 0], "its report may have been left out");
}

#[test]
fn what_a_person_filled_in_is_missing_no_more() {
    let dataset = corrected("a/guide,,,theme,Au port,,\n");
    assert_eq!(jobs(&dataset)[0].issues, ["section-missing:outlook"]);
    let missing: Vec<_> = issues(&dataset).into_iter().filter_map(|issue| issue.record_id).collect();
    assert_eq!(missing, ["b/guide"]);
    // Taking a value out fills nothing in.
    assert_eq!(jobs(&corrected("a/guide,,,outlook,,,\n"))[0].issues.len(), 2);
}

#[test]
fn an_opinion_is_corrected_on_both_axes() {
    let dataset = corrected("a/guide,,,relevance,\"0,5\",,\na/guide,,,transposability,-0.2,(empty),\n");
    let opinion = jobs(&dataset).remove(0).opinion.unwrap();
    assert_eq!((opinion.relevance, opinion.transposability), (0.5, -0.2));
    assert_eq!(jobs(&dataset)[0].corrected, ["relevance", "transposability"]);
    let dataset = corrected("a/guide,,,relevance,0.5,,\n");
    assert_eq!(
        (codes(&dataset), &jobs(&dataset)[0].opinion),
        (vec!["correction-incomplete".to_owned()], &None::<Opinion>)
    );
}

#[test]
fn lines_that_mean_nothing_stop_with_their_place() {
    let head = "record_id,job_id,edition,field,value,was,note\n";
    for (text, line, expected) in [
        ("record_id,fild,value\n", 1, "no such column “fild”; the columns are record_id, job_id"),
        ("field,value\n", 1, "add record_id or job_id"),
        ("job_id,field,was\n", 1, "the column value is missing"),
        ("job_id,job_id,field,value\n", 1, "the column “job_id” is there twice"),
        (&format!("{head}\n,,,label,X,,\n"), 3, "fill record_id or job_id"),
        (
            &format!("{head}a/guide,,,labell,X,,\n"),
            2,
            "no field “labell” can be corrected; write one of edition, title",
        ),
        (&format!("{head}a/guide,,,confidence,1,,\n"), 2, "no field “confidence”"),
        (&format!("{head}a/guide,,,hours,2100,,\n"), 2, "“2100” is no hours; write hours as 2100:theory"),
        (&format!("{head}a/guide,,,label,Un, deux, trois, quatre\n"), 2, "put a text with separators into quotes"),
    ] {
        let table = read(text.as_bytes()).unwrap();
        let error = corrections("in/corrections.csv".as_ref(), "corrections.csv", &table).unwrap_err().to_string();
        assert!(error.starts_with(&format!("in/corrections.csv:{line}: ")) && error.contains(expected), "{error}");
    }
    assert_eq!(corrections("c".as_ref(), "c", &read(b"").unwrap()).unwrap(), []);
}
