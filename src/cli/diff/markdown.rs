//! What differs, as Markdown: for a message or a page that people read.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ingest::compare::words::{Of, difference, excerpt};
use ingest::message;
use ingest::model::change::{Change, ChangeKind};

use super::{alike, aside, counts, editions, pages, plain, say, twice};

/// Words around a difference.
const CONTEXT: usize = 12;

/// The kinds of changes that concern a job as a whole, each with its heading, then the fields job by job.
pub(super) fn rendered(changes: &[Change]) -> String {
    let mut out = format!("{}\n", sentence(&counts(changes)));
    let twice = twice(changes);
    for (kind, heading) in [
        (ChangeKind::Added, message!("diff-heading-added")),
        (ChangeKind::Removed, message!("diff-heading-removed")),
        (ChangeKind::Renamed, message!("diff-heading-renamed")),
        (ChangeKind::Moved, message!("diff-heading-moved")),
    ] {
        let mut rows = changes.iter().filter(|change| change.change == kind).peekable();
        if rows.peek().is_some() {
            let _ = writeln!(out, "\n## {}\n", say(&heading));
        }
        for change in rows {
            let _ = writeln!(out, "- {}", whole(change, &twice));
        }
    }
    let changed: Vec<&Change> = changes.iter().filter(|change| change.change == ChangeKind::Changed).collect();
    if !changed.is_empty() {
        let _ = writeln!(out, "\n## {}", say(&message!("diff-heading-changed")));
    }
    for job in changed.chunk_by(|one, next| (&one.job_id, &one.edition_after) == (&next.job_id, &next.edition_after)) {
        let Some(first) = job.first() else { continue };
        let _ = writeln!(out, "\n### {}{}\n", escaped(&first.title), aside(&[pages(first), editions(first, &twice)]));
        for change in job {
            let _ = writeln!(out, "- **{}**{}: {}", escaped(&change.field), similarity(change), words(change));
        }
    }
    out
}

fn whole(change: &Change, twice: &BTreeSet<&str>) -> String {
    let title = escaped(&change.title);
    let (pages, editions) = (pages(change), editions(change, twice));
    match change.change {
        ChangeKind::Renamed => {
            let previous = escaped(change.previous_title.as_deref().unwrap_or_default());
            format!("~~{previous}~~ → **{title}**{}", aside(&[alike(change.similarity), pages, editions]))
        }
        ChangeKind::Moved => format!("{title}: {}{}", words(change), aside(&[pages, editions])),
        _ => format!("{title}{}", aside(&[pages, editions])),
    }
}

fn similarity(change: &Change) -> String {
    if change.field.starts_with("sections.") { format!(" ({})", alike(change.similarity)) } else { String::new() }
}

fn words(change: &Change) -> String {
    let removed = |text: &str| format!("~~{}~~", escaped(text));
    let added = |text: &str| format!("**{}**", escaped(text));
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let (Some(before), Some(after)) = (before, after) else {
        return before.map(removed).or(after.map(added)).unwrap_or_default();
    };
    if !change.field.starts_with("sections.") {
        return format!("{} → {}", removed(before), added(after));
    }
    let pieces = excerpt(difference(before, after), CONTEXT).into_iter().map(|piece| match piece.of {
        Of::Both => escaped(&piece.text),
        Of::LeftOut => piece.text,
        Of::Old => removed(&piece.text),
        Of::New => added(&piece.text),
    });
    pieces.collect::<Vec<_>>().join(" ")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>() + ".").unwrap_or_default()
}

/// Words of a document on one line, with nothing in them that Markdown or HTML would act on.
fn escaped(text: &str) -> String {
    let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ¶ ");
    let mut escaped = String::with_capacity(line.len());
    for (place, letter) in plain(&line).chars().enumerate() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '~' | '|' | '[' | ']' | '#' => escaped.extend(['\\', letter]),
            // Where a list, a rule or a heading would begin.
            '-' | '+' | '=' if place == 0 => escaped.extend(['\\', letter]),
            '.' | ')' if place > 0 && escaped.bytes().all(|byte| byte.is_ascii_digit()) => {
                escaped.extend(['\\', letter]);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_document_are_no_markup() {
        for (text, expected) in [
            ("<script>&", "&lt;script&gt;&amp;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("# 1. *a* ~~b~~ | `c`", "\\# 1. \\*a\\* \\~\\~b\\~\\~ \\| \\`c\\`"),
            ("un\ndeux\u{1b}[31m", "un ¶ deux\u{fffd}\\[31m"),
            ("1. un", "1\\. un"),
            ("- un - deux", "\\- un - deux"),
            ("l'été, « oui » ?", "l'été, « oui » ?"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
