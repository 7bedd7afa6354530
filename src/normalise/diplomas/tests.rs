//! Sentences of the project's own, each with the diplomas that a person reads in it.
#![allow(clippy::print_stdout, reason = "the figures, and what is read otherwise, are for whoever changes a pattern")]

use super::*;

/// `kind(name) 6law RNCP34963 400h`, what there is of it.
fn shown(named: &Named) -> String {
    let diploma = &named.diploma;
    let mut text = diploma.kind.as_str().to_owned();
    if let Some(name) = &diploma.name {
        text = format!("{text}({name})");
    }
    if let (Some(level), Some(source)) = (diploma.level, diploma.level_source) {
        text = format!("{text} {level}{}", source.as_str());
    }
    if let Some(code) = &diploma.code {
        text = format!("{text} {code}");
    }
    match diploma.hours {
        Some(hours) => format!("{text} {hours}h"),
        None => text,
    }
}

const GOLD: &[(&str, &[&str])] = &[
    // One diploma, well told.
    ("Un master en santé publique est la voie la plus fréquente.", &["master(santé publique) 7law"]),
    ("Un master 2 de droit de la santé suffit.", &["master(droit de la santé) 7law"]),
    ("Un DU « Jardins de soin » existe à Brocéliande.", &["du(Jardins de soin)"]),
    ("Le DIU de rythmologie lunaire dure 120 heures.", &["diu(rythmologie lunaire) 120h"]),
    ("Un diplôme universitaire en éthique du soin est délivré par deux facultés.", &["du(éthique du soin)"]),
    ("Le diplôme inter-universitaire d’algologie réunit cinq villes.", &["diu(algologie)"]),
    ("Une licence de psychologie ouvre la porte.", &["licence(psychologie) 6law"]),
    (
        "La licence en sciences sanitaires et sociales prépare au métier.",
        &["licence(sciences sanitaires et sociales) 6law"],
    ),
    ("Une licence STAPS est appréciée.", &["licence(STAPS) 6law"]),
    (
        "Une licence professionnelle Coordination de projets de soin forme les premiers professionnels.",
        &["licence-professionnelle(Coordination de projets de soin) 6law"],
    ),
    (
        "Une licence pro intitulée « Habitat partagé » vient d’ouvrir.",
        &["licence-professionnelle(Habitat partagé) 6law"],
    ),
    ("Le BTS diététique, en deux ans, reste la base.", &["bts(diététique) 5law"]),
    ("Un BTS Économie sociale familiale est demandé.", &["bts(Économie sociale familiale) 5law"]),
    (
        "Le brevet de technicien supérieur (BTS) services et prestations convient.",
        &["bts(services et prestations) 5law"],
    ),
    ("Un BUT Carrières sociales, en trois ans.", &["but(Carrières sociales) 6law"]),
    ("Le bachelor universitaire de technologie en génie biologique est récent.", &["but(génie biologique) 6law"]),
    ("Un DUT de génie biologique existait.", &["dut(génie biologique) 5law"]),
    ("Le diplôme universitaire de technologie n’existe plus.", &["dut 5law"]),
    ("Un DEUST de médiation citoyenne accueille vingt personnes.", &["deust(médiation citoyenne) 5law"]),
    ("Le diplôme d’État d’aide-soignant est exigé.", &["de(aide-soignant)"]),
    ("Le diplôme d’État (DE) d’infirmier, de niveau 6, ouvre l’accès.", &["de(infirmier) 6printed"]),
    (
        "Titulaire du DE d’accompagnant éducatif et social, il se forme en poste.",
        &["de(accompagnant éducatif et social)"],
    ),
    ("Un DE infirmier suivi d’un an de pratique.", &["de(infirmier)"]),
    ("Un DES de gériatrie précède la fonction.", &["des(gériatrie)"]),
    ("Le diplôme d’études spécialisées de santé publique dure quatre ans.", &["des(santé publique)"]),
    ("Un DESC de médecine du sommeil est en projet.", &["desc(médecine du sommeil)"]),
    (
        "Un CAP Accompagnant éducatif petite enfance suffit pour débuter.",
        &["cap(Accompagnant éducatif petite enfance) 3law"],
    ),
    ("Le certificat d’aptitude professionnelle de cuisine est admis.", &["cap(cuisine) 3law"]),
    ("Le BEP Carrières sanitaires a disparu.", &["bep(Carrières sanitaires) 3law"]),
    (
        "Un bac pro Services aux personnes et animation est possible.",
        &["bac-pro(Services aux personnes et animation) 4law"],
    ),
    ("Le baccalauréat professionnel ASSP y prépare.", &["bac-pro(ASSP) 4law"]),
    ("Un brevet professionnel de préparateur en pharmacie reste utile.", &["bp(préparateur en pharmacie) 4law"]),
    ("Le CQP « Veilleur de nuit » compte 350 heures de formation.", &["cqp(Veilleur de nuit) 350h"]),
    (
        "Un certificat de qualification professionnelle d’agent d’accueil est en cours de création.",
        &["cqp(agent d’accueil)"],
    ),
    (
        "Le titre professionnel de conducteur de robots, de niveau 4 (RNCP 31234), compte 420 heures.",
        &["titre-professionnel(conducteur de robots) 4printed RNCP31234 420h"],
    ),
    (
        "Titre professionnel d’assistant de vie aux familles (RNCP37715).",
        &["titre-professionnel(assistant de vie aux familles) RNCP37715"],
    ),
    ("Un titre à finalité professionnelle de niveau 5 est inscrit.", &["titre 5printed"]),
    ("Un certificat universitaire de télésoin existe à Lyon.", &["certificat(télésoin)"]),
    ("Un certificat en éthique numérique (RS6552) complète le parcours.", &["certificat(éthique numérique) RS6552"]),
    ("Un doctorat en informatique est fréquent.", &["doctorat(informatique) 8law"]),
    ("Un mastère spécialisé en ingénierie biomédicale est ouvert.", &["mastere(ingénierie biomédicale)"]),
    ("Un master (niveau 7) de neuropsychologie est attendu.", &["master 7printed"]),
    ("Master mention santé, parcours recherche.", &["master(santé) 7law"]),
    ("La VAE est ouverte après trois ans.", &["vae"]),
    ("La validation des acquis de l’expérience (VAE) reste rare.", &["vae"]),
    ("Une licence en droit, d’une durée de 1 500 heures.", &["licence(droit) 6law 1500h"]),
    (
        "Le master de gestion des comportements perturbateurs débute en mai.",
        &["master(gestion des comportements perturbateurs) 7law"],
    ),
    ("Un DU de suivi des données de santé attirera des soignants.", &["du(suivi des données de santé)"]),
    ("Le DU d’accompagnement à la vie sociale réunira des équipes.", &["du(accompagnement à la vie sociale)"]),
    ("La licence en sciences sociales de l’université des Brumes est en ligne.", &["licence(sciences sociales) 6law"]),
    (
        "Licence pro maîtrise de l’énergie, B.U.T. Génie thermique",
        &["licence-professionnelle(maîtrise de l’énergie) 6law", "but(Génie thermique) 6law"],
    ),
    ("Il n’existe pas encore de diplôme d’État spécifique.", &[]),
    ("Ils obtiendront le certificat de compétences CC 158.", &["certificat"]),
    // Several.
    ("BTS ou DUT", &["bts 5law", "dut 5law"]),
    ("Un BTS ou un DUT en diététique conduit au métier.", &["bts 5law", "dut(diététique) 5law"]),
    (
        "Une licence de gestion puis un master en management des organisations de santé.",
        &["licence(gestion) 6law", "master(management des organisations de santé) 7law"],
    ),
    (
        "Le master en santé publique (RNCP 34123) et le DU d’éthique (RS 5012) se complètent.",
        &["master(santé publique) 7law RNCP34123", "du(éthique) RS5012"],
    ),
    ("Des DU/DIU de soins palliatifs existent.", &["du", "diu(soins palliatifs)"]),
    ("Après un bac pro, le BTS dure deux ans.", &["bac-pro 4law", "bts 5law"]),
    (
        "Accessible avec un CAP, le titre professionnel de gardien de lumière dure 300 heures.",
        &["cap 3law", "titre-professionnel(gardien de lumière) 300h"],
    ),
    ("Diplôme d’État d’infirmier complété par un DU de télésurveillance.", &["de(infirmier)", "du(télésurveillance)"]),
    ("Un master de génétique doublé d’un DU d’éthique.", &["master(génétique) 7law", "du(éthique)"]),
    // A level that is asked for is not the diploma's.
    ("Un DU, accessible à partir d’un niveau 6, est proposé à Nantes.", &["du"]),
    ("Un CQP de branche est à l’étude.", &["cqp"]),
    ("Un DU de l’université des Brumes est en projet.", &["du"]),
    ("Le titre professionnel du ministère du Travail est ouvert à tous.", &["titre-professionnel"]),
    // Traps.
    ("Une master class ouvre la semaine.", &[]),
    ("Une masterclass de deux jours est offerte.", &[]),
    ("Le scrum master anime la réunion.", &[]),
    ("Un Master of Nursing est exigé en Irlande.", &[]),
    ("Il faut une licence logicielle par poste.", &[]),
    ("Les textes sont sous licence ouverte.", &[]),
    ("Le module est diffusé sous licence libre.", &[]),
    ("La licence d’exploitation du robot est annuelle.", &[]),
    ("L’achat de licences est à prévoir.", &[]),
    ("Un titre de séjour est nécessaire.", &[]),
    ("Le titre de la fiche est provisoire.", &[]),
    ("Voir www.bts-sante.example/DU et https://exemple.fr/BTS/licence.", &[]),
    ("Écrire à master@exemple.fr pour s’inscrire.", &[]),
    ("Un niveau bac +5 est attendu.", &[]),
    ("Une formation de niveau 6 est conseillée.", &[]),
    ("En Suisse, un Bachelor en soins infirmiers ; en Allemagne, une Ausbildung de trois ans.", &[]),
    ("Aucun master n’existe à ce jour.", &[]),
    ("Le métier s’exerce sans licence ni BTS.", &[]),
    ("Il n’existe pas de DU.", &[]),
    ("Le responsable DU SOIN et le cadre DES URGENCES forment les équipes.", &[]),
    ("La fiche DE POSTE décrit la formation.", &[]),
    ("Les équipes mettent le CAP sur la prévention.", &[]),
    ("Se former au vélo à assistance électrique (VAE) est utile.", &[]),
    ("Un certificat médical est demandé à l’entrée.", &[]),
    ("LE BUT DU CAP EST ATTEINT", &[]),
    ("Un contrat de licence lie l’éditeur.", &[]),
    ("Les étudiants en droit sont les bienvenus.", &[]),
];

