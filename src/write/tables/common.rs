//! Columns that several tables have, in the same words.

use super::super::columns::ColumnKind::{Integer, IntegerList, List, Text};
use super::super::columns::{ColumnKind, Field, Value, field};

/// First page, from 1.
pub(super) fn page_first<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "page_first",
        Integer,
        ["Première page", "First page"],
        ["première page, à partir de 1", "first page, from 1"],
        value,
    )
    .at_least(1)
}

/// Last page, from 1.
pub(super) fn page_last<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "page_last",
        Integer,
        ["Dernière page", "Last page"],
        ["dernière page, à partir de 1", "last page, from 1"],
        value,
    )
    .at_least(1)
}

/// The file that a row is of.
pub(super) fn file<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "file",
        Text,
        ["Fichier", "File"],
        ["relatif au dossier lu, avec des /", "relative to the folder read, with /"],
        value,
    )
    .required()
}

/// A date as printed: a year, a month or a day.
pub(super) const EDITION: &str = r"\d{4}(-\d{2}){0,2}";
/// A country, a region of one, or the world.
pub(super) const COUNTRY: &str = r"[A-Z]{2}(-[A-Z0-9]{1,3})?|world";

/// The title of the job that a row is of.
pub(super) fn title<R>(value: fn(&R) -> Value) -> Field<R> {
    field("title", Text, ["Métier", "Job"], ["titre de la fiche tel qu’imprimé", "the job's title as printed"], value)
}

/// The edition of the report that a row is of.
pub(super) fn edition<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "edition",
        Text,
        ["Édition", "Edition"],
        [
            "date que le rapport donne de lui-même : AAAA, AAAA-MM ou AAAA-MM-JJ",
            "what the report says of its date, as YYYY, YYYY-MM or YYYY-MM-DD",
        ],
        value,
    )
    .fitting(EDITION)
}

/// Where the job exists already.
pub(super) fn country<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "country",
        Text,
        ["Code du pays", "Country"],
        [
            "où le métier existe déjà : code ISO 3166-1 ou 3166-2, ou world",
            "ISO 3166-1 alpha-2, ISO 3166-2 for a region, or world",
        ],
        value,
    )
    .fitting(COUNTRY)
}

/// Other names of a job.
pub(super) fn alt_titles<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "alt_titles",
        List,
        ["Autres titres", "Other titles"],
        ["autres noms imprimés du métier", "other names printed for the job"],
        value,
    )
}

/// The acronym of a job.
pub(super) fn acronym<R>(value: fn(&R) -> Value) -> Field<R> {
    field("acronym", Text, ["Sigle", "Acronym"], ["sigle du métier", "the job's own acronym"], value)
}

/// Families of the hospital civil service's directory.
pub(super) fn job_families<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "job_families",
        List,
        ["Familles de métiers", "Job families"],
        [
            "familles du répertoire des métiers de la fonction publique hospitalière",
            "families of the hospital civil service's directory",
        ],
        value,
    )
}

/// Directions that a job reports to.
pub(super) fn departments<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "departments",
        List,
        ["Directions", "Departments"],
        ["directions dont dépend le métier", "directions that the job reports to"],
        value,
    )
}

/// Levels of the national register of certifications.
pub(super) fn rncp_levels<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "rncp_levels",
        IntegerList,
        ["Niveaux RNCP", "RNCP levels"],
        [
            "niveaux du répertoire national des certifications, de 1 à 8",
            "levels of the national register of certifications, 1 to 8",
        ],
        value,
    )
}

/// Codes of certifications.
pub(super) fn certification_codes<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "certification_codes",
        List,
        ["Codes de certification", "Certification codes"],
        [
            "codes imprimés pour le métier, comme RNCP34963 ou ROME:J1506",
            "codes printed for the job, such as RNCP34963 or ROME:J1506",
        ],
        value,
    )
}

/// The code in the national directory of jobs that a person accepted.
pub(super) fn rome<R>(kind: ColumnKind, value: fn(&R) -> Value) -> Field<R> {
    field(
        "rome",
        kind,
        ["Code ROME", "ROME code"],
        ["code qu’une personne a retenu dans corrections.csv", "the code that somebody accepted in corrections.csv"],
        value,
    )
}

/// Its label.
pub(super) fn rome_label<R>(kind: ColumnKind, value: fn(&R) -> Value) -> Field<R> {
    field(
        "rome_label",
        kind,
        ["Intitulé ROME", "ROME label"],
        ["intitulé de ce code dans le vocabulaire", "the label of that code in the vocabulary"],
        value,
    )
}

/// Levels that a vocabulary gives, never mixed with printed ones.
pub(super) fn vocabulary_levels<R>(value: fn(&R) -> Value) -> Field<R> {
    field(
        "vocabulary_levels",
        IntegerList,
        ["Niveaux d’après le vocabulaire", "Levels by the vocabulary"],
        [
            "niveaux des certifications dont le code est imprimé, d’après le vocabulaire et non le rapport",
            "levels of the certifications that are printed by code, as the vocabulary says, not the report",
        ],
        value,
    )
}
