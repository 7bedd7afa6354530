//! The files of corrections of two people → one.

use std::collections::BTreeMap;

use super::file::{Correction, CorrectionsFile};
use super::shown::{Beside, differing};
use crate::message;
use crate::model::message::Message;

/// Two files of corrections in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Joined {
    /// The lines of the first, then those that only the second has.
    pub corrections: Vec<Correction>,
    /// How many lines both have.
    pub common: usize,
    /// Lines of the same value that say different things, for people: both are there.
    pub conflicts: Vec<Message>,
}

/// Joins the lines of two files. Those that say the same are one, with the notes of both; of those that say different things
/// of the same value, none is lost.
#[must_use]
pub fn join(one: &CorrectionsFile, other: &CorrectionsFile) -> Joined {
    let mut joined = Joined { corrections: one.corrections.clone(), common: 0, conflicts: Vec::new() };
    let mut more = Vec::new();
    for line in &other.corrections {
        let is_for = |known: &Correction| {
            (&known.record_id, &known.job_id, &known.edition, &known.field)
                == (&line.record_id, &line.job_id, &line.edition, &line.field)
        };
        let same =
            |known: &&mut Correction| is_for(known) && known.value == line.value && known.was.trim() == line.was.trim();
        if let Some(known) = joined.corrections.iter_mut().find(|known| same(known)) {
            joined.common += 1;
            let note = line.note.trim();
            if !known.note.contains(note) {
                known.note = [known.note.trim(), note]
                    .into_iter()
                    .filter(|note| !note.is_empty())
                    .collect::<Vec<_>>()
                    .join(" / ");
            }
            continue;
        }
        more.push(line.clone());
    }
    joined.corrections.extend(more);
    joined.conflicts = conflicts(&joined.corrections);
    joined
}

/// What became of lines that a file took over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenOver {
    /// New lines.
    pub added: usize,
    /// Lines for the same value that say something else now.
    pub replaced: usize,
    /// Lines that stood there word for word.
    pub known: usize,
}

/// Puts lines into a file: each in the place of one for the same value, else at the end.
pub fn take_over(file: &mut CorrectionsFile, lines: Vec<Correction>) -> TakenOver {
    let mut taken = TakenOver::default();
    for line in lines {
        let is_for = |known: &&mut Correction| {
            (&known.record_id, &known.job_id, &known.edition, &known.field)
                == (&line.record_id, &line.job_id, &line.edition, &line.field)
        };
        match file.corrections.iter_mut().find(is_for) {
            Some(known) if (&known.text, &known.was, &known.note) == (&line.text, &line.was, &line.note) => {
                taken.known += 1;
            }
            Some(known) => {
                *known = line;
                taken.replaced += 1;
            }
            None => {
                file.corrections.push(line);
                taken.added += 1;
            }
        }
    }
    taken
}

/// Each line that says something else than the first one of the same value.
fn conflicts(lines: &[Correction]) -> Vec<Message> {
    let mut first: BTreeMap<_, &Correction> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for line in lines {
        let known = *first.entry((&line.record_id, &line.job_id, &line.edition, &line.field)).or_insert(line);
        if known.value != line.value {
            let of = if line.record_id.is_empty() { &line.job_id } else { &line.record_id };
            let (one, other) = (known.place(), line.place());
            let (field, said) = (line.field.name(), differing(&known.text, &line.text, Beside::Or));
            conflicts.push(message!("conflict-lines", one, other, field, of, said));
        }
    }
    conflicts
}
