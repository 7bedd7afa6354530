//! Turns report PDFs of job descriptions into datasets people trust.
//!
//! The folders follow the data. Each stage knows the types of [`model`] and the profiles, never another stage;
//! [`pipeline`] alone puts them together:
//!
//! 1. [`source`]: paths → sorted list of [`source::Source`]
//! 2. [`read`]: bytes → [`model::document::Document`], pages of positioned glyphs or plain lines
//! 3. [`interpret`]: document → [`interpret::Interpretation`], by the profiles of [`profile`]
//! 4. [`dataset`]: what became of every file → [`model::dataset::Dataset`], with ids, sorted
//! 5. [`write`](mod@write): dataset → files, all or none
//!
//! The library prints nothing: it returns data, and [`pipeline::run`] tells its listener how far it is.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod model;
pub mod error;
pub mod source;
pub mod read;
pub mod profile;
pub mod normalise;
pub mod interpret;
pub mod dataset;
pub mod write;
pub mod pipeline;
