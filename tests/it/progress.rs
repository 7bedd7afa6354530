//! What a person sees on a terminal while a run goes on.

use crate::support::{Workplace, tools};

#[test]
fn a_terminal_shows_the_pace_and_what_comes_after_reading() {
    let place = Workplace::new();
    for number in 0..60 {
        place.file(&format!("inputs/report-{number}.pdf"), crate::support::generated::report(number));
    }
    let program = env!("CARGO_BIN_EXE_ingest");
    tools::check("check_progress.py", &[program, place.path("").to_str().unwrap()]);
}
