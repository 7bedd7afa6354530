//! What messages show of texts: short ones whole, of long ones what differs.

use crate::compare::words::{Of, difference, excerpt};
use crate::message;
use crate::model::message::Message;
use crate::normalise::text::clean;

/// Letters of a text that is shown whole.
const WHOLE: usize = 60;
/// Words around a difference.
const CONTEXT: usize = 4;
/// Letters of a piece of a text that differs.
const PIECE: usize = 120;
/// Letters of all that is shown of two texts.
const MOST: usize = 400;

/// The beginning of a text, on one line.
pub(super) fn short(text: &str) -> String {
    cut(&clean(text), WHOLE)
}

/// Whether a text is shown whole.
pub(super) fn is_short(text: &str) -> bool {
    !text.trim().contains('\n') && text.chars().nth(WHOLE).is_none()
}

/// How two texts stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// `“before” → “after”`
    Arrow,
    /// `“before” is now “after”`
    Now,
    /// `“before” or “after”`
    Or,
    /// `“before” there, here “after”`
    There,
}

/// Two short texts as [`Beside`] says; of longer ones what differs, with a few words around it:
/// `… la [-nuit-] {+nuit et le jour+} …`.
#[must_use]
pub fn differing(before: &str, after: &str, beside: Beside) -> Message {
    let pieces = excerpt(difference(before, after), CONTEXT);
    let differs = pieces.iter().any(|piece| matches!(piece.of, Of::Old | Of::New));
    if (is_short(before) && is_short(after)) || !differs {
        let is_empty = |text: &str| text.trim().is_empty();
        let quoted = |text: &str| match is_empty(text) {
            true => message!("nothing"),
            false => message!("quoted", text = short(text)),
        };
        let (before_text, after_text) = (before, after);
        let (before, after) = (quoted(before), quoted(after));
        return match beside {
            Beside::Arrow => message!("differing", before, after),
            Beside::Now if is_empty(before_text) => message!("differing-filled", after),
            Beside::Now if is_empty(after_text) => message!("differing-emptied", before),
            Beside::Now => message!("differing-now", before, after),
            Beside::Or => message!("differing-or", before, after),
            Beside::There => message!("differing-there", before, after),
        };
    }
    let pieces: Vec<String> = pieces
        .into_iter()
        .map(|piece| match piece.of {
            Of::Both | Of::LeftOut => piece.text,
            Of::Old => format!("[-{}-]", cut(&piece.text, PIECE)),
            Of::New => format!("{{+{}+}}", cut(&piece.text, PIECE)),
        })
        .collect();
    Message::Plain(cut(&pieces.join(" "), MOST))
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_long_texts_only_what_differs_is_shown() {
        assert_eq!(differing("Guide", "Guide de quai", Beside::Arrow).to_string(), "“Guide” → “Guide de quai”");
        assert_eq!(differing("", "Guide", Beside::Now).to_string(), "nothing is now “Guide”");
        let long = "Aider les gens du port à monter à bord, puis les mener à leur place avant la nuit.";
        let told = differing(long, &long.replace("la nuit", "le jour"), Beside::Arrow).to_string();
        assert_eq!(told, "… à leur place avant [-la nuit.-] {+le jour.+}");
        let all = differing(&"un ".repeat(500), "deux", Beside::Arrow).to_string();
        assert!(all.chars().count() < 300, "{all}");
    }
}
