//! All texts that people read, in French and in English, by name: [`fluent_bundle`] reads them from files in the folders
//! `fr` and `en`. A text may have an attribute `hint`: what to do about what it tells.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::model::message::Argument;

/// A language that people are spoken to in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    /// That of the reports, and of most who read what is made of them.
    #[default]
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Its code of two letters.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Those that are asked for most come first: a file is read when a text is in none before it.
    fn files(self) -> &'static [(&'static str, &'static str); FILES] {
        macro_rules! files {
            ($language:literal) => {
                &[
                    ("answers.ftl", include_str!(concat!($language, "/answers.ftl"))),
                    ("records.ftl", include_str!(concat!($language, "/records.ftl"))),
                    ("issues.ftl", include_str!(concat!($language, "/issues.ftl"))),
                    ("errors.ftl", include_str!(concat!($language, "/errors.ftl"))),
                    ("commands.ftl", include_str!(concat!($language, "/commands.ftl"))),
                    ("corrections.ftl", include_str!(concat!($language, "/corrections.ftl"))),
                    ("review.ftl", include_str!(concat!($language, "/review.ftl"))),
                    (HELP, include_str!(concat!($language, "/help.ftl"))),
                ]
            };
        }
        match self {
            Self::French => files!("fr"),
            Self::English => files!("en"),
        }
    }

    /// The text of this name, among the texts of its file.
    fn text(self, name: &str) -> Option<(&'static Texts, FluentMessage<'static>)> {
        static FRENCH: [OnceLock<Texts>; FILES] = [const { OnceLock::new() }; FILES];
        static ENGLISH: [OnceLock<Texts>; FILES] = [const { OnceLock::new() }; FILES];
        let files = match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        };
        let is_of_help = is_of_help(name);
        let may_have = |(_, (file, _)): &(_, &(&str, &str))| (*file == HELP) == is_of_help;
        files.iter().zip(self.files()).filter(may_have).find_map(|(texts, (_, file))| {
            let texts = texts.get_or_init(|| read(self, file));
            Some((texts, texts.get_message(name)?))
        })
    }
}

/// The number of files of a language.
const FILES: usize = 8;

/// The file of all that explains the command line.
const HELP: &str = "help.ftl";

/// Whether a text explains the command line. What it does not explain has no text: no other file is read for it.
fn is_of_help(name: &str) -> bool {
    ["help-", "man-", "value-", "wrong-"].iter().any(|lead| name.starts_with(lead))
}

/// The texts of a file.
type Texts = FluentBundle<FluentResource>;

fn read(language: Language, file: &str) -> Texts {
    let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let mut texts = FluentBundle::new_concurrent(vec![identifier]);
    // Texts go to terminals and tables, where marks of direction are noise.
    texts.set_use_isolating(false);
    if language == Language::French {
        texts.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(french_number(&number.as_string())),
            _ => None,
        }));
    }
    // What is no text there is found by a test.
    let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
    texts.add_resource_overriding(resource);
    texts
}

/// The text of this name; the name itself where there is none.
#[must_use]
pub fn said(language: Language, key: &str, args: &[(Cow<'static, str>, Argument)]) -> String {
    told(language, key, args).unwrap_or_else(|| key.to_owned())
}

/// The text of this name, if there is one.
#[must_use]
pub fn told(language: Language, key: &str, args: &[(Cow<'static, str>, Argument)]) -> Option<String> {
    let (name, attribute) = parts(key);
    let (texts, message) = language.text(name)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let values: FluentArgs<'_> = args.iter().map(|(name, value)| (name.as_ref(), value_of(language, value))).collect();
    // What is wrong with an entry is found by a test.
    Some(texts.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
}

/// Whether there is a text of this name, in all languages.
#[must_use]
pub fn has(key: &str) -> bool {
    let (name, attribute) = parts(key);
    Language::default().text(name).is_some_and(|(_, message)| match attribute {
        Some(attribute) => message.get_attribute(attribute).is_some(),
        None => message.value().is_some(),
    })
}

/// The name of a message, and of its attribute.
fn parts(key: &str) -> (&str, Option<&str>) {
    key.split_once('.').map_or((key, None), |(name, attribute)| (name, Some(attribute)))
}

/// What is wrong, and behind a semicolon what to do.
#[must_use]
pub fn joined(language: Language, what: &str, next: &str) -> String {
    match language {
        Language::French => format!("{what}\u{202f}; {next}"),
        Language::English => format!("{what}; {next}"),
    }
}

fn value_of(language: Language, argument: &Argument) -> FluentValue<'static> {
    match argument {
        Argument::Text(text) => text.clone().into(),
        Argument::Number(number) | Argument::Decimal { digits: number, after: 0 } => (*number).into(),
        Argument::Decimal { after, .. } => {
            let value = argument.number().unwrap_or_default();
            let options = FluentNumberOptions {
                minimum_fraction_digits: Some((*after).into()),
                ..FluentNumberOptions::default()
            };
            FluentValue::Number(FluentNumber::new(value, options))
        }
        Argument::Message(message) => message.said(language).into(),
        Argument::List(list) => {
            let parts: Vec<String> = list.iter().map(|part| shown(language, part)).collect();
            parts.join(", ").into()
        }
    }
}

/// An argument by itself.
pub(crate) fn shown(language: Language, argument: &Argument) -> String {
    match value_of(language, argument) {
        FluentValue::String(text) => text.into_owned(),
        FluentValue::Number(number) => number_in(language, &number.as_string()),
        _ => String::new(),
    }
}

/// A number, written with a point, as people of a language write it.
#[must_use]
pub fn number_in(language: Language, number: &str) -> String {
    match language {
        Language::French => french_number(number),
        Language::English => number.to_owned(),
    }
}

/// With a comma, and thin spaces between thousands from five digits on.
fn french_number(number: &str) -> String {
    let (whole, rest) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    let mut told = String::with_capacity(number.len() + 4);
    told.push_str(&whole[..whole.len() - digits.len()]);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len() > 4 && (digits.len() - place).is_multiple_of(3) {
            told.push('\u{202f}');
        }
        told.push(digit);
    }
    if let Some(rest) = rest {
        told.push(',');
        told.push_str(rest);
    }
    told
}
