//! Pictures of pages for the page that people review: drawn by workers, kept for later runs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::look::{Look, Looks};
use super::{Event, Isolation, Listener, Options};
use crate::cache::{Key, Layer};
use crate::draw;
use crate::error::Error;
use crate::model::dataset::Dataset;
use crate::model::picture::PagePicture;
use crate::model::pictures::{Extent, Pictures};
use crate::model::records::Head;
use crate::read::kind::Kind;
use crate::source::Source;
use crate::worker::Workers;
use crate::write::OutputFolder;

/// Pages that are drawn where nobody asked for more: they take some 35 MB.
const MOST_PAGES: usize = 300;
/// Pages that a worker draws in one go.
const AT_A_TIME: usize = 8;

/// Jobs that a page for review has where nobody asked for more.
const MOST_JOBS: usize = 20_000;

/// Whether a run makes the page for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Reviewing {
    /// No page.
    No,
    /// A page, unless there are very many jobs; pictures of pages, unless there are many.
    #[default]
    Auto,
    /// A page, however many jobs there are; pictures of pages, unless there are many.
    Yes,
    /// A page, with pictures of all pages of the documents that have jobs.
    Full,
}

impl Reviewing {
    /// Whether so many jobs get a page.
    pub(super) fn makes_page(self, jobs: usize) -> bool {
        match self {
            Self::No => false,
            Self::Auto => jobs <= MOST_JOBS,
            Self::Yes | Self::Full => true,
        }
    }
}

/// What became of the page for review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reviewed {
    /// Nobody wants it.
    NotWanted,
    /// There are too many jobs for one that nobody asked for.
    TooManyJobs,
    /// It is there, with pictures of these pages.
    Made(Extent),
}

/// The pages to draw of a document.
struct Wanted<'a> {
    /// Its place among the dataset's sources.
    place: usize,
    source: &'a Source,
    look: &'a Look,
    pages: Vec<u32>,
}

/// Draws the pages that records stand on, as long as there are not too many, and of others those that a value was read
/// from or that have left-over text, as many as may be drawn beside them. With `all`, all pages of documents that have
/// any of these.
pub(super) fn draw(
    dataset: &Dataset,
    (sources, looks): (&[Source], &Looks),
    all: bool,
    folder: &OutputFolder,
    options: Options<'_>,
    listener: &Listener<'_>,
) -> Result<Pictures, Error> {
    let stored = |source: io::Error| Error::Store { folder: folder.path().to_path_buf(), source };
    let pages = of_jobs(dataset);
    let most = if all { usize::MAX } else { MOST_PAGES };
    if pages.len() > most {
        return Ok(Pictures::default());
    }
    let pages = with_others(pages, others(dataset).map_err(stored)?, most);
    let wanted = wanted(dataset, sources, looks, all, &pages);
    let extent = if all { Extent::All } else { Extent::WithRecords };
    let mut pictures = Pictures::in_folder(folder.path(), extent);
    let words = |text: &str| listener(Event::WorkerSaid { text });
    let workers = match options.isolation {
        Isolation::InProcess => None,
        Isolation::Workers(program) => Some(Workers::new(program, options.settings, options.cancelled, &words)),
    };
    let parts: Vec<(&Wanted<'_>, &[u32])> = wanted
        .iter()
        .flat_map(|document| document.pages.chunks(AT_A_TIME).map(move |pages| (document, pages)))
        .collect();
    // A few at a time: drawn pages must not fill the memory while they wait to be stored.
    for some in parts.chunks(4 * rayon::current_num_threads()) {
        if options.is_cancelled() {
            return Err(Error::Interrupted);
        }
        let draw = |(document, pages): &(&Wanted<'_>, &[u32])| drawn(document, pages, options, workers.as_ref());
        let made: Vec<Vec<PagePicture>> = some.par_iter().with_max_len(1).map(draw).collect();
        for ((document, _), made) in some.iter().zip(made) {
            made.iter().try_for_each(|picture| pictures.add(document.place, picture)).map_err(stored)?;
        }
    }
    Ok(pictures)
}

/// A page of a document, which is named by its file.
type Page = (Arc<str>, u32);

/// The pages that jobs stand on.
fn of_jobs(dataset: &Dataset) -> BTreeSet<Page> {
    let pages = |head: &Head| {
        let file = Arc::clone(&head.file);
        head.pages.into_iter().flat_map(|[first, last]| first..=last).map(move |page| (Arc::clone(&file), page))
    };
    dataset.jobs.heads().iter().flat_map(pages).collect()
}

/// Other pages, the most telling first: those that values were read from, then those with left-over text, most of it
/// first. Where text was lost must be seen.
fn others(dataset: &Dataset) -> io::Result<Vec<Page>> {
    let mut read_from = BTreeSet::new();
    for record in dataset.jobs.iter() {
        let record = record?;
        let file: Arc<str> = record.file.as_str().into();
        let places = record.places.values().flatten().map(|place| place.page);
        read_from.extend(places.map(|page| (Arc::clone(&file), page)));
    }
    let mut lost: BTreeMap<Page, usize> = BTreeMap::new();
    for left in dataset.leftover.iter() {
        let left = left?;
        if let Some(place) = left.place {
            *lost.entry((left.file.into(), place.page)).or_default() += left.text.len();
        }
    }
    let mut lost: Vec<(Page, usize)> = lost.into_iter().collect();
    lost.sort_by_key(|(_, letters)| Reverse(*letters));
    Ok(read_from.into_iter().chain(lost.into_iter().map(|(page, _)| page)).collect())
}

/// The pages of jobs, and of others the first, `most` together.
fn with_others(mut pages: BTreeSet<Page>, others: Vec<Page>, most: usize) -> BTreeSet<Page> {
    for other in others {
        if pages.len() < most {
            pages.insert(other);
        }
    }
    pages
}

/// The pages to draw, document by document; with `all`, all of each document.
fn wanted<'a>(
    dataset: &Dataset,
    sources: &'a [Source],
    looks: &'a Looks,
    all: bool,
    pages: &BTreeSet<Page>,
) -> Vec<Wanted<'a>> {
    let mut of_file: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (file, page) in pages {
        of_file.entry(file).or_default().push(*page);
    }
    let known: BTreeMap<&str, (&Source, &Look)> = sources
        .iter()
        .zip(looks)
        .filter_map(|(source, look)| Some((source.source_id.as_str(), (source, look.as_ref().ok()?))))
        .collect();
    let of_row = |(place, row): (usize, &crate::model::dataset::SourceRow)| {
        let mut pages = of_file.remove(row.file.as_str())?;
        let (source, look) = known.get(row.source_id.as_str())?;
        if all {
            pages = (1..=row.pages?).collect();
        }
        (look.kind == Kind::Pdf).then_some(Wanted { place, source, look, pages })
    };
    dataset.sources.iter().enumerate().filter_map(of_row).collect()
}

