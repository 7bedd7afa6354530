//! Which sheet another is a part of.

use crate::model::record::Record;
use crate::profile::{Form, ParentBy, ParentRule, Profile, SheetRule};
use crate::text::fold;

/// Tells each record of a range the title of the one that it is a part of; one that has none though it should has an
/// issue.
pub(super) fn assign(records: &mut [Record], profile: &Profile) {
    let Some(Form::Sheets(rules)) = &profile.form else { return };
    for index in 0..records.len() {
        let (before, rest) = records.split_at_mut(index);
        let record = &mut rest[0];
        let parent =
            rules.iter().find(|rule| rule.kind == record.kind).and_then(|rule: &SheetRule| rule.parent.as_ref());
        let Some(rule) = parent else { continue };
        match parent_of(record, before, rule) {
            Some(parent) => record.parent = Some(parent.title.clone()),
            None => record.issues.push("parent-unknown".to_owned()),
        }
    }
}

fn parent_of<'r>(record: &Record, before: &'r [Record], rule: &ParentRule) -> Option<&'r Record> {
    let mut of_kind = before.iter().rev().filter(|other| other.kind == rule.kind);
    match rule.by {
        ParentBy::Order => of_kind.next(),
        ParentBy::Number => {
            let own = counts(record.number.as_deref()?)?;
            let begins = |other: &&Record| {
                let count = other.number.as_deref().and_then(counts);
                count.is_some_and(|count| own.len() > count.len() && own.starts_with(&count))
            };
            of_kind.filter(begins).max_by_key(|other| other.number.as_deref().and_then(counts).map(|count| count.len()))
        }
        ParentBy::Listed => {
            let title = fold(&record.title);
            let lists = |other: &&Record| other.sections.iter().any(|section| tells(&fold(&section.text), &title));
            of_kind.find(lists)
        }
        ParentBy::Label => {
            let label = rule.label.as_ref()?;
            let names = record.fields.iter().filter(|field| label.is_match(&fold(&field.name)));
            let named: Vec<&str> = names.map(|field| field.value.as_str()).collect();
            let is_named = |other: &&Record| {
                let is_title = named.iter().any(|value| fold(value) == fold(&other.title));
                let number = other.number.as_deref().and_then(counts);
                is_title
                    || number.is_some_and(|number| named.iter().any(|value| counts(value).as_ref() == Some(&number)))
            };
            of_kind.find(is_named)
        }
    }
}

/// Whether a folded text tells a folded title in whole words.
fn tells(text: &str, title: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !title.is_empty()
        && text.match_indices(title).any(|(at, _)| {
            let (before, after) = (text[..at].chars().next_back(), text[at + title.len()..].chars().next());
            !inside(before) && !inside(after)
        })
}

/// The numbers that a text counts with: `Fiche compétence 2.3` → 2, 3. Letters that stand alone count, too: `A-1` → a, 1.
fn counts(text: &str) -> Option<Vec<String>> {
    let folded = fold(text);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut counts: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let last_words = !parts[at + 1..].iter().any(|part| part.len() > 2);
        if digits > 0 {
            // "AT1-CP2" counts 1, 2.
            let mut run = String::new();
            for character in part.chars().chain([' ']) {
                if character.is_ascii_digit() {
                    run.push(character);
                } else if !run.is_empty() {
                    counts.push(run.trim_start_matches('0').to_owned());
                    run.clear();
                }
            }
        } else if part.len() == 1 && *part != "n" && last_words {
            counts.push((*part).to_owned());
        }
    }
    (!counts.is_empty()).then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_over_titles_are_counted() {
        let of = |text: &str| counts(text).unwrap_or_default().join(".");
        assert_eq!(of("Fiche compétence 2.3"), "2.3");
        assert_eq!(of("Fiche activité n° 2"), "2");
        assert_eq!(of("AT1-CP04"), "1.4");
        assert_eq!(of("Bloc A – 2"), "a.2");
        assert_eq!(of("Fiche"), "");
    }
}
