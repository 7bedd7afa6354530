//! Numbers that mark the items of a list: no part of the items. The numbers of sub-headings, which have text of their own
//! before the next one, stay.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::passage::Passage;

static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^(?:([0-9]{1,2})|([a-z]))\s?[.)°]+\s*").ok());

/// The number or letter that begins a text, as a number, and the rest.
fn number(text: &str) -> Option<(u32, bool, &str)> {
    let found = NUMBER.as_ref()?.captures(text)?;
    let rest = &text[found.get(0)?.end()..];
    let starts = rest.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '«' | '(' | '"'));
    if !starts {
        return None;
    }
    match (found.get(1), found.get(2)) {
        (Some(digits), _) => Some((digits.as_str().parse().ok()?, false, rest)),
        (_, Some(letter)) => Some((u32::from(letter.as_str().bytes().next()? - b'a') + 1, true, rest)),
        _ => None,
    }
}

/// Takes the numbers off items that follow one another and are counted, and off what goes on counting them.
pub(super) fn take_off(items: &mut [Passage]) {
    let numbers: Vec<Option<(u32, bool)>> =
        items.iter().map(|item| number(&item.text).map(|(number, lettered, _)| (number, lettered))).collect();
    let counts = |a: Option<(u32, bool)>, b: Option<(u32, bool)>| match (a, b) {
        (Some(a), Some(b)) => a.1 == b.1 && a.0 + 1 == b.0,
        _ => false,
    };
    let at = |index: usize| numbers.get(index).copied().flatten();
    let mut last = None;
    let mut marks = Vec::with_capacity(items.len());
    for index in 0..items.len() {
        let in_run = counts(at(index), at(index + 1)) || index > 0 && counts(at(index - 1), at(index));
        let marked = in_run || counts(last, at(index));
        if marked {
            last = at(index);
        }
        marks.push(marked);
    }
    for (item, _) in items.iter_mut().zip(marks).filter(|(_, marked)| *marked) {
        if let Some((_, _, rest)) = number(&item.text) {
            *item = item.part(item.text.len() - rest.len()..item.text.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_items_lose_their_numbers_and_sub_headings_keep_them() {
        let cases: [(&[&str], &[&str]); 4] = [
            (&["1. Accueillir", "2. Orienter", "3. Suivre"], &["Accueillir", "Orienter", "Suivre"]),
            (
                &["1. Le cadre", "Il est fixé par décret.", "2. La place"],
                &["1. Le cadre", "Il est fixé par décret.", "2. La place"],
            ),
            (&["a) un", "b) deux", "Plus tard", "c) trois"], &["un", "deux", "Plus tard", "trois"]),
            (&["12 heures de cours", "13 heures de stage"], &["12 heures de cours", "13 heures de stage"]),
        ];
        for (items, expected) in cases {
            let mut items: Vec<Passage> = items.iter().map(|item| Passage::at((*item).to_owned(), &[])).collect();
            take_off(&mut items);
            assert_eq!(items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>(), expected);
        }
    }
}
