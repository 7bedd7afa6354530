//! The tables `sources` and `issues`.

use super::super::columns::ColumnKind::{Date, Integer, List, Number, Prose, Text};
use super::super::columns::{Field, ForeignKey, Table, Value, columns_of, field, list};
use super::super::rows::{RowsOf, each_of};
use super::common;
use super::common::EDITION;
use super::parts::OF_JOB;
use crate::catalogue::Language;
use crate::model::dataset::{SourceRow, Status};
use crate::model::diagnostic::{Diagnostic, Severity, Verdict};

pub(super) const SOURCES: Table = Table {
    name: "sources",
    title: ["Fichiers lus", "Sources"],
    description: ["un fichier lu et ce qu’il est devenu", "an input file and what became of it"],
    key: &["source_id"],
    foreign_keys: &[ForeignKey { column: "copy_of", table: "sources", key: "source_id" }],
    columns: |_| columns_of(source_fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| each_of(source_fields(), dataset.sources.iter().map(Ok)),
        count: |dataset| dataset.sources.len(),
    },
};

pub(super) const ISSUES: Table = Table {
    name: "issues",
    title: ["Points à vérifier", "Issues"],
    description: ["ce qu’une personne devrait vérifier", "something that a person should look at"],
    key: &[],
    foreign_keys: OF_JOB,
    columns: |_| columns_of(issue_fields()),
    rows: RowsOf::Dataset {
        rows: |dataset| {
            let told = |issue: Diagnostic| Told { issue, language: dataset.language };
            each_of(issue_fields(), dataset.issues.iter().map(move |issue| issue.map(told)))
        },
        count: |dataset| dataset.issues.len(),
    },
};

fn source_fields<'d>() -> [Field<&'d SourceRow>; 23] {
    let field = field::<&'d SourceRow>;
    [
        field(
            "source_id",
            Text,
            ["Identifiant du fichier", "Source identifier"],
            ["nom du fichier sans accents ni extension", "slug of the file's stem"],
            |row| (&row.source_id).into(),
        )
        .unique(),
        common::file(|row| (&row.file).into()),
        field(
            "sha256",
            Text,
            ["Empreinte SHA-256", "SHA-256"],
            ["des octets du fichier, en hexadécimal", "of the file's bytes, in hexadecimal"],
            |row| (&row.sha256).into(),
        )
        .fitting("[0-9a-f]{64}"),
        field("bytes", Integer, ["Taille", "Size"], ["en octets", "in bytes"], |row| row.bytes.into())
            .required()
            .at_least(0),
        field(
            "pages",
            Integer,
            ["Pages", "Pages"],
            ["nombre de pages ; vide pour un texte sans pages", "number of pages; empty for input without pages"],
            |row| row.pages.into(),
        )
        .at_least(0),
        field(
            "collection",
            Text,
            ["Collection", "Collection"],
            ["première collection reconnue", "the first collection found in it"],
            |row| row.collection.as_ref().into(),
        ),
        field(
            "collections",
            List,
            ["Collections", "Collections"],
            ["toutes les collections reconnues", "all collections found in it"],
            |row| list(&row.collections),
        ),
        field(
            "profile_version",
            Integer,
            ["Version du profil", "Profile version"],
            ["version du profil qui l’a reconnu", "version of the profile that recognised it"],
            |row| row.profile_version.into(),
        )
        .at_least(0),
        field(
            "title",
            Text,
            ["Titre du document", "Document title"],
            ["titre du document", "the document's title"],
            |row| row.title.as_ref().into(),
        ),
        field("publisher", Text, ["Éditeur", "Publisher"], ["qui l’a publié", "who published it"], |row| {
            row.publisher.as_ref().into()
        }),
        field(
            "edition",
            Text,
            ["Édition", "Edition"],
            [
                "date que le document donne de lui-même : AAAA, AAAA-MM ou AAAA-MM-JJ",
                "what it says of its own date, as YYYY, YYYY-MM or YYYY-MM-DD",
            ],
            |row| row.edition.as_ref().into(),
        )
        .fitting(EDITION),
        field("status", Text, ["État", "Status"], ["ce que le fichier est devenu", "what became of it"], |row| {
            row.status.as_str().into()
        })
        .required()
        .one_of(Status::ALL.map(Status::as_str)),
        field(
            "jobs",
            Integer,
            ["Nombre de métiers", "Number of jobs"],
            ["nombre de métiers trouvés", "number of jobs found"],
            |row| row.jobs.into(),
        )
        .required()
        .at_least(0),
        field("message", Prose, ["Message", "Message"], ["pourquoi, et que faire", "why, and what to do"], |row| {
            row.message.as_ref().into()
        }),
        field(
            "coverage_records",
            Number,
            ["Part fiches", "Share in records"],
            ["part des caractères du document dans les fiches", "share of the document's characters in records"],
            |row| row.coverage.map(|coverage| coverage.records).into(),
        )
        .between(0, 1),
        field(
            "coverage_notes",
            Number,
            ["Part notes", "Share in notes"],
            [
                "part des caractères du document dans les notes des fiches",
                "share of the document's characters in the notes of records",
            ],
            |row| row.coverage.map(|coverage| coverage.notes).into(),
        )
        .between(0, 1),
        field(
            "coverage_furniture",
            Number,
            ["Part mise en page", "Share in furniture"],
            [
                "part des caractères du document dans les titres courants, numéros de page et autres",
                "share of the document's characters in running heads, page numbers and the like",
            ],
            |row| row.coverage.map(|coverage| coverage.furniture).into(),
        )
        .between(0, 1),
        field(
            "coverage_left_over",
            Number,
            ["Part non reprise", "Share left over"],
            [
                "part des caractères du document nulle part : voir la table leftover",
                "share of the document's characters in none of these: see the table leftover",
            ],
            |row| row.coverage.map(|coverage| coverage.left_over).into(),
        )
        .between(0, 1),
        field(
            "url",
            Text,
            ["Adresse", "URL"],
            ["où il a été téléchargé, d’après sources.toml", "where it was fetched, as sources.toml says"],
            |row| row.url.as_ref().into(),
        ),
        field(
            "fetched",
            Date,
            ["Téléchargé le", "Fetched"],
            ["jour du téléchargement, d’après sources.toml", "the day it was fetched, as sources.toml says"],
            |row| row.fetched.clone().map_or(Value::Missing, Value::Date),
        ),
        field(
            "licence",
            Text,
            ["Licence", "Licence"],
            ["licence de ses textes, d’après sources.toml", "the licence of its text, as sources.toml says"],
            |row| row.licence.as_ref().into(),
        ),
        field(
            "licence_url",
            Text,
            ["Adresse de la licence", "Licence URL"],
            ["où lire cette licence, d’après sources.toml", "where that licence can be read, as sources.toml says"],
            |row| row.licence_url.as_ref().into(),
        ),
        field(
            "copy_of",
            Text,
            ["Copie de", "Copy of"],
            [
                "source_id du fichier qui a les mêmes métiers mot pour mot ; les métiers regroupés ne les comptent que là",
                "source_id of the file that has the same jobs, word for word; occupations count them there alone",
            ],
            |row| row.copy_of.as_ref().into(),
        ),
    ]
}

