//! The tables that a French Excel opens by double click.

use std::fs;

use crate::support::Workplace;

#[test]
fn a_file_name_is_no_formula_in_excel() {
    let work = Workplace::new();
    work.file("inputs/letter.txt", "Bonjour,\nvoici les nouvelles du jardin.\n");
    work.file("inputs/=1+2;x.txt", "Bonsoir,\nle jardin dort.\n");
    let run = work.run(&["--format", "csv"]);
    assert!(!run.stderr.contains("excel"), "{}", run.stderr);
    let text = fs::read_to_string(work.path("outputs/sources.excel.csv")).unwrap();
    let header = text.strip_prefix('\u{feff}').expect("a byte order mark").split("\r\n").next().unwrap();
    assert!(header.contains(';') && !header.contains(','), "{header}");
    assert!(text.ends_with("\r\n"));
    assert!(text.contains("\"'=1+2;x.txt\""), "{text}");
    assert!(fs::read_to_string(work.path("outputs/sources.csv")).unwrap().contains("=1+2;x.txt"));
}
