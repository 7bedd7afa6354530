//! All tests but those beside the code, as one program: it is linked once, and what several of them need is made once.
//!
//! `cargo test --test it kills::` runs those of one module. Tests run side by side in one process: none may change what
//! belongs to the process, such as its environment or its current folder.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod account;
mod characters;
mod cli;
mod consulted;
mod corrections;
mod corrections_of_two;
mod diff;
mod documentation;
mod drawing_order;
mod dry_run;
mod edited_sheets;
mod editions;
mod events;
mod excel_csv;
mod faults;
mod fixtures;
mod formats;
mod golden;
mod history;
mod jobs;
mod joined;
mod kept;
mod kills;
mod languages;
mod large;
mod letters;
mod lock;
mod many;
mod markdown;
mod misuse;
mod monsters;
mod normalise_properties;
mod ocr;
mod passwords;
mod peers;
mod places;
mod profile_keys;
mod profiles;
mod progress;
mod qualifications;
mod reader_budgets;
mod reader_pdf;
mod reading_order;
mod repeat;
mod rerun;
mod review;
mod settled;
mod support;
mod traps;
mod unknown_forms;
mod upgrade;
mod vocabulary;
mod whole_page;
