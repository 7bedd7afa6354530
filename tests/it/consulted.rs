//! National vocabularies beside the reports: codes checked, levels filled, codes proposed and accepted.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::Workplace;

const JOBS: &str = "code_rome,libelle_rome\nJ1999,Garde-quai\nN3199,Amarreur / Amarreuse de navires\n";
const NAMES: &str = "libelle_appellation_long,libelle_appellation_court,code_rome\n\
    Gardien / Gardienne de quai,Gardien / Gardienne de quai,J1999\n";
const REGISTER: &str = "Numero_Fiche;Intitule;Nomenclature_Europe_Niveau;Actif\r\n\
    RNCP39923;Gardien de quai;NIV5;ACTIVE\r\nRNCP11223;Crieur de brume;NIV4;INACTIVE\r\n";

/// A report whose jobs name a training each.
fn report(edition: &str) -> String {
    let mut text = format!("Panorama des métiers du port\n\n{edition}\n\n");
    for (title, training) in [
        ("Gardien de quai", "Titre de gardien de quai (RNCP39923), en un an."),
        ("Crieur de brume", "Titre de crieur de brume (RNCP11223), en deux ans."),
        ("Passeur de nuit", "Diplôme de boulanger (RNCP39923) ou titre RNCP55555."),
    ] {
        text.push_str(&format!(
            "C’EST DÉJÀ LÀ… EN IRLANDE\n\nCe que fait le métier de {title}, jour après jour.\n\nMISSIONS\n\nAider.\n\n\
             Dire « oui ».\n\nFORMATION\n\n{training}\n\nPERSPECTIVES EN FRANCE\n\nDes ports attendent.\n\n\
             NOTRE AVIS\n\n{title}\nFAMILLE DE MÉTIER : SOINS\n\nDIRECTION MÉTIER : DIRECTION DES SOINS\n\n\
             Accueillir au port\n\n"
        ));
    }
    text
}

fn workplace() -> Workplace {
    let work = Workplace::new();
    work.file("inputs/port.txt", report("Mars 2026"));
    work.file("lists/jobs.csv", JOBS).file("lists/names.csv", NAMES).file("lists/register.csv", REGISTER);
    work
}

fn cells<const N: usize>(row: &BTreeMap<String, String>, names: [&str; N]) -> [String; N] {
    names.map(|name| row[name].clone())
}

/// The issues about codes.
fn told(work: &Workplace) -> Vec<[String; 4]> {
    let issues = work
        .table("issues")
        .into_iter()
        .filter(|row| ["code-unknown", "code-withdrawn", "code-other-label"].contains(&row["code"].as_str()));
    issues.map(|row| cells(&row, ["severity", "code", "record_id", "message"])).collect()
}

