//! The keys of a profile as `docs/PROFILES.md` tells them are those of the code: the table is made of the doc comments of
//! `src/profile/schema.rs`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it profile_keys` rewrites it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{env, fs};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The last heading of the page; the table is all that follows.
const HEADING: &str = "## All keys\n";

/// The parts of a profile, by the type that says what they hold.
const PARTS: [(&str, &str); 12] = [
    ("ProfileFile", "the file"),
    ("Recognise", "`[recognise]`"),
    ("Evidence", "`recognise.pattern`"),
    ("Sheet", "`[[sheet]]`"),
    ("Begin", "`sheet.begin`"),
    ("Look", "`sheet.begin.look`"),
    ("Parent", "`sheet.parent`"),
    ("SheetForm", ""),
    ("Section", "`[[section]]`"),
    ("Label", "`[[label]]`"),
    ("Expect", "`[expect]`"),
    ("Axis", "`[[axis]]`"),
];
/// Words that a key may be, by the type that lists them.
const WORDS: [(&str, &str); 6] = [
    ("Kind", "`kind`"),
    ("ParentBy", "`sheet.parent.by`"),
    ("NotePart", "`notes`"),
    ("LabelField", "`label.field`"),
    ("ValueKind", "`label.type`"),
    ("AxisField", "`axis.field`"),
];
/// Texts that are compared with nothing: no patterns.
const PLAIN: [(&str, &str); 4] =
    [("ProfileFile", "extends"), ("Section", "key"), ("Expect", "sheets"), ("Expect", "sections")];

#[derive(Debug, Clone, Default)]
struct Key {
    /// Of a variant with fields, its name.
    of: String,
    name: String,
    kind: String,
    doc: String,
    optional: bool,
}

