//! Two editions of one report, read and compared: exactly the changes that were made between them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Workplace;
use ingest::compare::compare;
use ingest::model::change::ChangeKind;
use ingest::model::dataset::Dataset;
use ingest::model::records::Records;
use serde_json::Value;

fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    path.to_str().unwrap().to_owned()
}

/// What `ingest diff` tells: kind, title, field; sorted.
fn told(work: &Workplace, old: &str, new: &str) -> Vec<(ChangeKind, String, String)> {
    let run = work.run(&["diff", old, new, "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    let kind = |change: &Value| serde_json::from_value(change["change"].clone()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let changes = told["changes"].as_array().unwrap().iter();
    let mut changes: Vec<_> = changes.map(|c| (kind(c), text(&c["title"]), text(&c["field"]))).collect();
    changes.sort();
    changes
}

#[test]
fn a_new_edition_differs_in_what_was_changed_and_in_nothing_else() {
    let made: Value =
        serde_json::from_slice(&fs::read(fixture("editions/panorama-2027.changes.json")).unwrap()).unwrap();
    let old = fixture(&format!("anap-panorama/{}", made["from"].as_str().unwrap()));
    let new = fixture(&format!("editions/{}", made["to"].as_str().unwrap()));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut expected: Vec<(ChangeKind, String, String)> = Vec::new();
    for (kind, list) in [(ChangeKind::Added, "added"), (ChangeKind::Removed, "removed")] {
        expected.extend(made[list].as_array().unwrap().iter().map(|title| (kind, text(title), String::new())));
    }
    for renamed in made["retitled"].as_array().unwrap() {
        expected.push((ChangeKind::Renamed, text(&renamed["to"]), String::new()));
    }
    for moved in made["moved"].as_array().unwrap() {
        expected.push((ChangeKind::Moved, text(&moved["title"]), "theme".into()));
    }
    for edited in made["edited"].as_array().unwrap() {
        let field = edited["section"].as_str().map(|key| format!("sections.{key}"));
        expected.push((ChangeKind::Changed, text(&edited["title"]), field.unwrap_or_else(|| text(&edited["field"]))));
        for field in edited["fields"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            expected.push((ChangeKind::Changed, text(&edited["title"]), field.clone()));
        }
    }
    expected.sort();
    let work = Workplace::new();
    assert_eq!(told(&work, &old, &new), expected);
    // The same two files side by side in one run.
    fs::create_dir(work.path("inputs")).unwrap();
    for file in [&old, &new] {
        fs::copy(file, work.path("inputs").join(Path::new(file).file_name().unwrap())).unwrap();
    }
    work.run(&["--format", "json,csv"]);
    let rows = work.table("changes");
    let mut titles: Vec<_> = rows.iter().map(|row| (row["title"].clone(), row["field"].clone())).collect();
    titles.sort();
    let mut wanted: Vec<_> = expected.into_iter().map(|(_, title, field)| (title, field)).collect();
    wanted.sort();
    assert_eq!(titles, wanted);
    let renamed = rows.iter().find(|row| row["change"] == "renamed").unwrap();
    assert_eq!(renamed["previous_title"], text(&made["retitled"][0]["from"]));
    assert!(renamed["previous_job_id"].starts_with("anap-panorama/"), "{renamed:?}");
    assert!(rows.iter().all(|row| row["edition_before"] != row["edition_after"]), "{rows:?}");
}

#[test]
fn another_layout_of_the_same_words_is_no_change() {
    // `traitement` has two sheets that run over two pages, `tourne` is encrypted and turned, `flux` is plain text.
    let work = Workplace::new();
    let run = work.run(&[
        &fixture("anap-panorama"),
        &fixture("collective-guide"),
        "--only",
        "*.pdf",
        "--only",
        "panorama-flux.txt",
    ]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let all: Dataset = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    let of = |source: &str| {
        let jobs = all
            .jobs
            .iter()
            .map(|job| std::sync::Arc::unwrap_or_clone(job.unwrap()))
            .filter(|job| job.source_id == source);
        let jobs = Records::of(jobs).unwrap();
        Dataset { jobs, ..Dataset::default() }
    };
    let mut compared = 0;
    for source in &all.sources {
        let whole = match source.collection.as_deref() {
            Some("collective-guide") => of("guide"),
            _ => of("panorama-colonnes"),
        };
        // Only three sheets of it are there.
        if source.source_id != "panorama-couche-ocr" {
            assert_eq!(compare(&whole, &of(&source.source_id)).unwrap(), [], "{}", source.file);
            compared += usize::from(!whole.jobs.is_empty());
        }
    }
    assert_eq!(compared, 13);
    assert!(
        of("panorama-traitement").jobs.heads().iter().any(|job| job.pages.is_some_and(|[first, last]| first < last))
    );
    assert!(work.table("changes").is_empty(), "copies of one edition side by side");
}

/// A sheet of a panorama in plain text.
#[derive(Clone)]
struct Sheet {
    title: &'static str,
    theme: &'static str,
    context: String,
    missions: Vec<&'static str>,
    training: &'static str,
    outlook: &'static str,
}

fn sheets() -> Vec<Sheet> {
    let sheet = |title, theme, context: &str, missions: &[&'static str], training, outlook| Sheet {
        title,
        theme,
        context: context.to_owned(),
        missions: missions.to_vec(),
        training,
        outlook,
    };
    vec![
        sheet(
            "Gardien des passerelles",
            "Accueillir au port",
            "Sur l’île, les passerelles montent et descendent avec la marée : un gardien aide chaque voyageur à les franchir.",
            &["Tenir la main des passagers fragiles.", "Annoncer les marées « du jour » sur le quai."],
            "Une année d’apprentissage, dont 1 200 heures de cours théoriques.",
            "Plusieurs ports de l’Atlantique cherchent à ouvrir ce poste auprès du bien-être des équipages.",
        ),
        sheet(
            "Lecteur de pavillons",
            "Accueillir au port",
            "Les pavillons disent l’état de santé d’un navire ; une lectrice les traduit pour le médecin.",
            &["Reconnaître les couleurs au large.", "Prévenir l’infirmerie avant l’accostage."],
            "Six mois auprès d’une capitainerie.",
            "La lecture à distance pourrait gagner les estuaires.",
        ),
        sheet(
            "Calfat des brancards",
            "Réparer les outils",
            "Le bois des brancards travaille : un calfat les rend étanches et légers.",
            &["Poncer et enduire les montants.", "Recoudre les toiles usées."],
            "Un compagnonnage de deux ans.",
            "Les brancards de bois reviennent dans les refuges.",
        ),
        sheet(
            "Accordeur de sirènes",
            "Réparer les outils",
            "Une sirène trop aiguë réveille tout l’hospice ; l’accordeur cherche la note qui alerte sans effrayer.",
            &["Mesurer le bruit la nuit.", "Régler les sirènes une à une."],
            "Un cours d’acoustique de cent jours.",
            "Aucun hospice français ne l’emploie encore.",
        ),
    ]
}

fn report(edition: &str, sheets: &[Sheet]) -> String {
    let mut text = format!("Panorama des métiers du port\n\n{edition}\n\n");
    for sheet in sheets {
        text.push_str(&format!("C’EST DÉJÀ LÀ… EN IRLANDE\n\n{}\n\nMISSIONS\n\n", sheet.context));
        for mission in &sheet.missions {
            text.push_str(&format!("{mission}\n\n"));
        }
        text.push_str(&format!("FORMATION ET COMPÉTENCES\n\n{}\n\n", sheet.training));
        if !sheet.outlook.is_empty() {
            text.push_str(&format!("PERSPECTIVES EN FRANCE\n\n{}\n\n", sheet.outlook));
        }
        text.push_str(&format!(
            "NOTRE AVIS\n\n{}\nFAMILLE DE MÉTIER : SOINS\n\nDIRECTION MÉTIER : DIRECTION DES SOINS\n\n{}\n\n",
            sheet.title, sheet.theme
        ));
    }
    text
}

/// What is told when `edit` makes a new edition.
fn told_of(edit: impl Fn(&mut Vec<Sheet>), last: impl Fn(String) -> String) -> Vec<(ChangeKind, String, String)> {
    let work = Workplace::new();
    let mut edited = sheets();
    edit(&mut edited);
    work.file("old/port.txt", report("Mars 2026", &sheets()));
    work.file("new/port-2027.txt", last(report("Mars 2027", &edited)));
    told(&work, "old", "new/port-2027.txt")
}

fn row(kind: ChangeKind, title: &str, field: &str) -> (ChangeKind, String, String) {
    (kind, title.to_owned(), field.to_owned())
}

#[test]
fn nothing_but_the_date_is_no_change() {
    assert_eq!(told_of(|_| (), |text| text), []);
}

#[test]
fn sheets_that_swap_places_are_no_change() {
    let swapped = told_of(
        |sheets| {
            sheets.swap(0, 1);
            sheets.swap(2, 3);
        },
        |text| text,
    );
    assert_eq!(swapped, []);
}

#[test]
fn typography_is_no_change() {
    let typed = |text: String| {
        text.replace('’', "'")
            .replace("« du jour »", "\u{201c}du jour\u{201d}")
            .replace(" :", "\u{a0}:")
            .replace(" ;", "\u{202f};")
            .replace("1 200", "1\u{202f}200")
            .replace("bien-être", "bien\u{2011}être")
            .replace("étanches", "étan-\nches")
            .replace("PERSPECTIVES EN FRANCE", "Perspectives en France")
            .replace("œ", "oe")
            .replace("médecin", "me\u{301}decin")
    };
    assert_eq!(told_of(|_| (), typed), []);
}

#[test]
fn a_section_that_is_taken_out_is_one_change() {
    let told = told_of(|sheets| sheets[1].outlook = "", |text| text);
    assert_eq!(told, [row(ChangeKind::Changed, "Lecteur de pavillons", "sections.outlook")]);
}

#[test]
fn a_job_under_another_theme_has_moved() {
    let told = told_of(
        |sheets| {
            let mut moved = sheets.remove(0);
            moved.theme = "Réparer les outils";
            sheets.push(moved);
            // A theme is told from other lines by standing on several sheets.
            let mut other = sheets[0].clone();
            other.title = "Crieur de brume";
            other.context = "Quand la brume tombe, un crieur guide les barques vers l’hospice.".to_owned();
            other.missions = vec!["Crier à heures fixes.", "Compter les barques rentrées."];
            other.training = "Une saison en mer.";
            other.outlook = "La brume ne manque pas sur nos côtes.";
            sheets.insert(0, other);
        },
        |text| text,
    );
    assert_eq!(
        told,
        [row(ChangeKind::Added, "Crieur de brume", ""), row(ChangeKind::Moved, "Gardien des passerelles", "theme")]
    );
}

#[test]
fn a_job_under_another_title_is_renamed_and_its_edits_are_told() {
    let told = told_of(
        |sheets| {
            sheets[2].title = "Réparateur de civières";
            sheets[2].training = "Un compagnonnage de trois ans.";
        },
        |text| text,
    );
    assert_eq!(
        told,
        [
            row(ChangeKind::Renamed, "Réparateur de civières", ""),
            row(ChangeKind::Changed, "Réparateur de civières", "sections.training"),
        ]
    );
}

#[test]
fn two_jobs_under_one_title_are_one_renamed_and_one_removed() {
    let told = told_of(
        |sheets| {
            let second = sheets.remove(3);
            let first = &mut sheets[2];
            first.title = "Calfat et accordeur";
            first.context = format!("{} {}", first.context, second.context);
            first.missions.extend(second.missions);
        },
        |text| text,
    );
    let job = "Calfat et accordeur";
    assert_eq!(
        told.iter().filter(|row| row.0 != ChangeKind::Changed).cloned().collect::<Vec<_>>(),
        [row(ChangeKind::Removed, "Accordeur de sirènes", ""), row(ChangeKind::Renamed, job, "")]
    );
    let changed: Vec<_> = told.iter().filter(|row| row.0 == ChangeKind::Changed).cloned().collect();
    assert_eq!(
        changed,
        [row(ChangeKind::Changed, job, "sections.context"), row(ChangeKind::Changed, job, "sections.missions")]
    );
}
