//! How often the right code is proposed for names of jobs, see `vocabulary/README.md`.

use std::env;
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Instant;

use ingest::vocabulary::{GOOD, Vocabulary};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/vocabulary");

/// A name of a job and its codes; none where the vocabulary does not have the job.
struct Job {
    set: String,
    name: String,
    codes: Vec<String>,
}

fn jobs() -> Vec<Job> {
    let text = fs::read_to_string(Path::new(FOLDER).join("job_names.csv")).unwrap();
    let job = |line: &str| {
        let [set, name, codes] = line.split(';').collect::<Vec<_>>().try_into().unwrap();
        let codes = codes.split('|').filter(|code| !code.is_empty()).map(|code| format!("ROME:{code}")).collect();
        Job { set: set.to_owned(), name: name.to_owned(), codes }
    };
    text.lines().skip(1).map(job).collect()
}

/// What became of the jobs of one set.
#[derive(Default)]
struct Figures {
    present: usize,
    first: usize,
    first_and_good: usize,
    among_five: usize,
    absent: usize,
    absent_and_good: usize,
    /// Names that did not get what a person gave them.
    missed: Vec<String>,
}

impl Figures {
    fn of<'a>(vocabulary: &Vocabulary, jobs: impl Iterator<Item = &'a Job>) -> Self {
        let mut figures = Self::default();
        for job in jobs {
            let found = vocabulary.candidates(&[&job.name], &[]);
            let place = found.iter().position(|found| job.codes.contains(&found.code));
            let good = found.first().is_some_and(|found| found.score >= GOOD);
            if job.codes.is_empty() {
                figures.absent += 1;
                figures.absent_and_good += usize::from(good);
            } else {
                figures.present += 1;
                figures.first += usize::from(place == Some(0));
                figures.first_and_good += usize::from(place == Some(0) && good);
                figures.among_five += usize::from(place.is_some());
            }
            if good == job.codes.is_empty() || (!job.codes.is_empty() && place != Some(0)) {
                let first = found.first().map_or_else(String::new, |found| format!("{} {}", found.code, found.score));
                figures.missed.push(format!("{} → {first}, expected {:?}", job.name, job.codes));
            }
        }
        figures
    }

    fn share(part: usize, whole: usize) -> f64 {
        part as f64 / whole.max(1) as f64
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "right code first {}/{} ({:.3}), among five {}/{} ({:.3}), first and good {}; absent jobs called good {}/{}",
            self.first,
            self.present,
            Self::share(self.first, self.present),
            self.among_five,
            self.present,
            Self::share(self.among_five, self.present),
            self.first_and_good,
            self.absent_and_good,
            self.absent,
        )
    }
}

fn assert_good_enough(figures: &Figures) {
    let missed = figures.missed.join("\n");
    assert!(Figures::share(figures.first, figures.present) >= 0.85, "{figures}\n{missed}");
    assert!(Figures::share(figures.among_five, figures.present) >= 0.95, "{figures}\n{missed}");
    assert!(Figures::share(figures.absent_and_good, figures.absent) <= 0.1, "{figures}\n{missed}");
}

#[test]
fn the_right_code_is_proposed_from_an_excerpt() {
    let vocabulary = Vocabulary::load(&[Path::new(FOLDER).join("excerpt")]).unwrap();
    let figures = Figures::of(&vocabulary, jobs().iter());
    assert!(figures.present >= 60 && figures.absent >= 20);
    assert_good_enough(&figures);
}

#[test]
fn every_published_name_finds_its_own_code() {
    let vocabulary = Vocabulary::load(&[Path::new(FOLDER).join("excerpt")]).unwrap();
    let mut names = csv::Reader::from_path(Path::new(FOLDER).join("excerpt/job_names.csv")).unwrap();
    let mut all = 0;
    let mut missed = Vec::new();
    for row in names.records() {
        let row = row.unwrap();
        let found = vocabulary.candidates(&[&row[0]], &[]);
        let best = found.first().map_or(0.0, |found| found.score);
        all += 1;
        let own = found.iter().any(|found| found.code == format!("ROME:{}", &row[2]) && found.score == best);
        if !own || best < GOOD {
            missed.push(row[0].to_owned());
        }
    }
    assert!(all > 400 && missed.len() * 100 < all, "{missed:#?}");
}

#[test]
#[ignore = "needs the published tables, in the folder that INGEST_VOCABULARIES names"]
fn whole_tables() {
    let folder = env::var("INGEST_VOCABULARIES").expect("INGEST_VOCABULARIES=folder");
    let start = Instant::now();
    let vocabulary = Vocabulary::load(&[folder]).unwrap();
    println!("{} codes loaded in {:.3} s", vocabulary.len(), start.elapsed().as_secs_f64());
    let jobs = jobs();
    let mut sets: Vec<&str> = jobs.iter().map(|job| job.set.as_str()).collect();
    sets.dedup();
    sets.sort_unstable();
    sets.dedup();
    for set in sets {
        let figures = Figures::of(&vocabulary, jobs.iter().filter(|job| job.set == set));
        println!("{set}: {figures}");
    }
    let figures = Figures::of(&vocabulary, jobs.iter());
    println!("all: {figures}\n{}", figures.missed.join("\n"));
    let start = Instant::now();
    let matched = jobs.iter().cycle().take(10_000).filter(|job| !vocabulary.candidates(&[&job.name], &[]).is_empty());
    println!("{} of 10000 names have candidates, {:.3} s", matched.count(), start.elapsed().as_secs_f64());
    assert_good_enough(&figures);
}
