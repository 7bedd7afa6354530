//! Turns report PDFs of job descriptions into datasets people trust.
//!
//! The folders follow the data. Each stage knows the types of [`model`] and the profiles, never another stage;
//! [`pipeline`] alone puts them together:
//!
//! 1. [`source`]: paths → sorted list of [`source::Source`]
//!    ([`provenance`] tells where they come from)
//! 2. [`read`]: bytes → [`model::document::Document`], pages of positioned glyphs or plain lines
//! 3. [`layout`]: document → [`model::flow::Flow`], blocks in reading order
//! 4. [`profile`]: which collections a flow holds, and where
//! 5. [`settle`]: what each line of a flow is: headings, labels, titles, whose text; [`segment`]: flow →
//!    [`model::sheet::Sheet`]s, one a job
//! 6. [`extract`]: sheet → [`model::sheet::Extract`], labelled values and sections as printed
//! 7. [`normalise`]: printed text → values; [`trust`]: how far each may be trusted; [`interpret`] puts 4 to 7 together and
//!    makes [`model::record::Record`]s, [`understand`] puts 2 to 7 together for one file
//! 8. [`dataset`]: what became of every file → [`model::dataset::Dataset`], with ids, sorted
//! 9. [`write`](mod@write): dataset → files, all or none
//!
//! [`store`] holds what need not fit in memory: the records of a dataset lie there from the moment they are made.
//! [`worker`] does all of [`understand`] in processes that may come to harm.
//!
//! [`cache`] keeps what 2 to 7 gave for later runs. [`correct`] lays what a person knows better over a dataset;
//! [`compare`] tells what differs between two datasets, [`history`] what differs from those of earlier runs.
//!
//! [`find`] tells which records of a dataset somebody looks for.
//!
//! [`vocabulary`] loads national lists of jobs and certifications: it checks printed codes and proposes codes of jobs.
//! [`link`] finds what jobs of different reports have to do with each other, and groups them into occupations.
//!
//! [`draw`] makes pictures of pages, for people to look at.
//!
//! [`annotate`](mod@annotate) marks in copies of reports what was taken from them.
//!
//! [`audit`] tells how far a dataset may be trusted, by what people found who compared some of it.
//!
//! [`view`] serves the page for review to a browser of this machine.
//!
//! [`catalogue`] has the texts that people read, in their languages.
//!
//! [`trial`] tells a person who writes a profile what it finds in a report and what it misses.
//!
//! The library prints nothing: it returns data, and [`pipeline::run`] tells its listener how far it is and what that took
//! ([`cost`]).

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod model;
pub mod store;
pub mod error;
pub mod cost;
mod digesting;
pub mod catalogue;
pub mod text;
pub mod linear;
pub mod source;
pub mod provenance;
pub mod read;
pub mod layout;
pub mod profile;
pub mod segment;
pub mod settle;
pub mod extract;
pub mod normalise;
pub mod trust;
pub mod interpret;
pub mod cache;
pub mod understand;
pub mod inspect;
pub mod dataset;
pub mod correct;
pub mod compare;
pub mod history;
pub mod find;
pub mod vocabulary;
pub mod link;
pub mod write;
pub mod draw;
pub mod worker;
pub mod pipeline;
pub mod annotate;
pub mod audit;
pub mod view;
pub mod trial;
