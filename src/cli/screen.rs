//! Lines on standard error, with colours where they are wanted. A screen that cannot be written to stops nothing.

use std::env;
use std::io::{self, IsTerminal, Write};

use super::args::Color;

/// Standard error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Whether a person looks at it.
    pub(crate) is_terminal: bool,
    colours: bool,
}

impl Screen {
    pub(crate) fn new(color: Color) -> Self {
        let is_terminal = io::stderr().is_terminal();
        let wanted = || {
            is_terminal
                && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && env::var_os("TERM").is_none_or(|term| term != "dumb")
        };
        let colours = match color {
            Color::Auto => wanted(),
            Color::Always => true,
            Color::Never => false,
        };
        Self { is_terminal, colours }
    }

    /// Writes one line.
    pub(crate) fn line(self, text: &str) {
        // Nothing better can be done about a closed screen than to go on.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.paint(text, 31)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.paint(text, 33)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.paint(text, 32)
    }

    fn paint(self, text: &str, colour: u8) -> String {
        if self.colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// A text on one line: control characters of file names and messages must not steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}
