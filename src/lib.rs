//! Turns report PDFs of job descriptions into datasets people trust.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod model;
pub mod extract;
pub mod layout;
pub mod profile;
pub mod read;
pub mod segment;
pub mod text;
