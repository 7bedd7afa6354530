//! Raw printed text → values: pure functions that know nothing of files, pages or profiles.
//!
//! Each file holds one kind of value with a table of cases, refusals included.

pub mod codes;
pub mod country;
mod country_names;
pub mod departments;
pub mod edition;
pub mod families;
pub mod hours;
pub mod label;
pub mod levels;
mod names;
pub mod qualifications;
pub mod text;
#[cfg(test)]
mod title_cases;
pub mod titles;
mod words;
