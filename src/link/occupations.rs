//! Jobs that are one occupation, whatever report describes them.

use std::collections::{BTreeMap, BTreeSet};

use super::signature::Signature;
use super::thresholds::CERTAIN;
use crate::model::dataset::Link;

/// The occupation of each job: `job_id` → `occupation_id`, the `job_id` of the member with the earliest edition.
///
/// Jobs that `same` links join are one occupation, the strongest links first (as in Kruskal's algorithm). A link that
/// would bring two jobs of one collection together is passed over: a report tells its jobs apart, so one of the links of
/// the chain must be wrong, and the weakest most likely is. Two jobs of a report may be one occupation only where both
/// are certainly the same as one third job. An id stays when a later or undated report is added; of members with one
/// edition, or none, the first `job_id` names the occupation.
#[must_use]
pub fn occupations(signatures: &[Signature], links: &[Link]) -> BTreeMap<String, String> {
    let mut groups = Groups::of(signatures.iter().filter(|signature| signature.is_job));
    for link in strongest_first(links) {
        groups.join(link);
    }
    groups.into_occupations()
}

/// Places of the `same` links that [`occupations`] passes over, because jobs of one collection would come together.
pub(super) fn contradicted(signatures: &[&Signature], links: &[Link]) -> Vec<usize> {
    let mut groups = Groups::of(signatures.iter().copied());
    let mut passed_over = Vec::new();
    for link in strongest_first(links) {
        if !groups.join(link) {
            passed_over.extend(links.iter().position(|other| std::ptr::eq(other, link)));
        }
    }
    passed_over
}

/// The `same` links, the strongest first.
fn strongest_first(links: &[Link]) -> Vec<&Link> {
    let mut same: Vec<&Link> = links.iter().filter(|link| link.relation == "same").collect();
    same.sort_by(|x, y| y.score.total_cmp(&x.score).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    same
}

/// Jobs in groups that do not overlap.
struct Groups<'s> {
    /// The earliest edition and the collection of each job.
    jobs: BTreeMap<&'s str, (Option<&'s str>, &'s str)>,
    group_of: BTreeMap<&'s str, usize>,
    members: Vec<Vec<&'s str>>,
    /// Certain links, both ways.
    certain: BTreeMap<&'s str, BTreeSet<&'s str>>,
}

impl<'s> Groups<'s> {
    /// Each job for itself.
    fn of(signatures: impl Iterator<Item = &'s Signature>) -> Self {
        let mut jobs: BTreeMap<&str, (Option<&str>, &str)> = BTreeMap::new();
        for job in signatures {
            let edition = job.edition.as_deref();
            let known = jobs.entry(&job.job_id).or_insert((edition, &job.collection));
            if earlier(edition, known.0) {
                known.0 = edition;
            }
        }
        let members: Vec<Vec<&str>> = jobs.keys().map(|job| vec![*job]).collect();
        let group_of = jobs.keys().enumerate().map(|(group, job)| (*job, group)).collect();
        Self { jobs, group_of, members, certain: BTreeMap::new() }
    }

    /// Joins the groups of the two jobs of a link, unless they contradict; whether they are one group now.
    fn join(&mut self, link: &Link) -> bool {
        let find = |id: &str| self.group_of.get_key_value(id).map(|(id, group)| (*id, *group));
        let (Some((a, one)), Some((b, other))) = (find(&link.a), find(&link.b)) else { return true };
        if link.score >= CERTAIN {
            self.certain.entry(a).or_default().insert(b);
            self.certain.entry(b).or_default().insert(a);
        }
        if one == other {
            return true;
        }
        if !self.agree(one, other) {
            return false;
        }
        let moved = std::mem::take(&mut self.members[other]);
        for member in &moved {
            self.group_of.insert(member, one);
        }
        self.members[one].extend(moved);
        true
    }

