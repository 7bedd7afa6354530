//! Encrypted files and limits on pages, by the built command from end to end.

use std::fs;
use std::path::Path;

use crate::support::{Cipher, Workplace, contents, encrypted, encrypted_by, pdf};

const PASSWORD: &str = "quatre pommes bleues";

/// A PDF that opens with `password` alone.
fn locked(password: &str) -> Vec<u8> {
    encrypted(&pdf("Un texte sous clef"), password)
}

#[test]
fn an_encrypted_file_says_what_to_do_and_opens_with_its_password() {
    let place = Workplace::new();
    place.file("inputs/clef.pdf", locked(PASSWORD)).file("inputs/vide.pdf", locked(""));
    let closed = place.run(&[]);
    assert_eq!(closed.code, Some(3), "{closed:?}");
    assert_eq!(place.statuses()["clef.pdf"], "encrypted");
    assert!(place.message("clef.pdf").contains("--password-file"), "{}", place.message("clef.pdf"));
    // The empty password is tried without being asked to.
    assert_eq!(place.statuses()["vide.pdf"], "unrecognised");

    place.file("keys.txt", format!("\u{feff}wrong\r\n\r\n{PASSWORD}\r\n"));
    for arguments in [["--password-file", "keys.txt", "-v"], ["--password", PASSWORD, "-v"]] {
        let opened = place.run(&arguments);
        assert_eq!(place.statuses()["clef.pdf"], "unrecognised", "{opened:?}");
        let told = format!("{}{}", opened.stdout, opened.stderr);
        assert!(!told.contains(PASSWORD), "the screen shows the password: {told}");
        for (name, bytes) in contents(&place.path("outputs")) {
            assert!(!String::from_utf8_lossy(&bytes).contains(PASSWORD), "{name} holds the password");
        }
    }
    let inspected = place.run(&["inspect", "inputs/clef.pdf", "--password", PASSWORD]);
    assert!(inspected.stdout.contains("Un texte sous clef"), "{inspected:?}");
}

#[test]
fn wrong_passwords_are_counted_and_not_told() {
    let place = Workplace::new();
    place.file("inputs/clef.pdf", locked(PASSWORD));
    place.run(&["--password", "premier", "--password", "second"]);
    assert_eq!(place.statuses()["clef.pdf"], "encrypted");
    let message = place.message("clef.pdf");
    assert!(message.contains("aucun des 2 mots de passe") && !message.contains("premier"), "{message}");
}

#[test]
fn a_file_of_passwords_that_is_not_there_is_wrong_usage() {
    let place = Workplace::new();
    place.file("inputs/a.pdf", pdf("Bonjour"));
    let run = place.run(&["--password-file", "nowhere.txt"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("nowhere.txt") && run.stderr.contains("--password-file"), "{}", run.stderr);
    assert!(!place.path("outputs").exists(), "nothing is written");
}

#[test]
fn a_limit_on_pages_leaves_a_partial_document_that_says_so() {
    let place = Workplace::new();
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/anap-panorama/panorama-colonnes.pdf");
    place.file("inputs/panorama.pdf", fs::read(report).unwrap());
    assert_eq!(place.run(&[]).code, Some(0));
    let whole = place.table("jobs");
    let run = place.run(&["--max-pages", "3"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    assert_eq!(place.statuses()["panorama.pdf"], "partial");
    assert!(place.message("panorama.pdf").contains("les pages 4 à "), "{}", place.message("panorama.pdf"));
    let titles = |rows: &[std::collections::BTreeMap<String, String>]| {
        rows.iter().map(|row| row["title"].clone()).collect::<Vec<_>>()
    };
    let cut = titles(&place.table("jobs"));
    assert!(!cut.is_empty() && cut.len() < whole.len());
    assert!(titles(&whole).starts_with(&cut), "what was read is what stood there");
    let issues = place.table("issues");
    let told = issues.iter().find(|issue| issue["code"] == "page-cut").unwrap();
    assert_eq!((told["page"].as_str(), told["severity"].as_str()), ("4", "error"));
    assert!(told["hint"].contains("--max-pages"));
}

#[test]
fn an_owners_password_opens_files_of_every_cipher() {
    let place = Workplace::new();
    let ciphers = [Cipher::Rc4(40), Cipher::Rc4(128), Cipher::Aes128, Cipher::Aes256];
    for (number, cipher) in (1..).zip(ciphers) {
        for (owners, owner) in [("ascii", "le vieux gardien"), ("accents", "été à l’île")] {
            // Old files hold Latin letters, one byte each; new ones any.
            let owner = if matches!(cipher, Cipher::Aes256) { owner.to_owned() } else { owner.replace('’', "'") };
            let name = format!("inputs/{number}-{owners}.pdf");
            place.file(&name, encrypted_by(&pdf("La clef du depot"), cipher, "gens", &owner));
            let inspected = place.run(&["inspect", &name, "--password", &owner]);
            assert!(inspected.stdout.contains("La clef du depot"), "{cipher:?}, {owners}: {inspected:?}");
            let refused = place.run(&["inspect", &name, "--password", "le jeune gardien"]);
            assert!(!refused.stdout.contains("La clef du depot"), "{cipher:?}, {owners}");
        }
    }
}

#[test]
fn a_password_of_any_letters_opens_a_file() {
    let place = Workplace::new();
    for (number, password) in (1..).zip(["clé d’été", "ключ", "鍵"]) {
        let name = format!("inputs/{number}.pdf");
        place.file(&name, encrypted_by(&pdf("Sous la cloche"), Cipher::Aes256, password, "owner"));
        let inspected = place.run(&["inspect", &name, "--password", password]);
        assert!(inspected.stdout.contains("Sous la cloche"), "{password}: {inspected:?}");
    }
}
