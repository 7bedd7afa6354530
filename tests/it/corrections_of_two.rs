//! Files of corrections of two people, put together.

use std::fs;

use crate::support::Workplace;

#[test]
fn two_peoples_files_are_joined_and_conflicts_named() {
    let work = Workplace::new();
    work.file(
        "anne.csv",
        "job_id,field,value,note\nport/guide,label,Guide,d’Anne\nport/crieur,x_note,vu,\nport/rameur,label,Rameur,\n",
    );
    work.file("benoît.csv", "\u{feff}job_id;field;value;note\r\nport/guide;label;Guide;de Benoît\r\nport/crieur;x_note;à revoir;\r\nport/rameur;theme;Quais;\r\n");
    let run = work.run(&["corrections", "merge", "anne.csv", "benoît.csv", "-o", "both.csv"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    assert_eq!(run.stdout, "5 lines in both.csv, 1 of them in both files\n");
    let told = "conflict: anne.csv:3 and benoît.csv:3: x_note of port/crieur: “vu” or “à revoir”; both stay";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
    let both = fs::read_to_string(work.path("both.csv")).unwrap();
    let lines: Vec<&str> = both.lines().collect();
    assert_eq!(
        lines,
        [
            "\u{feff}record_id;job_id;edition;field;value;was;note",
            ";port/guide;;label;Guide;;d’Anne / de Benoît",
            ";port/crieur;;x_note;vu;;",
            ";port/rameur;;label;Rameur;;",
            ";port/crieur;;x_note;à revoir;;",
            ";port/rameur;;theme;Quais;;",
        ]
    );
    // Again with one of them, nothing is new; without a place, the lines are printed.
    let again = work.run(&["corrections", "merge", "both.csv", "anne.csv"]);
    assert_eq!((again.code, again.stdout.as_str()), (Some(3), both.as_str()), "{}", again.stderr);
    let same = work.run(&["corrections", "merge", "anne.csv", "anne.csv", "-o", "both.csv"]);
    assert_eq!((same.code, same.stderr.as_str()), (Some(0), ""));
    assert!(
        same.stdout.starts_with("as it was before: both.csv.bak\n3 lines in both.csv, 3 of them"),
        "{}",
        same.stdout
    );
    let missing = work.run(&["corrections", "merge", "anne.csv", "nowhere.csv"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(1), ""));
    assert!(missing.stderr.contains("nowhere.csv: cannot be opened"), "{}", missing.stderr);
}
