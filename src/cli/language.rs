//! The language that the command line speaks: the one asked for, else that of the system.

use std::env;
use std::ffi::OsString;
use std::sync::OnceLock;

use ingest::catalogue::Language;
use ingest::model::message::Message;

use super::help;

/// A language, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Lang {
    /// French
    #[value(help = help::value("french"))]
    Fr,
    /// English
    #[value(help = help::value("english"))]
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::French,
            Lang::En => Self::English,
        }
    }
}

/// Settled once, before anything is said: arguments that do not fit are told in it too.
static SPOKEN: OnceLock<Language> = OnceLock::new();

/// Settles the language by the program's arguments, which need not be well formed, and the environment.
pub(crate) fn settle(arguments: impl Iterator<Item = OsString>) {
    let language = asked(arguments).unwrap_or_else(|| of_system(|name| env::var(name).ok()));
    // It is settled where the program starts, and nowhere else.
    let _ = SPOKEN.set(language);
}

/// The language that is spoken.
pub(crate) fn language() -> Language {
    SPOKEN.get().copied().unwrap_or(Language::English)
}

/// The words of a message, and what to do.
pub(crate) fn say(message: &Message) -> String {
    message.whole(language())
}

/// The last that `--lang` names.
fn asked(arguments: impl Iterator<Item = OsString>) -> Option<Language> {
    let mut asked = None;
    let mut is_next = false;
    for argument in arguments.take_while(|argument| argument != "--") {
        let argument = argument.to_string_lossy();
        let named = if is_next { Some(&*argument) } else { argument.strip_prefix("--lang=") };
        is_next = !is_next && argument == "--lang";
        asked = named.and_then(|named| Language::ALL.into_iter().find(|known| known.as_str() == named)).or(asked);
    }
    asked
}

/// The language of the first of the variables that says one, as POSIX orders them.
fn of_system(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    match locale.as_deref().map(|locale| locale.split(['_', '.', '@', '-']).next().unwrap_or_default()) {
        Some("fr") => Language::French,
        _ => Language::English,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_argument_is_found_whatever_else_is_typed() {
        let of = |typed: &str| asked(typed.split_whitespace().map(OsString::from));
        assert_eq!(of("ingest --lang fr --nonsense"), Some(Language::French));
        assert_eq!(of("ingest jobs --lang=en"), Some(Language::English));
        assert_eq!(of("ingest --lang fr --lang=en"), Some(Language::English));
        assert_eq!(of("ingest --lang"), None);
        assert_eq!(of("ingest -- --lang=fr"), None);
        assert_eq!(of("ingest --language fr"), None);
    }

    #[test]
    fn the_system_says_it_in_the_order_of_posix() {
        let of = |set: &[(&str, &str)]| {
            of_system(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[]), Language::English);
        assert_eq!(of(&[("LANG", "fr_FR.UTF-8")]), Language::French);
        assert_eq!(of(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")]), Language::English);
        assert_eq!(of(&[("LANG", "de_DE"), ("LC_ALL", ""), ("LC_MESSAGES", "fr")]), Language::French);
        assert_eq!(of(&[("LANG", "fra")]), Language::English);
    }
}
