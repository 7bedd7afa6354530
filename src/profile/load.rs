//! Profile files → compiled profiles; every mistake is an error with file and line.

use std::path::Path;

use regex::Regex;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::schema::{Axis, Evidence, Label, ProfileFile, Section, SheetForm};
use super::{AxisRule, Error, EvidenceRule, Form, LabelRule, Profile, SectionRule};

/// Compiles the text of a profile; `name` is the file's name for messages.
///
/// # Errors
/// Unknown keys, wrong types, invalid regular expressions, an unknown section key: [`Error::Invalid`].
pub(super) fn parse(name: &str, text: &str) -> Result<Profile, Error> {
    let file: ProfileFile = toml::from_str(text)
        .map_err(|error| Error::invalid(name, line_of(text, error.span().map_or(0, |s| s.start)), error.message()))?;
    let compiler = Compiler { name, text };
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if file.id != stem {
        return Err(Error::invalid(name, 1, format!("id `{}` is not the file's stem `{stem}`", file.id)));
    }
    let sections: Vec<SectionRule> = file.section.iter().map(|s| compiler.section(s)).collect::<Result<_, _>>()?;
    let known = |key: &Option<String>| key.as_ref().is_none_or(|key| sections.iter().any(|s| s.key == *key));
    let form = file.sheet.map(|form| compiler.form(form)).transpose()?;
    if let Some(Form::Chapter { anchor, .. }) = &form
        && !known(anchor)
    {
        return Err(Error::invalid(name, 1, "sheet.anchor names no section of this profile"));
    }
    Ok(Profile {
        file: name.to_owned(),
        text: text.to_owned(),
        id: file.id,
        version: file.version,
        title: file.title,
        threshold: file.recognise.threshold,
        evidence: file.recognise.pattern.iter().map(|p| compiler.evidence(p)).collect::<Result<_, _>>()?,
        form,
        sections,
        labels: file.label.iter().map(|l| compiler.label(l)).collect::<Result<_, _>>()?,
        axes: file.axis.iter().map(|axis| compiler.axis(axis)).collect::<Result<_, _>>()?,
        furniture: compiler.all(&file.furniture)?,
        digest: Sha256::digest(text).into(),
    })
}

struct Compiler<'a> {
    name: &'a str,
    text: &'a str,
}

impl Compiler<'_> {
    fn regex(&self, pattern: &Spanned<String>) -> Result<Regex, Error> {
        self.compile(pattern, pattern.get_ref())
    }

    /// A pattern of a whole text.
    fn whole(&self, pattern: &Spanned<String>) -> Result<Regex, Error> {
        self.compile(pattern, &format!("^(?:{})$", pattern.get_ref()))
    }

    fn compile(&self, pattern: &Spanned<String>, regex: &str) -> Result<Regex, Error> {
        Regex::new(regex).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or("invalid regular expression").trim_start_matches("error: ");
            let line = line_of(self.text, pattern.span().start);
            Error::invalid(self.name, line, format!("invalid regular expression `{}`: {reason}", pattern.get_ref()))
        })
    }

    fn all(&self, patterns: &[Spanned<String>]) -> Result<Vec<Regex>, Error> {
        patterns.iter().map(|pattern| self.regex(pattern)).collect()
    }

    fn whole_all(&self, patterns: &[Spanned<String>]) -> Result<Vec<Regex>, Error> {
        patterns.iter().map(|pattern| self.whole(pattern)).collect()
    }

    fn section(&self, section: &Section) -> Result<SectionRule, Error> {
        Ok(SectionRule {
            key: section.key.clone(),
            headings: self.whole_all(&section.heading)?,
            required: section.required,
            chart: section.chart,
        })
    }

    fn label(&self, label: &Label) -> Result<LabelRule, Error> {
        Ok(LabelRule { field: label.field, regex: self.regex(&label.regex)?, required: label.required })
    }

    fn axis(&self, axis: &Axis) -> Result<AxisRule, Error> {
        Ok(AxisRule {
            field: axis.field,
            positive: self.whole_all(&axis.positive)?,
            negative: self.whole_all(&axis.negative)?,
        })
    }

    fn evidence(&self, evidence: &Evidence) -> Result<EvidenceRule, Error> {
        Ok(EvidenceRule { regex: self.regex(&evidence.regex)?, weight: evidence.weight, at_least: evidence.at_least })
    }

    fn form(&self, form: SheetForm) -> Result<Form, Error> {
        let optional = |pattern: Option<Spanned<String>>| pattern.map(|p| self.regex(&p)).transpose();
        Ok(match form {
            SheetForm::Page { at_least } => Form::Page { at_least },
            SheetForm::Chapter { anchor, title, not_title, body, theme, end } => Form::Chapter {
                anchor,
                title: optional(title)?,
                not_title: optional(not_title)?,
                body,
                theme: optional(theme)?,
                end: self.whole_all(&end)?,
            },
            SheetForm::List { entry, not_group, facts, facts_key } => Form::List {
                entry: self.regex(&entry)?,
                not_group: self.all(&not_group)?,
                facts: self.whole(&facts)?,
                facts_key,
            },
        })
    }
}

/// The 1-based line of a byte offset.
fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}
