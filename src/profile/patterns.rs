//! All patterns of a profile with the part that each belongs to, for whoever asks what they do.

use super::{Beginning, Form, LabelRule, Pattern, Profile, SheetRule};

/// A pattern and the part of its profile that it belongs to.
#[derive(Debug, Clone)]
pub struct Named<'p> {
    /// The part, as a person calls it: `section training`, `recognise`.
    pub part: String,
    /// The pattern as compared: folded, and framed by what it has to match.
    pub regex: &'p Pattern,
}

impl Named<'_> {
    /// The pattern without its frame.
    #[must_use]
    pub fn pattern(&self) -> &str {
        let text = self.regex.as_str();
        let frames = [")(?: ?:|$)", ")$"];
        let inner = text.strip_prefix("^(?:");
        inner.and_then(|inner| frames.iter().find_map(|frame| inner.strip_suffix(frame))).unwrap_or(text)
    }
}

impl LabelRule {
    /// The label's pattern.
    #[must_use]
    pub fn pattern(&self) -> &Pattern {
        &self.regex
    }

    /// How a person calls it: by its name, or by the words of the label.
    #[must_use]
    pub fn called(&self) -> String {
        let named = Named { part: String::new(), regex: &self.regex };
        self.name.clone().unwrap_or_else(|| named.pattern().to_owned())
    }
}

impl Profile {
    /// All of its patterns, in the order of a profile's parts.
    #[must_use]
    pub fn patterns(&self) -> Vec<Named<'_>> {
        let mut all: Vec<Named<'_>> = Vec::new();
        all.extend(self.evidence.iter().map(|rule| named("recognise", &rule.regex)));
        match &self.form {
            None | Some(Form::Page { .. }) => {}
            Some(Form::Sheets(rules)) => {
                for (index, rule) in rules.iter().enumerate() {
                    all.extend(of_sheet(rule).map(|regex| named(&format!("sheet {}", index + 1), regex)));
                }
            }
            Some(Form::Chapter { title, not_title, theme, end, .. }) => {
                let regexes = title.iter().chain(not_title).chain(theme).chain(end);
                all.extend(regexes.map(|regex| named("sheet.chapter", regex)));
            }
            Some(Form::List { entry, not_group, facts, .. }) => {
                let regexes = std::iter::once(entry).chain(not_group).chain([facts]);
                all.extend(regexes.map(|regex| named("sheet.list", regex)));
            }
        }
        for section in &self.sections {
            all.extend(section.headings.iter().map(|regex| named(&format!("section {}", section.key), regex)));
        }
        all.extend(self.labels.iter().map(|label| named(&format!("label {}", label.called()), &label.regex)));
        for axis in &self.axes {
            all.extend(axis.positive.iter().chain(&axis.negative).map(|regex| named("axis", regex)));
        }
        all.extend(self.furniture.iter().map(|regex| named("furniture", regex)));
        all
    }
}

fn named<'p>(part: &str, regex: &'p Pattern) -> Named<'p> {
    Named { part: part.to_owned(), regex }
}

fn of_sheet(rule: &SheetRule) -> impl Iterator<Item = &Pattern> {
    let begin = match &rule.begin {
        Beginning::Title(regex)
        | Beginning::Number { line: regex, .. }
        | Beginning::Label(regex)
        | Beginning::RunningHead(regex)
        | Beginning::Row(regex) => Some(regex),
        Beginning::Look(_) | Beginning::Table | Beginning::Headings(_) => None,
    };
    let parent = rule.parent.as_ref().and_then(|parent| parent.label.as_ref());
    begin.into_iter().chain(&rule.title).chain(&rule.not_title).chain(&rule.end).chain(parent)
}
