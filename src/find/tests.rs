use super::*;
use crate::model::record::Section;

fn record(title: &str, text: &str) -> Record {
    Record {
        title: title.to_owned(),
        collection: "panorama".to_owned(),
        edition: Some("2025-01".to_owned()),
        country: Some("CA-QC".to_owned()),
        job_families: vec!["Soins".to_owned(), "Gestion de l’information".to_owned()],
        rncp_levels: vec![5, 6],
        certification_codes: vec!["RNCP34963".to_owned(), "ROME:J1506".to_owned()],
        sections: vec![Section { text: text.to_owned(), ..Section::default() }],
        issues: vec!["section-missing:outlook".to_owned()],
        rome: Some("J1508".to_owned()),
        ..Record::default()
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn fits(asked: Asked) -> bool {
    let mut search = Search::new(&asked).unwrap();
    let record = record("Infirmière d’anesthésie", "Elle veille.\nLes nuits d’été sont courtes : l’œil s’y fait.");
    search.fits(&record)
}

#[test]
fn words_and_phrases() {
    for (words, expected) in [
        (&["infirmiere"][..], true),
        (&["INFIRM"], true),
        (&["anesthesie", "veille"], true),
        (&["anesthésie", "jardin"], false),
        (&["firmiere"], false),
        (&["d'anesthésie"], true),
        (&["oeil"], true),
        (&["nuits d’été"], true),
        (&["nuits dété"], false),
        (&["nuits courtes"], false),
        (&["\"nuits courtes\" infirmière"], false),
        (&["\"nuits d'ete\" infirmière"], true),
        (&["« elle veille »"], true),
        // A phrase does not run from one text into another.
        (&["anesthésie elle"], false),
        (&["soins"], true),
        (&["J1506"], true),
        (&["…", " "], true),
        (&[], true),
    ] {
        assert_eq!(fits(Asked { words: texts(words), ..Asked::default() }), expected, "{words:?}");
    }
}

#[test]
fn values_of_fields() {
    let families = |names: &[&str]| Asked { families: texts(names), ..Asked::default() };
    let countries = |names: &[&str]| Asked { countries: texts(names), ..Asked::default() };
    let codes = |names: &[&str]| Asked { codes: texts(names), ..Asked::default() };
    let editions = |names: &[&str]| Asked { editions: texts(names), ..Asked::default() };
    let collections = |names: &[&str]| Asked { collections: texts(names), ..Asked::default() };
    let issues = |names: &[&str]| Asked { issues: texts(names), ..Asked::default() };
    let levels = |levels: &[u8]| Asked { levels: levels.to_vec(), ..Asked::default() };
    for (asked, expected) in [
        (families(&["soins"]), true),
        (families(&["GESTION DE L'INFORMATION"]), true),
        (families(&["information"]), true),
        (families(&["recherche"]), false),
        (families(&["recherche", "soins"]), true),
        (countries(&["Canada"]), true),
        (countries(&["québec"]), true),
        (countries(&["ca-qc"]), true),
        (countries(&["CA"]), true),
        (countries(&["Alberta"]), false),
        (countries(&["norvège", "le Québec"]), true),
        (codes(&["RNCP 34 963"]), true),
        (codes(&["34963"]), true),
        (codes(&["rncp3496"]), false),
        (codes(&["j1506"]), true),
        (codes(&["ROME:J1506"]), true),
        (codes(&["RS34963"]), false),
        // A code that a person accepted, which the report does not print.
        (codes(&["J1508"]), true),
        (codes(&["rome j1508"]), true),
        (codes(&["J1509"]), false),
        (editions(&["2025"]), true),
        (editions(&["2025-01"]), true),
        (editions(&["202"]), false),
        (collections(&["Panorama"]), true),
        (collections(&["pano"]), false),
        (issues(&["section-missing"]), true),
        (issues(&["section-missing:outlook"]), true),
        (issues(&["section"]), false),
        (levels(&[6]), true),
        (levels(&[7]), false),
        (levels(&[7, 5]), true),
        (Asked { families: texts(&["soins"]), ..levels(&[7]) }, false),
    ] {
        let told = format!("{asked:?}");
        assert_eq!(fits(asked), expected, "{told}");
    }
}

#[test]
fn parts_of_jobs_are_asked_for() {
    let part = Record { kind: Kind::Skill, ..record("Écouter", "") };
    for (parts, looked_at) in [(false, 0), (true, 1)] {
        let mut search = Search::new(&Asked { parts, ..Asked::default() }).unwrap();
        assert_eq!(search.fits(&part), parts);
        assert_eq!(search.looked_at(), looked_at);
    }
}

#[test]
fn a_country_that_there_is_not() {
    let error = |country: &str| {
        let asked = Asked { countries: texts(&[country]), ..Asked::default() };
        Search::new(&asked).unwrap_err().to_string()
    };
    assert_eq!(error("Allemange"), "no country is called “Allemange”: did you mean Allemagne?");
    assert_eq!(error("Finlnade"), "no country is called “Finlnade”: did you mean Finlande?");
    assert!(error("Coree du centre").contains("Corée"), "{}", error("Coree du centre"));
    assert_eq!(error("xyzzy"), "no country is called “xyzzy”");
}

#[test]
fn what_no_job_has() {
    let unseen = |asked: Asked| {
        let mut search = Search::new(&asked).unwrap();
        for title in ["Infirmier de nuit", "Jardinier de soin"] {
            search.fits(&record(title, "Il veille."));
        }
        (search.found(), search.unseen())
    };
    let of = |what, asked: &str, near: &[&str], all| Unseen { what, asked: asked.to_owned(), near: texts(near), all };
    let (found, told) = unseen(Asked {
        countries: texts(&["allemagne", "CA"]),
        levels: vec![6, 7],
        words: texts(&["infirmeir"]),
        ..Asked::default()
    });
    assert_eq!(found, 0);
    assert_eq!(
        told,
        [
            of("country", "allemagne", &["CA-QC"], true),
            of("level", "7", &["5", "6"], true),
            of("word", "infirmeir", &["infirmier"], false),
        ]
    );
    // Words are not told to be missing where nothing was left to look for them in.
    let (_, told) = unseen(Asked { levels: vec![8], words: texts(&["veille"]), ..Asked::default() });
    assert_eq!(told, [of("level", "8", &["5", "6"], true)]);
    let (found, told) = unseen(Asked { words: texts(&["infirmier", "jardinier"]), ..Asked::default() });
    assert_eq!((found, told), (0, vec![]));
}
