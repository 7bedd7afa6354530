//! Corrections of a person, from the file beside the reports to the outputs.

use std::fs;

use crate::support::{Workplace, contents, tools};
use serde_json::Value;

const TITLES: [&str; 3] = ["Gardien de quai", "Crieur de brume", "Passeur de nuit"];

fn report(edition: &str) -> String {
    let mut text = format!("Panorama des métiers du port\n\n{edition}\n\n");
    for title in TITLES {
        text.push_str(&format!(
            "C’EST DÉJÀ LÀ… EN IRLANDE\n\nCe que fait le métier de {title}, jour après jour.\n\nMISSIONS\n\nAider.\n\n\
             Dire « oui ».\n\nFORMATION\n\nUn an pour {title}.\n\nPERSPECTIVES EN FRANCE\n\nDes ports attendent.\n\n\
             NOTRE AVIS\n\n{title}\nFAMILLE DE MÉTIER : SOINS\n\nDIRECTION MÉTIER : DIRECTION DES SOINS\n\n\
             Accueillir au port\n\n"
        ));
    }
    text
}

fn workplace() -> Workplace {
    let work = Workplace::new();
    work.file("inputs/port.txt", report("Mars 2026"));
    work
}

fn jobs(work: &Workplace) -> Vec<Value> {
    let dataset: Value = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    dataset["jobs"].as_array().unwrap().clone()
}

/// The codes of the issues about corrections, sorted.
fn told(work: &Workplace) -> Vec<String> {
    let codes = work.table("issues").into_iter().map(|issue| issue["code"].clone());
    let mut codes: Vec<String> = codes.filter(|code| code.starts_with("correction-")).collect();
    codes.sort();
    codes
}

#[test]
fn corrections_beside_the_reports_are_applied_told_and_kept_apart() {
    let work = workplace();
    work.run(&[]);
    assert_eq!(jobs(&work).len(), 3);
    let lines = "job_id;edition;field;value;was;note\r\n\
        anap-panorama/gardien-de-quai;;label;Garde de quai;Gardien de quai;\r\n\
        anap-panorama/gardien-de-quai;;formation;;;\r\n";
    work.file("inputs/corrections.csv", lines);
    let run = work.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("inputs/corrections.csv:3: no field “formation” can be corrected"), "{}", run.stderr);
    // As a French Excel saves it, in the folder below.
    fs::remove_file(work.path("inputs/corrections.csv")).unwrap();
    let lines = "\u{feff}job_id;edition;field;value;was;note\r\n\
        anap-panorama/gardien-de-quai;;label;Garde de quai;Gardien de quai;\r\n\
        anap-panorama/crieur-de-brume;;training;Deux ans.;Six mois.;\r\n\
        anap-panorama/crieur-de-brume;;x_suivi;à revoir;;\r\n\
        anap-panorama/rameur;;label;X;;\r\n";
    work.file("inputs/2026/corrections.csv", lines);
    let run = work.run(&[]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("corrected: 2 values in 2 jobs; columns of your own: x_suivi"), "{}", run.stderr);
    assert!(run.stderr.contains("2026/corrections.csv: line 5: no job is anap-panorama/rameur"), "{}", run.stderr);
    let jobs = jobs(&work);
    assert_eq!(jobs[0]["label"], "Garde de quai");
    assert_eq!(jobs[0]["title"], "Gardien de quai");
    assert_eq!(jobs[0]["corrected"], serde_json::json!(["label"]));
    assert_eq!(jobs[1]["extra"]["x_suivi"], "à revoir");
    assert_eq!(jobs[1]["before_correction"]["sections.training"], "Un an pour Crieur de brume.");
    assert_eq!(told(&work), ["correction-orphan", "correction-stale"]);
    assert!(work.table("sources").iter().all(|source| source["file"] == "port.txt"), "no input");
    // The same inputs, the same bytes.
    let first = contents(&work.path("outputs"));
    work.run(&["--jobs", "1"]);
    assert_eq!(contents(&work.path("outputs")), first);
}

#[test]
fn corrections_stand_beside_a_named_file_and_leave_other_jobs_alone() {
    let work = workplace();
    let lines = "record_id,field,value\nport/gardien-de-quai,label,Garde\nelsewhere/x,label,Y\n";
    work.file("inputs/corrections.csv", lines);
    work.run(&["inputs/port.txt"]);
    assert_eq!(jobs(&work)[0]["label"], "Garde");
    assert_eq!(told(&work), ["correction-orphan"]);
    // Where files are left out, so are their jobs.
    work.run(&["--only", "port*"]);
    assert!(told(&work).is_empty());
    // `diff` tells what the reports say.
    work.file("plain/port.txt", report("Mars 2026"));
    assert_eq!(work.run(&["diff", "inputs", "plain"]).stdout, "nothing differs\n");
    assert!(work.run(&["diff", "outputs", "plain"]).stdout.contains("label: Garde → Gardien de quai"));
}

