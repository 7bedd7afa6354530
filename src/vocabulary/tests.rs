//! Tests of the stage as a whole, on tables of a few rows.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::load::load;
use super::*;

const CODES: &str = "\"code_rome\",\"code_ogr\",\"libelle_rome\"\n\
    \"J1501\",\"1\",\"Aide-soignant / Aide-soignante\"\n\
    \"J1504\",\"2\",\"Infirmier / Infirmière de bloc opératoire (IBODE)\"\n\
    \"J1506\",\"3\",\"Infirmier / Infirmière en soins généraux (IDE)\"\n\
    \"K1201\",\"4\",\"Assistant social / Assistante sociale\"\n\
    \"M1607\",\"5\",\"Secrétaire\"\n";

const NAMES: &str = "\"libelle_appellation_long\",\"libelle_appellation_court\",\"code_rome\"\n\
    \"Aide-soignant / Aide-soignante à domicile\",\"Aide-soignant(e) à domicile\",\"J1501\"\n\
    \"Infirmier libéral / Infirmière libérale\",\"Infirmier libéral / Infirmière libérale\",\"J1506\"\n\
    \"Secrétaire de chantier\",\"Secrétaire de chantier\",\"M1607\"\n";

const SHEETS: &str = "Id_Fiche;Numero_Fiche;Intitule;Nomenclature_Europe_Niveau;Actif\n\
    1;RNCP11111;\"DE - Diplôme d'Etat d'infirmier\";NIV6;ACTIVE\n\
    2;RNCP22222;Diplôme d'Etat d'aide-soignant;NIV3;INACTIVE\n\
    3;RS3333;Premiers soins;;ACTIVE\n";

const LEADS: &str = "Numero_Fiche;Codes_Rome_Code;Codes_Rome_Libelle\nRNCP11111;J1506;Soins\nRNCP11111;J1504;Soins\nRNCP44444;J1501;x\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn rome() -> Vocabulary {
    let folder = folder(&[("a.csv", CODES.as_bytes()), ("b.csv", NAMES.as_bytes())]);
    Vocabulary::load(&[folder.path()]).unwrap()
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn codes(vocabulary: &Vocabulary, titles: &[&str], context: &[&str]) -> Vec<(String, f64)> {
    vocabulary.candidates(titles, context).into_iter().map(|found| (found.code, found.score)).collect()
}

#[test]
fn a_job_spelled_otherwise_is_found() {
    let rome = rome();
    for (title, code) in [
        ("Infirmières de bloc opératoire", "ROME:J1504"),
        ("IBODE", "ROME:J1504"),
        ("Bloc opératoire : infirmier·ère", "ROME:J1504"),
        ("IDE", "ROME:J1506"),
        ("INFIRMIER EN SOINS GENERAUX", "ROME:J1506"),
        ("Aides-soignantes", "ROME:J1501"),
        ("Aide sognante", "ROME:J1501"),
        ("AS", "ROME:J1501"),
    ] {
        let found = rome.candidates(&[title], &[]);
        assert_eq!(found[0].code, code, "{title}");
        assert!(title.contains(':') || found[0].score >= GOOD, "{title} {}", found[0].score);
    }
    let found = rome.candidates(&["Infirmières du bloc opératoire"], &[]);
    assert_eq!(found[0].label, "Infirmier / Infirmière de bloc opératoire (IBODE)");
    assert_eq!(found[0].words, ["infirmieres", "bloc", "operatoire"]);
    let found = rome.candidates(&["Infirmière libérale"], &[]);
    assert_eq!((found[0].name.as_str(), found[0].score), ("Infirmier libéral / Infirmière libérale", 1.0));
}

#[test]
fn a_job_that_the_vocabulary_does_not_have_gets_no_good_score() {
    let rome = rome();
    for title in
        ["Infirmier pilote de drones", "Drone de bloc opératoire", "Data steward", "Patient partenaire", "Le", ""]
    {
        let found = rome.candidates(&[title], &[]);
        assert!(found.iter().all(|found| found.score < GOOD), "{title} {found:?}");
    }
}

#[test]
fn context_orders_names_that_fit_alike() {
    let folder = folder(&[(
        "own.csv",
        b"code,label,alias\nA-1,Animateur de loisirs,sport|musique\nA-2,Animateur de soins,hopital\n" as &[u8],
    )]);
    let own = Vocabulary::load(&[folder.path()]).unwrap();
    let order = |context: &[&str]| codes(&own, &["Animateur"], context).into_iter().map(|(code, _)| code).collect();
    let (none, hospital): (Vec<String>, Vec<String>) = (order(&[]), order(&["Direction des soins de l’hôpital"]));
    assert_eq!(none, ["A-1", "A-2"]);
    assert_eq!(hospital, ["A-2", "A-1"]);
}

