//! What a diploma is called: the words after its kind, as far as they are its name.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use crate::model::qualification::DiplomaKind;

/// A name, and where in the text after the kind it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) end: usize,
}

/// A longer name went on where its end was not seen.
const MOST_WORDS: usize = 14;

/// In quotation marks.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^[\s,:]*(?:(?:qui\s+s['’])?(?:intitul[ée]e?s?|d[ée]nomm[ée]e?s?|appel[ée]e?s?|mention|sp[ée]cialit[ée]|option|parcours|de\s+(?:sp[ée]cialisation|sp[ée]cialit[ée]|comp[ée]tences?|formation|capacit[ée])|de|d['’]|en)\s*)?
          [«“\x22]\s*(?P<name>[^«»“”\x22]{2,150}?)\s*[»”\x22]",
    )
});

/// What leads to a name.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\s*(?:,\s*)?(?:(?:mention|sp[ée]cialit[ée]|option|parcours|domaine)\s+)?
          (?:(?:compl[ée]mentaires?|europ[ée]ens?|nationa(?:l|ux|le|les)|g[ée]n[ée]rales?)\s+)?
          (?: (?:en|de\s+la|de\s+l['’]|des|du|de)\b\s* | d['’]\s* | de\s+l['’]\s* | :\s* )?",
    )
});

/// What ends it: a sign, a verb, what is told of the diploma. Places and institutions follow "à" and "au" in capitals.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) [,;:.()«»“”!?\n] | \s[–—-]\s | \s(?:
            ou | puis | qui | que | dont | où | avec | par | pour | afin | est | sont | sera | seront | était | ait | a | ont | peut | peuvent
            | doit | doivent | fait | font | se | ne | y | mis | soit | dès | après | avant | sans | comme | depuis | pendant | durant | chez | vers | va | vont
            | permet[a-zà-öø-ÿœ]* | exist[a-zà-öø-ÿœ]+ | prépare(?:nt)? | préparant | préparée?s? | forme | forment | délivr[a-zà-öø-ÿœ]+ | propos[a-zà-öø-ÿœ]+ | reconnu[a-zà-öø-ÿœ]* | inscrit[a-zà-öø-ÿœ]*
            | enregistr[a-zà-öø-ÿœ]+ | obten[a-zà-öø-ÿœ]+ | obtient | suivie?s?\s+(?:d['’]un|de\s+[0-9]|par) | suit | complèt[a-zà-öø-ÿœ]+ | complét[a-zà-öø-ÿœ]+ | ouvert[a-zà-öø-ÿœ]* | ouvre[a-zà-öø-ÿœ]* | accessible[a-zà-öø-ÿœ]*
            | dure[a-zà-öø-ÿœ]* | compte(?:nt)? | comporte(?:nt)? | comportant | compren(?:d|ant|nent) | donne(?:nt)? | suffi[a-zà-öø-ÿœ]+ | convien[a-zà-öø-ÿœ]+ | constitue[a-zà-öø-ÿœ]*
            | représente[a-zà-öø-ÿœ]* | conduit | conduisent | mène(?:nt)? | vient | viennent | reste(?:nt)? | demande(?:nt)? | demandée?s? | exige(?:nt)? | exigée?s?
            | requi[a-zà-öø-ÿœ]+ | souhait[a-zà-öø-ÿœ]+ | recommand[a-zà-öø-ÿœ]+ | apprécié[a-zà-öø-ÿœ]* | sanctionn[a-zà-öø-ÿœ]+ | valide(?:nt)? | validée?s? | atteste(?:nt)? | dispens[a-zà-öø-ÿœ]+ | organisée?s?
            | créée?s? | lancée?s? | attribuée?s? | couvre(?:nt)? | précède(?:nt)? | facilite(?:nt)? | apporte(?:nt)? | figure(?:nt)? | associe(?:nt)?
            | adossée?s? | équivalent[a-zà-öø-ÿœ]* | équivaut | spécifique | dédiée?s? | débute(?:nt)? | commence(?:nt)? | réuni[a-zà-öø-ÿœ]* | accueille(?:nt)? | attire(?:nt)?
            | vise(?:nt)? | aborde(?:nt)? | offre(?:nt)? | assure(?:nt)? | répond(?:ent)? | remplace(?:nt)? | enseigne(?:nt)? | enseignée?s? | combine(?:nt)?
            | alterne(?:nt)? | conçue?s? | réservée?s? | destinée?s? | animée?s? | pilotée?s? | portée?s? | apparaît | devient | deviennent | semble(?:nt)?
            | suppose(?:nt)? | implique(?:nt)? | nécessite(?:nt)? | prévoi[a-zà-öø-ÿœ]+ | intègre(?:nt)? | inclu[a-zà-öø-ÿœ]+ | regroupe(?:nt)? | rassemble(?:nt)? | allie(?:nt)?
            | apprend | initie(?:nt)? | habilite(?:nt)? | autorise(?:nt)? | garanti[a-zà-öø-ÿœ]* | correspond(?:ent)? | manque(?:nt)? | existait | [a-zà-öø-ÿœ]+(?:era|eront|aient)
            | au\s+sein | à\s+distance | à\s+l['’](?:universit|école|institut|IFSI) | (?:à|au|aux)\s+(?-i:[A-ZÀ-ÖØ-ÞŒ])
            | en\s+(?:[0-9]|un|une|deux|trois|quatre|cinq|alternance|apprentissage|formation|cours|VAE|lien|plus|vue|France|Suisse|Belgique|poche|main)\b
            | sur\s+(?:[0-9]|un|une|deux|trois|le\s+terrain) | de\s+niveau | niveau | d['’]une\s+(?:durée|année) | d['’]un\s+an
            | de\s+[0-9]+ | d['’]environ | [0-9]+ | RNCP | CC\s?[0-9]+
            | (?:de\s+l['’]|de\s+la\s+|d['’]une\s+|de\s+)(?:universit|facult|école|institut)[a-zà-öø-ÿœ]* | et\s+(?:un|une|le|la|les|il|elle|elles|ils|par|qui|se|ce|ces|leur|être|avoir|[0-9]+)\b
            | et\s+l['’] | s['’] | n['’] | qu['’]
        )(?:[\s,;:.()]|$|\b) ",
    )
});

