//! Profile files → compiled profiles; every mistake is an error with file, line and column.

use std::collections::BTreeSet;
use std::path::Path;

use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::message;
use crate::model::message::Message;
use crate::normalise::text::slug;

use super::at_once::AtOnce;
use super::check;
use super::pattern::{self, Pattern};
use super::schema::{
    Axis, Begin, Evidence, Label, Parent, ProfileFile, Recognise, Section, Sheet, SheetForm, SheetPart,
};
use super::{
    AxisRule, Beginning, Error, EvidenceRule, Expectation, Form, LabelRule, ParentRule, Profile, SectionRule, SheetRule,
};

/// Compiles the text of a profile; `name` is the file's name for messages, `base` finds the profile that another extends.
/// Of one that the program brings, patterns are compiled when they are first asked.
///
/// # Errors
/// Unknown keys, wrong types, invalid patterns, unknown or misspelt names: [`Error::Invalid`].
pub(super) fn parse(
    name: &str,
    text: &str,
    builtin: bool,
    base: &mut dyn FnMut(&str) -> Result<Option<Profile>, Error>,
) -> Result<Profile, Error> {
    let compiler = Compiler { name, text, builtin };
    let file: ProfileFile = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        compiler.error(at, check::with_suggestion(error.message()))
    })?;
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if file.id != stem {
        return Err(compiler.error(0, message!("profile-id", id = file.id, stem)));
    }
    let extended = file.extends.as_ref().map(|id| match base(id.get_ref())? {
        Some(profile) => Ok(profile),
        None => Err(compiler.error(id.span().start, message!("profile-extends", id = id.get_ref()))),
    });
    let extended = extended.transpose()?;
    let mut profile = compiler.profile(file, extended.as_ref())?;
    if let Some(extended) = extended {
        take_over(&mut profile, extended);
    }
    profile.labels.iter_mut().enumerate().for_each(|(index, label)| label.index = index);
    compiler.is_consistent(&profile)?;
    Ok(profile)
}

/// What a profile says nothing of is as in the profile that it extends: sections by key, labels by what they fill.
fn take_over(profile: &mut Profile, extended: Profile) {
    let own: BTreeSet<String> = profile.sections.iter().map(|section| section.key.clone()).collect();
    let others = extended.sections.into_iter().filter(|section| !own.contains(&section.key));
    profile.sections.extend(others);
    let own: BTreeSet<String> = profile.labels.iter().map(|label| label.mark_name().to_owned()).collect();
    profile.labels.extend(extended.labels.into_iter().filter(|label| !own.contains(label.mark_name())));
    if profile.axes.is_empty() {
        profile.axes = extended.axes;
    }
    profile.furniture.extend(extended.furniture);
    if profile.notes.is_empty() {
        profile.notes = extended.notes;
    }
    if profile.form.is_none() {
        profile.form = extended.form;
        profile.theme = extended.theme;
    }
    if profile.evidence.is_empty() {
        (profile.threshold, profile.evidence) = (extended.threshold, extended.evidence);
    }
    if profile.expect == Expectation::default() {
        profile.expect = extended.expect;
    }
    let mut digest = Sha256::new();
    digest.update(profile.digest);
    digest.update(extended.digest);
    profile.digest = digest.finalize().into();
}

struct Compiler<'a> {
    name: &'a str,
    text: &'a str,
    builtin: bool,
}