/// Written after the patterns, which read 20 of these 22 diplomas at first sight.
const HELD_OUT: &[(&str, &[&str])] = &[
    (
        "L’accès se fait par un DU de médiation animale ou par un CQP d’éducateur canin.",
        &["du(médiation animale)", "cqp(éducateur canin)"],
    ),
    ("Deux masters y mènent, l’un à Rennes, l’autre à Dijon.", &["master 7law"]),
    (
        "Le parcours aboutit à une licence professionnelle « Métiers de l’écoute » (RNCP 30123).",
        &["licence-professionnelle(Métiers de l’écoute) 6law RNCP30123"],
    ),
    ("Il existe un diplôme d’université en hypnose médicale, de 140 heures.", &["du(hypnose médicale) 140h"]),
    (
        "Les titulaires d’un BTS SP3S ou d’un bac pro ASSP sont recrutés d’abord.",
        &["bts(SP3S) 5law", "bac-pro(ASSP) 4law"],
    ),
    (
        "Un titre professionnel « Agent de liaison » de niveau 3, enregistré sous le code RNCP 38111, est visé.",
        &["titre-professionnel(Agent de liaison) 3printed RNCP38111"],
    ),
    (
        "Le diplôme d’État d’accompagnant éducatif et social comprend 567 heures de cours et 840 heures de stage.",
        &["de(accompagnant éducatif et social)"],
    ),
    ("Un doctorat n’est pas demandé mais apprécié.", &["doctorat 8law"]),
    (
        "La plupart ont suivi un DES de médecine physique et de réadaptation.",
        &["des(médecine physique et de réadaptation)"],
    ),
    ("Une licence informatique, complétée en interne, suffit souvent.", &["licence 6law"]),
    ("Les BTSA productions horticoles sont les bienvenus.", &["bts(productions horticoles) 5law"]),
    (
        "Un master de psychologie clinique assorti d’un DIU de soins palliatifs.",
        &["master(psychologie clinique) 7law", "diu(soins palliatifs)"],
    ),
    (
        "Le BUT Techniques de commercialisation attire quelques candidats.",
        &["but(Techniques de commercialisation) 6law"],
    ),
    ("Un certificat complémentaire de nuit est à l’étude.", &["certificat(nuit)"]),
    (
        "Certificat de spécialisation « Restauration collective », 400 heures.",
        &["certificat(Restauration collective) 400h"],
    ),
    ("Aux Pays-Bas, un bachelor de soins de nuit dure quatre ans.", &[]),
    ("L’association vend des licences à ses adhérents.", &[]),
    ("La licence de taxi est exigée pour le transport.", &[]),
    ("Ce DU a formé soixante personnes.", &["du"]),
    ("Le master data de l’établissement est tenu à jour.", &[]),
    ("La maîtrise des outils compte plus que le titre.", &[]),
    ("Passer le permis et un CACES est utile.", &[]),
    ("Le but du stage est d’observer.", &[]),
    ("Un mastère en gestion hospitalière existe à Rouen.", &["mastere(gestion hospitalière)"]),
    ("À défaut de CAP, deux ans de pratique suffisent.", &["cap 3law"]),
    (
        "Le titre RNCP de médiateur numérique (niveau 5, RNCP 36246) s’obtient en dix mois.",
        &["titre(médiateur numérique) 5printed RNCP36246"],
    ),
];

