//! What differs, for a terminal.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use ingest::compare::words::{Of, difference, excerpt};
use ingest::message;
use ingest::model::change::{Change, ChangeKind};

use super::{Paint, alike, aside, by_job, counts, editions, pages, plain, say, twice};

/// Words around a difference.
const CONTEXT: usize = 8;

/// One block a job: its title, then its fields with what was taken out and put in.
pub(super) fn rendered(changes: &[Change], paint: Paint) -> String {
    let mut out = String::new();
    let twice = twice(changes);
    for job in by_job(changes) {
        let Some(first) = job.first() else { continue };
        for change in job.iter().filter(|change| change.field.is_empty()) {
            let _ = writeln!(out, "{}", whole(change, &twice, paint));
        }
        let mut fields = job.iter().filter(|change| !change.field.is_empty()).peekable();
        if fields.peek().is_some() && !first.field.is_empty() {
            let word = say(&message!("diff-changed"));
            let aside = aside(&[pages(first), editions(first, &twice)]);
            let _ = writeln!(out, "{} {word:8} {}{aside}", paint.yellow("*"), plain(&first.title));
        }
        for change in fields {
            let name = plain(&change.field);
            let is_moved = change.change == ChangeKind::Moved;
            let what = if is_moved { format!("{}, ", say(&message!("diff-moved"))) } else { String::new() };
            let short = !change.field.starts_with("sections.");
            let similarity = if short { String::new() } else { format!(" ({})", alike(change.similarity)) };
            let _ = writeln!(
                out,
                "    {}",
                say(&message!("labelled", label = format!("{what}{name}{similarity}"), text = words(change, paint)))
            );
        }
    }
    let _ = writeln!(out, "{}{}", if out.is_empty() { "" } else { "\n" }, counts(changes));
    out
}

fn whole(change: &Change, twice: &BTreeSet<&str>, paint: Paint) -> String {
    let title = plain(&change.title);
    let (pages, editions) = (pages(change), editions(change, twice));
    match change.change {
        ChangeKind::Added => {
            format!("{} {:8} {title}{}", paint.green("+"), say(&message!("diff-added")), aside(&[pages, editions]))
        }
        ChangeKind::Removed => {
            format!("{} {:8} {title}{}", paint.red("-"), say(&message!("diff-removed")), aside(&[pages, editions]))
        }
        _ => {
            let previous = plain(change.previous_title.as_deref().unwrap_or_default());
            let aside = aside(&[alike(change.similarity), pages, editions]);
            format!("{} {:8} {previous} → {title}{aside}", paint.yellow("~"), say(&message!("diff-renamed")))
        }
    }
}

/// `… compte [-900-] {+1 050+} heures …`, or the two values of a field that is no running text.
fn words(change: &Change, paint: Paint) -> String {
    let (before, after) = (change.before.as_deref(), change.after.as_deref());
    let line = |text: &str| plain(&text.replace('\n', " ¶ "));
    let removed = |text: &str| paint.red(&format!("[-{}-]", line(text)));
    let added = |text: &str| paint.green(&format!("{{+{}+}}", line(text)));
    let (Some(before), Some(after)) = (before, after) else {
        return before.map(removed).or(after.map(added)).unwrap_or_default();
    };
    if !change.field.starts_with("sections.") {
        return format!("{} → {}", paint.red(&line(before)), paint.green(&line(after)));
    }
    running(before, after, paint)
}

/// Where two texts differ, word by word, with a few words around it.
pub(crate) fn running(before: &str, after: &str, paint: Paint) -> String {
    let line = |text: &str| plain(&text.replace('\n', " ¶ "));
    let pieces = excerpt(difference(before, after), CONTEXT).into_iter().map(|piece| match piece.of {
        Of::Both => plain(&piece.text),
        Of::LeftOut => piece.text,
        Of::Old => paint.red(&format!("[-{}-]", line(&piece.text))),
        Of::New => paint.green(&format!("{{+{}+}}", line(&piece.text))),
    });
    pieces.collect::<Vec<_>>().join(" ")
}
