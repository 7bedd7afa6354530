//! What the normalisers promise for any text.

use ingest::model::passage::Passage;
use ingest::normalise::titles::{TitleLine, acronym_in_text, alt_names_in_first_paragraph, parse_title};
use ingest::normalise::values;
use ingest::normalise::{codes, country, departments, edition, families, hours, label, levels, qualifications, text};
use proptest::prelude::*;

const FAMILIES: [&str; 9] = [
    "Soins",
    "Social, éducatif, psychologie, culturel",
    "Management, gestion et aide à la décision",
    "Gestion de l’information",
    "Systèmes d’information",
    "Qualité, hygiène, sécurité, environnement",
    "Ingénierie et maintenance technique",
    "Recherche clinique",
    "Achat-logistique",
];

/// Any characters, or a mixture of what the patterns look for.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "RNCP",
        " 12345",
        "niveau 6",
        "heures",
        " 2\u{202f}100 ",
        "de stage",
        "(ou ",
        ")",
        "(",
        "« ",
        " »",
        "/",
        " OU ",
        "DIRECTION",
        " DES SOINS",
        ",",
        "EN FRANCE",
        "L’",
        "Le ",
        "*",
        "ABC",
        "veilleur",
        "\n",
        "é",
        "e\u{301}",
        "ﬁ",
        " de ",
        "VAE",
        "1. ",
        "…",
        "-",
        "ROME",
        "J1234",
        "11A22",
        "RS 1234",
        "mars 2024",
        "99/99/99",
        "un DU ",
        "master",
        " en ",
        " « ",
        "\u{a0}»",
        " d’un ",
        "diplôme d’État (DE) ",
        " niveau 6",
        "RNCP 12345",
        "300 heures",
        "\u{ad}",
        "İ",
        "ß",
    ]);
    prop_oneof![any::<String>(), prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())]
}

fn lines(text: &str, same_style: Option<bool>) -> Vec<TitleLine> {
    text.lines()
        .map(|line| TitleLine { text: line.to_owned(), same_style_as_first: same_style, ..TitleLine::default() })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn outer_blanks_do_not_matter(raw in any_text()) {
        let padded = format!(" \u{a0}\t{raw}\u{202f} ");
        let raw = raw.trim();
        prop_assert_eq!(text::slug(&padded), text::slug(raw));
        prop_assert_eq!(text::clean(&padded), text::clean(raw));
        prop_assert_eq!(text::fold(&padded), text::fold(raw));
        prop_assert_eq!(label::label(&padded, &[]), label::label(raw, &[]));
        prop_assert_eq!(country::country(&padded).map(|found| found.value), country::country(raw).map(|found| found.value));
        prop_assert_eq!(edition::edition(&padded), edition::edition(raw));
        prop_assert_eq!(values(hours::hours(&padded)), values(hours::hours(raw)));
        prop_assert_eq!(values(levels::rncp_levels(&padded)), values(levels::rncp_levels(raw)));
    }

    #[test]
    fn nothing_panics(raw in any_text(), other in any_text(), style in any::<Option<bool>>()) {
        for code in codes::codes(&raw) {
            prop_assert!(raw.get(code.span).is_some());
        }
        for told in qualifications::qualifications(&raw) {
            for span in told.named.into_iter().chain([told.span]) {
                prop_assert!(raw.get(span.clone()).is_some_and(|part| !part.is_empty()), "{span:?} of {raw:?}");
            }
        }
        prop_assert!(levels::printed(&raw).iter().all(|level| (1..=8).contains(&level.value)));
        let _ = parse_title(&lines(&raw, style));
        let _ = parse_title(&lines(&format!("{raw}\n{other}"), style));
        let _ = acronym_in_text(&other, &raw);
        let _ = alt_names_in_first_paragraph(&other, None, &raw);
        let alike = text::similarity(&raw, &other);
        prop_assert!((0.0..=1.0).contains(&alike));
        prop_assert!(levels::rncp_levels(&raw).iter().all(|level| (1..=8).contains(&level.value)));
    }

    #[test]
    fn values_say_what_part_of_the_text_they_were_read_from(raw in any_text()) {
        let line = text::clean(&raw);
        let hours = hours::hours(&raw).into_iter().map(|found| found.span);
        let levels = levels::rncp_levels(&raw).into_iter().map(|found| found.span);
        let country = country::country(&raw).into_iter().map(|found| found.span);
        for span in hours.chain(levels).chain(country) {
            prop_assert!(raw.get(span.clone()).is_some_and(|part| !part.is_empty()), "{span:?} of {raw:?}");
        }
        let families = families::families(&line).values.into_iter().map(|found| found.span);
        for span in families.chain(departments::departments(&line).values.into_iter().map(|found| found.span)) {
            prop_assert!(line.get(span.clone()).is_some_and(|part| !part.is_empty()), "{span:?} of {line:?}");
        }
    }

    #[test]
    fn a_passage_is_cleaned_as_its_text_is(raw in any_text()) {
        prop_assert_eq!(Passage::at(raw.clone(), &[]).map(text::cleaned).text, text::clean(&raw));
    }

    #[test]
    fn slugs_are_ascii_and_stay(raw in any_text()) {
        let slug = text::slug(&raw);
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        prop_assert_eq!(text::slug(&slug), slug);
    }

    #[test]
    fn clean_stays(raw in any_text()) {
        let once = text::clean(&raw);
        prop_assert_eq!(text::clean(&once), once);
    }

    #[test]
    fn labels_stay(
        words in prop_oneof![prop::collection::vec("[a-zéà]{2,9}", 1..5), prop::collection::vec("[A-ZÉÀ]{2,9}", 1..5)],
        article in prop::sample::select(vec!["", "Le ", "L’", "LES ", "2. "]),
    ) {
        // A name that begins with an article of its own would lose it the second time.
        prop_assume!(!["le", "la", "les", "un", "une", "the"].contains(&words[0].to_lowercase().as_str()));
        let once = label::label(&format!("{article}{}", words.join(" ")), &[]);
        prop_assert_eq!(label::label(&once, &[]), once);
    }

    #[test]
    fn families_read_back(picked in prop::sample::subsequence(FAMILIES.to_vec(), 0..9).prop_shuffle()) {
        let found = families::families(&picked.join(", "));
        prop_assert_eq!(values(found.values), picked);
        prop_assert_eq!(found.unknown, Vec::<String>::new());
    }

    #[test]
    fn families_read_back_in_capitals(picked in prop::sample::subsequence(FAMILIES.to_vec(), 0..9)) {
        let found = families::families(&picked.join(", ").to_uppercase());
        prop_assert_eq!(values(found.values), picked);
    }

    #[test]
    fn departments_read_back(raw in any_text()) {
        let once = values(departments::departments(&text::clean(&raw)).values);
        let again = values(departments::departments(&once.join(", ")).values);
        if once.iter().all(|name| name.starts_with("Direction ") && !name.contains(['(', ')', ':', '/', ';'])) {
            prop_assert_eq!(again, once);
        }
    }
}