#[test]
fn an_acronym_beside_a_label_does_not_outweigh_it() {
    let rome = rome();
    assert_eq!(codes(&rome, &["Assistante sociale", "AS"], &[])[0].0, "ROME:K1201");
    assert_eq!(codes(&rome, &["Aide-soignante", "AS"], &[])[0].0, "ROME:J1501");
    assert!(codes(&rome, &["Analyste de systèmes", "AS"], &[])[0].1 < GOOD);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let folder = folder(&[("a.csv", CODES.as_bytes()), ("b.csv", NAMES.as_bytes())]);
    let (a, b) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
    let (one, other) = (Vocabulary::load(&[&a, &b]).unwrap(), Vocabulary::load(&[&b, &a]).unwrap());
    for title in ["Infirmier", "Secrétaire", "Aide", "Assistant de bloc"] {
        assert_eq!(one.candidates(&[title], &["soins"]), other.candidates(&[title], &["soins"]), "{title}");
    }
}

#[test]
fn printed_codes_are_checked() {
    let folder = folder(&[("r.csv", SHEETS.as_bytes()), ("s.csv", LEADS.as_bytes()), ("c.csv", CODES.as_bytes())]);
    let all = Vocabulary::load(&[folder.path()]).unwrap();
    let kind = |code: &str, label: Option<&str>| all.check(code, label).map(|finding| finding.kind);
    assert_eq!(kind("ROME:J1506", None), None);
    assert_eq!(kind("ROME:J1506", Some("Infirmière diplômée d’État")), None);
    assert_eq!(kind("ROME:J1506", Some("IDE")), None);
    assert_eq!(kind("ROME:J1506", Some("Infimière en soins généraux")), None);
    assert_eq!(kind("ROME:J1506", Some("–")), None);
    assert_eq!(kind("ROME:J1506", Some("Aide-soignante")), Some(FindingKind::OtherLabel));
    assert_eq!(kind("ROME:J1599", None), Some(FindingKind::Unknown));
    assert_eq!(kind("RNCP11111", Some("Diplôme d’État d’infirmier")), None);
    assert_eq!(kind("RNCP22222", None), Some(FindingKind::Withdrawn));
    assert_eq!(kind("RNCP44444", None), Some(FindingKind::Unknown));
    assert_eq!(kind("RS3333", None), None);
    assert_eq!(kind("CC158", None), None, "no table has such codes");
    assert_eq!((all.level("RNCP11111"), all.level("rncp 22222"), all.level("RS3333")), (Some(6), Some(3), None));
    assert_eq!(all.jobs("RNCP11111").collect::<Vec<_>>(), ["ROME:J1504", "ROME:J1506"]);
    let finding = all.check("J1506", Some("Aide-soignante")).unwrap();
    assert_eq!(finding.label.as_deref(), Some("Infirmier / Infirmière en soins généraux (IDE)"));
    let told = finding.message.to_string();
    assert!(told.contains("ROME:J1506") && told.contains("Aide-soignante"), "{told}");
    assert!(all.candidates(&["Diplôme d’État d’infirmier"], &[]).iter().all(|found| found.code.starts_with("ROME:")));
}

#[test]
fn tables_are_known_by_their_columns_in_any_spelling() {
    let expected = rome_label("code,label\nJ1506,Infirmière\n".as_bytes());
    assert_eq!(expected, "Infirmière");
    for bytes in [
        "\u{feff}code;libellé;synonyme\nJ1506;Infirmière;\n".as_bytes(),
        b"CODE\tLibell\xe9\nJ1506\tInfirmi\xe8re\n",
        "code,label,alias\r\n\"J1506\",\"Infirmière\",IDE | infirmier\r\n".as_bytes(),
        "Code;Libellé\nJ1506;Infirmière\nJ1506;Infirmier\n;\nJ1507;\n".as_bytes(),
    ] {
        assert_eq!(rome_label(bytes), expected);
    }
}

fn rome_label(bytes: &[u8]) -> String {
    let folder = folder(&[("x.csv", bytes)]);
    Vocabulary::load(&[folder.path().join("x.csv")]).unwrap().label("ROME:J1506").unwrap().to_owned()
}

#[test]
fn a_zip_is_read_and_what_is_no_table_in_it_is_skipped() {
    let zip = zipped(&[
        ("export/b.csv", SHEETS.as_bytes()),
        ("export/a.csv", LEADS.as_bytes()),
        ("export/other.csv", b"Numero_Fiche;Ccn_Numero\nRNCP11111;51\n"),
        ("__MACOSX/._b.csv", b"\0\0"),
        ("notice.pdf", b"%PDF"),
    ]);
    let folder = folder(&[("export.zip", &zip)]);
    let all = Vocabulary::load(&[folder.path().join("export.zip")]).unwrap();
    assert_eq!(all.level("RNCP11111"), Some(6));
    assert_eq!(all.skipped(), [folder.path().join("export.zip/export/other.csv").display().to_string()]);
}

