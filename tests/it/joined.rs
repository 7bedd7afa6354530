//! Jobs of several reports: their links, and the occupations that they are one of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::support::{Workplace, contents};

/// Title, definition and mission of a job.
type Job = [&'static str; 3];

const KEEPER: Job = [
    "Veilleur de phare",
    "Il garde la lanterne du phare et sa corne de brume, de la tombée du jour au matin.",
    "Allumer la lanterne au crépuscule, et sonner la corne de brume.",
];
const KEEPERS: Job = [
    "Veilleuse de phare",
    "Elle tient la lanterne du phare allumée, et veille sur la corne de brume.",
    "Sonner la corne de brume et nettoyer la lanterne du phare.",
];
const GUARDIAN: Job = [
    "Veilleur de phare",
    "Le veilleur nettoie les vitres de la lanterne du phare, allume et éteint la corne de brume.",
    "Noter au journal de bord chaque allumage de la lanterne.",
];
const PILOT: Job = [
    "Lamaneur",
    "Il amarre les navires au quai, aidé d’un canot. Le Veilleur de phare lui annonce les arrivées.",
    "Passer les aussières autour des bollards.",
];
const BAKER: Job = [
    "Boulanger de bord",
    "Il pétrit le pain des marins dans la cale, entre deux escales.",
    "Enfourner les miches avant l’aube.",
];

/// A workplace that knows the collections `phares`, `quais` and `fournils`.
fn workplace() -> Workplace {
    let work = Workplace::new();
    for collection in ["phares", "quais", "fournils"] {
        work.file(
            &format!("own/{collection}.toml"),
            format!(
                "id = \"{collection}\"\nversion = 1\ntitle = \"Répertoire des {collection}\"\n\
                 [recognise]\nthreshold = 4\npattern = [{{ regex = '^Métier des {collection} n° ?\\d+$', weight = 4 }}]\n\
                 [[sheet]]\nbegin.number = 'Métier des {collection} n° ?\\d+'\n\
                 [[section]]\nkey = \"definition\"\nheading = ['Définition']\n\
                 [[section]]\nkey = \"missions\"\nheading = ['Missions']\n"
            ),
        );
    }
    work
}

/// A report of a collection, dated or not.
fn report(collection: &str, edition: &str, jobs: &[Job]) -> String {
    let mut text = format!("Répertoire des {collection}\n\n{edition}\n\n");
    for (place, [title, definition, mission]) in jobs.iter().enumerate() {
        let number = place + 1;
        text.push_str(&format!(
            "Métier des {collection} n° {number}\n{title}\n\nDéfinition\n{definition}\n\nMissions\n{mission}\n\n"
        ));
    }
    text
}

fn run(work: &Workplace, more: &[&str]) {
    let run = work.run(&[&["--profiles", "own"], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// The links without what names files, and the occupation of each job.
fn joined(work: &Workplace) -> (BTreeSet<[String; 5]>, BTreeMap<String, String>) {
    let cells =
        |row: BTreeMap<String, String>| ["a", "relation", "b", "score", "evidence"].map(|name| row[name].clone());
    let occupations = work.table("jobs").into_iter().map(|row| (row["job_id"].clone(), row["occupation_id"].clone()));
    (work.table("links").into_iter().map(cells).collect(), occupations.collect())
}

fn two_reports() -> Workplace {
    let work = workplace();
    work.file("inputs/a.txt", report("phares", "Mars 2024", &[KEEPER, BAKER]));
    work.file("inputs/b.txt", report("quais", "Mai 2025", &[PILOT, KEEPERS]));
    work
}

#[test]
fn jobs_of_two_reports_are_linked_and_one_occupation() {
    let work = two_reports();
    run(&work, &[]);
    let (links, occupations) = joined(&work);
    let pairs: Vec<[&str; 3]> = links.iter().map(|[a, relation, b, ..]| [&**a, &**relation, &**b]).collect();
    assert_eq!(
        pairs,
        [
            ["phares/veilleur-de-phare", "same", "quais/veilleuse-de-phare"],
            ["quais/lamaneur", "cites", "phares/veilleur-de-phare"],
        ]
    );
    assert_eq!(occupations["quais/veilleuse-de-phare"], "phares/veilleur-de-phare");
    assert_eq!(occupations["quais/lamaneur"], "quais/lamaneur");
    let rows = work.table("occupations");
    assert_eq!(rows.len(), 3);
    let keeper = rows.iter().find(|row| row["occupation_id"] == "phares/veilleur-de-phare").unwrap();
    assert_eq!(keeper["titles"], "Veilleuse de phare | Veilleur de phare");
    assert_eq!(keeper["collections"], "quais | phares");
    assert_eq!(keeper["editions"], "2025-05 | 2024-03");
    assert_eq!(keeper["records"], "b/veilleuse-de-phare | a/veilleur-de-phare");

    let dataset: Value = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    let cited = &dataset["links"][1];
    assert_eq!(cited["evidence_where"]["record_id"], "b/lamaneur");
    let evidence = cited["evidence"].as_str().unwrap();
    assert!(dataset["jobs"][2]["sections"][0]["text"].as_str().unwrap().contains(evidence), "{evidence}");
    assert_eq!(dataset["jobs"][3]["occupation_id"], "phares/veilleur-de-phare");
}

#[test]
fn evidence_stands_in_a_box_of_a_page() {
    let work = Workplace::new();
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for (name, fixture) in [("panorama", "editions/panorama-2027.pdf"), ("reac", "reac/titre-professionnel.pdf")] {
        work.file(&format!("inputs/{name}.pdf"), fs::read(fixtures.join(fixture)).unwrap());
    }
    work.run(&[]);
    let links = work.table("links");
    let [link] = &links[..] else { panic!("{links:?}") };
    assert_eq!((&*link["relation"], &*link["evidence_record"]), ("close", "panorama/passeur-de-gestes"));
    let corners = ["x0", "y0", "x1", "y1"].map(|name| link[name].parse::<f64>().unwrap());
    let places = work
        .table("places")
        .into_iter()
        .filter(|row| row["record_id"] == link["evidence_record"] && row["page"] == link["evidence_page"]);
    let boxes: Vec<[f64; 4]> =
        places.map(|row| ["x0", "y0", "x1", "y1"].map(|name| row[name].parse::<f64>().unwrap())).collect();
    assert!(boxes.contains(&corners), "{corners:?} {boxes:?}");
}

#[test]
fn neither_names_nor_order_nor_threads_matter() {
    let work = two_reports();
    run(&work, &["--jobs", "1"]);
    let (wanted, bytes) = (joined(&work), contents(&work.path("outputs")));
    run(&work, &["--jobs", "4", "--no-cache", "--output", "again"]);
    assert!(contents(&work.path("again")) == bytes);
    fs::rename(work.path("inputs/a.txt"), work.path("inputs/z.txt")).unwrap();
    run(&work, &[]);
    assert_eq!(joined(&work), wanted);
}

#[test]
fn an_unrelated_report_changes_no_link() {
    let work = two_reports();
    run(&work, &[]);
    let (links, occupations) = joined(&work);
    work.file("inputs/0.txt", report("fournils", "Mars 2020", &[BAKER]));
    run(&work, &[]);
    let (mut more, mut all) = joined(&work);
    // The baker of the ship is in the new report as well.
    more.retain(|[a, _, b, ..]| ![a, b].iter().any(|id| id.starts_with("fournils/")));
    assert_eq!(more, links);
    assert_eq!(all.remove("fournils/boulanger-de-bord").unwrap(), "fournils/boulanger-de-bord");
    assert_eq!(all.remove("phares/boulanger-de-bord").unwrap(), "fournils/boulanger-de-bord");
    all.insert("phares/boulanger-de-bord".to_owned(), occupations["phares/boulanger-de-bord"].clone());
    assert_eq!(all, occupations);
}

#[test]
fn jobs_of_one_collection_are_not_linked() {
    let work = workplace();
    work.file("inputs/a.txt", report("phares", "Mars 2024", &[KEEPER, KEEPERS, PILOT]));
    work.file("inputs/b.txt", report("phares", "Mai 2025", &[GUARDIAN]));
    run(&work, &[]);
    assert!(work.table("links").is_empty());
    assert_eq!(work.table("occupations").len(), 3);
    // Nor where another collection is beside them.
    work.file("inputs/c.txt", report("fournils", "Mars 2020", &[BAKER]));
    run(&work, &[]);
    assert!(work.table("links").is_empty());
}

#[test]
fn an_occupation_keeps_its_id_until_an_older_report_comes() {
    let work = two_reports();
    run(&work, &[]);
    let (_, before) = joined(&work);
    // A later edition and an undated report.
    work.file("inputs/c.txt", report("phares", "Mars 2026", &[KEEPER]));
    work.file("inputs/d.txt", report("fournils", "", &[GUARDIAN]));
    run(&work, &[]);
    let (_, later) = joined(&work);
    assert_eq!(later["fournils/veilleur-de-phare"], "phares/veilleur-de-phare");
    assert!(before.iter().all(|(job, occupation)| later[job] == *occupation));
    assert!(work.table("changes").iter().all(|row| row["change"] != "regrouped"));
    // An earlier one.
    work.file("inputs/d.txt", report("fournils", "Mars 2019", &[GUARDIAN]));
    let told = work.run(&["--profiles", "own"]).stderr;
    let (_, earlier) = joined(&work);
    assert_eq!(earlier["quais/veilleuse-de-phare"], "fournils/veilleur-de-phare");
    let changes = work.table("changes").into_iter().filter(|row| row["change"] == "regrouped");
    let changes: Vec<[String; 4]> =
        changes.map(|row| ["job_id", "field", "before", "after"].map(|name| row[name].clone())).collect();
    let [before, after] = ["phares/veilleur-de-phare", "fournils/veilleur-de-phare"];
    let wanted = ["fournils/veilleur-de-phare", "phares/veilleur-de-phare", "quais/veilleuse-de-phare"]
        .map(|job| [job, "occupation_id", before, after].map(str::to_owned));
    assert_eq!(changes, wanted);
    assert!(told.contains("3 regrouped") || told.contains("3 jobs regrouped"), "{told}");
    assert!(!told.contains("changed;") && !told.contains("fields changed"), "{told}");
    let log = work.run(&["log", "quais/veilleuse-de-phare"]).stdout;
    assert!(
        log.contains("occupation_id\n  before  phares/veilleur-de-phare\n  after   fournils/veilleur-de-phare"),
        "{log}"
    );
}

#[test]
fn a_report_saved_anew_is_told_and_its_jobs_are_counted_once() {
    let work = two_reports();
    run(&work, &[]);
    let (wanted, _) = joined(&work);
    // Other bytes: other ends of lines, and a blank at the end.
    let anew = report("phares", "Mars 2024", &[KEEPER, BAKER]).replace('\n', "\r\n") + " \r\n";
    work.file("inputs/copie.txt", anew);
    // Neither another edition, nor other words about the same jobs.
    work.file("inputs/d.txt", report("phares", "Mars 2026", &[KEEPER, BAKER]));
    work.file("inputs/e.txt", report("phares", "Mars 2024", &[GUARDIAN, BAKER]));
    run(&work, &["--dataset-lang", "en"]);
    let copies: Vec<[String; 2]> = work
        .table("sources")
        .into_iter()
        .filter(|row| !row["copy_of"].is_empty())
        .map(|row| ["file", "copy_of"].map(|name| row[name].clone()))
        .collect();
    assert_eq!(copies, [["copie.txt", "a"]]);
    let issues = work.table("issues").into_iter().filter(|row| row["code"] == "same-edition");
    let told: Vec<String> = issues.map(|row| format!("{}: {}; {}", row["file"], row["message"], row["hint"])).collect();
    assert_eq!(
        told,
        ["copie.txt: has the same jobs of 2024-03 as a.txt, word for word; occupations count them once; \
          if it is the same report saved anew, remove one of the two"]
    );
    let rows = work.table("occupations");
    let baker = rows.iter().find(|row| row["occupation_id"] == "phares/boulanger-de-bord").unwrap();
    assert_eq!(baker["records"], "d/boulanger-de-bord | a/boulanger-de-bord | e/boulanger-de-bord");
    assert_eq!(baker["records_count"], "3");
    assert_eq!(work.table("jobs").iter().filter(|row| row["source_id"] == "copie").count(), 2);
    let pairs = |links: &BTreeSet<[String; 5]>| -> Vec<[String; 3]> {
        links.iter().map(|[a, relation, b, ..]| [a.clone(), relation.clone(), b.clone()]).collect()
    };
    assert_eq!(pairs(&joined(&work).0), pairs(&wanted));
}
