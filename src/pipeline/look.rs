//! What is known of the files of a run before they are understood: the look at each, and whether it is a copy.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::message;
use crate::model::dataset::Status;
use crate::model::outcome::Outcome;
use crate::read::kind::Kind;
use crate::source::Source;
use crate::understand::Refusal;
use crate::understand::look;
pub(crate) use crate::understand::look::Look;

/// What each source of a run was found to be, or why it is not read.
pub(super) type Looks = [Result<Look, Refusal>];

/// Looks at all of them, on the threads of the pool that this is called in.
pub(super) fn look_at_all(sources: &[Source]) -> Vec<Result<Look, Refusal>> {
    sources.par_iter().map(look_at).collect()
}

/// Looks at a file without understanding it.
pub(crate) fn look_at(source: &Source) -> Result<Look, Refusal> {
    match &source.problem {
        Some(problem) => Err(Refusal::new(Status::Failed, problem.clone())),
        None => look::look_at(&source.path),
    }
}

/// For each source the earlier one with the same bytes, if any. What is not read is not compared.
pub(super) fn originals<'s>(sources: &'s [Source], looks: &Looks) -> Vec<Option<&'s str>> {
    let mut first: BTreeMap<(&str, bool), &str> = BTreeMap::new();
    let mut originals = Vec::with_capacity(sources.len());
    for (source, look) in sources.iter().zip(looks) {
        let mut original = None;
        if let Ok(Look { kind: kind @ (Kind::Pdf | Kind::Text), sha256, .. }) = look {
            let content = (sha256.as_str(), *kind == Kind::Pdf);
            original = first.get(&content).copied();
            first.entry(content).or_insert(&source.file);
        }
        originals.push(original);
    }
    originals
}

/// The outcome of a copy of another file.
pub(super) fn duplicate_of(original: &str) -> Outcome {
    Refusal::new(Status::DuplicateOf, message!("file-duplicate", original)).outcome()
}
