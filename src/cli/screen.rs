//! Lines on standard error, with colours where they are wanted. A screen that cannot be written to stops nothing.

use std::env;
use std::io::{self, IsTerminal, Write};

use super::args::Color;
use super::language::say;
use ingest::message;

/// Standard error.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Whether a person looks at it.
    pub(crate) is_terminal: bool,
    paint: Paint,
}

impl Screen {
    pub(crate) fn new(color: Color) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self { is_terminal, paint: Paint::new(color, is_terminal) }
    }

    /// Writes one line.
    pub(crate) fn line(self, text: &str) {
        // Nothing better can be done about a closed screen than to go on.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Writes a line about what went wrong.
    pub(crate) fn error(self, text: &str) {
        self.line(&say(&message!("labelled", label = self.red(&say(&message!("label-error"))), text)));
    }

    /// Writes a line about something to know.
    pub(crate) fn note(self, text: &str) {
        self.line(&say(&message!("labelled", label = self.yellow(&say(&message!("label-note"))), text)));
    }

    pub(crate) fn red(self, text: &str) -> String {
        self.paint.red(text)
    }

    pub(crate) fn yellow(self, text: &str) -> String {
        self.paint.yellow(text)
    }

    pub(crate) fn green(self, text: &str) -> String {
        self.paint.green(text)
    }
}

/// Colours, where they are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    colours: bool,
}

impl Paint {
    fn new(color: Color, is_terminal: bool) -> Self {
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
        Self { colours }
    }

    /// Those of standard output.
    pub(crate) fn of_output(color: Color) -> Self {
        Self::new(color, io::stdout().is_terminal())
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

/// A text on one line: control characters of file names and documents must not steer the terminal, nor signs that turn
/// the direction of writing.
pub(crate) fn plain(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|letter| if steers(letter) { '\u{fffd}' } else { letter }).collect()
}
