//! Cases of [`super::titles::parse_title`]: lines → title, other names, acronym, levels, remarks.

use super::titles::{TitleLine, TitleParts, parse_title};

fn plain(lines: &[&str]) -> TitleParts {
    styled(&lines.iter().map(|line| (*line, None)).collect::<Vec<_>>())
}

fn styled(lines: &[(&str, Option<bool>)]) -> TitleParts {
    let lines: Vec<TitleLine> = lines
        .iter()
        .map(|(text, same)| TitleLine { text: (*text).to_owned(), same_style_as_first: *same, ..TitleLine::default() })
        .collect();
    parse_title(&lines)
}

#[test]
fn one_line() {
    for (line, title) in [
        ("Les veilleurs de nuit : ", "Les veilleurs de nuit"),
        ("• Gardien des clés*", "Gardien des clés"),
        ("Gardien des clés* et des lampes", "Gardien des clés et des lampes"),
        ("Aide (ou agent) de salle", "Aide (ou agent) de salle"),
        ("Le gardien / Responsable des clés", "Le gardien / Responsable des clés"),
        ("Gardien « clés »", "Gardien « clés »"),
        ("Gardien(ne) de nuit", "Gardien(ne) de nuit"),
        ("", ""),
    ] {
        let expected = TitleParts { title: title.to_owned(), ..TitleParts::default() };
        assert_eq!(plain(&[line]), expected, "{line:?}");
    }
}

#[test]
fn other_names() {
    for (lines, title, others) in [
        (vec!["Veilleur de nuit", "Night Watch Officer"], "Veilleur de nuit", vec!["Night Watch Officer"]),
        (vec!["Veilleur de nuit en grande", "maison"], "Veilleur de nuit en grande maison", vec![]),
        (vec!["Veilleur des nuits et", "Matins calmes"], "Veilleur des nuits et Matins calmes", vec![]),
        (vec!["Assistante des", "premières lueurs", "Nachtzorg"], "Assistante des premières lueurs", vec!["Nachtzorg"]),
        (
            vec!["Grand veilleur", "(ou Garde de nuit)", "Night user"],
            "Grand veilleur",
            vec!["Garde de nuit", "Night user"],
        ),
        (vec!["Veilleur", "VR nurse ou Nightist"], "Veilleur", vec!["VR nurse", "Nightist"]),
        (vec!["VEILLEUR DE NUIT", "EN GRANDE MAISON"], "VEILLEUR DE NUIT EN GRANDE MAISON", vec![]),
        (vec!["COORDONATEUR DE NUIT/", "COORDINATEUR DE NUIT"], "COORDONATEUR DE NUIT", vec!["COORDINATEUR DE NUIT"]),
        (
            vec!["Le « Night manager » ou « veilleur » ou « gardien", "des nuits » :"],
            "Night manager",
            vec!["veilleur", "gardien des nuits"],
        ),
        (vec!["Veilleur", "Night Officer (Robotic Care)"], "Veilleur", vec!["Night Officer (Robotic Care)"]),
        (vec!["Veilleur de nuit (gardien de nuit)"], "Veilleur de nuit", vec!["gardien de nuit"]),
        (vec!["Responsable du soin", "patient"], "Responsable du soin patient", vec![]),
        (vec!["Coordinateur", "Ward Coordinator Lead"], "Coordinateur", vec!["Ward Coordinator Lead"]),
        (vec!["Case manager", "Care Navigator"], "Case manager", vec!["Care Navigator"]),
        (vec!["Community", "manager"], "Community manager", vec![]),
    ] {
        let parts = plain(&lines);
        assert_eq!(parts.title, title, "{lines:?}");
        assert_eq!(parts.alt_titles, others, "{lines:?}");
        assert_eq!((parts.acronym, parts.remarks), (None, vec![]), "{lines:?}");
    }
}

#[test]
fn style_decides() {
    let parts = styled(&[("Veilleur", None), ("Adjoint Principal", Some(true)), ("Gardien de nuit", Some(false))]);
    assert_eq!(parts.title, "Veilleur Adjoint Principal");
    assert_eq!(parts.alt_titles, ["Gardien de nuit"]);
}

