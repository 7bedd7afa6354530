//! What reports are tricky about, one test a trap, named after what it shows. Each holds for every fixture that prints
//! the job, whatever program laid it out.

use std::fs;
use std::path::Path;

use crate::support::reports::found;
use ingest::model::record::{HoursKind, Record, Section};

const PANORAMA: &str = "anap-panorama";
const GUIDE: &str = "collective-guide";
const DECK: &str = "opco-foresight";
const CONTRIBUTION: &str = "paramedical-contribution";

/// Calls `check` with every record of this title, and the name of the fixture that it comes from. Later editions say
/// other things in other words: they are compared with their gold only.
fn each(title: &str, check: impl Fn(&str, &Record)) {
    let mut seen = 0;
    for (case, interpretation) in found() {
        if case.pending().is_some()
            || case.collection() == "editions"
            || !case.gold.records.iter().any(|record| record.title == title)
        {
            continue;
        }
        let interpretation = interpretation.as_ref().unwrap_or_else(|refusal| panic!("{}: {refusal}", case.name));
        let record = interpretation.records.iter().find(|record| record.title == title);
        check(&case.name, record.unwrap_or_else(|| panic!("{}: no record “{title}”", case.name)));
        seen += 1;
    }
    assert!(seen > 0, "no fixture has a job “{title}”");
}

/// Calls `check` with every record of a collection.
fn all_of(collection: &str, check: impl Fn(&str, &Record)) {
    for (case, interpretation) in found().filter(|(case, _)| case.collection() == collection) {
        if case.pending().is_none() {
            interpretation.as_ref().unwrap().records.iter().for_each(|record| check(&case.name, record));
        }
    }
}

fn section<'r>(case: &str, record: &'r Record, key: &str) -> &'r Section {
    let section = record.sections.iter().find(|section| section.key == key);
    section.unwrap_or_else(|| panic!("{case}: {} has no section {key}", record.title))
}

fn whole_text(record: &Record) -> String {
    record.sections.iter().map(|section| section.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A fixture's plain text, to show that the trap is there.
fn plain_text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

fn notes<'r>(record: &'r Record, kind: &str) -> Vec<&'r str> {
    record.notes.iter().filter(|note| note.kind == kind).map(|note| note.text.as_str()).collect()
}

// Titles and other names

#[test]
fn title_on_two_lines() {
    each("Veilleur de sommeil en séjour long", |case, record| assert!(record.alt_titles.is_empty(), "{case}"));
    each("Éclaireur de données cliniques", |case, record| {
        assert_eq!(record.alt_titles, ["Clinical Data Scout"], "{case}");
    });
    each("FACILITATEUR D’HABITAT PARTAGÉ", |case, record| {
        assert_eq!(record.acronym.as_deref(), Some("FHP"), "{case}");
    });
}

#[test]
fn foreign_subtitle_is_another_name() {
    each("Guide de lumière", |case, record| assert_eq!(record.alt_titles, ["Lysguide"], "{case}"));
    each("Technicien de capteurs corporels", |case, record| {
        assert_eq!(record.alt_titles, ["Body Sensor Technician"], "{case}");
    });
}

#[test]
fn ou_in_parentheses_is_another_name() {
    each("Compagnon de convalescence", |case, record| {
        assert_eq!(record.alt_titles, ["Relais du retour", "Homecoming Companion"], "{case}");
    });
}

#[test]
fn other_name_in_the_first_paragraph() {
    each("Relieur de récits", |case, record| assert_eq!(record.alt_titles, ["biographe de chevet"], "{case}"));
    each("NIGHT MANAGER", |case, record| assert_eq!(record.alt_titles, ["responsable de nuit"], "{case}"));
}

#[test]
fn names_in_guillemets_joined_by_ou() {
    each("Case pilot", |case, record| {
        assert_eq!(record.alt_titles, ["infirmier pilote de cas", "infirmier des situations longues"], "{case}");
    });
}

