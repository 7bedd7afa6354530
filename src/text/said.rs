//! What the system and libraries say, in words for people: no error numbers, no types of a programming language.

use std::io::{Error, ErrorKind};

use crate::message;
use crate::model::message::{Message, Said};

/// Why the system would not do something.
#[must_use]
pub fn system(error: &Error) -> Message {
    // What this program found out itself is said already.
    if let Some(own) = error.get_ref() {
        if let Some(Said(message)) = own.downcast_ref() {
            return message.clone();
        }
        return Message::Plain(without_number(&error.to_string()));
    }
    match error.kind() {
        ErrorKind::NotFound => message!("system-not-found"),
        ErrorKind::PermissionDenied => message!("system-no-permission"),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => message!("system-no-folder"),
        ErrorKind::IsADirectory => message!("system-is-folder"),
        ErrorKind::StorageFull => message!("system-disk-full"),
        ErrorKind::ReadOnlyFilesystem => message!("system-read-only"),
        ErrorKind::InvalidData => message!("system-no-text"),
        ErrorKind::UnexpectedEof => message!("system-cut"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => message!("system-busy"),
        ErrorKind::AddrInUse => message!("system-port"),
        ErrorKind::TimedOut => message!("system-timed-out"),
        ErrorKind::InvalidFilename => message!("system-name"),
        ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => message!("system-too-large"),
        ErrorKind::OutOfMemory => message!("system-no-memory"),
        _ => Message::Plain(without_number(&error.to_string())),
    }
}

/// Why a file could not be opened, and what to do.
#[must_use]
pub fn unopened(error: &Error) -> Message {
    let why = system(error);
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => message!("unopened-missing", why),
        ErrorKind::IsADirectory => message!("unopened-folder", why),
        _ => message!("unopened", why),
    }
}

/// A text without the numbers that errors of the system have.
#[must_use]
pub fn without_number(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" (os error ") {
        kept.push_str(before);
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    kept + rest
}

/// What is wrong with a pattern of file names.
#[must_use]
pub fn malformed_glob(error: &globset::Error) -> Message {
    use globset::ErrorKind as Kind;
    match error.kind() {
        Kind::UnclosedClass => message!("glob-class"),
        Kind::InvalidRange(..) => message!("glob-range"),
        Kind::UnopenedAlternates | Kind::UnclosedAlternates | Kind::NestedAlternates => message!("glob-alternates"),
        Kind::DanglingEscape => message!("glob-escape"),
        other => Message::Plain(other.to_string()),
    }
}

/// What a reader of JSON or TOML found wrong.
#[must_use]
pub fn malformed(message: &str) -> Message {
    let (what, place) = match message.rsplit_once(" at line ") {
        Some((what, place)) => (what, place_in_words(place)),
        None => (message, None),
    };
    let what = if what.starts_with("EOF while parsing") {
        message!("malformed-end")
    } else {
        let mismatch = what.strip_prefix("invalid type: ").or_else(|| what.strip_prefix("invalid value: "));
        match mismatch.and_then(|mismatch| mismatch.rsplit_once(", expected ")) {
            Some((found, wanted)) => {
                message!("malformed-kind", found = found_in_words(found), wanted = wanted_in_words(wanted))
            }
            None => syntax(what),
        }
    };
    match place {
        Some((line, column)) => message!("malformed-at", what, line, column),
        None => what,
    }
}

/// Line and column of `3 column 5`.
fn place_in_words(place: &str) -> Option<(u64, u64)> {
    let (line, column) = place.split_once(" column ")?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// What the readers say of signs that do not belong where they stand.
fn syntax(what: &str) -> Message {
    if let Some(field) = what.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return message!("malformed-missing", field);
    }
    if let Some(rest) = what.strip_prefix("unknown field `") {
        let (field, known) = rest.split_once('`').unwrap_or((rest, ""));
        let known = known.trim_start_matches(", expected ").trim_start_matches("one of ");
        return message!("malformed-unknown", field, known);
    }
    if let Some(key) = what.strip_prefix("duplicate key") {
        return message!("malformed-twice", key = key.trim_matches([' ', '`', '\'']));
    }
    Message::Plain(what.to_owned())
}

fn found_in_words(found: &str) -> Message {
    if let Some(text) = found.strip_prefix("string ") {
        return message!("malformed-text", text = text.trim_matches('"'));
    }
    if let Some(number) = found.strip_prefix("integer ").or_else(|| found.strip_prefix("floating point ")) {
        return message!("malformed-number", number = number.trim_matches('`'));
    }
    match found {
        "sequence" => message!("malformed-list"),
        "map" => message!("malformed-table"),
        "null" | "unit value" => message!("malformed-nothing"),
        _ => Message::Plain(found.trim_start_matches("boolean ").trim_matches('`').to_owned()),
    }
}

fn wanted_in_words(wanted: &str) -> Message {
    match wanted {
        "u8" | "u16" | "u32" | "u64" | "usize" => message!("malformed-wanted-count"),
        "i8" | "i16" | "i32" | "i64" | "isize" => message!("malformed-wanted-whole"),
        "f32" | "f64" => message!("malformed-wanted-number"),
        "a string" | "a borrowed string" => message!("malformed-wanted-text"),
        "a boolean" => message!("malformed-wanted-boolean"),
        "a TOML datetime" => message!("malformed-wanted-date"),
        _ if wanted.starts_with("struct ") || wanted == "a map" => message!("malformed-table"),
        _ if wanted == "a sequence" || wanted.contains("array") || wanted.contains("tuple") => {
            message!("malformed-list")
        }
        _ => Message::Plain(wanted.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_in_words() {
        for (said, told) in [
            (
                "invalid type: string \"deux\", expected u32",
                "the text “deux” stands where a whole number from 0 on belongs",
            ),
            (
                "invalid value: integer `-1`, expected u32",
                "the number -1 stands where a whole number from 0 on belongs",
            ),
            (
                "invalid type: map, expected a sequence at line 2 column 5",
                "a table stands where a list belongs at line 2, column 5",
            ),
            ("invalid type: boolean `true`, expected a string", "true stands where a text belongs"),
            ("EOF while parsing a string at line 38 column 60", "it ends too early, at line 38, column 60"),
            ("unclosed array table, expected `]`", "unclosed array table, expected `]`"),
        ] {
            assert_eq!(malformed(said).to_string(), told);
        }
    }

    #[test]
    fn numbers_of_the_system_are_left_out() {
        assert_eq!(without_number("a: Denied (os error 13); b (os error 2)"), "a: Denied; b");
        for code in [2, 13, 20, 21] {
            let told = system(&Error::from_raw_os_error(code)).to_string();
            assert!(!told.contains("os error"), "{told}");
        }
        assert_eq!(system(&Error::other("is a folder")).to_string(), "is a folder");
    }
}
