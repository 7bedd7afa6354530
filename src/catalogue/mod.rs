//! All texts that people read, in French and in English, by name: [`fluent_bundle`] reads them from files in the folders
//! `fr` and `en`. A text may have an attribute `hint`: what to do about what it tells.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
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

    fn files(self) -> &'static [(&'static str, &'static str)] {
        macro_rules! files {
            ($language:literal) => {
                &[
                    ("help.ftl", include_str!(concat!($language, "/help.ftl"))),
                    ("issues.ftl", include_str!(concat!($language, "/issues.ftl"))),
                    ("records.ftl", include_str!(concat!($language, "/records.ftl"))),
                    ("answers.ftl", include_str!(concat!($language, "/answers.ftl"))),
                    ("commands.ftl", include_str!(concat!($language, "/commands.ftl"))),
                    ("corrections.ftl", include_str!(concat!($language, "/corrections.ftl"))),
                    ("review.ftl", include_str!(concat!($language, "/review.ftl"))),
                    ("errors.ftl", include_str!(concat!($language, "/errors.ftl"))),
                ]
            };
        }
        match self {
            Self::French => files!("fr"),
            Self::English => files!("en"),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::French));
        static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Language::English));
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        }
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Texts go to terminals and tables, where marks of direction are noise.
    bundle.set_use_isolating(false);
    if language == Language::French {
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(french_number(&number.as_string())),
            _ => None,
        }));
    }
    for (_, text) in language.files() {
        // What is no text there is found by a test.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The text of this name; the name itself where there is none.
#[must_use]
pub fn said(language: Language, key: &str, args: &[(Cow<'static, str>, Argument)]) -> String {
    let bundle = language.bundle();
    let (name, attribute) = key.split_once('.').map_or((key, None), |(name, attribute)| (name, Some(attribute)));
    let pattern = bundle.get_message(name).and_then(|message| match attribute {
        Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
        None => message.value(),
    });
    let Some(pattern) = pattern else { return key.to_owned() };
    let values: FluentArgs<'_> = args.iter().map(|(name, value)| (name.as_ref(), value_of(language, value))).collect();
    // What is wrong with an entry is found by a test.
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

/// Whether there is a text of this name.
#[must_use]
pub fn has(key: &str) -> bool {
    let (name, attribute) = key.split_once('.').map_or((key, None), |(name, attribute)| (name, Some(attribute)));
    let message = Language::English.bundle().get_message(name);
    message.is_some_and(|message| match attribute {
        Some(attribute) => message.get_attribute(attribute).is_some(),
        None => message.value().is_some(),
    })
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
