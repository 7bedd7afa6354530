use super::compare;
use crate::model::change::{Change, ChangeKind};
use crate::model::dataset::Dataset;
use crate::model::record::{Record, Section};

fn job(title: &str, text: &str) -> Record {
    let section = |key: &str, text: &str| Section {
        key: key.into(),
        heading: key.into(),
        text: text.into(),
        items: vec![text.into()],
        places: vec![],
    };
    Record {
        job_id: format!("guide/{title}"),
        collection: "guide".into(),
        title: title.into(),
        theme: Some("Soins".into()),
        sections: vec![section("context", text), section("missions", "Veiller la nuit et rendre compte.")],
        missions: vec!["Veiller la nuit et rendre compte.".into()],
        ..Record::default()
    }
}

fn changes(old: &[Record], new: &[Record]) -> Vec<Change> {
    let dataset = |jobs: &[Record]| Dataset { jobs: jobs.to_vec(), ..Dataset::default() };
    compare(&dataset(old), &dataset(new))
}

fn kinds(changes: &[Change]) -> Vec<(ChangeKind, &str, &str)> {
    changes.iter().map(|change| (change.change, change.title.as_str(), change.field.as_str())).collect()
}

#[test]
fn swapped_places_and_typography_are_no_change() {
    let old = [job("a", "L’aide-soignant « veille » : 2 100 lits."), job("b", "Un autre texte.")];
    let new = [job("b", "Un autre\ntexte."), job("a", "L'aide\u{2011}soignant \"veille\": 2\u{202f}100 lits.")];
    assert_eq!(changes(&old, &new), []);
}

#[test]
fn one_edited_section_is_one_row() {
    let old = [job("a", "Un texte de six mots, seulement.")];
    let mut new = old.clone();
    new[0].sections[1].text.push_str(" Former.");
    new[0].missions.push("Former.".into());
    let found = changes(&old, &new);
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "a", "sections.missions")]);
    assert_eq!(found[0].similarity, 0.857);
}

#[test]
fn a_section_that_is_gone_has_no_after() {
    let old = [job("a", "Un texte.")];
    let mut new = old.clone();
    new[0].sections.remove(0);
    let found = changes(&old, &new);
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "a", "sections.context")]);
    assert_eq!((found[0].before.as_deref(), found[0].after.as_deref()), (Some("Un texte."), None));
}

#[test]
fn renamed_moved_added_and_removed() {
    let old = [job("a", "Le guide accompagne chaque patient dehors."), job("b", "Relier, coller, coudre et dorer.")];
    let mut new = [
        job("c", "Le guide accompagne chaque patient dehors."),
        job("d", "Zéro mot en commun avec eux ici, ni ailleurs, jamais, nulle part."),
    ];
    new[0].theme = Some("Flux".into());
    let found = changes(&old, &new);
    assert_eq!(
        kinds(&found),
        [
            (ChangeKind::Removed, "b", ""),
            (ChangeKind::Renamed, "c", ""),
            (ChangeKind::Moved, "c", "theme"),
            (ChangeKind::Added, "d", ""),
        ]
    );
    assert_eq!(found[1].previous_title.as_deref(), Some("a"));
    assert_eq!(found[1].previous_job_id.as_deref(), Some("guide/a"));
}