#[test]
fn parentheses() {
    let parts = plain(&["Responsable des clés (transformation majeure) (RNCP 5 ou 6)"]);
    assert_eq!(parts.title, "Responsable des clés");
    assert_eq!(parts.rncp_levels, [5, 6]);
    assert_eq!(parts.remarks, ["transformation majeure"]);

    let parts = plain(&["GARDIEN DES CLÉS ET LAMPES ", "(GCL)"]);
    assert_eq!((parts.title.as_str(), parts.acronym.as_deref()), ("GARDIEN DES CLÉS ET LAMPES", Some("GCL")));

    let parts = plain(&["Infirmiers de nuit (IDEN) : "]);
    assert_eq!((parts.title.as_str(), parts.acronym.as_deref()), ("Infirmiers de nuit", Some("IDEN")));

    let parts = plain(&["Gardien (EHPAD)"]);
    assert_eq!((parts.title.as_str(), parts.acronym), ("Gardien (EHPAD)", None));

    let parts = plain(&["Gardien de nuit (GN) en ville"]);
    assert_eq!((parts.title.as_str(), parts.acronym.as_deref()), ("Gardien de nuit en ville", Some("GN")));

    let parts = plain(&["Gardien de nuit", "Night Watch Officer (NWO)"]);
    assert_eq!((parts.alt_titles, parts.acronym.as_deref()), (vec!["Night Watch Officer".to_owned()], Some("NWO")));
}

#[test]
fn two_names_in_parentheses() {
    let parts = plain(&["Veilleur de nuit (Lanterne ou Sérénade)"]);
    assert_eq!(
        (parts.title.as_str(), parts.alt_titles.join(" | ").as_str()),
        ("Veilleur de nuit", "Lanterne | Sérénade")
    );
}

#[test]
fn a_name_over_two_lines_of_one_style() {
    let line = |text: &str, first: Option<bool>, before: Option<bool>| TitleLine {
        text: text.to_owned(),
        same_style_as_first: first,
        same_style_as_before: before,
    };
    let names = |second: &str, third: &str, alike: bool| {
        let lines = [
            line("Veilleur de nuit", None, None),
            line(second, Some(false), Some(false)),
            line(third, Some(false), Some(alike)),
        ];
        parse_title(&lines).alt_titles
    };
    assert_eq!(names("Night warden ou Ward", "Keeper", true), ["Night warden", "Ward Keeper"]);
    assert_eq!(names("Nachtzorg-", "Begeleider", true), ["Nachtzorg-Begeleider"]);
    assert_eq!(names("Nachtzorg", "Begeleider", true), ["Nachtzorg Begeleider"]);
    // In another style it is another name.
    assert_eq!(names("Nachtzorg", "Begeleider", false), ["Nachtzorg", "Begeleider"]);
    assert_eq!(names("Night warden", "Ward keeper", true), ["Night warden", "Ward keeper"]);
}

#[test]
fn a_name_set_like_the_title_goes_on_in_the_next_line() {
    let line = |text: &str, same: Option<bool>| TitleLine {
        text: text.to_owned(),
        same_style_as_first: same,
        same_style_as_before: same,
    };
    let parts = parse_title(&[
        line("Le « passeur de nuits blanches »", None),
        line("ou « gardien de nuits", Some(true)),
        line("blanches » :", Some(true)),
    ]);
    assert_eq!(parts.title, "passeur de nuits blanches");
    assert_eq!(parts.alt_titles, ["gardien de nuits blanches"]);
    // After a name that is set otherwise, the title goes on with all its lines.
    let lines = [
        ("Passeur de nuits", None, None),
        ("Night ferryman", Some(false), Some(false)),
        ("en maison", Some(true), Some(false)),
        ("de retraite", Some(true), Some(true)),
    ];
    let lines = lines.map(|(text, first, before)| TitleLine { same_style_as_before: before, ..line(text, first) });
    let parts = parse_title(&lines);
    assert_eq!(parts.title, "Passeur de nuits en maison de retraite");
    assert_eq!(parts.alt_titles, ["Night ferryman"]);
}
