//! The table `jobs`.

use super::super::columns::ColumnKind::{Integer, List, Number, Text};
use super::super::columns::{Field, Value, field, list};
use crate::model::record::Record;

/// The section keys that have a column of their own.
const SECTION_COLUMNS: [&str; 10] = [
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

pub(super) fn fields() -> [Field<Record>; 38] {
    [
        field("record_id", Text, "source_id/slug of the title: unique in the dataset", |job| (&job.record_id).into()),
        field("job_id", Text, "collection/slug of the title: the same in every edition", |job| (&job.job_id).into()),
        field("source_id", Text, "the input file's id", |job| (&job.source_id).into()),
        // Until jobs of different reports are linked, a job is an occupation by itself.
        field("occupation_id", Text, "the job across reports", |job| (&job.job_id).into()),
        field("file", Text, "the input file, relative to the folder read", |job| (&job.file).into()),
        field("collection", Text, "the family of editions that the report belongs to", |job| (&job.collection).into()),
        field("edition", Text, "what the report says of its date, as YYYY, YYYY-MM or YYYY-MM-DD", |job| {
            job.edition.as_ref().into()
        }),
        field("page_first", Integer, "first page, from 1", |job| job.pages.map(|[first, _]| first).into()),
        field("page_last", Integer, "last page, from 1", |job| job.pages.map(|[_, last]| last).into()),
        field("kind", Text, "job, or activity, skill, transversal for sheets of a job's parts", |job| {
            job.kind.as_str().into()
        }),
        field("parent", Text, "record_id of the job that a part belongs to", |job| job.parent.as_ref().into()),
        field("title", Text, "as printed, on one line", |job| (&job.title).into()),
        field("label", Text, "for people: sentence case, no article, no number", |job| (&job.label).into()),
        field("alt_titles", List, "other names printed for the job", |job| list(&job.alt_titles)),
        field("acronym", Text, "the job's own acronym", |job| job.acronym.as_ref().into()),
        field("theme", Text, "as printed where the jobs are listed or on the sheet", |job| job.theme.as_ref().into()),
        field("job_families", List, "families of the hospital civil service's directory", |job| {
            list(&job.job_families)
        }),
        field("departments", List, "directions that the job reports to", |job| list(&job.departments)),
        field("country", Text, "ISO 3166-1 alpha-2, ISO 3166-2 for a region, or world", |job| {
            job.country.as_ref().into()
        }),
        field("rncp_levels", List, "levels of the national register of certifications", |job| list(&job.rncp_levels)),
        field("certification_codes", List, "codes printed for the job, such as RNCP34963 or ROME:J1506", |job| {
            list(&job.certification_codes)
        }),
        field("hours", List, "training durations, as hours:what", |job| {
            list(job.hours.iter().map(|hours| format!("{}:{}", hours.value, hours.what.as_str())))
        }),
        field("relevance", Number, "the report's verdict, -1 to 1", |job| {
            job.opinion.as_ref().map(|o| o.relevance).into()
        }),
        field("transposability", Number, "the report's verdict, -1 to 1", |job| {
            job.opinion.as_ref().map(|o| o.transposability).into()
        }),
        field("missions_count", Integer, "number of missions", |job| job.missions.len().into()),
        field("context", Text, "where the job exists already, why it is needed", |job| section(job, "context")),
        field("definition", Text, "what the job is", |job| section(job, "definition")),
        field("missions", Text, "missions, one a line", |job| {
            if job.missions.is_empty() { section(job, "missions") } else { job.missions.join("\n").into() }
        }),
        field("training", Text, "training and skills", |job| section(job, "training")),
        field("practice", Text, "conditions of practice", |job| section(job, "practice")),
        field("settings", Text, "places of practice", |job| section(job, "settings")),
        field("regulation", Text, "legal framework", |job| section(job, "regulation")),
        field("integration", Text, "how the job fits into an institution", |job| section(job, "integration")),
        field("outlook", Text, "prospects in France", |job| section(job, "outlook")),
        field("evolution", Text, "how the job may evolve", |job| section(job, "evolution")),
        field("other_sections", Text, "sections under other headings, as key: text", other_sections),
        field("confidence", Number, "0 to 1, the lowest of its signals, which issues name", |job| {
            job.confidence.into()
        }),
        field("issues", List, "codes of what a person should look at", |job| list(&job.issues)),
    ]
}

/// The text of all sections with this key.
fn section(job: &Record, key: &str) -> Value {
    let texts = job.sections.iter().filter(|section| section.key == key).map(|section| section.text.as_str());
    texts.collect::<Vec<_>>().join("\n").into()
}

fn other_sections(job: &Record) -> Value {
    let others = job.sections.iter().filter(|section| !SECTION_COLUMNS.contains(&section.key.as_str()));
    others.map(|section| format!("{}: {}", section.key, section.text)).collect::<Vec<_>>().join("\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_column_is_there() {
        let fields = fields();
        for key in SECTION_COLUMNS {
            assert!(fields.iter().any(|field| field.column.name == key), "{key}");
        }
    }
}
