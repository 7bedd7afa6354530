//! A printed form that no vocabulary has is told, and nothing else of its line is lost.

use std::collections::BTreeSet;

use crate::support::Workplace;

const REPORT: &str = "\
Répertoire du jardin

Fiche métier n° 1
Jardinier de nuit

Famille : Soins, Horticulture lunaire
Direction : Serre froide, Direction des soins
Pays : Atlantide
Niveau : bac + 5
Code : GR-02

Définition
Il veille sur les plantes qui ne fleurissent que la nuit, et rend compte au chef de culture.

Fiche métier n° 2
Gardien de rosée

Famille : Soins
Direction : Direction des soins
Pays : Côte d’Ivoire
Niveau : niveau III
Code : RNCP 34963

Définition
Il recueille la rosée du matin et la mesure pour les jardiniers de jour.
";

const PROFILE: &str = "\
id = \"jardin\"
version = 1
title = \"Répertoire du jardin\"
[recognise]
threshold = 4
pattern = [
    { regex = '^Fiche métier n° ?\\d+$', weight = 2, at_least = 2 },
    { regex = '^Définition$', weight = 2 },
]
[[sheet]]
begin.number = 'Fiche métier n° ?\\d+'
[[label]]
label = 'Famille'
field = \"job_families\"
[[label]]
label = 'Direction'
field = \"departments\"
[[label]]
label = 'Pays'
field = \"country\"
[[label]]
label = 'Niveau'
field = \"rncp_levels\"
[[label]]
label = 'Code'
field = \"certification_codes\"
[[section]]
key = \"definition\"
heading = ['Définition']
";

#[test]
fn a_form_that_no_vocabulary_has_is_an_issue() {
    let work = Workplace::new();
    work.file("inputs/jardin.txt", REPORT).file("own/jardin.toml", PROFILE);
    let run = work.run(&["--profiles", "own"]);
    let jobs = work.table("jobs");
    assert_eq!(jobs.len(), 2, "{}", run.stderr);
    let value = |job: usize, column: &str| jobs[job][column].as_str();
    assert_eq!(value(0, "job_families"), "Soins");
    assert_eq!(value(0, "departments"), "Serre froide | Direction des soins");
    for column in ["country", "rncp_levels", "certification_codes"] {
        assert_eq!(value(0, column), "", "{column}");
    }
    assert_eq!((value(1, "country"), value(1, "rncp_levels")), ("CI", "5"));
    let issues = work.table("issues");
    let told = |record: &str| -> BTreeSet<(&str, &str)> {
        let of_record = issues.iter().filter(|issue| issue["record_id"] == record);
        let unknown = of_record.filter(|issue| issue["code"].ends_with("-unknown"));
        unknown.map(|issue| (issue["code"].as_str(), issue["field"].as_str())).collect()
    };
    let expected = [
        ("code-unknown", ""),
        ("country-unknown", "Atlantide"),
        ("department-unknown", "Serre froide"),
        ("family-unknown", "Horticulture lunaire"),
        ("level-unknown", "bac + 5"),
    ];
    assert_eq!(told("jardin/jardinier-de-nuit"), expected.into());
    assert_eq!(told("jardin/gardien-de-rosee"), BTreeSet::new());
}