#[test]
fn other_spelling_after_a_slash_at_the_end_of_the_line() {
    each("CONCILIATEUR DE TRAITEMENTS", |case, record| {
        assert_eq!(record.alt_titles, ["CONCILIATRICE DE TRAITEMENTS"], "{case}");
    });
}

#[test]
fn footnote_star_is_no_part_of_the_title() {
    each("Coordinateur des soins de plein air", |case, record| {
        assert!(!record.label.contains('*') && record.alt_titles.is_empty(), "{case}: {}", record.label);
    });
}

#[test]
fn acronyms_of_others_are_not_the_jobs_own() {
    each("Éclaireur de données cliniques", |case, record| {
        assert_eq!(record.acronym.as_deref(), Some("EDC"), "{case}: not DPO, not DIM");
    });
    each("Technicien de capteurs corporels", |case, record| assert_eq!(record.acronym, None, "{case}"));
    each("Médiateur des écrans de chambre", |case, record| assert_eq!(record.acronym, None, "{case}"));
    each("Les manipulateurs de proximité", |case, record| {
        assert_eq!(record.acronym.as_deref(), Some("MAP"), "{case}: not EHPAD, not HAD");
    });
}

#[test]
fn parenthesis_inside_a_title_stays() {
    each("Référent (ou animateur) du logement évolutif", |case, record| {
        assert_eq!((&*record.alt_titles, &*record.rncp_levels), (&[][..], &[5][..]), "{case}");
    });
}

#[test]
fn remark_leaves_the_title() {
    each("Agent d’accueil multilingue", |case, record| {
        assert_eq!(notes(record, "remark"), ["métier en forte évolution"], "{case}");
        assert_eq!(record.rncp_levels, [4], "{case}");
    });
}

// Fields of the head

#[test]
fn direction_list_goes_on_after_a_comma() {
    each("Coordinateur des soins de plein air", |case, record| {
        let expected = ["Direction médico-sociale et environnement", "Direction du patrimoine"];
        assert_eq!(record.departments, expected, "{case}");
    });
    each("Bâtisseur d’horaires", |case, record| {
        assert_eq!(record.departments, ["Direction des ressources humaines"], "{case}: a comma that nothing follows");
    });
}

#[test]
fn elided_direction_after_ou_is_completed() {
    each("Guide de lumière", |case, record| {
        let expected = ["Direction des soins", "Direction de la vie quotidienne et de l’hôtellerie"];
        assert_eq!(record.departments, expected, "{case}");
    });
    each("Médiateur des écrans de chambre", |case, record| {
        let expected = ["Direction de la communication", "Direction des usagers", "Direction de la vie sociale"];
        assert_eq!(record.departments, expected, "{case}");
    });
}

#[test]
fn families_are_known_without_commas_and_accents() {
    let social = "Social, éducatif, psychologie, culturel";
    each("Compagnon de convalescence", |case, record| assert_eq!(record.job_families, ["Soins", social], "{case}"));
    each("Relieur de récits", |case, record| assert_eq!(record.job_families, [social], "{case}"));
    each("Médiateur des écrans de chambre", |case, record| {
        assert_eq!(record.job_families, ["Gestion de l’information", social], "{case}");
    });
}

#[test]
fn region_or_the_world_instead_of_a_country() {
    each("Médiateur des écrans de chambre", |case, record| {
        assert_eq!(record.country.as_deref(), Some("CA-QC"), "{case}");
    });
    each("Bâtisseur d’horaires", |case, record| assert_eq!(record.country.as_deref(), Some("world"), "{case}"));
}

#[test]
fn theme_of_a_single_sheet() {
    each("Bâtisseur d’horaires", |case, record| {
        assert_eq!(record.theme.as_deref(), Some("Vie des équipes"), "{case}")
    });
}

