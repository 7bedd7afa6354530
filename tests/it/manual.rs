//! What shells complete, and the pages of the manual.

use std::fs;
use std::process::Command;

use crate::support::{Workplace, finish, tools};

/// What a command prints, in a language.
fn printed(place: &Workplace, arguments: &[&str], language: &str) -> String {
    let run = finish(place.command(arguments).env("LC_ALL", language));
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    run.stdout
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_options_and_values() {
    let place = Workplace::new();
    place.file("ingest.bash", printed(&place, &["completions", "bash"], "C"));
    let complete = |words: &str| {
        let script = format!(
            "source ingest.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _ingest ingest \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        let run = Command::new("bash").args(["-c", &script]).current_dir(place.path("")).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8_lossy(&run.stdout).trim().to_owned()
    };
    assert_eq!(complete("ingest corr"), "corrections");
    assert_eq!(complete("ingest corrections me"), "merge");
    assert_eq!(complete("ingest diff --exit"), "--exit-code");
    assert_eq!(complete("ingest --ocr al"), "always");
    // What is not for people is not offered.
    assert_eq!(complete("ingest wor"), "");
    assert_eq!(complete("ingest --in-pr"), "");
}

#[test]
fn shells_can_read_what_they_are_told_in_both_languages() {
    let place = Workplace::new();
    for language in ["C", "fr_FR.UTF-8"] {
        for (shell, check) in
            [("bash", Some("-n")), ("zsh", Some("-n")), ("fish", Some("--no-execute")), ("elvish", None)]
        {
            let script = printed(&place, &["completions", shell], language);
            assert!(script.contains("corrections") && !script.contains("in-process"), "{shell}");
            let name = format!("ingest.{shell}");
            place.file(&name, script);
            let Some(check) = check.filter(|_| tools::has(shell)) else { continue };
            let run = Command::new(shell).args([check, &name]).current_dir(place.path("")).output().unwrap();
            assert!(run.status.success(), "{shell}, {language}: {}", String::from_utf8_lossy(&run.stderr));
        }
        assert!(printed(&place, &["completions", "powershell"], language).contains("Register-ArgumentCompleter"));
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let place = Workplace::new();
    let page = printed(&place, &["man"], "C");
    assert!(page.contains(".SH NAME\ningest \\- Turns report PDFs") && page.contains("\\-\\-dry\\-run"), "{page}");
    let french = printed(&place, &["man"], "fr_FR.UTF-8");
    assert!(french.contains(".SH NOM\n") && !french.contains("default:") && !french.contains("Possible"), "{french}");

    assert_eq!(printed(&place, &["man", "-o", "share/man1"], "C"), "");
    let names: Vec<String> = fs::read_dir(place.path("share/man1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    for wanted in ["ingest.1", "ingest-diff.1", "ingest-corrections-merge.1", "ingest-man.1"] {
        assert!(names.contains(&wanted.to_owned()), "{names:?}");
    }
    assert!(!names.contains(&"ingest-worker.1".to_owned()));
    assert_eq!(fs::read_to_string(place.path("share/man1/ingest.1")).unwrap(), page);
    // With the warnings that there are: of lines that mean nothing, of characters that nobody knows.
    if tools::has("groff") {
        for name in names {
            let mut command = Command::new("groff");
            command
                .args(["-Kutf8", "-Tutf8", "-man", "-ww", "-rCHECKSTYLE=0", &name])
                .current_dir(place.path("share/man1"));
            let run = command.output().unwrap();
            let told = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success() && told.is_empty() && run.stdout.len() > 500, "{name}: {told}");
        }
    }
}