/// An issue in the words of a language.
struct Told {
    issue: Diagnostic,
    language: Language,
}

fn issue_fields() -> [Field<Told>; 10] {
    let field = field::<Told>;
    [
        field(
            "severity",
            Text,
            ["Gravité", "Severity"],
            [
                "error : non lu ; warning : peut être faux ; info : rien n’est perdu",
                "error: not read; warning: may be wrong; info: nothing is lost",
            ],
            |told| told.issue.severity.as_str().into(),
        )
        .required()
        .one_of(Severity::ALL.map(Severity::as_str)),
        field("code", Text, ["Code", "Code"], ["code stable", "stable code"], |told| told.issue.code.as_ref().into())
            .required(),
        field("file", Text, ["Fichier", "File"], ["le fichier lu", "the input file"], |told| (&told.issue.file).into()),
        field(
            "page",
            Integer,
            ["Page", "Page"],
            ["à partir de 1, si elle est connue", "from 1, where it is known"],
            |told| told.issue.page.into(),
        )
        .at_least(1),
        field(
            "record_id",
            Text,
            ["Fiche", "Record"],
            ["record_id de la fiche concernée", "record_id of the job that it concerns"],
            |told| told.issue.record_id.as_ref().into(),
        ),
        field(
            "field",
            Text,
            ["Champ", "Field"],
            ["champ ou rubrique concernés", "the field or section that it concerns"],
            |told| told.issue.field.as_ref().into(),
        ),
        field("message", Prose, ["Message", "Message"], ["ce qui a été trouvé", "what was found"], |told| {
            (&told.issue.message.said(told.language)).into()
        }),
        field("hint", Prose, ["Conseil", "Hint"], ["que faire", "what to do about it"], |told| {
            told.issue.hint().map(|hint| hint.said(told.language)).as_ref().into()
        }),
        field(
            "settled",
            Text,
            ["Réglé", "Settled"],
            [
                "ce qu’en dit une personne qui a vérifié : seen (vu : c’est bien ainsi) ou wrong (faux : rien à vérifier)",
                "what a person says who looked: seen (it is as it has to be) or wrong (there is nothing to look at)",
            ],
            |told| told.issue.settled.map(Verdict::as_str).into(),
        )
        .one_of(Verdict::ALL.map(Verdict::as_str)),
        field(
            "note",
            Text,
            ["Note", "Note"],
            ["pourquoi, d’après corrections.csv", "why, as corrections.csv says"],
            |told| told.issue.note.as_ref().into(),
        ),
    ]
}
