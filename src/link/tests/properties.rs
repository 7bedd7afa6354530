//! What holds of any links.

use std::io;

use super::gold::{CHOSEN_BY, HELD_OUT, records_of};
use super::linked;
use crate::link::{Signature, links};
use crate::model::dataset::{EvidenceWhere, Link};
use crate::model::record::{Kind, Record, Section};

/// The links without the names of records.
fn only_links(found: Vec<Link>) -> Vec<Link> {
    found.into_iter().map(|link| Link { evidence_where: EvidenceWhere::default(), ..link }).collect()
}

#[test]
fn the_order_of_records_does_not_matter() {
    let mut records = records_of(CHOSEN_BY);
    let wanted = linked(&records);
    assert!(!wanted.is_empty());
    records.reverse();
    assert_eq!(linked(&records), wanted);
    records.rotate_left(7);
    assert_eq!(linked(&records), wanted);
}

#[test]
fn the_names_of_files_do_not_matter() {
    let mut records = records_of(CHOSEN_BY);
    let wanted = only_links(linked(&records));
    for (place, record) in records.iter_mut().enumerate() {
        record.record_id = format!("{}-renamed/{place}", 1000 - place);
        record.source_id = format!("renamed-{}", 1000 - place);
        record.file = format!("{}.pdf", 1000 - place);
    }
    records.sort_by(|a, b| a.record_id.cmp(&b.record_id));
    assert_eq!(only_links(linked(&records)), wanted);
}

#[test]
fn links_are_between_collections_one_a_pair_with_printed_evidence() {
    let records = records_of(CHOSEN_BY);
    let mut pairs = Vec::new();
    for link in linked(&records) {
        let of = |id: &str| records.iter().find(|record| record.job_id == id).unwrap();
        let (a, b) = (of(&link.a), of(&link.b));
        assert_ne!(a.collection, b.collection);
        assert!((0.0..=1.0).contains(&link.score));
        assert!((1..=15).contains(&link.evidence.split(' ').count()), "{}", link.evidence);
        assert!(
            a.title.contains(&link.evidence) || a.sections.iter().any(|section| section.text.contains(&link.evidence))
        );
        assert_eq!(link.evidence_where.record_id, a.record_id);
        assert!(link.relation == "cites" || link.a < link.b);
        pairs.push((link.a.clone().min(link.b.clone()), link.a.max(link.b)));
    }
    let found = pairs.len();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), found);
}

#[test]
fn another_report_changes_no_link() {
    for (own, other) in [(CHOSEN_BY, HELD_OUT), (HELD_OUT, CHOSEN_BY)] {
        let mut records = records_of(own);
        let wanted = linked(&records);
        let known: Vec<String> = records.iter().map(|record| record.job_id.clone()).collect();
        let mut more = records_of(other);
        more.append(&mut records);
        let mut found = linked(&more);
        found.retain(|found| known.contains(&found.a) && known.contains(&found.b));
        assert_eq!(found, wanted);
    }
}

fn job(record_id: &str, job_id: &str, edition: Option<&str>, missions: &str) -> Record {
    let (collection, title) = job_id.split_once('/').unwrap();
    Record {
        record_id: record_id.to_owned(),
        job_id: job_id.to_owned(),
        collection: collection.to_owned(),
        edition: edition.map(str::to_owned),
        title: title.replace('-', " "),
        sections: vec![Section {
            key: "missions".to_owned(),
            text: missions.to_owned(),
            items: vec![missions.to_owned()],
            ..Section::default()
        }],
        ..Record::default()
    }
}

#[test]
fn editions_of_a_job_have_one_link_with_the_words_of_the_latest() {
    let records = [
        job("new/1", "a/veilleur-de-phare", Some("2025"), "Allumer la lanterne du phare au crépuscule."),
        job("old/1", "a/veilleur-de-phare", Some("2021"), "Nettoyer la lanterne du phare."),
        job("other/1", "b/veilleuse-de-phare", None, "Allumer le phare et sa lanterne."),
    ];
    let found = linked(&records);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].relation, "same");
    assert_eq!(found[0].evidence_where.record_id, "new/1");
    assert_eq!(found[0].evidence, "Allumer la lanterne du phare au crépuscule.");
}

#[test]
fn parts_of_jobs_have_no_links() {
    let mut records = vec![
        job("one/1", "a/veilleur-de-phare", None, "Allumer la lanterne du phare."),
        job("other/1", "b/veilleur-de-phare", None, "Allumer la lanterne du phare."),
    ];
    assert_eq!(linked(&records).len(), 1);
    records[1].kind = Kind::Activity;
    assert!(linked(&records).is_empty());
}

#[test]
fn a_name_of_one_common_word_is_not_cited_unless_it_is_quoted() {
    let cited = |text: &str| {
        let records =
            [job("one/1", "a/souffleur-de-verre", None, text), job("other/1", "b/accompagnateur", None, "Marcher.")];
        linked(&records).into_iter().any(|found| found.relation == "cites")
    };
    assert!(!cited("Il parle à l’accompagnateur du groupe."));
    assert!(!cited("Un « accompagnateur » parle."));
    let cited = |text: &str| {
        let records =
            [job("one/1", "a/souffleur", None, text), job("other/1", "b/releveur-de-compteurs", None, "Marcher.")];
        linked(&records).into_iter().any(|found| found.relation == "cites")
    };
    assert!(cited("Le RELEVEUR DE COMPTEURS passe avant lui."));
    assert!(cited("On y croise des releveuses de compteurs."));
    assert!(!cited("Le releveur, souvent des compteurs."));
}

#[test]
fn what_cannot_be_read_again_is_told() {
    let records = [job("one/1", "a/veilleur-de-phare", None, "Allumer."), job("other/1", "b/gardien", None, "Garder.")];
    let signatures: Vec<Signature> = records.iter().map(Signature::of).collect();
    let mut asked = Vec::new();
    let gone = links(&signatures, &mut |place| {
        asked.push(place);
        Err(io::Error::other("the disk is gone"))
    });
    assert_eq!(gone.unwrap_err().to_string(), "the disk is gone");
    assert_eq!(asked, [0]);
}
