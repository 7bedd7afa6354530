//! Scans, read from end to end. What needs tesseract is skipped where it is not installed, unless
//! `INGEST_REQUIRE_TOOLS=1` says that it must be.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::support::{Workplace, finish};
use ingest::read::pdf::{Options, Renderer};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/anap-panorama/panorama-colonnes.pdf");

/// A scan of some pages (1-based) of a report, of 200 dots an inch.
fn scan(pages: &[u32]) -> Vec<u8> {
    let renderer = Renderer::new(&fs::read(REPORT).unwrap().into(), &Options::default()).unwrap();
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for page in pages {
        let picture = renderer.page(*page, 200.0 / 72.0).unwrap();
        let (width, height) = (i64::try_from(picture.width).unwrap(), i64::try_from(picture.height).unwrap());
        let mut image = Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
            },
            picture.grey(),
        );
        image.compress().unwrap();
        let image = document.add_object(image);
        let operations = vec![
            Operation::new("cm", vec![595.into(), 0.into(), 0.into(), 842.into(), 0.into(), 0.into()]),
            Operation::new("Do", vec!["Im".into()]),
        ];
        let content = document.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
        let page = dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "Im" => image } },
        };
        kids.push(document.add_object(page).into());
    }
    let count = i64::try_from(kids.len()).unwrap();
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Whether tesseract and its French data are there.
fn can_read() -> bool {
    let languages = Command::new("tesseract").arg("--list-langs").output();
    let ready = languages.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).lines().any(|line| line == "fra"));
    let required = std::env::var("INGEST_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    assert!(ready || !required, "tesseract or its language fra is missing, and INGEST_REQUIRE_TOOLS=1");
    if !ready {
        eprintln!("skipped: tesseract or its language fra is not installed");
    }
    ready
}

/// Words of the missions of all jobs, by record.
fn missions(work: &Workplace) -> BTreeSet<(String, String)> {
    let plain = |text: &str| text.replace('’', "'");
    let rows = work.table("missions").into_iter();
    rows.map(|row| (row["record_id"].rsplit('/').next().unwrap().to_owned(), plain(&row["text"]))).collect()
}

#[test]
fn a_scan_is_read_like_its_original() {
    if !can_read() {
        return;
    }
    let work = Workplace::new();
    work.file("inputs/scan.pdf", scan(&[3, 4, 5, 6]));
    let run = work.run(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(work.statuses()["scan.pdf"], "ok");
    let found = missions(&work);
    let jobs = work.table("jobs");
    assert_eq!(jobs.len(), 4);
    for job in &jobs {
        assert!(job["confidence"].parse::<f64>().unwrap() <= 0.85 && job["issues"].contains("ocr"), "{job:?}");
    }
    let issues = work.table("issues");
    let told =
        |issue: &&std::collections::BTreeMap<String, String>| issue["code"] == "ocr" && issue["severity"] == "info";
    let told: Vec<_> = issues.iter().filter(told).map(|issue| issue["message"].as_str()).collect();
    assert_eq!(told, ["pages 1 à 4 lues par reconnaissance de caractères"]);

    work.run(&[REPORT]);
    let records: BTreeSet<String> = found.iter().map(|(record, _)| record.clone()).collect();
    let wanted: BTreeSet<_> = missions(&work).into_iter().filter(|(record, _)| records.contains(record)).collect();
    let common = wanted.intersection(&found).count();
    assert_eq!(records.len(), 4);
    assert!(common * 20 >= wanted.len().max(found.len()) * 19, "wanted {wanted:#?}\nfound {found:#?}");
}

#[test]
fn text_is_read_off_the_picture_only_where_it_is_asked_for() {
    if !can_read() {
        return;
    }
    let work = Workplace::new();
    // No page after it: each takes seconds to be read off its picture.
    let page = ["inspect", REPORT, "--page", "4", "--max-pages", "4"];
    let layer = work.run(&page).stdout;
    assert!(!layer.contains("! ocr "), "{layer}");
    let picture = work.run(&[page.as_slice(), &["--ocr", "always"]].concat()).stdout;
    assert!(picture.contains("! ocr pages 1 to ") && picture.contains("\n  MISSIONS\n"), "{picture}");
}

#[test]
fn without_the_program_it_is_told_how_to_get_it() {
    let work = Workplace::new();
    work.file("inputs/scan.pdf", scan(&[3])).folder("nothing");
    let run = finish(work.command(&[]).env("PATH", work.path("nothing")));
    assert_eq!(run.code, Some(3), "{}", run.stderr);
    assert_eq!(work.statuses()["scan.pdf"], "needs-ocr");
    assert!(work.message("scan.pdf").contains("; installez tesseract"), "{}", work.message("scan.pdf"));
    let issue = work.table("issues").into_iter().find(|issue| issue["code"] == "file-needs-ocr").unwrap();
    assert!(issue["hint"].contains("installez tesseract"), "{issue:?}");

    work.run(&["--ocr", "never"]);
    assert_eq!(work.statuses()["scan.pdf"], "needs-ocr");
    assert!(work.message("scan.pdf").ends_with("; relancez avec `--ocr auto`"), "{}", work.message("scan.pdf"));
}

#[test]
fn a_page_that_is_a_picture_does_not_stop_the_others() {
    let work = Workplace::new();
    let mut document = Document::load(REPORT).unwrap();
    let page = document.get_pages()[&4];
    let picture = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    let content = document.add_object(Stream::new(dictionary! {}, picture.as_bytes().to_vec()));
    document.get_object_mut(page).unwrap().as_dict_mut().unwrap().set("Contents", content);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    work.file("inputs/report.pdf", bytes);
    work.run(&["--ocr", "never"]);
    assert!(work.table("jobs").len() > 5);
    let issue = work.table("issues").into_iter().find(|issue| issue["code"] == "page-without-text").unwrap();
    assert_eq!((issue["page"].as_str(), issue["hint"].as_str()), ("4", "relancez avec `--ocr auto`"));
    let inspected = work.run(&["inspect", "inputs/report.pdf", "--ocr", "never"]).stdout;
    assert!(inspected.contains("\n! page-without-text "), "{inspected}");
}

#[test]
fn languages_are_names() {
    let work = Workplace::new();
    for language in ["", "fra+", "../fra", "-l"] {
        assert_eq!(work.run(&["--ocr-language", language]).code, Some(2), "{language}");
    }
    work.file("inputs/scan.pdf", scan(&[3]));
    if can_read() {
        work.run(&["--ocr-language", "xyz"]);
        assert!(
            work.message("scan.pdf").contains("il manque à tesseract la langue `xyz`"),
            "{}",
            work.message("scan.pdf")
        );
    }
}