#[test]
fn theme_in_two_spellings() {
    // The list has small letters, the slide of facts capitals; a slide adds a remark to its theme.
    for title in ["Le e-concierge des urgences", "Agent d’accueil multilingue"] {
        each(title, |case, record| {
            assert_eq!(record.theme.as_deref(), Some("Les métiers de l’accueil et de l’orientation"), "{case}");
            assert!(section(case, record, "context").text.starts_with("Files d’attente déplacées"), "{case}");
        });
    }
    each("Installateur d’aides techniques connectées", |case, record| {
        assert_eq!(record.theme.as_deref(), Some("Les métiers de la maison connectée"), "{case}");
        assert!(section(case, record, "context").text.starts_with("Le logement devient"), "{case}");
    });
}

#[test]
fn theme_line_that_is_a_job() {
    each("Le garant / Médiateur de la parole du patient", |case, record| {
        assert_eq!(record.rncp_levels, [7], "{case}");
        assert_eq!(record.theme.as_deref(), Some("La parole du patient"), "{case}");
        assert!(section(case, record, "context").text.starts_with("À mesure que"), "{case}");
    });
}

// Numbers and codes

#[test]
fn rncp_5_or_6() {
    each("Le e-concierge des urgences", |case, record| assert_eq!(record.rncp_levels, [4, 5], "{case}"));
    each("Contrôleur des algorithmes de soin et de leurs biais", |case, record| {
        assert_eq!(record.rncp_levels, [6, 7], "{case}: a line ends within the parenthesis");
    });
}

#[test]
fn entry_level_is_no_rncp_level() {
    each("Compagnon de convalescence", |case, record| assert!(record.rncp_levels.is_empty(), "{case}"));
    each("Guide de lumière", |case, record| assert_eq!(record.rncp_levels, [6], "{case}"));
}

#[test]
fn hours_of_work_do_not_count() {
    each("Compagnon de convalescence", |case, record| {
        let text = &section(case, record, "context").text;
        assert!(text.contains("42 heures") && text.contains("3 heures"), "{case}: the trap is gone");
        let hours: Vec<u32> = record.hours.iter().map(|hours| hours.value).collect();
        assert_eq!(hours, [126], "{case}");
    });
}

#[test]
fn hours_tell_what_they_count() {
    let hours = |record: &Record| record.hours.iter().map(|hours| (hours.value, hours.what)).collect::<Vec<_>>();
    each("Veilleur de sommeil en séjour long", |case, record| {
        assert_eq!(hours(record), [(1800, HoursKind::Theory), (900, HoursKind::Placement)], "{case}");
    });
    each("Technicien de capteurs corporels", |case, record| {
        assert_eq!(hours(record), [(2400, HoursKind::Vae)], "{case}");
    });
}

#[test]
fn code_whose_form_is_not_that_of_the_system_named() {
    each("Coordinateur des soins de plein air", |case, record| {
        assert_eq!(record.certification_codes, ["FPH:05K20"], "{case}");
        assert!(record.issues.iter().any(|issue| issue.starts_with("code-system-unclear:")), "{case}");
    });
}

#[test]
fn codes_in_the_bibliography_only() {
    for (title, codes) in [
        ("PILOTE DE RETOUR À DOMICILE", &[][..]),
        ("NIGHT MANAGER", &[]),
        ("FACILITATEUR D’HABITAT PARTAGÉ", &["CC204"]),
    ] {
        each(title, |case, record| assert_eq!(record.certification_codes, codes, "{case}"));
    }
    // Those of the job that the bibliography names may be given to it.
    each("CONCILIATEUR DE TRAITEMENTS", |case, record| {
        let known = |code: &String| ["RNCP40112", "RS7031"].contains(&code.as_str());
        assert!(record.certification_codes.iter().all(known), "{case}: {:?}", record.certification_codes);
    });
}

// Lines, hyphens, items