/// Precision and recall.
fn score(name: &str, gold: &[(&str, &[&str])]) -> (f64, f64) {
    let (mut right, mut found, mut expected) = (0_u32, 0_u32, 0_u32);
    for (sentence, gold) in gold {
        let read: Vec<String> = diplomas(sentence).iter().map(shown).collect();
        let is_right = |one: &&String| gold.contains(&one.as_str());
        right += u32::try_from(read.iter().filter(is_right).count()).unwrap();
        found += u32::try_from(read.len()).unwrap();
        expected += u32::try_from(gold.len()).unwrap();
        if read != *gold {
            println!("{sentence}\n  expected {gold:?}\n  read     {read:?}");
        }
    }
    let (precision, recall) = (f64::from(right) / f64::from(found), f64::from(right) / f64::from(expected));
    println!("{name}: {} sentences, {expected} diplomas, precision {precision:.3}, recall {recall:.3}", gold.len());
    (precision, recall)
}

/// `cargo test --lib diplomas -- --nocapture` tells the figures and what is read otherwise.
#[test]
fn gold() {
    assert!(GOLD.len() >= 60);
    let (precision, recall) = score("gold", GOLD);
    assert!(precision >= 0.98 && recall >= 0.98, "precision {precision:.3}, recall {recall:.3}");
    let (precision, recall) = score("held out", HELD_OUT);
    assert!(precision >= 0.9 && recall >= 0.9, "precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn spans_cover_kind_and_name() {
    let sentence = "Un master en santé publique, ou le DU « Jardins de soin ».";
    let spans: Vec<&str> = diplomas(sentence).into_iter().map(|named| &sentence[named.span]).collect();
    assert_eq!(spans, ["master en santé publique", "DU « Jardins de soin »"]);
}

#[test]
fn every_kind_is_in_the_vocabulary() {
    for kind in DiplomaKind::ALL {
        assert!(BY_LAW.iter().any(|(name, _)| name == kind.as_str()), "{}", kind.as_str());
    }
    assert_eq!(BY_LAW.len(), DiplomaKind::ALL.len());
    for row in rows(DIPLOMAS) {
        assert_eq!(cell(&row, 1).is_empty(), cell(&row, 2).is_empty(), "a level has its law");
    }
}
