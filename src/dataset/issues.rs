//! What a person should look at, from three places: the file's status, the stages' diagnostics, the records' issues.

use super::ids::record_of;
use crate::catalogue;
use crate::message;
use crate::model::dataset::Status;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::message::Message;
use crate::model::outcome::Outcome;
use crate::model::record::Record;

/// The issues of one file, by page; what has no page comes first.
pub(super) fn of(outcome: &mut Outcome) -> Vec<Diagnostic> {
    let mut issues: Vec<Diagnostic> = of_status(outcome).into_iter().collect();
    issues.append(&mut outcome.diagnostics);
    for issue in &mut issues {
        // A stage knows a record by its title, before it has an id.
        issue.record_id = issue.record_id.as_deref().and_then(|title| record_of(&outcome.records, title));
    }
    for record in &outcome.records {
        // What is unsure was told with its reasons.
        let codes = record.issues.iter().filter(|code| !code.starts_with("unsure:"));
        issues.extend(codes.map(|code| of_record(record, code)));
    }
    for issue in &mut issues {
        issue.file.clone_from(&outcome.row.file);
    }
    issues.sort_by(|a, b| a.page.cmp(&b.page).then_with(|| b.severity.cmp(&a.severity)));
    issues.dedup();
    issues
}

fn of_status(outcome: &Outcome) -> Option<Diagnostic> {
    let (severity, code) = match outcome.row.status {
        Status::Ok | Status::NoJobs => return None,
        // The error that made it partial is among the diagnostics, with its page.
        Status::Partial if outcome.diagnostics.iter().any(|issue| issue.severity == Severity::Error) => return None,
        Status::Partial => (Severity::Error, "file-partial"),
        Status::Unrecognised => (Severity::Error, "file-unrecognised"),
        Status::NeedsOcr => (Severity::Error, "file-needs-ocr"),
        Status::Encrypted => (Severity::Error, "file-encrypted"),
        Status::Failed => (Severity::Error, "file-failed"),
        Status::DuplicateOf => (Severity::Info, "file-duplicate"),
        Status::Unsupported if outcome.named_on_command_line => (Severity::Error, "file-unsupported"),
        Status::Unsupported => (Severity::Info, "file-unsupported"),
    };
    let message = outcome.message.clone().unwrap_or_else(|| Message::Plain(outcome.row.status.as_str().to_owned()));
    Some(Diagnostic::new(severity, code, message))
}

/// `section-missing:outlook` is the code `section-missing` of the field `outlook`.
fn of_record(record: &Record, issue: &str) -> Diagnostic {
    let (code, field) = issue.split_once(':').map_or((issue, None), |(code, field)| (code, Some(field)));
    let known = |key: String| catalogue::has(&key).then(|| Message::new(key));
    let what = match field {
        Some(field) => known(format!("record-{code}")).map_or_else(
            || Message::Plain(format!("{}: {field}", code.replace('-', " "))),
            |what| what.with("field", field),
        ),
        None => known(format!("record-{code}-unnamed"))
            .or_else(|| known(format!("record-{code}")))
            .unwrap_or_else(|| Message::Plain(code.replace('-', " "))),
    };
    let message = message!("of-job", title = &record.title, what);
    let mut diagnostic = Diagnostic::new(Severity::Warning, code.to_owned(), message);
    diagnostic.record_id = Some(record.record_id.clone());
    diagnostic.field = field.map(str::to_owned);
    diagnostic.page = record.pages.map(|[first, _]| first);
    diagnostic
}