#[test]
fn blank_line_inside_a_sentence() {
    let text = plain_text("anap-panorama/panorama-flux.txt");
    assert!(text.contains("quelques jardins de soin emploient\n\ndéjà des coordinateurs"), "the trap is gone");
    each("Coordinateur des soins de plein air", |case, record| {
        let items = &section(case, record, "outlook").items;
        assert_eq!(items.len(), 2, "{case}: {items:?}");
        assert!(items[0].contains("jardins de soin emploient déjà des coordinateurs"), "{case}");
    });
}

#[test]
fn end_of_line_hyphens_kept_and_removed() {
    for (title, words) in [
        (
            "Veilleur de sommeil en séjour long",
            &["main-d’œuvre", "lui-même", "aide-soignant", "l’acoustique"] as &[&str],
        ),
        ("Guide de lumière", &["contre-indique"]),
        ("Compagnon de convalescence", &["post-natal", "une cicatrice"]),
        ("Coordinateur des soins de plein air", &["demi-forestier, demi-cadre", "simulation"]),
        ("Aiguilleur des flux propres", &["simulation numériques"]),
        ("Éclaireur de données cliniques", &["Au-delà"]),
        ("Médiateur des écrans de chambre", &["ceux-là"]),
        ("Bâtisseur d’horaires", &["mathématiques", "mi-temps"]),
    ] {
        each(title, |case, record| {
            let text = whole_text(record);
            for word in words {
                assert!(text.contains(word), "{case}: {title} has no “{word}”\n{text}");
            }
            assert!(!text.contains('\u{ad}'), "{case}: {title} has a soft hyphen\n{text}");
        });
    }
}

#[test]
fn soft_hyphens_are_not_read() {
    each("Éclaireur de données cliniques", |case, record| {
        let text = whole_text(record);
        assert!(text.contains("leurs abréviations") && text.contains("des bibliothèques"), "{case}\n{text}");
    });
}

#[test]
fn sub_list_after_a_colon() {
    each("Guide de lumière", |case, record| {
        let expected = [
            "Tenir à jour, pour chaque personne :",
            "la durée et l’intensité de l’exposition ;",
            "l’humeur déclarée avant et après la séance ;",
            "les effets gênants signalés.",
        ];
        assert_eq!(record.missions[2..6], expected, "{case}");
    });
    each("Aiguilleur des flux propres", |case, record| {
        let expected = ["des travaux ;", "des pannes d’ascenseur ;", "des épidémies."];
        assert_eq!(record.missions[1..4], expected, "{case}");
    });
}

#[test]
fn item_of_two_sentences() {
    for (title, item) in [
        (
            "Veilleur de sommeil en séjour long",
            "Repérer les apnées et prévenir le médecin de garde. Il ne pose lui-même aucun diagnostic.",
        ),
        (
            "Éclaireur de données cliniques",
            "Transmettre les demandes refusées, motifs compris, au comité scientifique. Le comité tranche sous un mois.",
        ),
    ] {
        each(title, |case, record| {
            assert!(record.missions.iter().any(|mission| mission == item), "{case}: {:#?}", record.missions);
        });
    }
}

#[test]
fn item_without_full_stop() {
    for (title, item, next) in [
        ("Guide de lumière", "Animer des séances collectives de six personnes", "Tenir à jour"),
        ("Technicien de capteurs corporels", "Choisir et ajuster le capteur prescrit", "Expliquer au patient"),
    ] {
        each(title, |case, record| {
            let at = record.missions.iter().position(|mission| mission == item);
            let at = at.unwrap_or_else(|| panic!("{case}: {:#?}", record.missions));
            assert!(record.missions[at + 1].starts_with(next), "{case}: {:#?}", record.missions);
        });
    }
}

#[test]
fn letters_as_bullets() {
    let text = plain_text("collective-guide/guide-flux.txt");
    assert!(text.contains("\tf Retour après une fracture") && text.contains("\tp Rassurer"), "the trap is gone");
    each("PILOTE DE RETOUR À DOMICILE", |case, record| {
        let items = &section(case, record, "definition").items;
        for item in ["Retour après une fracture", "Rassurer les proches"] {
            assert!(items.iter().any(|found| found == item), "{case}: {items:#?}");
        }
    });
}

