use super::{between_editions, compare, words};
use crate::model::change::{Change, ChangeKind};
use crate::model::dataset::Dataset;
use crate::model::record::{ComparisonTable, Field, Opinion, Record, Section};
use crate::model::records::Records;

fn section(key: &str, text: &str) -> Section {
    Section { key: key.into(), heading: key.into(), text: text.into(), items: vec![text.into()], ..Section::default() }
}

fn job(title: &str, text: &str) -> Record {
    Record {
        job_id: format!("guide/{title}"),
        collection: "guide".into(),
        title: title.into(),
        pages: Some([3, 3]),
        theme: Some("Soins".into()),
        sections: vec![section("context", text), section("missions", "Veiller la nuit et rendre compte.")],
        missions: vec!["Veiller la nuit et rendre compte.".into()],
        ..Record::default()
    }
}

fn dataset(jobs: &[Record]) -> Dataset {
    Dataset { jobs: Records::of(jobs.to_vec()).unwrap(), ..Dataset::default() }
}

fn changes(old: &[Record], new: &[Record]) -> Vec<Change> {
    compare(&dataset(old), &dataset(new)).unwrap()
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
fn a_labelled_value_that_changes_is_a_row() {
    let field = |name: &str, value: &str| Field { name: name.into(), value: value.into(), ..Field::default() };
    let mut old = [job("a", "Un texte.")];
    old[0].fields = vec![field("Salaire", "1 900 €"), field("Code", "K-12")];
    let mut new = old.clone();
    new[0].fields = vec![field("Salaire", "2 000 €"), field("Horaires", "de jour"), field("Code", "K‑12")];
    new[0].number = Some("Fiche 3".into());
    let found = changes(&old, &new);
    assert_eq!(
        kinds(&found),
        [
            (ChangeKind::Changed, "a", "fields.Horaires"),
            (ChangeKind::Changed, "a", "fields.Salaire"),
            (ChangeKind::Changed, "a", "number"),
        ]
    );
    assert_eq!((found[1].before.as_deref(), found[1].after.as_deref()), (Some("1 900 €"), Some("2 000 €")));
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

/// Words that no other job has.
const NIGHT: &str = "Parcourir chambres, couloirs, jardins, cuisines, réserves et greniers avant chaque aurore grise.";
const BOOKS: &str =
    "Relier, coller, coudre, dorer, presser, rogner et vernir livres, registres, cahiers, atlas, albums.";

#[test]
fn an_opinion_within_a_tenth_is_the_same() {
    let with = |relevance, transposability| {
        let opinion = Opinion { relevance, transposability, places: vec![] };
        Record { opinion: Some(opinion), ..job("a", "Un texte.") }
    };
    assert_eq!(changes(&[with(0.5, -0.2)], &[with(0.6, -0.3)]), []);
    assert_eq!(changes(&[with(0.1, 0.0)], &[with(0.2, -0.1)]), [], "0.2 - 0.1 is more than 0.1 in binary");
    let found = changes(&[with(0.5, -0.2)], &[with(0.61, -0.2)]);
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "a", "relevance")]);
    assert_eq!((found[0].before.as_deref(), found[0].after.as_deref()), (Some("0.5"), Some("0.61")));
    let found = changes(&[with(0.5, -0.2)], &[job("a", "Un texte.")]);
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "a", "relevance"), (ChangeKind::Changed, "a", "transposability")]);
    assert_eq!(found[0].after, None);
    // Where drawings cannot be seen, no opinion is no change.
    let text = Record { pages: None, ..job("a", "Un texte.") };
    let picture = Record { issues: vec!["ocr".into()], ..job("a", "Un texte.") };
    assert_eq!(changes(&[with(0.5, -0.2)], &[text]), []);
    assert_eq!(changes(&[picture], &[with(0.5, -0.2)]), []);
}

#[test]
fn a_comparison_table_is_compared_by_rows() {
    let with = |columns: &[&str], rows: &[(&str, &str)]| {
        let rows = rows.iter().map(|(label, cell)| ((*label).to_owned(), vec![vec![(*cell).to_owned()]])).collect();
        let columns = columns.iter().map(|head| (*head).to_owned()).collect();
        Record { table: Some(ComparisonTable { columns, rows }), ..job("a", "Un texte.") }
    };
    let old = with(&["Jour"], &[("Lieu", "L’hôpital"), ("Durée", "Deux ans")]);
    assert_eq!(
        changes(std::slice::from_ref(&old), &[with(&["Jour"], &[("Durée", "Deux ans"), ("Lieu", "L'hôpital")])]),
        []
    );
    for new in [
        with(&["Nuit"], &[("Lieu", "L’hôpital"), ("Durée", "Deux ans")]),
        with(&["Jour"], &[("Lieu", "L’hôpital"), ("Durée", "Trois ans")]),
        with(&["Jour"], &[("Lieu", "L’hôpital")]),
        job("a", "Un texte."),
    ] {
        let found = changes(std::slice::from_ref(&old), &[new]);
        assert_eq!(kinds(&found), [(ChangeKind::Changed, "a", "table")]);
        assert!(found[0].before.as_deref().is_some_and(|table| table.contains("Durée: Deux ans")), "{found:?}");
    }
}

