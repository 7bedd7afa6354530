//! Turns report PDFs of job descriptions into datasets people trust.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod model;
pub mod read;
