//! The tables `sources` and `issues`.

use super::super::columns::ColumnKind::{Integer, List, Text};
use super::super::columns::{Field, field, list};
use crate::model::dataset::SourceRow;
use crate::model::diagnostic::Diagnostic;

pub(super) fn source_fields() -> [Field<SourceRow>; 14] {
    [
        field("source_id", Text, "slug of the file's stem", |row| (&row.source_id).into()),
        field("file", Text, "relative to the folder read, with /", |row| (&row.file).into()),
        field("sha256", Text, "of the file's bytes, in hexadecimal", |row| (&row.sha256).into()),
        field("bytes", Integer, "size in bytes", |row| row.bytes.into()),
        field("pages", Integer, "number of pages; empty for input without pages", |row| row.pages.into()),
        field("collection", Text, "the first collection found in it", |row| row.collection.as_ref().into()),
        field("collections", List, "all collections found in it", |row| list(&row.collections)),
        field("profile_version", Integer, "version of the profile that recognised it", |row| {
            row.profile_version.into()
        }),
        field("title", Text, "the document's title", |row| row.title.as_ref().into()),
        field("publisher", Text, "who published it", |row| row.publisher.as_ref().into()),
        field("edition", Text, "what it says of its own date", |row| row.edition.as_ref().into()),
        field("status", Text, "what became of it", |row| row.status.as_str().into()),
        field("jobs", Integer, "number of jobs found", |row| row.jobs.into()),
        field("message", Text, "why, and what to do", |row| row.message.as_ref().into()),
    ]
}

pub(super) fn issue_fields() -> [Field<Diagnostic>; 8] {
    [
        field("severity", Text, "error: not read; warning: may be wrong; info: nothing is lost", |issue| {
            issue.severity.as_str().into()
        }),
        field("code", Text, "stable code", |issue| issue.code.as_ref().into()),
        field("file", Text, "the input file", |issue| (&issue.file).into()),
        field("page", Integer, "from 1, where it is known", |issue| issue.page.into()),
        field("record_id", Text, "the job that it concerns", |issue| issue.record_id.as_ref().into()),
        field("field", Text, "the field or section that it concerns", |issue| issue.field.as_ref().into()),
        field("message", Text, "what was found", |issue| (&issue.message).into()),
        field("hint", Text, "what to do about it", |issue| issue.hint.as_ref().into()),
    ]
}
