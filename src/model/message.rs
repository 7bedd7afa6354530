//! What is told to people: which text of the catalogue, and what goes into it. Its words are chosen where it is read.

use std::borrow::Cow;
use std::path::Path;
use std::{fmt, io};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::catalogue::{self, Language};

/// Something to tell, in any language. [`fmt::Display`] tells it in English, with what to do.
///
/// Where people can read the bytes, plain words are a text; so they are in what older versions wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub enum Message {
    /// A text of the catalogue.
    Entry {
        /// Its name there; that of an attribute comes after a full stop, as in `file-empty.hint`.
        key: Cow<'static, str>,
        /// What goes into it, by name.
        args: Vec<(Cow<'static, str>, Argument)>,
    },
    /// Words that are the same in all languages, and what was written before there was a catalogue.
    Plain(String),
}

/// What goes into a text of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Argument {
    /// Words of a document, a name, a path: they are the same in all languages.
    Text(String),
    /// A count or a place; a text may read otherwise for one and for many.
    Number(i64),
    /// A number with so many digits after the point: 3.4 is 34 with one.
    Decimal {
        /// Without the point.
        digits: i64,
        /// How many of them come after it.
        after: u8,
    },
    /// Another text of the catalogue.
    Message(Box<Message>),
    /// Several, joined by commas.
    List(Vec<Argument>),
}

/// A [`Message`]: `message!("ocr-failed", page, what = error.to_string())`. A name alone is a variable of that name.
#[macro_export]
macro_rules! message {
    (@value $name:ident) => { $name };
    (@value $name:ident = $value:expr) => { $value };
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::model::message::Message::new($key)
            $(.with(stringify!($name), $crate::message!(@value $name $(= $value)?)))*
    };
}

impl Message {
    /// A text of the catalogue into which nothing goes yet.
    #[must_use]
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self::Entry { key: key.into(), args: Vec::new() }
    }

    /// With something that goes into it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        if let Self::Entry { args, .. } = &mut self {
            args.push((Cow::Borrowed(name), value.into()));
        }
        self
    }

    /// The words in a language, without what to do.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        match self {
            Self::Entry { key, args } => catalogue::said(language, key, args),
            Self::Plain(text) => text.clone(),
        }
    }

    /// What goes into it under a name.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&Argument> {
        let Self::Entry { args, .. } = self else { return None };
        args.iter().find(|(own, _)| own == name).map(|(_, argument)| argument)
    }

    /// What to do about it, where the catalogue says so: the attribute `hint` of the text.
    #[must_use]
    pub fn hint(&self) -> Option<Self> {
        let Self::Entry { key, args } = self else { return None };
        let key = format!("{key}.hint");
        catalogue::has(&key).then(|| Self::Entry { key: key.into(), args: args.clone() })
    }

    /// About a file or folder.
    #[must_use]
    pub fn of_path(self, path: &Path) -> Self {
        match self.hint() {
            Some(next) => message!("of-path-with-hint", path = path.display(), what = self, next),
            None => message!("of-path", path = path.display(), what = self),
        }
    }

    /// About a line of a file, from 1.
    #[must_use]
    pub fn of_line(self, path: &Path, line: u64) -> Self {
        match self.hint() {
            Some(next) => message!("of-line-with-hint", path = path.display(), line, what = self, next),
            None => message!("of-line", path = path.display(), line, what = self),
        }
    }

    /// The words in a language, and what to do: `empty file (0 bytes); fetch it again`.
    #[must_use]
    pub fn whole(&self, language: Language) -> String {
        let hint = match self {
            Self::Entry { key, args } => catalogue::told(language, &format!("{key}.hint"), args),
            Self::Plain(_) => None,
        };
        match hint {
            Some(hint) => catalogue::joined(language, &self.said(language), &hint),
            None => self.said(language),
        }
    }
}

/// A message as what the system would not do: [`crate::text::said::system`] tells it in every language.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Said(pub Message);

impl Message {
    /// As an error of reading or writing.
    #[must_use]
    pub fn into_error(self, kind: io::ErrorKind) -> io::Error {
        io::Error::new(kind, Said(self))
    }
}

/// As JSON has it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Readable<'m> {
    Plain(Cow<'m, str>),
    Entry { key: Cow<'m, str>, args: Cow<'m, [(Cow<'static, str>, Argument)]> },
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return Self::serialize(self, serializer);
        }
        match self {
            Self::Plain(text) => Readable::Plain(text.into()),
            Self::Entry { key, args } => Readable::Entry { key: key.as_ref().into(), args: args.into() },
        }
        .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Self::deserialize(deserializer);
        }
        Ok(match Readable::deserialize(deserializer)? {
            Readable::Plain(text) => Self::Plain(text.into_owned()),
            Readable::Entry { key, args } => Self::Entry { key: key.into_owned().into(), args: args.into_owned() },
        })
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole(Language::English))
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl Argument {
    /// A number rounded to so many digits after the point.
    #[must_use]
    pub fn rounded(number: f64, after: u8) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "what people are told is far below 2^63")]
        let digits = (number * 10_f64.powi(after.into())).round() as i64;
        Self::Decimal { digits, after }
    }

    /// The words in a language.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        catalogue::shown(language, self)
    }

    /// The number that it is.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "what people are told is far below 2^53")]
        match self {
            Self::Number(number) => Some(*number as f64),
            Self::Decimal { digits, after } => Some(*digits as f64 / 10_f64.powi((*after).into())),
            Self::Text(_) | Self::Message(_) | Self::List(_) => None,
        }
    }
}

impl<T: Into<Argument>> FromIterator<T> for Argument {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

macro_rules! texts {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Argument {
            fn from(text: $kind) -> Self {
                Self::Text(text.to_string())
            }
        })*
    };
}

texts!(&str, String, &String, &&str, Cow<'_, str>, &Cow<'_, str>, std::path::Display<'_>);

macro_rules! numbers {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Argument {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

numbers!(u8, u16, u32, u64, usize, i32, i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_said_in_both_languages() {
        let message = message!("file-cut-of-pages", from = 4, to = 12_000);
        assert_eq!(message.said(Language::English), "pages 4 to 12000 were not read: the document is too large");
        assert_eq!(
            message.said(Language::French),
            "les pages 4 à 12\u{202f}000 n’ont pas été lues\u{a0}: le document est trop volumineux"
        );
    }

    #[test]
    fn what_to_do_follows_behind_a_semicolon() {
        let message = message!("file-empty");
        assert_eq!(message.to_string(), "empty file (0 bytes); fetch it again");
        assert_eq!(message.whole(Language::French), "fichier vide (0 octet)\u{202f}; récupérez-le de nouveau");
    }

    #[test]
    fn messages_come_back_from_bytes_and_from_json() {
        let part = message!("pages-range", first = 1, last = 4);
        let list: Argument = [Argument::from(part), "7".into(), Argument::rounded(0.256, 2)].into_iter().collect();
        let message = message!("x", list, plain = Message::Plain("a".to_owned()));
        let bytes = postcard::to_allocvec(&message).unwrap();
        assert_eq!(postcard::from_bytes::<Message>(&bytes).unwrap(), message);
        let text = serde_json::to_string(&message).unwrap();
        assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), message);
        let plain = Message::Plain("as it was written".to_owned());
        assert_eq!(serde_json::to_string(&plain).unwrap(), "\"as it was written\"");
        assert_eq!(serde_json::from_str::<Message>("\"as it was written\"").unwrap(), plain);
    }
}