/// No names, though they stand where names do.
static NO_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?: universit | facult | école | institut | IFSI\b | CNAM\b | minist | CHU\b | branche\b | base\b | référence\b | son\b | sa\b | ses\b | leurs?\b | cette\b
            | ce\b | ces\b | l['’]un | deux\b | trois\b | premier | plus\b | votre\b | notre\b | même\b | type\b | niveau\b | formation\b(?:\s*$) | compétences?\b(?:\s*$)
            | vie\b(?:\s*$) | santé\s+publique\s+de\s*$ | un\b | une\b | le\b | la\b | les\b | [0-9] )",
    )
});

/// Kinds after which a name may follow without a preposition, in small letters.
fn takes_plain_names(kind: DiplomaKind) -> bool {
    use DiplomaKind::{BacPro, Bep, Bp, Bts, But, Cap, Cqp, De, Diu, Du, Dut, LicenceProfessionnelle};
    matches!(kind, BacPro | Bep | Bp | Bts | But | Cap | Cqp | De | Diu | Du | Dut | LicenceProfessionnelle)
}

/// The name that begins a text.
pub(super) fn name(rest: &str, kind: DiplomaKind) -> Option<Name> {
    if kind == DiplomaKind::Vae {
        return None;
    }
    let quoted = rest.contains(['«', '“', '"']).then(|| QUOTED.captures(rest)).flatten();
    if let Some(found) = quoted {
        return Some(Name { text: found.name("name")?.as_str().to_owned(), end: found.get(0)?.end() });
    }
    let lead = LEAD.find(rest)?.end();
    let phrase = &rest[lead..];
    let led = !rest[..lead].trim_matches([' ', '\u{a0}', ',', ':']).is_empty() || rest[..lead].contains(':');
    // A comma alone leads to something else.
    let first = phrase.chars().next()?;
    let plain = takes_plain_names(kind) && first.is_lowercase();
    let begins = led || ((first.is_uppercase() || plain) && !rest[..lead].contains(','));
    if !begins || !rest.starts_with([' ', '\u{a0}', ',', ':']) {
        return None;
    }
    let start = if phrase.starts_with(char::is_whitespace) { 0 } else { 1 };
    let padded = format!("{}{phrase}", if start == 1 { " " } else { "" });
    let end = END.find(&padded).map_or(padded.len(), |found| found.start());
    let text = before_verb(padded[..end].trim());
    let text = ["et", "en", "de", "à"].iter().fold(text, |text, word| {
        text.strip_suffix(word).filter(|before| before.ends_with(char::is_whitespace)).map_or(text, str::trim_end)
    });
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text.split_whitespace().count();
    if letters < 2 || words > MOST_WORDS || NO_NAME.is_match(text) {
        return None;
    }
    // A single small word that nothing led to may be anything, a verb or an adjective as well.
    let adjective = matches!(kind, DiplomaKind::Du | DiplomaKind::Diu | DiplomaKind::LicenceProfessionnelle);
    if plain && !led && kind != DiplomaKind::De && words == 1 && (adjective || !ends_clause(&padded[end..])) {
        return None;
    }
    let at = padded.find(text)?;
    Some(Name { text: text.to_owned(), end: lead + at + text.len() - start })
}

/// A phrase up to a verb that no list has: what stands before an article or a number that nothing leads to
/// ("… réunit cinq villes").
fn before_verb(phrase: &str) -> &str {
    static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?ix)\s(?P<before>\S+)\s+(?:le|la|les|un|une|ces?|cette|cet|son|sa|ses|leurs?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt
              |trente|cent|plusieurs|chaque|quelques|tous|toutes|l['’]\S+)(?:\s|$)",
        )
    });
    const LEADS: [&str; 9] = ["de", "à", "et", "en", "dans", "sur", "sous", "entre", "contre"];
    // Another diploma follows: "… doublé d'un DU".
    static JOINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s\S+\s+(?:d['’]une?|une?|le|la|les|aux?|du)$"));
    let phrase = JOINED.find(phrase).map_or(phrase, |joined| &phrase[..joined.start()]);
    let verb = OBJECT.captures_iter(phrase).filter_map(|found| found.name("before"));
    let mut verb = verb.filter(|before| !LEADS.contains(&before.as_str()));
    verb.next().map_or(phrase, |verb| phrase[..verb.start()].trim_end())
}

/// Whether nothing but the end of a clause follows.
fn ends_clause(after: &str) -> bool {
    let after = after.trim_start();
    after.is_empty() || after.starts_with([',', ';', '.', ')', '('])
}