impl Compiler<'_> {
    /// A mistake at a byte of the file.
    fn error(&self, at: usize, reason: Message) -> Error {
        let (line, column) = position(self.text, at);
        Error::Invalid { file: self.name.to_owned(), line, column, reason }
    }

    fn profile(&self, file: ProfileFile, extended: Option<&Profile>) -> Result<Profile, Error> {
        let usual = matches!(file.sheet, Some(SheetPart::Usual(_)));
        let sections: Vec<SectionRule> = file.section.iter().map(|s| self.section(s)).collect::<Result<_, _>>()?;
        let form = match file.sheet {
            Some(SheetPart::Usual(form)) => Some(self.form(form)?),
            Some(SheetPart::Rules(rules)) => {
                Some(Form::Sheets(rules.iter().map(|rule| self.sheet(rule)).collect::<Result<_, _>>()?))
            }
            None => None,
        };
        let Recognise { threshold, pattern } = match file.recognise {
            Some(recognise) => recognise,
            None if extended.is_some() => Recognise { threshold: 0, pattern: Vec::new() },
            None => return Err(self.error(0, message!("profile-not-recognised"))),
        };
        let expect = file.expect.unwrap_or_default();
        let sheets = expect.sheets.as_ref().map(|sheets| self.range(sheets)).transpose()?;
        Ok(Profile {
            file: self.name.to_owned(),
            text: self.text.to_owned(),
            id: file.id,
            version: file.version,
            title: file.title,
            extends: file.extends.map(Spanned::into_inner),
            builtin: self.builtin,
            threshold,
            evidence: pattern.iter().map(|p| self.evidence(p)).collect::<Result<_, _>>()?,
            form,
            theme: file.theme.unwrap_or(usual),
            notes: file.notes,
            expect: Expectation { sheets, sections: expect.sections.into_iter().map(Spanned::into_inner).collect() },
            sections,
            labels: file.label.iter().map(|l| self.label(l)).collect::<Result<_, _>>()?,
            axes: file.axis.iter().map(|axis| self.axis(axis)).collect::<Result<_, _>>()?,
            furniture: self.all(&file.furniture)?,
            at_once: AtOnce::default(),
            digest: Sha256::digest(self.text).into(),
        })
    }

    /// What parts of a profile say of each other.
    fn is_consistent(&self, profile: &Profile) -> Result<(), Error> {
        let known = |key: &str| profile.sections.iter().any(|section| section.key == key);
        if let Some(Form::Chapter { anchor, body, .. }) = &profile.form {
            if anchor.as_deref().is_some_and(|key| !known(key)) {
                return Err(self.error(0, message!("profile-anchor")));
            }
            if let Some(reason) = body.as_deref().and_then(check::misspelt_key) {
                return Err(self.error(
                    self.text.find("body").unwrap_or(0),
                    message!("profile-of-key", key = "sheet.body", what = reason),
                ));
            }
        }
        if let Some(Form::List { facts_key, .. }) = &profile.form
            && let Some(reason) = check::misspelt_key(facts_key)
        {
            return Err(self.error(
                self.text.find("facts_key").unwrap_or(0),
                message!("profile-of-key", key = "sheet.facts_key", what = reason),
            ));
        }
        if let Some(key) = profile.expect.sections.iter().find(|key| !known(key)) {
            let at = self.text.find("expect").unwrap_or(0);
            return Err(self.error(at, message!("profile-expects", section = key)));
        }
        if let Some(Form::Sheets(rules)) = &profile.form {
            let kinds: BTreeSet<_> = rules.iter().map(|rule| rule.kind).collect();
            let missing =
                rules.iter().filter_map(|rule| rule.parent.as_ref()).find(|parent| !kinds.contains(&parent.kind));
            if let Some(parent) = missing {
                let reason = message!("profile-parent", kind = parent.kind.as_str());
                return Err(self.error(self.text.find("parent").unwrap_or(0), reason));
            }
        }
        Ok(())
    }

    fn regex(&self, pattern: &Spanned<String>) -> Result<Pattern, Error> {
        self.framed(pattern, str::to_owned)
    }

    /// A pattern of a whole text.
    fn whole(&self, pattern: &Spanned<String>) -> Result<Pattern, Error> {
        self.framed(pattern, |pattern| format!("^(?:{pattern})$"))
    }

    fn framed(&self, pattern: &Spanned<String>, frame: impl FnOnce(&str) -> String) -> Result<Pattern, Error> {
        let source = pattern.get_ref();
        let read = if self.builtin { pattern::read(source, frame) } else { pattern::compile(source, frame) };
        read.map_err(|fault| {
            // The pattern begins after its quotation marks.
            let span = pattern.span();
            let quotes = self.text[span.start..].bytes().take_while(|byte| matches!(byte, b'\'' | b'"')).count();
            let at = span.start + quotes.min(3) + fault.at;
            self.error(at, message!("profile-pattern", pattern = source, what = fault.reason))
        })
    }

    fn all(&self, patterns: &[Spanned<String>]) -> Result<Vec<Pattern>, Error> {
        patterns.iter().map(|pattern| self.regex(pattern)).collect()
    }

    fn whole_all(&self, patterns: &[Spanned<String>]) -> Result<Vec<Pattern>, Error> {
        patterns.iter().map(|pattern| self.whole(pattern)).collect()
    }

    fn section(&self, section: &Section) -> Result<SectionRule, Error> {
        let key = section.key.get_ref();
        let headings = self.whole_all(&section.heading)?;
        // A key that is its heading is meant: "Évaluation" is no misspelt `evolution`.
        let is_heading = || headings.iter().flat_map(pattern::wordings).any(|text| slug(&text) == *key);
        if let Some(reason) = check::misspelt_key(key).filter(|_| !is_heading()) {
            return Err(self.error(section.key.span().start, reason));
        }
        Ok(SectionRule {
            key: key.clone(),
            headings,
            required: section.required,
            chart: section.chart,
            cells: section.cells.clone(),
            of: section.of.clone(),
        })
    }

    fn label(&self, label: &Label) -> Result<LabelRule, Error> {
        let regex = match (&label.label, &label.regex) {
            (Some(words), None) => self.framed(words, |pattern| format!("^(?:{pattern})(?: ?:|$)"))?,
            (None, Some(regex)) => self.regex(regex)?,
            (words, regex) => {
                let at = words.as_ref().or(regex.as_ref()).map_or(0, |pattern| pattern.span().start);
                return Err(self.error(at, message!("profile-label")));
            }
        };
        Ok(LabelRule {
            index: 0,
            field: label.field,
            name: label.name.clone(),
            kind: label.kind,
            separator: label.separator.clone(),
            required: label.required,
            regex,
        })
    }

    fn axis(&self, axis: &Axis) -> Result<AxisRule, Error> {
        Ok(AxisRule {
            field: axis.field,
            positive: self.whole_all(&axis.positive)?,
            negative: self.whole_all(&axis.negative)?,
        })
    }

    fn evidence(&self, evidence: &Evidence) -> Result<EvidenceRule, Error> {
        Ok(EvidenceRule {
            regex: self.regex(&evidence.regex)?,
            written: evidence.regex.get_ref().clone(),
            weight: evidence.weight,
            at_least: evidence.at_least,
        })
    }

    fn sheet(&self, sheet: &Sheet) -> Result<SheetRule, Error> {
        let begin = match &sheet.begin {
            Begin::Title(pattern) => Beginning::Title(self.whole(pattern)?),
            Begin::Number(pattern) => Beginning::Number {
                line: self.whole(pattern)?,
                before: self.framed(pattern, |pattern| format!(r"^(?:{pattern}) ?[-:.|·•/]+ ?"))?,
            },
            Begin::Label(pattern) => {
                Beginning::Label(self.framed(pattern, |pattern| format!("^(?:{pattern})(?: ?:|$)"))?)
            }
            Begin::RunningHead(pattern) => Beginning::RunningHead(self.whole(pattern)?),
            Begin::Look(look) => Beginning::Look(look.clone()),
            Begin::Table(_) => Beginning::Table,
            Begin::Row(pattern) => Beginning::Row(self.whole(pattern)?),
            Begin::Headings(at_least) => Beginning::Headings(*at_least),
        };
        let parent = |parent: &Parent| -> Result<ParentRule, Error> {
            let label = parent.label.as_ref().map(|label| self.whole(label)).transpose()?;
            Ok(ParentRule { kind: parent.kind, by: parent.by, label })
        };
        Ok(SheetRule {
            kind: sheet.kind,
            begin,
            title: sheet.title.as_ref().map(|title| self.whole(title)).transpose()?,
            not_title: self.whole_all(&sheet.not_title)?,
            end: self.whole_all(&sheet.end)?,
            parent: sheet.parent.as_ref().map(parent).transpose()?,
        })
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

    /// `34`, or `30..40`: from and to, both among them.
    fn range(&self, range: &Spanned<String>) -> Result<(usize, usize), Error> {
        let text = range.get_ref();
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        match (from.trim().parse(), to.trim().trim_start_matches('=').parse()) {
            (Ok(from), Ok(to)) if from <= to => Ok((from, to)),
            _ => Err(self.error(range.span().start, message!("profile-range", text))),
        }
    }
}

/// The 1-based line and column of a byte offset.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
