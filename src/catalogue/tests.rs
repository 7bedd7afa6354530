use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use regex::Regex;

use super::*;

/// The variables of each text, by its name or that of its attribute.
type Texts = BTreeMap<String, BTreeSet<String>>;

/// All texts of a language, with what is wrong with them.
fn texts(language: Language) -> (Texts, Vec<String>) {
    let (mut texts, mut wrong) = (Texts::new(), Vec::new());
    for (file, text) in language.files() {
        let resource = fluent_syntax::parser::parse(*text).unwrap_or_else(|(resource, errors)| {
            wrong.extend(errors.iter().map(|error| format!("{}/{file}: {error}", language.as_str())));
            resource
        });
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name;
            if is_of_help(name) != (*file == HELP) {
                wrong.push(format!("{}/{file}: {name} would be looked for in another file", language.as_str()));
            }
            let value = message.value.iter().map(|value| (name.to_owned(), value));
            let attributes = message.attributes.iter().map(|part| (format!("{name}.{}", part.id.name), &part.value));
            for (name, pattern) in value.chain(attributes) {
                let mut variables = BTreeSet::new();
                of_pattern(pattern, &mut variables);
                if texts.insert(name.clone(), variables).is_some() {
                    wrong.push(format!("{}/{file}: {name} stands there twice", language.as_str()));
                }
            }
        }
    }
    (texts, wrong)
}

fn of_pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression: Expression::Inline(inline) } => of_inline(inline, variables),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                of_inline(selector, variables);
                variants.iter().for_each(|variant| of_pattern(&variant.value, variables));
            }
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => _ = variables.insert(id.name.to_owned()),
        InlineExpression::Placeable { expression } => match expression.as_ref() {
            Expression::Inline(inline) => of_inline(inline, variables),
            Expression::Select { selector, variants } => {
                of_inline(selector, variables);
                variants.iter().for_each(|variant| of_pattern(&variant.value, variables));
            }
        },
        _ => {}
    }
}

/// All of the program's code, tests left out, by file.
fn code() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    let text = |file: walkdir::DirEntry| {
        let name = file.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(file.path()).unwrap())
    };
    files.map(text).filter(|(name, _)| !name.ends_with("tests.rs")).collect()
}

/// The arguments of a call whose opening parenthesis was just passed, split at its commas.
fn arguments(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut quoted, mut escaped) = (vec![String::new()], 0, false, false);
    for letter in text.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(letter);
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    let ((french, mut wrong), (english, more)) = (texts(Language::French), texts(Language::English));
    wrong.extend(more);
    for name in french.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
        match (french.get(name), english.get(name)) {
            (Some(french), Some(english)) if french == english => {}
            (french, english) => wrong.push(format!("{name}: French {french:?}, English {english:?}")),
        }
    }
    assert_none(&wrong);
}

#[test]
fn every_message_of_the_code_is_in_the_catalogue_with_what_goes_into_it() {
    let (texts, mut wrong) = texts(Language::English);
    let call = Regex::new(r"\bmessage!\(").unwrap();
    // The tests there take texts that are none.
    for (file, text) in code().into_iter().filter(|(file, _)| file != "model/message.rs") {
        // A quotation mark by itself begins no text.
        let text = text.replace("'\"'", "' '");
        for found in call.find_iter(&text) {
            let arguments = arguments(&text[found.end()..]);
            let Some(name) = arguments.first().and_then(|name| name.strip_prefix('"')?.strip_suffix('"')) else {
                continue;
            };
            let of_name = |text: &&String| *text == name || text.strip_prefix(name).is_some_and(|rest| rest == ".hint");
            let wanted: BTreeSet<&str> =
                texts.iter().filter(|(text, _)| of_name(text)).flat_map(|(_, v)| v).map(String::as_str).collect();
            let name_of = |argument: &'_ String| argument.split('=').next().unwrap_or_default().trim().to_owned();
            let given: Vec<String> = arguments[1..].iter().map(name_of).collect();
            let given: BTreeSet<&str> = given.iter().map(String::as_str).collect();
            if !texts.contains_key(name) {
                wrong.push(format!("{file}: there is no text {name}"));
            } else if wanted != given {
                wrong.push(format!("{file}: into {name} goes {given:?}, and the catalogue wants {wanted:?}"));
            }
        }
    }
    assert_none(&wrong);
}

/// Texts whose names the code puts together.
const PUT_TOGETHER: &[&str] = &["asked-", "help-", "record-", "value-"];

#[test]
fn every_text_is_used() {
    let code: String = code().into_iter().map(|(_, text)| text).collect();
    let (texts, _) = texts(Language::English);
    let names = texts.keys().filter(|name| !name.contains('.'));
    let unused = names.filter(|name| {
        !code.contains(&format!("\"{name}\"")) && !PUT_TOGETHER.iter().any(|start| name.starts_with(start))
    });
    assert_none(&unused.cloned().collect::<Vec<_>>());
}

/// Neither a comment nor a command to type.
fn is_prose(line: &str) -> bool {
    !line.starts_with('#') && !line.starts_with("      ingest ")
}

#[test]
fn french_is_set_as_french_is() {
    let mut wrong = Vec::new();
    let literal = Regex::new("`[^`]*`").unwrap();
    let bad = Regex::new("['\"“”]| [;:!?»](?: |$)|« |[^\u{a0}\u{202f} ]»").unwrap();
    for (file, text) in Language::French.files() {
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| is_prose(line)) {
            if bad.is_match(&literal.replace_all(line, "")) {
                wrong.push(format!("{file}:{number}: {line}"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn numbers_are_written_as_people_write_them() {
    let said = |number| number_in(Language::French, number);
    assert_eq!(
        ["3.4", "-0.25", "1024", "12000", "1234567.5"].map(said),
        ["3,4", "-0,25", "1024", "12\u{202f}000", "1\u{202f}234\u{202f}567,5"]
    );
    assert_eq!(number_in(Language::English, "12000.5"), "12000.5");
}
