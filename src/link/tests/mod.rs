//! Links of invented reports: what holds of any links, and how many are right.
#![allow(clippy::print_stdout, reason = "figures are printed for whoever asks for them")]

mod gold;
mod properties;
mod scale;

use std::io;
use std::sync::Arc;

use super::{Signature, links};
use crate::model::dataset::Link;
use crate::model::record::Record;

/// The links of some records.
fn linked(records: &[Record]) -> Vec<Link> {
    let signatures: Vec<Signature> = records.iter().map(Signature::of).collect();
    links(&signatures, &mut |place| {
        records.get(place).cloned().map(Arc::new).ok_or_else(|| io::Error::other("no such record"))
    })
    .unwrap()
}