/// The sheet `jobs` of the last run as a French Excel has it: heads, then rows.
fn exported_sheet(work: &Workplace) -> Vec<Vec<String>> {
    let text = fs::read_to_string(work.path("outputs/jobs.excel.csv")).unwrap();
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.delimiter(b';').has_headers(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn save_sheet(work: &Workplace, name: &str, sheet: &[Vec<String>]) {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(work.path(name)).unwrap();
    sheet.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.flush().unwrap();
}

#[test]
fn an_edited_sheet_comes_back_as_corrections() {
    let work = workplace();
    work.run(&[]);
    let mut sheet = exported_sheet(&work);
    save_sheet(&work, "unchanged.csv", &sheet);
    let run = work.run(&["corrections", "from", "unchanged.csv"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with("nothing to keep"), "{}", run.stdout);
    assert!(!work.path("inputs/corrections.csv").exists());
    let column = |sheet: &[Vec<String>], name: &str| sheet[0].iter().position(|head| head == name).unwrap();
    let label = column(&sheet, "label");
    let missions = column(&sheet, "missions");
    let of = |sheet: &[Vec<String>], title: &str| sheet.iter().position(|row| row[label] == title).unwrap();
    let keeper = of(&sheet, "Gardien de quai");
    sheet[keeper][label] = "Garde de quai".into();
    let crier = of(&sheet, "Crieur de brume");
    sheet[crier][missions] = "Aider.\nDire « oui ».\nDire « non ».".into();
    for (place, row) in sheet.iter_mut().enumerate() {
        row.push(if place == 0 {
            "Priorité".into()
        } else if place == crier {
            "haute".into()
        } else {
            String::new()
        });
    }
    // Sorted otherwise, a row taken out, a column taken out.
    let passer = of(&sheet, "Passeur de nuit");
    sheet.remove(passer);
    sheet[1..].reverse();
    let title = column(&sheet, "title");
    sheet.iter_mut().for_each(|row| drop(row.remove(title)));
    save_sheet(&work, "edited.csv", &sheet);
    let run = work.run(&["corrections", "from", "edited.csv"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(
        run.stdout.contains("+ label of port/gardien-de-quai: “Gardien de quai” → “Garde de quai”"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("3 corrections kept in inputs/corrections.csv; run `ingest` again to apply them\n"));
    let kept = fs::read_to_string(work.path("inputs/corrections.csv")).unwrap();
    assert_eq!(work.run(&["corrections", "from", "edited.csv"]).code, Some(0));
    assert_eq!(fs::read_to_string(work.path("inputs/corrections.csv")).unwrap(), kept, "once is enough");
    let run = work.run(&[]);
    assert!(run.stderr.contains("corrected: 2 values in 2 jobs; columns of your own: x_priorite"), "{}", run.stderr);
    let jobs = jobs(&work);
    let of = |title: &str| jobs.iter().find(|job| job["title"] == title).unwrap();
    assert_eq!(of("Gardien de quai")["label"], "Garde de quai");
    assert_eq!(of("Crieur de brume")["missions"], serde_json::json!(["Aider.", "Dire « oui ».", "Dire « non »."]));
    assert_eq!(of("Crieur de brume")["extra"]["x_priorite"], "haute");
    assert!(told(&work).is_empty());
    // The new sheet says what the corrections say; the old one takes nothing back that it does not say.
    save_sheet(&work, "again.csv", &exported_sheet(&work));
    assert!(work.run(&["corrections", "from", "again.csv"]).stdout.starts_with("nothing to keep"));
    // The report's own word put back takes the line out.
    let mut sheet = exported_sheet(&work);
    let keeper = sheet.iter().position(|row| row[label] == "Garde de quai").unwrap();
    sheet[keeper][label] = "Gardien de quai".into();
    save_sheet(&work, "back.csv", &sheet);
    let run = work.run(&["corrections", "from", "back.csv"]);
    assert!(run.stdout.contains("- label of port/gardien-de-quai"), "{}", run.stdout);
    work.run(&[]);
    assert_eq!(
        self::jobs(&work).iter().find(|job| job["title"] == "Gardien de quai").unwrap()["label"],
        "Gardien de quai"
    );
}

/// The three jobs of the report, and as many in a second one, so that rows can be moved and taken out.
fn workbook() -> Workplace {
    let work = workplace();
    work.file("inputs/quai.txt", report("Mars 2026").replace("de quai", "de digue").replace(" de nuit", " de jour"));
    work.run(&[]);
    work
}

#[test]
fn a_workbook_edited_in_a_spreadsheet_comes_back_as_corrections() {
    let work = workbook();
    // As it was written, there is nothing to keep.
    let run = work.run(&["corrections", "from", "outputs/ingest.xlsx"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(run.stdout.starts_with("nothing to keep"), "{}", run.stdout);
    let path = |name: &str| work.path(name).to_str().unwrap().to_owned();
    if !tools::check("edit_workbook.py", &[&path("outputs/ingest.xlsx"), &path("edited.xlsx")]) {
        return;
    }
    let before = jobs(&work);
    let run = work.run(&["corrections", "from", "edited.xlsx"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(run.stdout.contains("3 corrections kept in inputs/corrections.csv"), "{}", run.stdout);
    let run = work.run(&[]);
    assert!(run.stderr.contains("corrected: 2 values in 2 jobs; columns of your own: x_priorite"), "{}", run.stderr);
    let after = jobs(&work);
    assert_eq!(after[0]["label"], "Garde de quai");
    assert_eq!(after[0]["before_correction"]["label"], before[0]["label"]);
    let training = after[1]["sections"].as_array().unwrap().iter().find(|section| section["key"] == "training");
    assert_eq!(training.unwrap()["text"], "Deux ans.\nPuis un stage.");
    assert_eq!(after[2]["extra"], serde_json::json!({ "x_priorite": "1" }));
    assert_eq!(work.table("jobs")[2]["x_priorite"], "1");
    assert_eq!(work.table("jobs")[1]["corrected"], "sections.training");
    // Nothing else has changed, and the new workbook says what the corrections say.
    for (place, (before, after)) in before.iter().zip(&after).enumerate() {
        for field in ["title", "theme", "missions", "departments", "confidence", "issues", "record_id"] {
            assert_eq!(before[field], after[field], "{place} {field}");
        }
    }
    assert!(work.run(&["corrections", "from", "outputs/ingest.xlsx"]).stdout.starts_with("nothing to keep"));
}

#[test]
fn the_workbook_marks_what_was_corrected_and_what_changed() {
    let work = workplace();
    work.file("inputs/2025.txt", report("Mars 2025"));
    let changed = report("Mars 2026").replace("Un an pour Crieur", "Deux ans pour Crieur");
    work.file("inputs/port.txt", changed);
    let lines = "record_id,field,value\nport/gardien-de-quai,label,Garde de quai\nport/gardien-de-quai,country,NO\n";
    work.file("inputs/corrections.csv", lines);
    work.run(&[]);
    let workbook = work.path("outputs/ingest.xlsx").to_str().unwrap().to_owned();
    tools::check("check_marks.py", &[&workbook, "port/gardien-de-quai", "Gardien de quai"]);
    assert_eq!(jobs(&work).len(), 6);
    let run = work.run(&["corrections", "from", &workbook]);
    assert!(run.stdout.starts_with("nothing to keep") && run.stderr.is_empty(), "{run:?}");
}

#[test]
fn lists_stay_lists_before_a_correction() {
    let work = workplace();
    let lines = "record_id,field,value\nport/gardien-de-quai,departments,Quai | Digue\n\
        port/gardien-de-quai,label,Garde\n";
    work.file("inputs/corrections.csv", lines);
    work.run(&[]);
    let before = &jobs(&work)[0]["before_correction"];
    assert_eq!(before, &serde_json::json!({ "departments": ["Direction des soins"], "label": "Gardien de quai" }));
    // What was written is read again.
    let run = work.run(&["corrections", "from", "outputs/jobs.csv"]);
    assert!(run.stdout.starts_with("nothing to keep"), "{run:?}");
}

#[test]
fn a_sheet_that_cannot_be_read_says_what_to_do() {
    let work = workplace();
    work.file("sheet.csv", "titre;note\nx;y\n").file("broken.xlsx", b"PK\x03\x04rubbish".as_slice());
    let fails = |arguments: &[&str], message: &str| {
        let run = work.run(&[&["corrections", "from"], arguments].concat());
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(run.stderr.contains(message), "{}", run.stderr);
    };
    fails(&["sheet.csv"], "outputs/jobs.json: is not there; run `ingest` first");
    work.run(&[]);
    fails(&["sheet.csv"], "sheet.csv: no sheet has the column record_id or job_id");
    fails(&["broken.xlsx"], "broken.xlsx: cannot be read as a workbook");
    fails(&["nowhere.xlsx"], "nowhere.xlsx: cannot be opened");
    fails(&["sheet.csv", "--inputs", "nowhere"], "nowhere: no such folder");
}

#[test]
fn files_of_corrections_are_refused_and_named() {
    let work = workplace();
    work.run(&[]);
    work.file("inputs/corrections.csv", "job_id,field,value\nanap-panorama/gardien-de-quai,label,Garde\n");
    let before = fs::read(work.path("inputs/corrections.csv")).unwrap();
    // Every table can be looked at.
    for table in ["missions", "qualifications", "sections", "places", "occupations", "issues", "changes", "sources"] {
        for name in [format!("outputs/{table}.csv"), format!("outputs/{table}.excel.csv")] {
            let run = work.run(&["corrections", "from", &name]);
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name}: {run:?}");
            assert!(run.stdout.starts_with("nothing to keep"), "{name}: {}", run.stdout);
        }
    }
    let run = work.run(&["corrections", "from", "inputs/corrections.csv"]);
    assert!(run.stderr.contains("is a file of corrections"), "{}", run.stderr);
    assert_eq!(fs::read(work.path("inputs/corrections.csv")).unwrap(), before);
    // A few columns are enough.
    work.file("few.csv", "Identifiant de la fiche;Libellé;Note\nport/passeur-de-nuit;Passeur;à voir\n");
    let run = work.run(&["corrections", "from", "few.csv"]);
    assert!(run.stdout.contains("2 corrections kept"), "{run:?}");
}

#[test]
fn a_workbook_may_lack_its_sheet_of_jobs_and_cells_are_named() {
    let work = workbook();
    let path = |name: &str| work.path(name).to_str().unwrap().to_owned();
    if !tools::check("spoil_workbook.py", &[&path("outputs/ingest.xlsx"), &path("wrong.xlsx"), &path("without.xlsx")]) {
        return;
    }
    let run = work.run(&["corrections", "from", "wrong.xlsx"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    let record = jobs(&work)[0]["record_id"].as_str().unwrap().to_owned();
    let sheet = "not taken: wrong.xlsx, sheet “fiches”, row ";
    assert!(run.stderr.contains(sheet) && run.stderr.contains(", column "), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("“Atlantide” is no country of {record}; ")), "{}", run.stderr);
    assert!(run.stderr.contains(&format!("“1234” of {record}; it is no field")), "{}", run.stderr);
    // What the other sheets say still counts.
    let run = work.run(&["corrections", "from", "without.xlsx"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
}

#[test]
fn corrections_are_shown_first_and_what_stood_there_is_kept() {
    let work = workplace();
    work.run(&[]);
    let mut sheet = exported_sheet(&work);
    let label = sheet[0].iter().position(|head| head == "label").unwrap();
    let file = || fs::read_to_string(work.path("inputs/corrections.csv")).ok();
    let mut stood = vec![];
    for number in 1..=3 {
        sheet[1][label] = format!("Garde {number}");
        save_sheet(&work, "edited.csv", &sheet);
        let before = file();
        let shown = work.run(&["corrections", "from", "edited.csv", "--dry-run"]);
        assert_eq!(shown.code, Some(0), "{shown:?}");
        assert!(shown.stdout.contains(&format!("→ “Garde {number}”\n")), "{}", shown.stdout);
        assert!(shown.stdout.ends_with("1 correction would be kept in inputs/corrections.csv; nothing was written\n"));
        assert_eq!(file(), before);
        let run = work.run(&["corrections", "from", "edited.csv"]);
        assert!(run.stdout.contains("1 correction kept in inputs/corrections.csv"), "{}", run.stdout);
        assert_eq!(run.stdout.contains("as it was before: inputs/corrections.csv.bak"), before.is_some());
        stood.extend(before);
    }
    for (backup, stood) in ["inputs/corrections.csv.bak", "inputs/corrections.csv.bak2"].iter().zip(stood) {
        assert_eq!(fs::read_to_string(work.path(backup)).unwrap(), stood);
    }
    work.run(&[]);
    assert_eq!(work.statuses().len(), 1, "a copy is no input");
}

#[test]
fn a_correction_follows_its_job_and_its_file_to_their_new_names() {
    let fixture =
        |name: &str| fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap();
    let work = Workplace::new();
    work.file("inputs/panorama.pdf", fixture("anap-panorama/panorama-colonnes.pdf"));
    work.file("inputs/guide.txt", fixture("collective-guide/guide-flux.txt"));
    work.run(&[]);
    let lines: Vec<String> = jobs(&work)
        .iter()
        .map(|job| match job["source_id"].as_str().unwrap() {
            "guide" => format!("{},,x_note,vu\n", job["record_id"].as_str().unwrap()),
            _ => format!(",{},x_note,vu\n", job["job_id"].as_str().unwrap()),
        })
        .collect();
    work.file("inputs/corrections.csv", format!("record_id,job_id,field,value\n{}", lines.concat()));
    work.run(&[]);
    assert!(jobs(&work).iter().all(|job| job["extra"]["x_note"] == "vu"));
    // A new edition that renames one job, and has one more and one less; and a file that is called otherwise.
    work.file("inputs/panorama.pdf", fixture("editions/panorama-2027.pdf"));
    fs::rename(work.path("inputs/guide.txt"), work.path("inputs/metiers.txt")).unwrap();
    work.run(&[]);
    let renamed = work.table("changes").into_iter().find(|change| change["change"] == "renamed").unwrap();
    let told = format!("{} s’appelle désormais {}", renamed["previous_job_id"], renamed["job_id"]);
    assert!(work.table("issues").iter().any(|issue| issue["message"].contains(&told)), "{told}");
    let without: Vec<String> = jobs(&work)
        .iter()
        .filter(|job| job["extra"]["x_note"] != "vu")
        .map(|job| job["job_id"].as_str().unwrap().to_owned())
        .collect();
    let added = work.table("changes").into_iter().find(|change| change["change"] == "added").unwrap();
    assert_eq!(without, [added["job_id"].as_str()]);
    let codes = told_codes(&work);
    assert_eq!(codes.get("correction-orphan"), Some(&1), "the job that is gone: {codes:?}");
    assert_eq!(codes.get("correction-followed"), Some(&5), "{codes:?}");
    // As long as it is so, run after run.
    let first = contents(&work.path("outputs"));
    work.run(&["--no-cache"]);
    assert!(contents(&work.path("outputs")) == first);
    work.file("inputs/more.txt", report("Mars 2026"));
    work.run(&[]);
    assert_eq!(told_codes(&work).get("correction-followed"), Some(&5));
}

/// How many issues about corrections there are of each code.
fn told_codes(work: &Workplace) -> std::collections::BTreeMap<String, usize> {
    let mut codes = std::collections::BTreeMap::new();
    told(work).into_iter().for_each(|code| *codes.entry(code).or_default() += 1);
    codes
}

#[test]
fn a_folder_called_as_a_file_of_corrections_is_no_such_file_and_told() {
    let work = workplace();
    work.file("inputs/corrections.csv/lost.txt", report("Mars 2026"));
    let run = work.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("inputs/corrections.csv:1: is a folder"), "{}", run.stderr);
}

#[test]
fn a_file_of_corrections_opens_in_a_french_spreadsheet_program_whatever_it_was() {
    let work = workplace();
    work.run(&[]);
    let id = "anap-panorama/gardien-de-quai";
    let utf_8 = format!("job_id\tfield\tvalue\tnote\n{id}\tlabel\tGarde d’été\tvérifié\n");
    let old = format!("job_id;field;value;note\r\n{id};label;Garde d\u{92}été;vérifié\r\n");
    let old: Vec<u8> = old.chars().map(|letter| if letter == '\u{92}' { 0x92 } else { letter as u8 }).collect();
    let marked = format!("\u{feff}{}", utf_8.replace('\t', ","));
    for file in [utf_8.clone().into_bytes(), old, marked.into_bytes()] {
        work.file("inputs/corrections.csv", file);
        work.run(&[]);
        assert_eq!(jobs(&work)[0]["label"], "Garde d’été");
        let mut sheet = exported_sheet(&work);
        let label = sheet[0].iter().position(|head| head == "label").unwrap();
        let other = sheet.iter().position(|row| row[label] == "Crieur de brume").unwrap();
        sheet[other][label] = "Crieur".into();
        save_sheet(&work, "edited.csv", &sheet);
        work.run(&["corrections", "from", "edited.csv"]);
        let kept = fs::read_to_string(work.path("inputs/corrections.csv")).unwrap();
        assert!(kept.starts_with("\u{feff}record_id;job_id;edition;field;value;was;note\r\n"), "{kept}");
        assert!(kept.contains(&format!(";{id};;label;Garde d’été;;vérifié\r\n")) && kept.contains(";label;Crieur;"));
    }
}