#[test]
fn a_renamed_job_shares_most_of_its_words() {
    let words: Vec<String> = (0..20).map(|number| format!("mot{number}")).collect();
    let other: Vec<String> = (0..20).map(|number| format!("autre{number}")).collect();
    // Of twenty words each, `kept` are in both: Dice's coefficient is a twentieth of it.
    let found = |kept: usize, theme: &str| {
        let text = [&words[..kept], &other[..20 - kept]].concat().join(" ");
        let old = Record { sections: vec![section("context", &words.join(" "))], ..job("a", "") };
        let new = Record { sections: vec![section("context", &text)], theme: Some(theme.into()), ..job("b", "") };
        changes(&[old], &[new]).iter().any(|change| change.change == ChangeKind::Renamed)
    };
    assert!(found(12, "Flux") && !found(11, "Flux"), "0.6 by content alone");
    assert!(found(11, "Soins") && !found(10, "Soins"), "0.55 under the same theme, beside the same neighbour");
}

#[test]
fn what_a_report_says_of_a_whole_theme_makes_no_two_jobs_one() {
    let old = [job("a", NIGHT), job("b", NIGHT)];
    let new = [job("c", NIGHT), job("d", NIGHT)];
    let found = changes(&old, &new);
    assert!(found.iter().all(|change| change.change != ChangeKind::Renamed), "{found:?}");
}

#[test]
fn a_job_of_which_only_the_title_is_told_is_renamed_in_its_place() {
    let bare = |title: &str, theme: &str| Record { sections: vec![], theme: Some(theme.into()), ..job(title, "") };
    let renamed = |old: Record, new: Record| {
        let rest = bare("z", "Soins");
        changes(&[old, rest.clone()], &[new, rest]).iter().any(|change| change.change == ChangeKind::Renamed)
    };
    assert!(renamed(bare("conseiller e-patient", "Soins"), bare("conseiller e-patients", "Soins")));
    assert!(!renamed(bare("conseiller e-patient", "Soins"), bare("conseiller e-patients", "Flux")));
    assert!(!renamed(bare("conseiller e-patient", "Soins"), bare("relieur", "Soins")));
}

#[test]
fn two_jobs_merged_into_one_title_are_one_renamed_and_one_removed() {
    let old = [job("jour", BOOKS), job("nuit", NIGHT)];
    let both = format!("{BOOKS}\n{NIGHT} Puis noter.");
    let found = changes(&old, &[job("jour et nuit", &both)]);
    assert_eq!(
        kinds(&found),
        [
            (ChangeKind::Renamed, "jour et nuit", ""),
            (ChangeKind::Changed, "jour et nuit", "sections.context"),
            (ChangeKind::Removed, "nuit", ""),
        ]
    );
    assert_eq!(found[0].previous_title.as_deref(), Some("jour"));
}

#[test]
fn a_title_printed_in_capitals_is_the_same_and_a_mended_accent_is_not() {
    let titled =
        |title: &str| Record { title: title.into(), label: title.into(), ..job("veilleur-de-sante", "Un texte.") };
    assert_eq!(changes(&[titled("Veilleur de santé")], &[titled("VEILLEUR DE SANTE")]), []);
    assert_eq!(changes(&[titled("Veilleur de santé")], &[titled("Veilleur  de Santé")]), []);
    let found = changes(&[titled("Veilleur de sante")], &[titled("Veilleur de santé")]);
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "Veilleur de santé", "title")]);
}

#[test]
fn two_jobs_of_one_title_that_swap_places_are_no_change() {
    let numbered = |id: &str, text: &str| Record { job_id: format!("guide/{id}"), ..job("Guide", text) };
    let old = [numbered("guide", BOOKS), numbered("guide-2", NIGHT)];
    let new = [numbered("guide", NIGHT), numbered("guide-2", BOOKS)];
    assert_eq!(changes(&old, &new), []);
    let found = changes(&old, &new[..1]);
    assert_eq!(found.iter().map(|change| change.change).collect::<Vec<_>>(), [ChangeKind::Removed]);
    assert_eq!(found[0].job_id, "guide/guide");
}

