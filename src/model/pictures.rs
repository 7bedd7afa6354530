//! Pictures of the pages of a dataset's documents: as many as there are, of which only the sizes are in memory.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::picture::PagePicture;
use crate::store::Stored;

/// Pictures of pages, by the place of the document among the dataset's sources, and the page.
#[derive(Debug, Default)]
pub struct Pictures {
    pages: BTreeMap<(usize, u32), Known>,
    stored: Stored<PagePicture>,
    /// Which pages are among them.
    pub extent: Extent,
}

/// Which pages have pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Extent {
    /// None: there are too many, or nobody wants them.
    #[default]
    None,
    /// Those that records stand on, and some with left-over text.
    WithRecords,
    /// All pages of documents that have one of these.
    All,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    /// In points.
    size: (f32, f32),
    stored: usize,
}

impl Pictures {
    /// No pictures yet; those to come lie in a file in `folder` where they do not fit in memory.
    #[must_use]
    pub fn in_folder(folder: &Path, extent: Extent) -> Self {
        Self { pages: BTreeMap::new(), stored: Stored::in_folder(folder), extent }
    }

    /// Adds the picture of a page of the document `source`.
    ///
    /// # Errors
    /// When it cannot be stored.
    pub fn add(&mut self, source: usize, picture: &PagePicture) -> io::Result<()> {
        self.stored.push(picture)?;
        let known = Known { size: (picture.width, picture.height), stored: self.stored.len() - 1 };
        self.pages.insert((source, picture.page), known);
        Ok(())
    }

    /// The pages of the document `source` that have pictures, in order, with width and height in points.
    pub fn of(&self, source: usize) -> impl Iterator<Item = (u32, (f32, f32))> + '_ {
        self.pages.range((source, 0)..=(source, u32::MAX)).map(|((_, page), known)| (*page, known.size))
    }

    /// All pages that have pictures: the document's place, and the page.
    pub fn iter(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        self.pages.keys().copied()
    }

    /// The WebP file of a page; empty where it has none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(&self, source: usize, page: u32) -> io::Result<Vec<u8>> {
        match self.pages.get(&(source, page)) {
            Some(known) => Ok(self.stored.get(known.stored)?.webp),
            None => Ok(Vec::new()),
        }
    }
}
