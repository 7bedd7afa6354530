//! The page for review and what else shows people where values come from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use lopdf::{Document, Object};
use serde_json::Value;

use crate::support::{Workplace, tools};

const REPORT: &str = "guide-collectif.pdf";

fn place() -> Workplace {
    let place = Workplace::new();
    place.file(&format!("inputs/{REPORT}"), fs::read(Path::new("inputs").join(REPORT)).unwrap());
    place
}

/// What a script hands to the page; it is one statement, and nothing but data.
fn data(path: &Path) -> (String, Value) {
    let text = fs::read_to_string(path).unwrap();
    let inner = text.strip_prefix("ingest(").and_then(|text| text.strip_suffix(");\n")).unwrap();
    let list: Value = serde_json::from_str(&format!("[{inner}]")).unwrap();
    (list[0].as_str().unwrap().to_owned(), list[1].clone())
}

/// Every file under `report/`, by name, with its bytes.
fn shown(place: &Workplace) -> BTreeMap<String, Vec<u8>> {
    let folder = place.path("outputs/report");
    let entries = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn the_page_has_every_job_with_its_values_their_boxes_and_pictures_of_their_pages() {
    let place = place();
    let run = place.run(&["--report", "auto"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("report.html"), "{run:?}");
    let (name, index) = data(&place.path("outputs/report/index.js"));
    assert_eq!(name, "index");
    let jobs = place.table("jobs");
    let told = index["jobs"].as_array().unwrap();
    assert_eq!(told.len(), jobs.len());
    assert_eq!(index["pictures"], "jobs");
    assert_eq!(index["sources"][0]["href"], format!("../inputs/{REPORT}"));
    let (_, details) = data(&place.path("outputs/report/jobs/0.js"));
    let (_, document) = data(&place.path("outputs/report/documents/0.js"));
    let (_, texts) = data(&place.path("outputs/report/texts/0.js"));
    for (number, job) in jobs.iter().enumerate() {
        assert_eq!(told[number]["title"], job["title"].as_str());
        let of = |field: &str| {
            let fields = details[number]["fields"].as_array().unwrap();
            fields.iter().find(|value| value["name"] == field).cloned().unwrap_or_default()
        };
        assert_eq!(of("title")["values"][0], job["title"].as_str());
        assert!(texts[number].as_str().unwrap().len() > 100);
        // Every value has its box inside of a page that has a picture.
        let spot = &of("title")["where"][0]["place"];
        let side = |place: usize| spot[place].as_f64().unwrap();
        let page = &document["pages"][spot[0].to_string()];
        assert!(side(3) <= page["width"].as_f64().unwrap() && side(4) <= page["height"].as_f64().unwrap(), "{page}");
        let picture = fs::read(place.path("outputs/report").join(page["picture"].as_str().unwrap())).unwrap();
        assert!(picture.starts_with(b"RIFF") && &picture[8..12] == b"WEBP");
    }
}

#[test]
fn pages_with_left_over_text_alone_have_their_pictures_too() {
    let place = place();
    place.run(&["--report", "auto"]);
    let (_, index) = data(&place.path("outputs/report/index.js"));
    let (_, document) = data(&place.path("outputs/report/documents/0.js"));
    let on_jobs = |page: u64| {
        index["jobs"].as_array().unwrap().iter().any(|job| {
            let side = |side: usize| job["pages"][side].as_u64().unwrap();
            (side(0)..=side(1)).contains(&page)
        })
    };
    let left = document["leftover"].as_array().unwrap();
    let pages: Vec<u64> = left.iter().filter_map(|left| left["place"][0].as_u64()).collect();
    assert!(pages.iter().any(|page| !on_jobs(*page)), "a report of which some pages have no job: {pages:?}");
    for page in pages {
        let picture = document["pages"][page.to_string()]["picture"].as_str().unwrap();
        assert!(place.path("outputs/report").join(picture).is_file(), "page {page}");
    }
}

#[test]
fn why_a_value_is_unsure_stands_by_itself() {
    let place = place();
    place.run(&["--report", "auto"]);
    let (_, index) = data(&place.path("outputs/report/index.js"));
    let issues = index["issues"].as_array().unwrap();
    let unsure: Vec<&Value> = issues.iter().filter(|issue| issue["code"] == "unsure").collect();
    assert!(!unsure.is_empty());
    for issue in unsure {
        let (why, message) = (issue["why"].as_str().unwrap(), issue["message"].as_str().unwrap());
        assert!(message.ends_with(why) && message.len() > why.len() && issue["confidence"].as_f64().unwrap() < 0.9);
    }
    assert!(issues.iter().all(|issue| issue["code"] == "unsure" || issue["why"].is_null()));
}

#[test]
fn a_run_without_news_draws_nothing_and_one_with_other_options_draws_nothing_again() {
    let place = place();
    place.run(&["--report", "yes"]);
    let before = shown(&place);
    let account = || -> Value { serde_json::from_slice(&fs::read(place.path("outputs/run.json")).unwrap()).unwrap() };
    // A picture that is drawn again is kept again.
    let pictures = |place: &Workplace| -> BTreeMap<_, _> {
        let entries = fs::read_dir(place.path("outputs/.cache/pictures")).unwrap().map(Result::unwrap);
        entries.map(|entry| (entry.file_name(), entry.metadata().unwrap().modified().unwrap())).collect()
    };
    let kept = pictures(&place);
    assert!(!kept.is_empty());
    // Nothing is new at all.
    place.run(&["--report", "yes"]);
    assert!(!account().to_string().contains("drawing"));
    // Something is, but no page is other than it was.
    place.run(&["--report", "yes", "--format", "json,csv"]);
    assert!(account().to_string().contains("drawing"));
    assert_eq!(pictures(&place), kept);
    assert!(shown(&place) == before, "other files");
    // The same bytes, however many hands do it.
    fs::remove_dir_all(place.path("outputs")).unwrap();
    place.run(&["--report", "yes", "--jobs", "1", "--in-process"]);
    assert!(shown(&place) == before, "other files");
}

#[test]
fn what_the_page_no_longer_shows_goes() {
    let place = place();
    place.run(&["--report", "yes"]);
    let before = shown(&place);
    place.file("outputs/report/mine.txt", "a person's own");
    fs::remove_file(place.path("inputs").join(REPORT)).unwrap();
    place.file("inputs/note.txt", "Bonjour à tous, voici une note.");
    place.run(&["--report", "yes"]);
    let after = shown(&place);
    assert!(
        before.keys().any(|name| name.starts_with("pages/")) && !after.keys().any(|name| name.starts_with("pages/"))
    );
    assert!(after.contains_key("mine.txt") && after.contains_key("index.js"));
    let verified = place.run(&["verify"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(!verified.stdout.contains("pages/"), "{verified:?}");
}

#[test]
fn no_page_is_made_where_nobody_wants_one() {
    let place = place();
    place.run(&["--report", "no"]);
    assert!(!place.path("outputs/report.html").exists());
    place.run(&["--report", "auto", "--format", "json"]);
    assert!(!place.path("outputs/report.html").exists(), "who names formats has what is named");
}

#[test]
fn a_script_is_data_whatever_a_report_says() {
    let place = Workplace::new();
    let text = fs::read_to_string("fixtures/press-article/article-texte.txt").unwrap();
    let nasty = "</script><script>alert(1)</script> \u{2028} \"><img onerror=alert(1)> \u{202e}";
    place.file("inputs/note.txt", format!("{text}\n{nasty}\n"));
    place.run(&["--report", "yes"]);
    for (name, bytes) in shown(&place).into_iter().filter(|(name, _)| name.ends_with(".js") && name != "page.js") {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains('<'), "{name}");
        data(&place.path("outputs/report").join(name));
    }
}

#[test]
fn a_copy_has_its_values_marked_and_its_jobs_in_the_outline() {
    let place = place();
    place.run(&[]);
    let told = place.run(&["annotate"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    let copy = place.path(&format!("outputs/annotated/{REPORT}"));
    let (before, after) = (fs::read(place.path("inputs").join(REPORT)).unwrap(), fs::read(&copy).unwrap());
    assert!(after.starts_with(&before), "the report's own bytes stay");
    let document = Document::load_mem(&after).unwrap();
    let marks = document.objects.values().filter(|object| {
        object
            .as_dict()
            .and_then(|mark| mark.get(b"Subtype"))
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Highlight")
    });
    assert!(marks.count() > place.table("jobs").len());
    let titles: Vec<String> = document.get_toc().unwrap().toc.into_iter().map(|entry| entry.title).collect();
    for job in place.table("jobs") {
        assert!(titles.contains(&job["label"]), "{} is not in {titles:?}", job["label"]);
    }
    if tools::has("qpdf") {
        let checked = Command::new("qpdf").arg("--check").arg(&copy).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
    // The copy is no report.
    place.run(&["--no-cache"]);
    assert_eq!(place.table("sources").len(), 1);
}

#[test]
fn a_report_that_is_encrypted_or_not_the_one_that_was_read_is_not_marked() {
    let place = place();
    place.run(&[]);
    place.file(&format!("inputs/{REPORT}"), "%PDF-1.7 another");
    let told = place.run(&["annotate"]);
    assert_eq!(told.code, Some(3), "{told:?}");
    assert!(told.stdout.contains("it is not the file that was read"), "{told:?}");
    let into = place.run(&["annotate", "--to", "inputs/copies"]);
    assert_eq!(into.code, Some(1), "{into:?}");
    assert!(into.stderr.contains("would be read as reports"), "{into:?}");
}

#[test]
fn a_document_is_shown_with_its_blocks_and_what_lines_were_taken_for() {
    let place = place();
    let told = place.run(&["inspect", &format!("inputs/{REPORT}"), "--html", "shown.html", "--ocr", "never"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    let page = fs::read_to_string(place.path("shown.html")).unwrap();
    assert!(page.contains("data:image/webp;base64,") && page.contains("Recognised by") && page.contains("title"));
    assert!(!page.contains("<script"));
}

#[test]
fn the_workbook_leads_to_the_page_where_there_is_one() {
    let place = place();
    place.run(&["--report", "yes"]);
    let links = |place: &Workplace| -> String {
        let mut book = zip::ZipArchive::new(fs::File::open(place.path("outputs/ingest.xlsx")).unwrap()).unwrap();
        let files = 0..book.len();
        files.map(|place| std::io::read_to_string(book.by_index(place).unwrap()).unwrap_or_default()).collect()
    };
    let record = &place.table("jobs")[0]["record_id"];
    let told = links(&place);
    assert!(told.contains("report.html") && told.contains(&format!("job={record}")), "{record}");
    fs::remove_dir_all(place.path("outputs")).unwrap();
    place.run(&["--report", "no"]);
    assert!(!links(&place).contains("report.html"));
}
