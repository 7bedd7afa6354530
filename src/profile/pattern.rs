//! Patterns: regular expressions in a report's own spelling, made to match folded text.
//!
//! What is folded is what a pattern *says*, after it was parsed: its literal characters, alone and in brackets. Its source is
//! left alone, so that `\S`, `\D` and `\p{L}` stay what they are.

use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::print::Printer;
use regex_syntax::ast::{
    Ast, ClassSet, ClassSetItem, Concat, ErrorKind, Flags, Group, GroupKind, Literal, LiteralKind,
};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::message;
use crate::model::message::Message;
use crate::text::{composed, fold};

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// In words.
    pub(super) reason: Message,
    /// Where, in bytes of the pattern.
    pub(super) at: usize,
}

/// A pattern of a profile: folded, and framed by what it has to match. One that the program brings is compiled when it is
/// first asked: most reports are asked for few.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    regex: OnceLock<Regex>,
}

impl Pattern {
    /// The pattern as compared.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Deref for Pattern {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        // Whatever a person wrote was compiled when it was read; a test compiles what the program brings.
        self.regex.get_or_init(|| Regex::new(&self.text).expect("a pattern that the program brings"))
    }
}

/// Reads a pattern; `frame` puts it into what it has to match, such as `^(?:…)$` for a whole text.
pub(super) fn read(source: &str, frame: impl FnOnce(&str) -> String) -> Result<Pattern, Fault> {
    let source = composed(source);
    let mut ast = Parser::new().parse(&source).map_err(|error| {
        let span = error.span();
        Fault { reason: mistake(error.kind()), at: span.start.offset }
    })?;
    fold_literals(&mut ast)?;
    let mut text = String::new();
    let printed = Printer::new().print(&ast, &mut text);
    printed.map_err(|error| Fault { reason: error.to_string().into(), at: 0 })?;
    Ok(Pattern { text: frame(&text), regex: OnceLock::new() })
}

/// Reads a pattern and compiles it.
pub(super) fn compile(source: &str, frame: impl FnOnce(&str) -> String) -> Result<Pattern, Fault> {
    let Pattern { text, .. } = read(source, frame)?;
    let whole = |reason: Message| Fault { reason, at: 0 };
    let regex = Regex::new(&text).map_err(|error| {
        let reason = error.to_string();
        whole(reason.lines().last().unwrap_or("invalid").trim_start_matches("error: ").to_owned().into())
    })?;
    match hir_of(&text) {
        Some(hir) if is_impossible(&hir) => Err(whole(message!("pattern-impossible"))),
        _ => Ok(Pattern { text, regex: regex.into() }),
    }
}

/// What is wrong with a pattern that cannot be read.
fn mistake(kind: &ErrorKind) -> Message {
    match kind {
        ErrorKind::ClassUnclosed => message!("pattern-class-unclosed"),
        ErrorKind::GroupUnclosed => message!("pattern-group-unclosed"),
        ErrorKind::GroupUnopened => message!("pattern-group-unopened"),
        ErrorKind::RepetitionMissing => message!("pattern-repetition-missing"),
        ErrorKind::RepetitionCountUnclosed => message!("pattern-count-unclosed"),
        ErrorKind::EscapeUnexpectedEof => message!("pattern-escape-alone"),
        ErrorKind::EscapeUnrecognized => message!("pattern-escape-unknown"),
        ErrorKind::ClassRangeInvalid => message!("pattern-range-reversed"),
        other => Message::Plain(other.to_string()),
    }
}

/// What a pattern matches, simplified.
fn hir_of(pattern: &str) -> Option<Hir> {
    regex_syntax::parse(pattern).ok()
}

/// Folds the literals of a pattern.
fn fold_literals(ast: &mut Ast) -> Result<(), Fault> {
    match ast {
        Ast::Literal(literal) => *ast = folded_literal(literal),
        Ast::ClassBracketed(class) => fold_set(&mut class.kind)?,
        Ast::Repetition(repetition) => fold_literals(&mut repetition.ast)?,
        Ast::Group(group) => fold_literals(&mut group.ast)?,
        Ast::Concat(concat) => concat.asts.iter_mut().try_for_each(fold_literals)?,
        Ast::Alternation(alternation) => alternation.asts.iter_mut().try_for_each(fold_literals)?,
        _ => {}
    }
    Ok(())
}

/// A character as folded text has it; several for `…` and ligatures, none for marks.
fn folded_character(character: char) -> Vec<char> {
    if character.is_whitespace() { vec![' '] } else { fold(character.encode_utf8(&mut [0; 4])).chars().collect() }
}

fn literal(of: &Literal, character: char) -> Literal {
    let meta = regex_syntax::is_meta_character(character);
    let kind = if meta { LiteralKind::Meta } else { LiteralKind::Verbatim };
    Literal { span: of.span, kind, c: character }
}

fn folded_literal(this: &Literal) -> Ast {
    match folded_character(this.c).as_slice() {
        [one] if *one == this.c => Ast::literal(this.clone()),
        [one] => Ast::literal(literal(this, *one)),
        several => {
            let asts = several.iter().map(|character| Ast::literal(literal(this, *character))).collect();
            let inner = Ast::concat(Concat { span: this.span, asts });
            let flags = Flags { span: this.span, items: Vec::new() };
            Ast::group(Group { span: this.span, kind: GroupKind::NonCapturing(flags), ast: Box::new(inner) })
        }
    }
}

fn fold_set(set: &mut ClassSet) -> Result<(), Fault> {
    match set {
        ClassSet::Item(item) => fold_item(item),
        ClassSet::BinaryOp(operation) => {
            fold_set(&mut operation.lhs)?;
            fold_set(&mut operation.rhs)
        }
    }
}