fn edition(edition: &str, source: &str, mut job: Record) -> Record {
    job.edition = (!edition.is_empty()).then(|| edition.to_owned());
    job.source_id = source.to_owned();
    job.record_id = format!("{source}/{}", job.title);
    job
}

#[test]
fn copies_of_one_edition_are_no_change() {
    let old = [edition("2025", "a", job("x", NIGHT)), edition("2025", "a", job("y", BOOKS))];
    let copy = [edition("2025", "b", job("x", NIGHT)), edition("2025", "b", job("y", BOOKS))];
    let both = [old.clone(), copy.clone()].concat();
    assert_eq!(changes(&old, &copy), []);
    assert_eq!(changes(&old, &both), []);
    assert_eq!(changes(&both, &old), []);
    assert_eq!(between_editions(&dataset(&both)).unwrap(), []);
    // One of two copies edited: told, and told once.
    let mut edited = both.clone();
    edited[2].sections[0].text.push_str(" Fin.");
    assert_eq!(kinds(&changes(&both, &edited)), [(ChangeKind::Changed, "x", "sections.context")]);
    edited[0].sections[0].text.push_str(" Fin.");
    assert_eq!(changes(&both, &edited).len(), 1);
}

#[test]
fn editions_side_by_side_are_compared_with_the_one_before() {
    let jobs = [
        edition("2026", "c", job("x", "Un texte de trois ans.")),
        edition("2024", "a", job("x", "Un texte de deux ans.")),
        edition("2025", "b", job("x", "Un texte de deux ans.")),
        edition("", "d", job("w", "Nul ne sait quand.")),
        edition("2026", "c", job("y", BOOKS)),
    ];
    let found = between_editions(&dataset(&jobs)).unwrap();
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "x", "sections.context"), (ChangeKind::Added, "y", "")]);
    assert_eq!(found[0].edition_before.as_deref(), Some("2025"));
    assert_eq!(found[0].edition_after.as_deref(), Some("2026"));
}

#[test]
fn editions_of_two_datasets_are_not_mixed() {
    let x = |year: &str, text: &str| edition(year, year, job("x", text));
    let (first, second) = (x("2025", "Un texte de deux ans."), x("2026", "Un texte de trois ans."));
    let both = [first.clone(), second.clone()];
    assert_eq!(changes(&both, &both), []);
    // The new edition in the place of the old one, beside it, and the other way round.
    for (old, new) in [(&both[..1], &both[1..]), (&both[..1], &both[..]), (&both[1..], &both[..1])] {
        assert_eq!(kinds(&changes(old, new)), [(ChangeKind::Changed, "x", "sections.context")]);
    }
    // An edition taken away or laid beside later is told only by the jobs that no other has.
    assert_eq!(changes(&both, &both[1..]), []);
    assert_eq!(changes(&both[1..], &both), []);
    let more = [first.clone(), edition("2025", "2025", job("y", BOOKS)), second.clone()];
    assert_eq!(kinds(&changes(&more, &both[1..])), [(ChangeKind::Removed, "y", "")]);
    assert_eq!(kinds(&changes(&both[1..], &more)), [(ChangeKind::Added, "y", "")]);
    // A date that is no longer found, or found at last.
    let undated = [edition("", "2025", job("x", "Un texte de deux ans."))];
    assert_eq!(changes(&both[..1], &undated), []);
    assert_eq!(changes(&undated, &both[..1]), []);
    // Both sides hold two editions, one of them in common.
    let third = x("2027", "Un texte de quatre ans.");
    let found = changes(&both, &[second, third]);
    assert_eq!(kinds(&found), [(ChangeKind::Changed, "x", "sections.context")]);
    assert_eq!((found[0].edition_before.as_deref(), found[0].edition_after.as_deref()), (Some("2026"), Some("2027")));
    assert_eq!(changes(&[first], &[]).len(), 1);
}

#[test]
fn differences_are_told_word_by_word() {
    let shown = |old: &str, new: &str| {
        let pieces = words::difference(old, new).into_iter().map(|piece| match piece.of {
            words::Of::Both | words::Of::LeftOut => piece.text,
            words::Of::Old => format!("-{}-", piece.text),
            words::Of::New => format!("+{}+", piece.text),
        });
        pieces.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown("Deux ans d’études.", "Trois ans d'études."), "-Deux- +Trois+ ans d'études.");
    assert_eq!(shown("Un.\nDeux.", "Un.\nDeux.\nTrois."), "Un. ¶ Deux. +¶ Trois.+");
    assert_eq!(shown("", "Un."), "+Un.+");
    let pieces = words::excerpt(words::difference("a b c d e f g", "a b c d e f h"), 2);
    assert_eq!(pieces[0].text, "…");
    assert_eq!(pieces[1].text, "e f");
}