    /// Whether no two jobs of one collection would come together, those aside that are certainly the same as a third.
    fn agree(&self, one: usize, other: usize) -> bool {
        let collection = |job: &str| self.jobs.get(job).map(|(_, collection)| *collection);
        let certain = |job: &str| self.certain.get(job);
        self.members[one].iter().all(|a| {
            self.members[other].iter().all(|b| {
                collection(a) != collection(b)
                    || matches!((certain(a), certain(b)), (Some(x), Some(y)) if x.intersection(y).next().is_some())
            })
        })
    }

    fn into_occupations(self) -> BTreeMap<String, String> {
        let mut occupations = BTreeMap::new();
        for members in self.members.iter().filter(|members| !members.is_empty()) {
            let edition = |job: &str| self.jobs.get(job).and_then(|(edition, _)| *edition);
            let first = members.iter().copied().min_by(|x, y| {
                let (x_edition, y_edition) = (edition(x), edition(y));
                if earlier(x_edition, y_edition) {
                    std::cmp::Ordering::Less
                } else if earlier(y_edition, x_edition) {
                    std::cmp::Ordering::Greater
                } else {
                    x.cmp(y)
                }
            });
            if let Some(first) = first {
                occupations.extend(members.iter().map(|job| ((*job).to_owned(), first.to_owned())));
            }
        }
        occupations
    }
}

/// Whether an edition is earlier than another; what has no date is later than what has.
fn earlier(edition: Option<&str>, other: Option<&str>) -> bool {
    match (edition, other) {
        (Some(edition), Some(other)) => edition < other,
        (edition, other) => edition.is_some() && other.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::dataset::EvidenceWhere;
    use crate::model::record::Record;

    fn job(job_id: &str, edition: Option<&str>) -> Signature {
        let (collection, title) = job_id.split_once('/').unwrap();
        Signature::of(&Record {
            record_id: format!("{job_id}-{edition:?}"),
            job_id: job_id.to_owned(),
            collection: collection.to_owned(),
            edition: edition.map(str::to_owned),
            title: title.to_owned(),
            ..Record::default()
        })
    }

    fn same(a: &str, b: &str, score: f64) -> Link {
        let (a, b, evidence) = (a.to_owned(), b.to_owned(), String::new());
        Link { a, b, relation: "same".to_owned(), score, evidence, evidence_where: EvidenceWhere::default() }
    }

    #[test]
    fn an_occupation_is_named_by_its_earliest_edition_and_stays_so() {
        let mut jobs =
            vec![job("b/guide", Some("2023")), job("c/guide", Some("2024-02")), job("b/guide", Some("2025"))];
        let mut links = vec![same("b/guide", "c/guide", 0.95)];
        let before = occupations(&jobs, &links);
        assert_eq!(before["c/guide"], "b/guide");
        jobs.extend([job("a/guide", None), job("d/guide", Some("2026"))]);
        links.extend([same("a/guide", "b/guide", 0.95), same("c/guide", "d/guide", 0.95)]);
        let after = occupations(&jobs, &links);
        assert!(after.values().all(|id| id == "b/guide"));
        assert_eq!(after.len(), 4);
    }

    #[test]
    fn a_chain_does_not_join_two_jobs_of_a_collection() {
        let jobs = [job("a/guide", None), job("b/guide", None), job("c/guide", None), job("a/autre", None)];
        let links =
            [same("a/guide", "b/guide", 0.95), same("b/guide", "c/guide", 0.93), same("a/autre", "c/guide", 0.8)];
        let found = occupations(&jobs, &links);
        assert_eq!(found["c/guide"], "a/guide");
        assert_eq!(found["a/autre"], "a/autre");
        let jobs: Vec<&Signature> = jobs.iter().collect();
        assert_eq!(contradicted(&jobs, &links), [2]);
    }

    #[test]
    fn two_jobs_that_are_certainly_one_third_are_one() {
        let jobs = [job("a/guide", None), job("b/guide", None), job("a/guide-2", None)];
        let links = [same("a/guide", "b/guide", 0.95), same("a/guide-2", "b/guide", 0.94)];
        assert!(occupations(&jobs, &links).values().all(|id| id == "a/guide"));
    }
}