fn fold_item(item: &mut ClassSetItem) -> Result<(), Fault> {
    match item {
        ClassSetItem::Literal(this) => *this = in_brackets(this)?,
        ClassSetItem::Range(range) => {
            (range.start, range.end) = (in_brackets(&range.start)?, in_brackets(&range.end)?);
            if range.start.c > range.end.c {
                let reason = message!("pattern-range");
                return Err(Fault { reason, at: range.span.start.offset });
            }
        }
        ClassSetItem::Bracketed(class) => fold_set(&mut class.kind)?,
        ClassSetItem::Union(union) => union.items.iter_mut().try_for_each(fold_item)?,
        _ => {}
    }
    Ok(())
}

fn in_brackets(this: &Literal) -> Result<Literal, Fault> {
    match folded_character(this.c).as_slice() {
        [one] if *one == this.c => Ok(this.clone()),
        [one] => Ok(literal(this, *one)),
        several => {
            let instead: String = several.iter().collect();
            let reason = message!("pattern-brackets", letter = this.c.to_string(), instead);
            Err(Fault { reason, at: this.span.start.offset })
        }
    }
}

/// Whether no folded text matches: it asks for a character that folding takes away.
fn is_impossible(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            /// Characters of a range that are tried.
            const MOST: usize = 400;
            let stays = |character: char| folded_character(character) == [character];
            !class.iter().any(|range| (range.start()..=range.end()).take(MOST).any(stays))
        }
        HirKind::Repetition(repetition) => repetition.min > 0 && is_impossible(&repetition.sub),
        HirKind::Capture(capture) => is_impossible(&capture.sub),
        HirKind::Concat(parts) => parts.iter().any(is_impossible),
        HirKind::Alternation(parts) => parts.iter().all(is_impossible),
        _ => false,
    }
}

/// The texts that a pattern stands for, where they are few: what a line is compared with to tell that it is nearly one.
#[must_use]
pub fn wordings(pattern: &Pattern) -> Vec<String> {
    /// More than so many are no wording any more.
    const MOST: usize = 48;
    let mut texts = hir_of(&pattern.text).and_then(|hir| texts_of(&hir, MOST)).unwrap_or_default();
    texts.retain(|text| text.chars().filter(|c| c.is_alphabetic()).count() >= 3);
    texts.sort();
    texts.dedup();
    texts
}

fn texts_of(hir: &Hir, most: usize) -> Option<Vec<String>> {
    let texts = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec()).ok()?],
        HirKind::Class(Class::Unicode(class)) => {
            let characters: Vec<char> = class.iter().flat_map(|range| range.start()..=range.end()).take(4).collect();
            // Of "any sign here", one will do; letters and digits must be told.
            if characters.len() > 3 { return None } else { characters.iter().map(char::to_string).collect() }
        }
        HirKind::Class(Class::Bytes(_)) => return None,
        HirKind::Capture(capture) => texts_of(&capture.sub, most)?,
        HirKind::Repetition(repetition) => match (repetition.min, repetition.max) {
            (0, Some(1)) => {
                let mut texts = texts_of(&repetition.sub, most)?;
                texts.push(String::new());
                texts
            }
            (1, Some(1)) => texts_of(&repetition.sub, most)?,
            // What may be left out is left out.
            (0, _) => vec![String::new()],
            _ => return None,
        },
        HirKind::Concat(parts) => {
            let mut texts = vec![String::new()];
            for part in parts {
                let more = texts_of(part, most)?;
                texts = texts.iter().flat_map(|text| more.iter().map(move |more| format!("{text}{more}"))).collect();
                if texts.len() > most {
                    return None;
                }
            }
            texts
        }
        HirKind::Alternation(parts) => {
            let mut texts = Vec::new();
            for part in parts {
                texts.extend(texts_of(part, most)?);
            }
            texts
        }
    };
    (texts.len() <= most).then_some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(source: &str) -> Result<Pattern, Fault> {
        compile(source, |pattern| format!("^(?:{pattern})$"))
    }

    #[test]
    fn patterns_are_written_as_the_report_spells() {
        let matches = |pattern: &str, text: &str| whole(pattern).unwrap().is_match(&fold(text));
        assert!(matches("Et après…", "ET APRES..."));
        assert!(matches("C’est déjà là ?", "C'EST DÉJÀ LÀ"));
        assert!(matches("Fiche métier n° ?[0-9]+", "FICHE MÉTIER N°12"));
        assert!(matches("[ÉE]quipes?", "Équipe"));
        assert!(matches("Cœur de métier", "coeur de métier"));
        assert!(matches(r"\S+ \D", "Métier x"));
        assert!(!matches(r"\D", "7"));
        assert!(matches("[A-Z]{2}-\\d+", "GE-02"));
    }

    #[test]
    fn decomposed_letters_may_be_optional() {
        assert!(whole("me\u{301}tie\u{301}?r").unwrap().is_match("metir"));
    }

    #[test]
    fn what_can_never_match_is_an_error() {
        assert!(whole(r"\p{Lu}+").unwrap_err().reason.to_string().starts_with("can never match"));
        assert!(whole(r"(\p{Lu}|x)+").is_ok());
        assert_eq!(whole("[œ]uvre").unwrap_err().at, 1);
        assert_eq!(whole("missions(").unwrap_err().at, 8);
    }

    #[test]
    fn wordings_are_the_texts_a_pattern_stands_for() {
        assert_eq!(
            wordings(&whole("(les )?missions?").unwrap()),
            ["les mission", "les missions", "mission", "missions"]
        );
        assert_eq!(wordings(&whole("fiche \\d+").unwrap()), [""; 0]);
        assert_eq!(wordings(&whole("c'est deja la.*").unwrap()), ["c'est deja la"]);
    }
}
