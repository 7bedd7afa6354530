//! What a dataset says of itself, in French: for the workbook's cover, the data package and the page that goes with it.

use std::collections::BTreeMap;

use super::columns::ColumnKind;
use crate::model::dataset::Dataset;
use crate::model::record::Kind;

/// What it is called.
pub const TITLE: &str = "Fiches métiers extraites de rapports du secteur de la santé";

/// What it is.
pub(super) const WHAT: &str = "Chaque ligne décrit un métier lu dans un rapport : ses missions, sa formation, ses \
    perspectives et le reste, avec la page où cela se trouve. Les mots, accents et ponctuations sont ceux du document.";

/// How it was made.
pub(super) const HOW: &str = "Le texte a été lu automatiquement dans les fichiers et rangé par rubriques. Les valeurs \
    normalisées (libellé, familles, pays, niveaux…) ont leurs propres colonnes. La confiance va de 0 à 1 ; ce qu’une \
    personne devrait vérifier est nommé dans les points à vérifier, avec le fichier et la page. Les liens entre métiers de \
    rapports différents et les codes proposés sont calculés : ils signalent, ils n’affirment pas.";

/// Whose the texts are.
pub(super) const RIGHTS: &str = "Les textes appartiennent à leurs éditeurs : avant de les republier, vérifiez la \
    licence de chaque rapport.";

/// What stands where a source tells no licence.
pub(super) const NO_LICENCE: &str = "licence non indiquée";

/// An edition of a collection, as far as a dataset holds it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Edition<'d> {
    pub(super) collection: &'d str,
    pub(super) edition: Option<&'d str>,
    /// Files that hold jobs of it.
    pub(super) files: usize,
    /// Records of kind `job`.
    pub(super) jobs: usize,
}

/// The editions that jobs were read from, by collection and date.
pub(super) fn editions(dataset: &Dataset) -> Vec<Edition<'_>> {
    let mut editions: BTreeMap<(&str, Option<&str>), Edition<'_>> = BTreeMap::new();
    let mut last_source = BTreeMap::new();
    for job in dataset.jobs.heads() {
        let key = (&*job.collection, job.edition.as_deref());
        let new = Edition { collection: key.0, edition: key.1, files: 0, jobs: 0 };
        let edition = editions.entry(key).or_insert(new);
        // The records of a file stand together.
        if last_source.insert(key, &job.source_id) != Some(&job.source_id) {
            edition.files += 1;
        }
        edition.jobs += usize::from(job.kind == Kind::Job);
    }
    editions.into_values().collect()
}

/// A kind of column, in French.
pub(super) fn kind_name(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "texte",
        ColumnKind::Prose => "texte long",
        ColumnKind::List => "liste, séparateur « | »",
        ColumnKind::Lines => "liste, un par ligne",
        ColumnKind::IntegerList => "nombres, séparateur « | »",
        ColumnKind::Hours => "heures:nature, séparateur « | »",
        ColumnKind::Integer => "nombre entier",
        ColumnKind::Number => "nombre",
        ColumnKind::Date => "date",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::Record;
    use crate::model::records::Records;

    #[test]
    fn editions_are_counted_by_collection() {
        let job = |source: &str, collection: &str, kind| Record {
            source_id: source.to_owned(),
            collection: collection.to_owned(),
            kind,
            ..Record::default()
        };
        let jobs = vec![
            job("a", "regional", Kind::Job),
            job("a", "regional", Kind::Activity),
            job("b", "regional", Kind::Job),
            job("b", "other", Kind::Job),
        ];
        let dataset = Dataset { jobs: Records::of(jobs).unwrap(), ..Dataset::default() };
        let edition = |collection, files, jobs| Edition { collection, edition: None, files, jobs };
        assert_eq!(editions(&dataset), [edition("other", 1, 1), edition("regional", 2, 2)]);
    }
}
