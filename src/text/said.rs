//! What the system and libraries say, in words for people: no error numbers, no types of a programming language.

use std::io::{Error, ErrorKind};

/// Why the system would not do something.
#[must_use]
pub fn system(error: &Error) -> String {
    // What this program found out itself is said already.
    if error.get_ref().is_some() {
        return without_number(&error.to_string());
    }
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "no permission".to_owned(),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file stands where a folder belongs".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "nothing can be written on that disk".to_owned(),
        ErrorKind::InvalidData => "it is no text".to_owned(),
        _ => without_number(&error.to_string()),
    }
}

/// Why a file could not be opened, and what to do.
#[must_use]
pub fn unopened(error: &Error) -> String {
    let next = match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "check the spelling",
        ErrorKind::IsADirectory => "name a file",
        _ => "check its permissions",
    };
    format!("cannot be opened ({}); {next}", system(error))
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

/// What a reader of JSON or TOML found wrong.
#[must_use]
pub fn malformed(message: &str) -> String {
    let (what, place) = match message.rsplit_once(" at line ") {
        Some((what, place)) => (what, format!(" at line {}", place.replace(" column", ", column"))),
        None => (message, String::new()),
    };
    if what.starts_with("EOF while parsing") {
        return format!("it ends too early,{place}");
    }
    let mismatch = what.strip_prefix("invalid type: ").or_else(|| what.strip_prefix("invalid value: "));
    match mismatch.and_then(|mismatch| mismatch.rsplit_once(", expected ")) {
        Some((found, wanted)) => {
            format!("{} stands where {} belongs{place}", found_in_words(found), wanted_in_words(wanted))
        }
        None => format!("{what}{place}"),
    }
}

fn found_in_words(found: &str) -> String {
    if let Some(text) = found.strip_prefix("string ") {
        return format!("the text “{}”", text.trim_matches('"'));
    }
    if let Some(number) = found.strip_prefix("integer ").or_else(|| found.strip_prefix("floating point ")) {
        return format!("the number {}", number.trim_matches('`'));
    }
    match found {
        "sequence" => "a list".to_owned(),
        "map" => "a table".to_owned(),
        "null" | "unit value" => "nothing".to_owned(),
        _ => found.trim_start_matches("boolean ").trim_matches('`').to_owned(),
    }
}

fn wanted_in_words(wanted: &str) -> &str {
    match wanted {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a string" | "a borrowed string" => "a text",
        "a boolean" => "true or false",
        "a TOML datetime" => "a date without quotes, as 2026-03-02,",
        _ if wanted.starts_with("struct ") || wanted == "a map" => "a table",
        _ if wanted == "a sequence" || wanted.contains("array") || wanted.contains("tuple") => "a list",
        _ => wanted,
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
            assert_eq!(malformed(said), told);
        }
    }

    #[test]
    fn numbers_of_the_system_are_left_out() {
        assert_eq!(without_number("a: Denied (os error 13); b (os error 2)"), "a: Denied; b");
        for code in [2, 13, 20, 21] {
            let told = system(&Error::from_raw_os_error(code));
            assert!(!told.contains("os error"), "{told}");
        }
        assert_eq!(system(&Error::other("is a folder")), "is a folder");
    }
}
