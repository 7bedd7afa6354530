//! What a job's sections say, as words that tell it from the other jobs of its edition.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::side::Job;
use crate::model::record::Record;
use crate::text::content_words;
use crate::text::wording::wording;

/// Records whose paragraphs are in memory at a time.
const RECORDS: usize = 512;

/// Which paragraphs of an edition tell one job from the others. Paragraphs are known by their digests: an edition may not
/// fit in memory.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The job that a paragraph stands in; none for one that stands in several.
    owners: FxHashMap<u64, Option<u64>>,
}

impl Content {
    /// Of the records of two editions, as far as those at `asked` need it. A paragraph that stands in several jobs of an
    /// edition, such as what a report says of a whole theme, tells none from the others and is left out.
    pub(super) fn of([old, new]: [&[Job<'_>]; 2], asked: [&[usize]; 2]) -> io::Result<[Self; 2]> {
        let mut contents = [Self::default(), Self::default()];
        for ((jobs, asked), content) in [old, new].into_iter().zip(asked).zip(&mut contents) {
            let asked: Vec<Job<'_>> = asked.iter().map(|place| jobs[*place]).collect();
            each_paragraph(&asked, |job, paragraph| {
                content.owners.insert(paragraph, Some(job));
            })?;
        }
        let [of_old, of_new] = &mut contents;
        if of_old.owners.is_empty() && of_new.owners.is_empty() {
            return Ok(contents);
        }
        // What both say alike is read once.
        let digests = |jobs: &[Job<'_>]| jobs.iter().map(|job| job.head().digest).collect::<FxHashSet<[u8; 16]>>();
        let (in_old, in_new) = (digests(old), digests(new));
        let (both, only_new): (Vec<Job<'_>>, Vec<_>) = new.iter().partition(|job| in_old.contains(&job.head().digest));
        let only_old: Vec<Job<'_>> = old.iter().filter(|job| !in_new.contains(&job.head().digest)).copied().collect();
        each_paragraph(&both, |job, paragraph| {
            of_old.found(job, paragraph);
            of_new.found(job, paragraph);
        })?;
        each_paragraph(&only_old, |job, paragraph| of_old.found(job, paragraph))?;
        each_paragraph(&only_new, |job, paragraph| of_new.found(job, paragraph))?;
        Ok(contents)
    }

    fn found(&mut self, job: u64, paragraph: u64) {
        if let Some(owner) = self.owners.get_mut(&paragraph)
            && *owner != Some(job)
        {
            *owner = None;
        }
    }

    /// The telling words of one of the records that it was asked for, sorted.
    pub(super) fn words(&self, job: Job<'_>) -> io::Result<Vec<String>> {
        let own = |paragraph: &String| self.owners.get(&digest(paragraph)).is_some_and(Option::is_some);
        let record = job.read()?;
        let mut words: Vec<String> =
            paragraphs(&record).filter(own).flat_map(|paragraph| content_words(&paragraph)).collect();
        words.sort_unstable();
        Ok(words)
    }
}

/// Tells of each paragraph its digest and that of its job.
fn each_paragraph(jobs: &[Job<'_>], mut tell: impl FnMut(u64, u64)) -> io::Result<()> {
    for some in jobs.chunks(RECORDS) {
        let read = |job: &Job<'_>| {
            Ok((
                digest(&job.head().job_id),
                paragraphs(job.read()?.as_ref()).map(|text| digest(&text)).collect::<Vec<u64>>(),
            ))
        };
        for (job, paragraphs) in some.par_iter().map(read).collect::<io::Result<Vec<_>>>()? {
            paragraphs.into_iter().for_each(|paragraph| tell(job, paragraph));
        }
    }
    Ok(())
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn paragraphs(record: &Record) -> impl Iterator<Item = String> {
    let lines = record.sections.iter().flat_map(|section| section.text.lines());
    lines.map(|line| wording(line).to_lowercase()).filter(|line| !line.is_empty())
}

/// Share of two sorted lists that is in both (Dice's coefficient of the bags of words); 0 when both are empty.
pub(super) fn share_in_common(a: &[String], b: &[String]) -> f64 {
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                (i, j) = (i + 1, j + 1);
                common += 1;
            }
        }
    }
    2.0 * f64::from(common) / (a.len() + b.len()).max(1) as f64
}