#[test]
fn private_use_bullets() {
    let text = plain_text("paramedical-contribution/contribution-flux.txt");
    assert!(text.contains(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)), "the trap is gone");
    for collection in [CONTRIBUTION, GUIDE] {
        all_of(collection, |case, record| {
            let text = format!("{}\n{}", record.title, whole_text(record));
            let bullet = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c) || c == '\u{fffd}';
            assert!(!text.contains(bullet), "{case}: {}", record.title);
        });
    }
}

// What belongs to which section

#[test]
fn source_line_is_a_note() {
    each("Guide de lumière", |case, record| {
        let source = "Source : Cercle nordique de la lumière soignante, carnet n° 3";
        assert_eq!(notes(record, "source"), [source], "{case}");
        assert!(!whole_text(record).contains("Cercle nordique"), "{case}");
    });
}

#[test]
fn footnote_inside_missions_is_a_note() {
    each("Coordinateur des soins de plein air", |case, record| {
        let found = notes(record, "footnote");
        assert!(found.len() == 1 && found[0].contains("cadre coordonnateur"), "{case}: {found:?}");
        assert!(!whole_text(record).contains("cadre coordonnateur"), "{case}");
        assert_eq!(record.missions.len(), 4, "{case}");
    });
}

#[test]
fn heading_without_blank_line_before_it() {
    let text = plain_text("anap-panorama/panorama-flux.txt");
    assert!(text.contains("d’en évaluer enfin les effets.\nNOTRE AVIS\n"), "the trap is gone");
    each("Guide de lumière", |case, record| {
        let text = &section(case, record, "outlook").text;
        assert!(text.ends_with("d’en évaluer enfin les effets."), "{case}: {text}");
    });
}

#[test]
fn heading_in_other_words() {
    each("Relieur de récits", |case, record| {
        assert_eq!(section(case, record, "training").heading, "FORMATION", "{case}");
    });
}

#[test]
fn two_sheets_with_the_same_first_paragraph() {
    let first = "Au nord du pays, la nuit dure des semaines entières.";
    for (title, second) in [
        ("Veilleur de sommeil en séjour long", "En 2011, le réseau Fjellhus"),
        ("Guide de lumière", "Le guide de lumière conduit"),
    ] {
        each(title, |case, record| {
            let items = &section(case, record, "context").items;
            assert!(items[0].starts_with(first) && items[1].starts_with(second), "{case}: {items:#?}");
        });
    }
}

#[test]
fn introduction_and_back_cover_do_not_leak() {
    all_of(PANORAMA, |case, record| {
        let text = format!("{} {} {}", record.title, record.theme.as_deref().unwrap_or_default(), whole_text(record));
        for foreign in [
            "Chaque fiche tient",
            "une invitation à discuter",
            "Il ne vend ni formation",
            "Valbrume",
            "metiers-de-demain",
        ] {
            assert!(!text.contains(foreign), "{case}: {} holds “{foreign}”", record.title);
        }
    });
}

#[test]
fn axis_labels_are_in_no_section() {
    all_of(PANORAMA, |case, record| {
        for item in record.sections.iter().flat_map(|section| &section.items) {
            for label in ["Pertinent", "Inapproprié", "Transposable", "Endémique", "NOTRE AVIS"] {
                assert!(!item.contains(label), "{case}: {}: {item}", record.title);
            }
        }
        assert!(record.sections.iter().all(|section| section.key != "opinion"), "{case}: {}", record.title);
    });
}

#[test]
fn sub_headings_end_no_section() {
    each("CONCILIATEUR DE TRAITEMENTS", |case, record| {
        let items = &section(case, record, "training").items;
        for item in ["Formation initiale", "Formations complémentaires", "Campus du Plateau"] {
            assert!(items.iter().any(|found| found == item), "{case}: {items:#?}");
        }
    });
    each("FACILITATEUR D’HABITAT PARTAGÉ", |case, record| {
        let items = &section(case, record, "evolution").items;
        let last = "Le facilitateur itinérant ne remplace pas le gestionnaire.";
        assert!(items.iter().any(|item| item == "Entrer dans la maison"), "{case}: {items:#?}");
        assert_eq!(items.last().map(String::as_str), Some(last), "{case}");
    });
}

