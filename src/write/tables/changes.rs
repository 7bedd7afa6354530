//! The table `changes`.

use super::super::columns::ColumnKind::{List, Number, Text};
use super::super::columns::{Field, field, list};
use crate::model::change::Change;

pub(super) fn fields() -> [Field<Change>; 13] {
    [
        field("change", Text, "added, removed, renamed, moved or changed", |change| change.change.as_str().into()),
        field("job_id", Text, "the job, as the new edition calls it", |change| (&change.job_id).into()),
        field("title", Text, "its title", |change| (&change.title).into()),
        field("previous_title", Text, "its title before, where it was renamed", |change| {
            change.previous_title.as_ref().into()
        }),
        field("previous_job_id", Text, "its job_id before, where it was renamed", |change| {
            change.previous_job_id.as_ref().into()
        }),
        field("field", Text, "the field, or sections.key; empty for the job as a whole", |change| {
            (&change.field).into()
        }),
        field("before", Text, "the old value", |change| change.before.as_ref().into()),
        field("after", Text, "the new value", |change| change.after.as_ref().into()),
        field("similarity", Number, "0 to 1: the share of words in common", |change| change.similarity.into()),
        field("pages_before", List, "first and last page in the old edition", |change| {
            list(change.pages_before.into_iter().flatten())
        }),
        field("pages_after", List, "first and last page in the new edition", |change| {
            list(change.pages_after.into_iter().flatten())
        }),
        field("edition_before", Text, "the old edition", |change| change.edition_before.as_ref().into()),
        field("edition_after", Text, "the new edition", |change| change.edition_after.as_ref().into()),
    ]
}
