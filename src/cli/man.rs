//! `ingest man` and `ingest completions`: what systems show and shells know of the program, in the language that is spoken.

use std::path::Path;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use ingest::error::Error;
use ingest::model::message::Message;

use super::exit::Exit;
use super::help;
use super::language::say;
use super::run::print;

/// The section of manuals that has commands.
const SECTION: &str = "1";
/// What the headings of pages are called in English, each with the name of its text.
const HEADINGS: [(&str, &str); 8] = [
    ("NAME", "man-name"),
    ("SYNOPSIS", "man-synopsis"),
    ("DESCRIPTION", "man-description"),
    ("ARGUMENTS", "man-arguments"),
    ("OPTIONS", "man-options"),
    ("SUBCOMMANDS", "man-commands"),
    ("EXTRA", "man-extra"),
    ("VERSION", "man-version"),
];

/// Prints what a shell is told to complete the program's commands and options.
pub(crate) fn completions(shell: Shell) -> anyhow::Result<Exit> {
    let mut command = shown(&help::command());
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, env!("CARGO_BIN_NAME"), &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// Prints the page of the program, or writes it to a folder with a page for each command.
pub(crate) fn man(folder: Option<&Path>) -> anyhow::Result<Exit> {
    let mut command = help::command();
    command.build();
    let Some(folder) = folder else { return print(&page(command)?) };
    let unwritable = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Error::Output { path, source }
    };
    std::fs::create_dir_all(folder).map_err(unwritable(folder))?;
    for command in with_all_below(command) {
        let path = folder.join(format!("{}.{SECTION}", name(&command)));
        std::fs::write(&path, page(command)?).map_err(unwritable(&path))?;
    }
    Ok(Exit::Success)
}

/// What of a command is for people: shells would complete the rest too.
fn shown(command: &Command) -> Command {
    let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set()).cloned();
    let below = command.get_subcommands().filter(|below| !below.is_hide_set()).map(shown);
    let shown = Command::new(command.get_name().to_owned())
        .args(arguments)
        .subcommands(below)
        .disable_help_flag(command.is_disable_help_flag_set())
        .disable_version_flag(command.is_disable_version_flag_set())
        .disable_help_subcommand(true);
    let shown = command.get_version().into_iter().fold(shown, |shown, version| shown.version(version.to_owned()));
    command.get_about().into_iter().fold(shown, |shown, about| shown.about(about.clone()))
}

/// The command, and all below it that are for people.
fn with_all_below(command: Command) -> Vec<Command> {
    let below: Vec<Command> = command.get_subcommands().filter(|below| !below.is_hide_set()).cloned().collect();
    std::iter::once(command).chain(below.into_iter().flat_map(with_all_below)).collect()
}

/// What a page is called: the commands that lead to it, joined.
fn name(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

/// The page of a command, for `man`.
fn page(command: Command) -> anyhow::Result<String> {
    let title = name(&command);
    let command = command.name(title.clone());
    let mut page = Vec::new();
    Man::new(command).title(title).section(SECTION).render(&mut page)?;
    let text = String::from_utf8_lossy(&page);
    let lines = text.lines().map(|line| {
        let Some(heading) = line.strip_prefix(".SH ") else { return line.to_owned() };
        let known = HEADINGS.iter().find(|(english, _)| *english == heading);
        // That of the commands is in the language already, and not in capitals.
        let heading = known.map_or_else(|| heading.to_uppercase(), |(_, text)| say(&Message::new(*text)));
        format!(".SH {heading}")
    });
    Ok(lines.map(|line| line + "\n").collect())
}
