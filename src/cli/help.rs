//! What the program says of its commands and arguments, from the catalogue: clap has no texts but in English.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use ingest::catalogue::{self, Language};
use ingest::message;
use ingest::model::message::{Argument, Message};

use super::args::Args;
use super::language::{language, say};

/// The command line with its texts in the language that is spoken.
pub(crate) fn command() -> Command {
    told(Args::command(), "ingest", language())
}

/// The text of a value that an argument may have.
pub(crate) fn value(name: &'static str) -> String {
    say(&Message::new(format!("value-{name}")))
}

/// What a format is good for.
pub(crate) fn format(name: &str) -> Option<String> {
    text(&format!("value-format-{name}"), language())
}

/// A command with its texts and those of the commands below it; `name` has those of the commands above it too.
fn told(mut command: Command, name: &str, language: Language) -> Command {
    if let Some(about) = text(&format!("help-{name}"), language) {
        command = command.about(about);
    }
    if let Some(after) = text(&format!("help-{name}-after"), language) {
        command = command.after_help(after);
    }
    command = command.mut_args(|arg| of_argument(arg, name, language));
    if language != Language::English {
        let say = |key: &'static str| Message::new(key).said(language);
        command = command
            .help_template(format!(
                "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
                say("help-heading-usage")
            ))
            .subcommand_help_heading(say("help-heading-commands"))
            .disable_help_flag(true)
            .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(say("help-flag-help")));
        if command.get_version().is_some() {
            command = command.disable_version_flag(true).arg(
                Arg::new("version")
                    .short('V')
                    .long("version")
                    .action(ArgAction::Version)
                    .help(say("help-flag-version")),
            );
        }
    }
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for below in names {
        let whole = if name == "ingest" { below.clone() } else { format!("{name}-{below}") };
        command = command.mut_subcommand(below, |below| told(below, &whole, language));
    }
    command
}

fn of_argument(arg: Arg, command: &str, language: Language) -> Arg {
    let Some((_, help)) = argument(&arg, command, language) else { return arg };
    if language == Language::English {
        return arg.help(help);
    }
    // What clap would add is English.
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let values: Vec<PossibleValue> =
        arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
    let (mut short, mut long) = (help.clone(), help);
    if !defaults.is_empty() && !arg.is_hide_default_value_set() && arg.get_action().takes_values() {
        let told = message!("help-default", values = defaults.iter().collect::<Argument>()).said(language);
        let _ = write!(short, " {told}");
        let _ = write!(long, "\n\n{told}");
    }
    if !values.is_empty() && arg.get_action().takes_values() {
        let names: Argument = values.iter().map(PossibleValue::get_name).collect();
        let _ = write!(short, " {}", message!("help-values", names).said(language));
        let _ = write!(long, "\n\n{}", message!("help-values-heading").said(language));
        for value in &values {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            let name = value.get_name();
            let line = if help.is_empty() { name.to_owned() } else { labelled(name, &help, language) };
            let _ = write!(long, "\n- {line}");
        }
    }
    let takes_values = arg.get_action().takes_values();
    let arg = arg.help(short).long_help(long);
    if takes_values { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
}

fn labelled(label: &str, text: &str, language: Language) -> String {
    message!("labelled", label, text).said(language)
}

/// The name and the text of an argument: its own, or that of all arguments of this name.
fn argument(arg: &Arg, command: &str, language: Language) -> Option<(String, String)> {
    let id = arg.get_id().as_str().replace('_', "-");
    let names = [format!("help-{command}-{id}"), format!("help-argument-{id}")];
    names.into_iter().find_map(|name| text(&name, language).map(|text| (name, text)))
}

fn text(name: &str, language: Language) -> Option<String> {
    catalogue::has(name).then(|| Message::new(name.to_owned()).said(language))
}

/// What is wrong with the arguments, where clap's own words are not those of the language that is spoken.
pub(crate) fn wrong(error: &clap::Error) -> Option<String> {
    if language() == Language::English || !error.use_stderr() {
        return None;
    }
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::UnknownArgument => message!("wrong-unknown-argument", argument),
        ErrorKind::InvalidValue if value.is_empty() => message!("wrong-no-value", argument),
        ErrorKind::InvalidValue => {
            message!("wrong-value", argument, value, values = of(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            message!("wrong-validation", argument, value, why)
        }
        ErrorKind::MissingRequiredArgument => message!("wrong-missing", argument),
        ErrorKind::ArgumentConflict => {
            message!("wrong-conflict", argument, other = of(ContextKind::PriorArg))
        }
        ErrorKind::InvalidSubcommand => message!("wrong-command", command = of(ContextKind::InvalidSubcommand)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            message!("wrong-number-of-values", argument)
        }
        _ => return None,
    };
    let mut told = labelled(&say(&message!("label-error")), &say(&what), language());
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    for meant in suggested.into_iter().map(of).filter(|meant| !meant.is_empty()) {
        let _ = write!(told, "\n\n  {}", say(&message!("wrong-suggestion", meant)));
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        let _ = write!(told, "\n\n{} {usage}", say(&message!("help-heading-usage")));
    }
    let _ = write!(told, "\n\n{}", say(&message!("wrong-more")));
    Some(told)
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of a command's texts, and the texts that the code has for them.
    fn wanted(command: &Command, name: &str, all: &mut Vec<(String, String)>) {
        if !command.is_hide_set() {
            all.push((format!("help-{name}"), command.get_about().map(ToString::to_string).unwrap_or_default()));
        }
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let id = arg.get_id().as_str().replace('_', "-");
            let shared = format!("help-argument-{id}");
            let own = format!("help-{name}-{id}");
            let key = if catalogue::has(&own) || !catalogue::has(&shared) { own } else { shared };
            all.push((key, arg.get_help().map(ToString::to_string).unwrap_or_default()));
        }
        for below in command.get_subcommands() {
            let whole =
                if name == "ingest" { below.get_name().to_owned() } else { format!("{name}-{}", below.get_name()) };
            wanted(below, &whole, all);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_text_and_the_code_says_the_same_in_english() {
        let mut all = Vec::new();
        wanted(&Args::command(), "ingest", &mut all);
        let wrong: BTreeSet<String> = all
            .iter()
            .filter(|(name, help)| text(name, Language::English).as_ref() != Some(help))
            .map(|(name, help)| format!("{name} = {help}"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    }

    #[test]
    fn the_command_line_is_the_same_in_every_language() {
        for language in Language::ALL {
            told(Args::command(), "ingest", language).debug_assert();
        }
    }
}