#[test]
fn errors_name_the_file_and_the_next_step() {
    let many = format!("code,label\n{}", "J1506,Infirmier\n".repeat(5000));
    let bomb = zipped(&[("t.csv", many.as_bytes())]);
    let mut damaged = zipped(&[("t.csv", CODES.as_bytes())]);
    damaged[60] ^= 0xff;
    let folder = folder(&[
        ("columns.csv", b"name,colour\na,b\n"),
        ("empty.csv", b""),
        ("rows.csv", b"code,label\n,\n"),
        ("binary.csv", b"code,label\n\0\0\0"),
        ("large.csv", many.as_bytes()),
        ("bomb.zip", &bomb),
        ("cut.zip", &bomb[..40]),
        ("damaged.zip", &damaged),
        ("other.zip", &zipped(&[("x.csv", b"name\na\n")])),
    ]);
    fs::create_dir(folder.path().join("nothing")).unwrap();
    fs::create_dir(folder.path().join("unknown")).unwrap();
    fs::write(folder.path().join("unknown/x.csv"), "name\na\n").unwrap();
    for (name, expected) in [
        ("missing.csv", "no such file"),
        ("columns.csv", "its columns (name, colour)"),
        ("empty.csv", "its columns ()"),
        ("rows.csv", "has no rows"),
        ("binary.csv", "is not text"),
        ("large.csv", "has more than"),
        ("bomb.zip", "unpacked"),
        ("cut.zip", "cannot be unpacked"),
        ("damaged.zip", "cannot be unpacked"),
        ("other.zip", "none of its CSV files"),
        ("nothing", "holds no .csv"),
        ("unknown", "none of its CSV files"),
    ] {
        let path: PathBuf = folder.path().join(name);
        let error = load(&[&path], 20_000).unwrap_err().to_string();
        assert!(error.starts_with(&path.display().to_string()) && error.contains(expected), "{name}: {error}");
        assert!(error.contains("; "), "no next step: {error}");
    }
    // The zip alone is small; what it unpacks to is not.
    assert!(bomb.len() < 20_000 && many.len() > 20_000);
}

#[test]
fn a_row_whose_cells_are_out_of_place_is_an_error() {
    let long = format!("{SHEETS}4;RNCP44444;\"Never closed\n{}", "5;RNCP55555;x;NIV5;ACTIVE\n".repeat(3));
    for (text, line, expected) in [
        ("code,label\nJ1,a\nJ1506,Inspecteur, de la concurrence\n", 3, "more than 2 cells"),
        ("code,label,alias\nJ1,\"never closed\nJ2,b\n", 2, "not closed"),
        (&long, 5, "not closed"),
        ("code_rome,libelle_appellation_long,libelle_appellation_court\nJ1,a,a\nJ2,a\n", 3, "breaks off after 2 of 3"),
    ] {
        let folder = folder(&[("x.csv", text.as_bytes())]);
        let path = folder.path().join("x.csv");
        let error = Vocabulary::load(&[&path]).unwrap_err().to_string();
        assert!(error.starts_with(&format!("{}:{line}: ", path.display())) && error.contains(expected), "{error}");
    }
    // Cells that are left out, or that are too many and empty, hide nothing.
    assert_eq!(rome_label("code,label,alias\nJ1506,Infirmière\n".as_bytes()), "Infirmière");
    assert_eq!(rome_label("code;label\nJ1506;Infirmière;;\n".as_bytes()), "Infirmière");
}

#[test]
fn a_damaged_file_of_a_folder_is_not_passed_over() {
    let folder = folder(&[("a.csv", CODES.as_bytes()), ("b.zip", b"PK\x03\x04")]);
    assert!(matches!(load(&[folder.path()], LIMIT), Err(Error::Archive { .. })));
}

#[test]
fn nothing_is_asked_of_no_files() {
    let none = Vocabulary::load(&[] as &[&Path]).unwrap();
    assert!(none.is_empty() && none.candidates(&["Infirmier"], &["soins"]).is_empty());
    assert_eq!(none.check("ROME:J1506", None), None);
}

proptest! {
    #[test]
    fn any_text_is_a_title(title in "\\PC{0,80}", context in "\\PC{0,40}") {
        let found = rome().candidates(&[&title, &context], &[&context]);
        prop_assert!(found.len() <= MOST_CANDIDATES);
        prop_assert!(found.iter().all(|found| (0.0..=1.0).contains(&found.score)));
        prop_assert!(found.is_sorted_by(|one, other| one.score >= other.score));
    }
}