#[test]
fn codes_are_checked_levels_filled_and_codes_proposed() {
    let work = workplace();
    work.run(&[]);
    assert!(told(&work).is_empty() && work.table("candidates").is_empty());
    assert!(work.table("jobs").iter().all(|row| row["vocabulary_levels"].is_empty()));
    let run = work.run(&["--vocabulary", "lists/jobs.csv", "--vocabulary", "lists", "--dataset-lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let unknown = "“Passeur de nuit”: RNCP55555 is not in the tables that were loaded";
    let other = "“Passeur de nuit”: RNCP39923 is “Gardien de quai”, printed beside it is “Diplôme de boulanger”";
    let withdrawn = "“Crieur de brume”: RNCP11223 “Crieur de brume” is no longer in force";
    assert_eq!(
        told(&work),
        [
            ["info", "code-withdrawn", "port/crieur-de-brume", withdrawn],
            ["warning", "code-other-label", "port/passeur-de-nuit", other],
            ["warning", "code-unknown", "port/passeur-de-nuit", unknown],
        ]
    );
    let jobs = work.table("jobs");
    let levels: Vec<_> = jobs.iter().map(|row| cells(row, ["rncp_levels", "vocabulary_levels", "rome"])).collect();
    assert_eq!(levels, [["", "5", ""], ["", "4", ""], ["", "5", ""]]);
    assert!(jobs[2]["issues"].contains("code-unknown:certification_codes"), "{}", jobs[2]["issues"]);
    let candidates = work.table("candidates");
    let best = candidates.iter().find(|row| row["occupation_id"] == "anap-panorama/gardien-de-quai").unwrap();
    let names = ["position", "code", "label", "name", "score", "words"];
    let wanted = ["1", "ROME:J1999", "Garde-quai", "Gardien / Gardienne de quai", "1", "gardien | quai"];
    assert_eq!(cells(best, names), wanted);
    let dataset: Value = serde_json::from_slice(&fs::read(work.path("outputs/jobs.json")).unwrap()).unwrap();
    assert_eq!(dataset["candidates"].as_array().unwrap().len(), candidates.len());
    assert_eq!(dataset["candidates"][0]["words"].as_array().unwrap().len(), 2);
}

#[test]
fn an_accepted_code_is_a_correction_in_every_edition() {
    let work = workplace();
    let lines = "job_id,edition,field,value,was,note\n\
        anap-panorama/gardien-de-quai,,rome,ROME:J1999,(empty),\n\
        anap-panorama/crieur-de-brume,,rome,K4444,,\n";
    work.file("inputs/corrections.csv", lines).file("inputs/port-2027.txt", report("Mars 2027"));
    let accepted = |work: &Workplace, names: [&str; 3]| -> Vec<[String; 3]> {
        let rows = work.table("jobs").into_iter().filter(|row| !row["rome"].is_empty());
        rows.map(|row| cells(&row, names)).collect()
    };
    work.run(&[]);
    let wanted = [["Gardien de quai", "J1999", ""], ["Crieur de brume", "K4444", ""]];
    assert_eq!(accepted(&work, ["title", "rome", "rome_label"]), [wanted, wanted].concat());
    assert!(told(&work).is_empty());
    work.run(&["--vocabulary", "lists/jobs.csv", "--dataset-lang", "en"]);
    let wanted = [["J1999", "Garde-quai", "rome"], ["K4444", "", "rome"]];
    assert_eq!(accepted(&work, ["rome", "rome_label", "corrected"]), [wanted, wanted].concat());
    let told = told(&work);
    let message = "“Crieur de brume”: ROME:K4444 is not in the tables that were loaded";
    let issue = |record: &str| ["warning", "code-unknown", record, message].map(str::to_owned);
    assert_eq!(told, [issue("port-2027/crieur-de-brume"), issue("port/crieur-de-brume")]);
    let occupations = work.table("occupations");
    let keeper = occupations.iter().find(|row| row["label"] == "Gardien de quai").unwrap();
    assert_eq!(cells(keeper, ["rome", "rome_label"]), ["J1999", "Garde-quai"]);
    let codes = work.table("issues").into_iter().filter(|row| row["code"].starts_with("correction-"));
    assert_eq!(codes.count(), 0);
}

#[test]
fn a_changed_vocabulary_is_taken_up_and_no_report_is_read_again() {
    let work = workplace();
    fs::rename(work.path("lists"), work.path("inputs/vocabularies")).unwrap();
    work.run(&[]);
    assert_eq!(work.table("sources").len(), 1, "files of vocabularies are no inputs");
    let run = work.run(&[]);
    assert!(run.stderr.contains("as they were in outputs"), "{}", run.stderr);
    work.file("inputs/vocabularies/jobs.csv", JOBS.replace("Garde-quai", "Gardiennage des quais"));
    let run = work.run(&[]);
    assert!(run.stderr.contains("written to outputs") && run.stderr.contains("1 unchanged"), "{}", run.stderr);
    assert!(work.table("candidates").iter().any(|row| row["label"] == "Gardiennage des quais"));
    // Beside a file that is named as well; and gone when the folder is.
    work.run(&["inputs/port.txt"]);
    assert!(!work.table("candidates").is_empty());
    fs::remove_dir_all(work.path("inputs/vocabularies")).unwrap();
    work.run(&[]);
    assert!(work.table("candidates").is_empty());
}

#[test]
fn a_vocabulary_that_is_none_is_told_before_anything_is_read() {
    let work = workplace();
    work.file("other.csv", "a,b\n1,2\n").folder("inputs/vocabularies");
    for (arguments, message) in [
        (&["--vocabulary", "gone.csv"][..], "gone.csv: no such file or folder"),
        (&["--vocabulary", "other.csv"], "other.csv: its columns (a, b) are those of no known table"),
        (&[], "inputs/vocabularies: holds no .csv and no .zip file"),
    ] {
        let run = work.run(arguments);
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(run.stderr.contains(message), "{}", run.stderr);
        assert!(!work.path("outputs").exists());
    }
    work.file("inputs/vocabularies/other.csv", "a,b\n1,2\n").file("inputs/vocabularies/jobs.csv", JOBS);
    let run = work.run(&[]);
    assert!(run.stderr.contains("note: inputs/vocabularies/other.csv: passed over"), "{}", run.stderr);
}
