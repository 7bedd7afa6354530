//! What a profile expects of an edition and does not find.

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::record::Record;
use crate::profile::Profile;

/// Tells another number of sheets than is expected, and the expected sections that sheets do not have.
pub(super) fn diagnostics(records: &[Record], profile: &Profile) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut tell = |message: String| {
        let hint = "compare the edition with the profile; correct `expect` in it if this is right";
        diagnostics.push(Diagnostic::new(Severity::Warning, "unexpected", message).with_hint(hint));
    };
    if let Some((least, most)) = profile.expect.sheets
        && !(least..=most).contains(&records.len())
    {
        let wanted = if least == most { least.to_string() } else { format!("{least} to {most}") };
        tell(format!("{} sheets where `{}` expects {wanted}", records.len(), profile.id));
    }
    for key in &profile.expect.sections {
        let of_kind = |record: &&Record| profile.section_rule(key).is_some_and(|rule| rule.is_of(record.kind));
        let lacks = |record: &&Record| !record.sections.iter().any(|section| section.key == *key);
        let without: Vec<&str> =
            records.iter().filter(of_kind).filter(lacks).map(|record| record.title.as_str()).collect();
        if let Some(first) = without.first() {
            let more = if without.len() > 1 { format!(" and {} more", without.len() - 1) } else { String::new() };
            tell(format!("no section `{key}` in “{first}”{more}, which `{}` expects in every sheet", profile.id));
        }
    }
    diagnostics
}
