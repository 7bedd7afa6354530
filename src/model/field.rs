//! The fields of a record as text: the same form in tables, in what differs between editions, and in corrections.

use std::borrow::Cow;

use serde::Serialize;

use super::record::Record;

/// The keys of sections that are columns of the table `jobs`.
pub const SECTION_COLUMNS: [&str; 10] = [
    "context",
    "definition",
    "missions",
    "training",
    "practice",
    "settings",
    "regulation",
    "integration",
    "outlook",
    "evolution",
];

/// What the names of a section's field begin with.
const SECTION: &str = "sections.";
/// What the names of labelled values begin with.
const LABELLED: &str = "fields.";
/// What the names of issues begin with.
const ISSUE: &str = "issues.";
/// What the names of columns of a person's own begin with.
pub const OWN: &str = "x_";

/// A field of a record that says something of the job; ids, places and signals are none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Field {
    /// The title.
    Title,
    /// The title for people.
    Label,
    /// Other names.
    AltTitles,
    /// The acronym.
    Acronym,
    /// The edition of the report.
    Edition,
    /// The theme.
    Theme,
    /// Families of the hospital civil service's directory.
    JobFamilies,
    /// Directions.
    Departments,
    /// The country.
    Country,
    /// Levels of certifications.
    RncpLevels,
    /// Codes of certifications.
    CertificationCodes,
    /// Training durations, `2100:theory`.
    Hours,
    /// The first axis of the opinion.
    Relevance,
    /// The second axis of the opinion.
    Transposability,
    /// The code in the national directory of jobs.
    Rome,
    /// The text of all sections with this key.
    Section(String),
    /// The values printed after this label that no other field holds.
    Labelled(String),
    /// What a person says of the issues of this code, or of this code and field: `section-missing:outlook`. No record has
    /// it.
    Issue(String),
    /// A person's own value, under its full name `x_…`.
    Own(String),
}

impl Field {
    /// Those that every record has, in the order of the table `jobs`.
    pub const PLAIN: [Self; 15] = [
        Self::Edition,
        Self::Title,
        Self::Label,
        Self::AltTitles,
        Self::Acronym,
        Self::Theme,
        Self::JobFamilies,
        Self::Departments,
        Self::Country,
        Self::RncpLevels,
        Self::CertificationCodes,
        Self::Hours,
        Self::Relevance,
        Self::Transposability,
        Self::Rome,
    ];

    /// The field of this name: a column of the table `jobs`, `sections.<key>`, `fields.<label>`, `issues.<code>`, or `x_…`.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        if let Some(field) = Self::PLAIN.into_iter().find(|field| field.name() == name) {
            return Some(field);
        }
        let letters = |text: &str, joint: char| {
            let known = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == joint;
            !text.is_empty() && text.chars().all(known)
        };
        if name.strip_prefix(OWN).is_some_and(|own| letters(own, '_')) {
            return Some(Self::Own(name.to_owned()));
        }
        if let Some(key) = name.strip_prefix(SECTION).filter(|key| letters(key, '-')) {
            return Some(Self::Section(key.to_owned()));
        }
        if let Some(label) = name.strip_prefix(LABELLED).filter(|label| !label.trim().is_empty()) {
            return Some(Self::Labelled(label.to_owned()));
        }
        if let Some(issue) =
            name.strip_prefix(ISSUE).filter(|issue| issue.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            return Some(Self::Issue(issue.to_owned()));
        }
        SECTION_COLUMNS.contains(&name).then(|| Self::Section(name.to_owned()))
    }

    /// Its name in changes and corrections; a section's is `sections.<key>`.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Self::Title => "title",
            Self::Label => "label",
            Self::AltTitles => "alt_titles",
            Self::Acronym => "acronym",
            Self::Edition => "edition",
            Self::Theme => "theme",
            Self::JobFamilies => "job_families",
            Self::Departments => "departments",
            Self::Country => "country",
            Self::RncpLevels => "rncp_levels",
            Self::CertificationCodes => "certification_codes",
            Self::Hours => "hours",
            Self::Relevance => "relevance",
            Self::Transposability => "transposability",
            Self::Rome => "rome",
            Self::Section(key) => return Cow::Owned(format!("{SECTION}{key}")),
            Self::Labelled(label) => return Cow::Owned(format!("{LABELLED}{label}")),
            Self::Issue(issue) => return Cow::Owned(format!("{ISSUE}{issue}")),
            Self::Own(name) => name,
        })
    }

    /// Whether its value is a list, whose order says nothing.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(
            self,
            Self::AltTitles
                | Self::JobFamilies
                | Self::Departments
                | Self::RncpLevels
                | Self::CertificationCodes
                | Self::Hours
        )
    }

    /// What a record has there, one text an entry; none where it has nothing.
    #[must_use]
    pub fn entries(&self, job: &Record) -> Vec<String> {
        let one = |value: &Option<String>| value.iter().cloned().collect();
        let axis = |value: Option<f64>| value.map(|value| value.to_string()).into_iter().collect();
        let entries: Vec<String> = match self {
            Self::Title => vec![job.title.clone()],
            Self::Label => vec![job.label.clone()],
            Self::AltTitles => job.alt_titles.clone(),
            Self::Acronym => one(&job.acronym),
            Self::Edition => one(&job.edition),
            Self::Theme => one(&job.theme),
            Self::JobFamilies => job.job_families.clone(),
            Self::Departments => job.departments.clone(),
            Self::Country => one(&job.country),
            Self::RncpLevels => job.rncp_levels.iter().map(u8::to_string).collect(),
            Self::CertificationCodes => job.certification_codes.clone(),
            Self::Hours => job.hours.iter().map(|hours| format!("{}:{}", hours.value, hours.what.as_str())).collect(),
            Self::Relevance => axis(job.opinion.as_ref().map(|opinion| opinion.relevance)),
            Self::Transposability => axis(job.opinion.as_ref().map(|opinion| opinion.transposability)),
            Self::Rome => one(&job.rome),
            Self::Section(key) => {
                let parts = job.sections.iter().filter(|section| section.key == *key);
                // A section may come in two parts under one key.
                vec![parts.map(|section| section.text.as_str()).collect::<Vec<_>>().join("\n")]
            }
            Self::Labelled(label) => {
                job.fields.iter().filter(|field| field.name == *label).map(|field| field.value.clone()).collect()
            }
            Self::Issue(_) => Vec::new(),
            Self::Own(name) => job.extra.get(name).cloned().into_iter().collect(),
        };
        entries.into_iter().filter(|entry| !entry.is_empty()).collect()
    }

    /// What a record has there, lists joined by ` | `; empty where it has nothing.
    #[must_use]
    pub fn text(&self, job: &Record) -> String {
        self.entries(job).join(" | ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_fields() {
        let others = [
            Field::Section("training".into()),
            Field::Own("x_note".into()),
            Field::Labelled("Mots clés".into()),
            Field::Issue("unsure:title".into()),
        ];
        for field in Field::PLAIN.into_iter().chain(others) {
            assert_eq!(Field::of_name(&field.name()), Some(field.clone()), "{field:?}");
        }
        assert_eq!(Field::of_name("training"), Some(Field::Section("training".into())));
        assert_eq!(Field::of_name("sections.lieux-d-exercice"), Some(Field::Section("lieux-d-exercice".into())));
        for name in ["record_id", "confidence", "x_", "x_Été", "sections.", "sections.A B", "formation", ""] {
            assert_eq!(Field::of_name(name), None, "{name}");
        }
    }
}