#[test]
fn the_page_tells_every_key() {
    let path = format!("{ROOT}/docs/PROFILES.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, found) = page.split_once(HEADING).unwrap();
    let expected = table();
    if env::var("UPDATE_GOLDEN").is_ok_and(|value| value == "1") {
        fs::write(&path, format!("{before}{HEADING}{expected}")).unwrap();
        return;
    }
    let differs = expected.lines().zip(found.lines()).find(|(expected, found)| expected != found);
    let told = "docs/PROFILES.md differs; UPDATE_GOLDEN=1 cargo test --test it profile_keys";
    assert!(found == expected, "{told}: {differs:?}");
}

fn table() -> String {
    let types = types();
    let mut text = "\nMade of the program's own definition of a profile.\n".to_owned();
    text.push_str("\n| part | key | type | meaning |\n| --- | --- | --- | --- |\n");
    for (name, part) in &PARTS {
        for key in &types[*name] {
            let part = if part.is_empty() { format!("`[sheet.{}]`", key.of) } else { (*part).to_owned() };
            let kind = kind(name, key, &types);
            let needed = if key.optional || *name == "Begin" { "" } else { ", needed" };
            writeln!(text, "| {part} | `{}` | {kind}{needed} | {} |", key.name, key.doc).unwrap();
        }
    }
    text.push_str("\nWhat the words mean:\n\n| key | word | meaning |\n| --- | --- | --- |\n");
    for (name, key) in &WORDS {
        for word in &types[*name] {
            writeln!(text, "| {key} | `{}` | {} |", word.name, word.doc).unwrap();
        }
    }
    text
}

/// The type of a key in the words of the page.
fn kind(of: &str, key: &Key, types: &BTreeMap<String, Vec<Key>>) -> String {
    if key.kind == "SheetPart" {
        return "tables, see `[[sheet]]` and `[sheet.…]`".to_owned();
    }
    let inner = |name: &str| key.kind.strip_prefix(name).and_then(|rest| rest.strip_prefix('<')?.strip_suffix('>'));
    if let Some(inner) = inner("Option").or_else(|| inner("Box")) {
        return kind(of, &Key { kind: inner.to_owned(), ..key.clone() }, types);
    }
    if let Some(inner) = inner("Vec") {
        let of_one = kind(of, &Key { kind: inner.to_owned(), ..key.clone() }, types);
        return match of_one.strip_prefix("table, ") {
            Some(see) => format!("list of tables, {see}"),
            None if of_one.starts_with('`') => format!("list of {of_one}"),
            None => format!("list of {of_one}s"),
        };
    }
    let is_plain = PLAIN.contains(&(of, &key.name));
    match key.kind.as_str() {
        "Spanned<String>" if !is_plain => "pattern".to_owned(),
        "Spanned<String>" | "String" => "text".to_owned(),
        "u32" | "usize" => "whole number".to_owned(),
        "f32" => "number".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        other => match PARTS.iter().find(|(name, _)| *name == other) {
            Some((_, part)) => format!("table, see {part}"),
            None => {
                let words: Vec<String> = types[other].iter().map(|value| format!("`\"{}\"`", value.name)).collect();
                words.join(", ")
            }
        },
    }
}

/// The keys of each type of the schema, and the words of each of its enumerations.
fn types() -> BTreeMap<String, Vec<Key>> {
    let read = |file: &str| fs::read_to_string(format!("{ROOT}/src/{file}")).unwrap();
    let mut types = BTreeMap::new();
    parse(&read("model/record.rs"), &mut types);
    types.retain(|name, _| ["Kind", "ValueKind"].contains(&name.as_str()));
    parse(&read("profile/schema.rs"), &mut types);
    types
}

/// Reads code as `cargo fmt` leaves it: a field or variant a line, its doc comment and attributes above it.
fn parse(text: &str, types: &mut BTreeMap<String, Vec<Key>>) {
    let mut renamed = "";
    let mut current: Option<(String, Vec<Key>)> = None;
    let mut variant = String::new();
    let mut next = Key::default();
    for line in text.lines() {
        let code = line.trim();
        let depth = (line.len() - line.trim_start().len()) / 4;
        if depth == 0 {
            if let Some(all) = code.strip_prefix("#[serde(") {
                let all = all.split("rename_all = \"").nth(1).and_then(|rest| rest.split('"').next());
                renamed = all.unwrap_or(renamed);
            }
            let item = code.split(' ').position(|word| word == "struct" || word == "enum");
            if let (Some(at), true) = (item, code.ends_with('{')) {
                current = Some((code.split(' ').nth(at + 1).unwrap().to_owned(), Vec::new()));
            }
            if code == "}" {
                types.extend(current.take());
                renamed = "";
            }
            continue;
        }
        let Some((_, keys)) = &mut current else { continue };
        if let Some(doc) = code.strip_prefix("/// ") {
            let blank = if next.doc.is_empty() { "" } else { " " };
            next.doc = format!("{}{blank}{doc}", next.doc);
        } else if let Some(attribute) = code.strip_prefix("#[serde(") {
            next.optional |= attribute.contains("default");
            let renamed = attribute.split("rename = \"").nth(1).and_then(|rest| rest.split('"').next());
            next.name = renamed.unwrap_or(&next.name).to_owned();
        } else if code == "}," {
            variant.clear();
        } else if let Some((name, kind)) = code.strip_suffix(',').and_then(|code| code.split_once(": ")) {
            let name = name.trim_start_matches("pub(super) ").trim_start_matches("pub ");
            let mut key = std::mem::take(&mut next);
            key.name = if key.name.is_empty() { name.to_owned() } else { key.name };
            key.kind = kind.to_owned();
            key.optional |= kind.starts_with("Option<");
            key.of.clone_from(&variant);
            keys.push(key);
        } else if let Some(name) = code.strip_suffix(" {") {
            variant = cased(name, renamed);
            next = Key::default();
        } else if let Some(name) = code.strip_suffix(',') {
            let (name, kind) = name.strip_suffix(')').and_then(|name| name.split_once('(')).unwrap_or((name, ""));
            let key = Key { name: cased(name, renamed), kind: kind.to_owned(), ..std::mem::take(&mut next) };
            keys.push(key);
        } else if !code.starts_with("#[") {
            next = Key::default();
        }
    }
}

/// `RunningHead` as `running_head` or `running-head`.
fn cased(name: &str, renamed: &str) -> String {
    let joint = if renamed == "kebab-case" { "-" } else { "_" };
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() && renamed != "lowercase" {
            text.push_str(joint);
        }
        text.extend(letter.to_lowercase());
    }
    text
}