/// The pictures of some pages: those that are kept, and those that are drawn now. A page that cannot be drawn has none.
fn drawn(
    document: &Wanted<'_>,
    pages: &[u32],
    options: Options<'_>,
    workers: Option<&Workers<'_>>,
) -> Vec<PagePicture> {
    // What passwords open is not kept.
    let cache = options.settings.cache.filter(|_| options.settings.pdf.passwords.is_empty());
    let key = |page: u32| Key::of(&(draw::VERSION, &document.look.sha256, page));
    let kept = |page: &u32| cache.and_then(|cache| cache.get::<PagePicture>(Layer::Pictures, &key(*page)));
    let mut pictures: Vec<PagePicture> = pages.iter().filter_map(kept).collect();
    let is_kept = |page: &u32| pictures.iter().any(|picture| picture.page == *page);
    let missing: Vec<u32> = pages.iter().copied().filter(|page| !is_kept(page)).collect();
    if missing.is_empty() {
        return pictures;
    }
    let new = match workers {
        Some(workers) => by_worker(workers, document.source, &missing),
        None => in_process(document.source, &missing, options),
    };
    for picture in new {
        if let Some(cache) = cache {
            cache.put(Layer::Pictures, &key(picture.page), &picture);
        }
        pictures.push(picture);
    }
    pictures.sort_by_key(|picture| picture.page);
    pictures
}

fn in_process(source: &Source, pages: &[u32], options: Options<'_>) -> Vec<PagePicture> {
    let drawn = std::fs::read(&source.path).map(|bytes| draw::draw(&Arc::new(bytes), options.settings.pdf, pages));
    drawn.ok().and_then(Result::ok).unwrap_or_default()
}

/// Where a worker comes to harm over some pages, each is tried by itself: the others are drawn.
fn by_worker(workers: &Workers<'_>, source: &Source, pages: &[u32]) -> Vec<PagePicture> {
    let Ok(folder) = tempfile::Builder::new().prefix("ingest-").tempdir() else { return Vec::new() };
    let drawn = match (workers.draw(&source.path, pages, folder.path()), pages) {
        (Ok(drawn), _) => drawn,
        (Err(_), [_]) => Vec::new(),
        (Err(_), pages) => {
            let alone = |page: &u32| workers.draw(&source.path, &[*page], folder.path()).unwrap_or_default();
            pages.iter().flat_map(alone).collect()
        }
    };
    let picture = |page: crate::worker::DrawnPage| {
        let webp = std::fs::read(folder.path().join(format!("{}.webp", page.page))).ok()?;
        Some(PagePicture { page: page.page, width: page.width, height: page.height, webp })
    };
    drawn.into_iter().filter_map(picture).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_not_all_pages_are_drawn_those_of_jobs_are_and_of_others_the_first() {
        let page = |number: u32| -> Page { ("a.pdf".into(), number) };
        let drawn = |others: &[u32], most: usize| -> Vec<u32> {
            let others = others.iter().copied().map(page).collect();
            with_others([page(4), page(5)].into(), others, most).into_iter().map(|(_, page)| page).collect()
        };
        assert_eq!(drawn(&[9, 5, 2, 7], 4), [2, 4, 5, 9]);
        assert_eq!(drawn(&[9, 5, 2, 7], 2), [4, 5]);
        assert_eq!(drawn(&[9, 5, 2, 7], usize::MAX), [2, 4, 5, 7, 9]);
    }
}
