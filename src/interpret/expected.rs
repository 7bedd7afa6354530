//! What a profile expects of an edition and does not find.

use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::message::Message;
use crate::model::record::Record;
use crate::profile::Profile;

/// Tells another number of sheets than is expected, and the expected sections that sheets do not have.
pub(super) fn diagnostics(records: &[Record], profile: &Profile) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut tell = |message: Message| diagnostics.push(Diagnostic::new(Severity::Warning, "unexpected", message));
    if let Some((least, most)) = profile.expect.sheets
        && !(least..=most).contains(&records.len())
    {
        let (sheets, profile) = (records.len(), &profile.id);
        tell(if least == most {
            message!("unexpected-sheets", sheets, profile, wanted = least)
        } else {
            message!("unexpected-sheets-between", sheets, profile, least, most)
        });
    }
    for key in &profile.expect.sections {
        let of_kind = |record: &&Record| profile.section_rule(key).is_some_and(|rule| rule.is_of(record.kind));
        let lacks = |record: &&Record| !record.sections.iter().any(|section| section.key == *key);
        let without: Vec<&str> =
            records.iter().filter(of_kind).filter(lacks).map(|record| record.title.as_str()).collect();
        if let Some(first) = without.first() {
            let more = without.len() - 1;
            tell(message!("unexpected-section", section = key, title = first, more, profile = &profile.id));
        }
    }
    diagnostics
}