#[test]
fn heading_left_empty_by_a_table_gives_no_section() {
    each("CONCILIATEUR DE TRAITEMENTS", |case, record| {
        assert!(record.sections.iter().all(|section| section.key != "practice"), "{case}");
    });
}

#[test]
fn comparison_table_rows_are_sections() {
    each("CONCILIATEUR DE TRAITEMENTS", |case, record| {
        let missions = &section(case, record, "missions").items;
        assert_eq!(missions.len(), 8, "{case}: {missions:#?}");
        assert!(missions[4].starts_with("Il se rend chez les personnes"), "{case}: the second column comes second");
        assert_eq!(section(case, record, "settings").items.len(), 5, "{case}");
    });
}

/// Words under the QR codes of the guide.
const CAPTIONS: &[&str] = &[
    "Carte des pilotes en poste",
    "Liste des écoles partenaires",
    "Fiche de poste type",
    "Charte des maisons partagées",
];

#[test]
fn captions_are_in_no_section() {
    all_of(GUIDE, |case, record| {
        let text = whole_text(record);
        // The last caption of a job in plain text is another test's.
        let plain = case.ends_with("flux");
        for caption in CAPTIONS.iter().skip(usize::from(plain)) {
            assert!(!text.contains(caption), "{case}: {} holds “{caption}”", record.title);
        }
    });
}

#[test]
#[ignore = "plain text: a caption over two lines after an item without a blank line is read as part of the item"]
fn caption_after_the_last_item_of_plain_text_is_in_no_section() {
    each("PILOTE DE RETOUR À DOMICILE", |case, record| {
        assert!(!whole_text(record).contains(CAPTIONS[0]), "{case}");
    });
}

#[test]
fn section_goes_on_over_the_page() {
    each("Les infirmiers de liaison en établissement scolaire", |case, record| {
        let items = &section(case, record, "definition").items;
        assert_eq!(items.len(), 4, "{case}: {items:#?}");
    });
}

// What is no job

#[test]
fn competence_blocks_are_no_jobs() {
    all_of(DECK, |case, record| {
        for block in ["Socle numérique", "Compétences propres", "Gestion de l’imprévu", "Travail en réseau", "Blocs"]
        {
            assert!(!record.title.contains(block), "{case}: {}", record.title);
        }
        assert!(record.theme.as_ref().is_none_or(|theme| !theme.contains("compétences")), "{case}: {}", record.title);
    });
}

#[test]
fn structures_and_annexes_are_no_jobs() {
    let jobs = [
        "PILOTE DE RETOUR À DOMICILE",
        "CONCILIATEUR DE TRAITEMENTS",
        "NIGHT MANAGER",
        "FACILITATEUR D’HABITAT PARTAGÉ",
    ];
    all_of(GUIDE, |case, record| {
        assert!(jobs.contains(&record.title.as_str()), "{case}: {}", record.title);
        let text = whole_text(record);
        for foreign in
            ["Cercle des Tanneurs", "Choisir une seule situation", "Rendez-vous au printemps", "éditions du Préau"]
        {
            assert!(!text.contains(foreign), "{case}: {} holds “{foreign}”", record.title);
        }
    });
}

#[test]
fn press_article_gives_no_record() {
    for (case, interpretation) in found().filter(|(case, _)| case.collection() == "press-article") {
        let interpretation = interpretation.as_ref().unwrap();
        assert_eq!(interpretation.records.len(), 0, "{}", case.name);
        assert_eq!(interpretation.collections.len(), 1, "{}: recognised all the same", case.name);
        assert!(!interpretation.partial, "{}", case.name);
    }
}
