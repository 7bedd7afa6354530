//! Optical character recognition: pages that are pictures of text → glyphs, by the program `tesseract` where it is
//! installed.
//!
//! A page is drawn, straightened and read; each word becomes glyphs of even width, so that layout treats the page as
//! any other.

mod areas;
mod bullets;
mod deadline;
mod deskew;
mod drawings;
mod extent;
mod glyphs;
mod inked;
mod levels;
mod lit;
mod looks;
mod misread;
mod sideways;
mod signs;
mod strokes;
mod tesseract;
mod views;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::coverage::{is_garbage, is_layered, is_picture};
use super::pdf::{self, Renderer};
use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Document, Page, PageContent, Shape};
use crate::model::message::{Argument, Message};
use crate::model::reading::RecognisedPages;
pub use deadline::{Announce, Deadline, longest};
use deskew::Grey;
use glyphs::Lines;
use looks::Printed;
use sideways::Strip;
use strokes::Strokes;
use tesseract::{Missing, Tesseract, View};

/// Dots an inch of the pictures that are read: what tesseract is trained on.
const RESOLUTION: u16 = 300;
/// Dots an inch of the pictures in which only drawings are looked for.
const DRAWING_RESOLUTION: u16 = 150;
/// Points to the inch.
const POINTS: f32 = 72.0;
/// Below this mean confidence (0–100) of its words, a page is told to be hard to read.
const CLEAR: f32 = 80.0;

/// The code of an issue: pages were not read because the time of their file was up.
pub const OUT_OF_TIME: &str = "ocr-out-of-time";

/// The language of pages that are pictures, where none is told.
pub const DEFAULT_LANGUAGE: &str = "fra";

/// When pages are read by optical character recognition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OcrMode {
    /// Pages that are pictures without text, or whose text makes no sense.
    #[default]
    Auto,
    /// None.
    Never,
    /// All pages of all PDFs, text or not.
    Always,
}

/// Reads pictures of text. Looks for the program once, when it is first needed; may be shared between threads.
#[derive(Debug, Default)]
pub struct Ocr {
    mode: OcrMode,
    language: String,
    tesseract: OnceLock<Result<Tesseract, Missing>>,
}

impl Ocr {
    /// `language` is one of tesseract's, such as `fra`, or several joined by `+`.
    #[must_use]
    pub fn new(mode: OcrMode, language: impl Into<String>) -> Self {
        Self { mode, language: language.into(), tesseract: OnceLock::new() }
    }

    /// When pages are read.
    #[must_use]
    pub fn mode(&self) -> OcrMode {
        self.mode
    }

    /// In which language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What to do about a page that has to be read and was not: a fragment that follows "page …; ".
    #[must_use]
    pub fn hint(&self) -> Message {
        if self.mode == OcrMode::Never {
            return message!("ocr-hint-never");
        }
        match self.tesseract() {
            Ok(_) if self.mode == OcrMode::Auto => message!("ocr-hint-always"),
            Ok(_) => message!("ocr-hint-read"),
            Err(Missing::Program) => message!("ocr-hint-program", install = install()),
            Err(Missing::Language) if self.language == "fra" => message!("ocr-hint-french", install = install()),
            Err(Missing::Language) => message!("ocr-hint-language", language = &self.language),
        }
    }

    /// What the texts of pictures depend on: the program with its version and data, or what of it is missing. `None`
    /// where none are read.
    #[must_use]
    pub fn recogniser(&self) -> Option<String> {
        if self.mode == OcrMode::Never {
            return None;
        }
        Some(match self.tesseract() {
            Ok(tesseract) => tesseract.version().to_owned(),
            Err(Missing::Program) => "no tesseract".to_owned(),
            Err(Missing::Language) => "no data for the language".to_owned(),
        })
    }

    fn tesseract(&self) -> &Result<Tesseract, Missing> {
        self.tesseract.get_or_init(|| Tesseract::find(&self.language))
    }

    /// Reads those pages of a PDF (`bytes`, opened as `options` say) that need it, and puts the glyphs into its `document`. Its diagnostics lose
    /// what is mended, and gain what went wrong.
    ///
    /// Pages that have their text in an invisible layer over a picture keep it; of their picture only what is drawn is
    /// read. What cannot be begun before the `deadline` is told and left.
    pub fn read(
        &self,
        bytes: &Arc<Vec<u8>>,
        options: &pdf::Options,
        document: &mut Document,
        diagnostics: &mut Vec<Diagnostic>,
        deadline: Deadline<'_>,
    ) -> RecognisedPages {
        let (needed, layered): (Vec<usize>, Vec<usize>) = (0..document.pages.len())
            .filter(|index| is_drawable(&document.pages[*index], diagnostics))
            .filter(|index| self.wants(&document.pages[*index]) || is_layered(&document.pages[*index]))
            .partition(|index| self.wants(&document.pages[*index]));
        if needed.is_empty() && layered.is_empty() {
            return RecognisedPages::default();
        }
        let Ok(renderer) = Renderer::new(bytes, options) else { return RecognisedPages::default() };
        let drawn = in_time(&layered, deadline, |index| look_under(&renderer, &document.pages[index]));
        // With more time, they may be looked at.
        let late = drawn.iter().any(|(_, shapes)| shapes.is_none());
        for (index, shapes) in drawn {
            // Without them its text is still whole.
            add_shapes(&mut document.pages[index], shapes.unwrap_or_default());
        }
        if needed.is_empty() {
            return RecognisedPages { failed: late, ..RecognisedPages::default() };
        }
        let wanted = RecognisedPages { wanted: true, failed: late, ..RecognisedPages::default() };
        let Ok(tesseract) = self.tesseract() else { return wanted };
        let pages = &document.pages;
        let deadline = deadline.with_pages(needed.len());
        let read = in_time(&needed, deadline, |index| read_page(tesseract, &renderer, &pages[index], deadline));
        let mut recognised = self.put(read, document, diagnostics);
        recognised.failed |= late;
        recognised
    }

    /// Whether the glyphs of a page may be looked at again, or replaced, once the whole document is read.
    #[must_use]
    pub fn concerns(&self, page: &Page) -> bool {
        self.mode == OcrMode::Always || is_picture(page) || is_garbage(page) || is_layered(page)
    }

    fn wants(&self, page: &Page) -> bool {
        match self.mode {
            OcrMode::Never => false,
            OcrMode::Always => true,
            OcrMode::Auto => is_picture(page) || is_garbage(page),
        }
    }

    fn put(
        &self,
        read: Vec<(usize, Option<Result<PageRead, Message>>)>,
        document: &mut Document,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> RecognisedPages {
        let mut reading = RecognisedPages { wanted: true, ..RecognisedPages::default() };
        let mut lines: Vec<(usize, PageRead)> = Vec::new();
        let mut late = Vec::new();
        for (index, result) in read {
            let number = document.pages[index].number;
            match result {
                None => late.push(number),
                Some(Ok(found)) => {
                    reading.pages.push(number);
                    if found.lines.confidence() < CLEAR && !found.lines.is_empty() {
                        reading.doubtful.push(number);
                    }
                    lines.push((index, found));
                }
                Some(Err(what)) => {
                    reading.failed = true;
                    let note = Diagnostic::new(Severity::Error, "ocr-failed", message!("ocr-failed", what));
                    diagnostics.push(note.on_page(number));
                }
            }
        }
        // With more time, they may be read.
        reading.failed |= !late.is_empty();
        diagnostics.extend(left_out(&late));
        levels::level_sizes(lines.iter_mut().map(|(_, read)| &mut read.lines));
        levels::level_looks(lines.iter_mut().map(|(_, read)| &mut read.lines));
        let font = u16::try_from(document.fonts.len()).unwrap_or(u16::MAX - 3);
        document.fonts.extend(glyphs::fonts());
        for (index, PageRead { lines, shapes }) in lines {
            let page = &mut document.pages[index];
            page.slant = lines.slant;
            if let PageContent::Glyphs(content) = &mut page.content {
                content.glyphs = lines.glyphs(font);
            }
            add_shapes(page, shapes);
        }
        // Their pages have text now.
        diagnostics.retain(|d| {
            !(matches!(d.code.as_ref(), "page-without-text" | "glyphs-without-unicode")
                && d.page.is_some_and(|page| reading.pages.contains(&page)))
        });
        diagnostics.extend(told(&reading));
        reading
    }
}

/// What was read off the picture of a page.
struct PageRead {
    lines: Lines,
    /// Where they stand on the straightened page.
    shapes: Vec<Shape>,
}

/// Whether the renderer can be trusted with a page.
fn is_drawable(page: &Page, diagnostics: &[Diagnostic]) -> bool {
    let PageContent::Glyphs(_) = &page.content else { return false };
    // What was too much for the reader is too much for the renderer, which has no limits of its own.
    !diagnostics.iter().any(|d| {
        d.page == Some(page.number)
            && matches!(d.code.as_ref(), "page-cut" | "page-unreadable" | pdf::PICTURES_TOO_LARGE)
    })
}

/// Does something with pages, in parallel, as long as there is time; `None` for the pages that there is none for.
fn in_time<T: Send>(
    pages: &[usize],
    deadline: Deadline<'_>,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<(usize, Option<T>)> {
    let work = |index: &usize| (*index, deadline.allows_another_page().then(|| work(*index)));
    pages.par_iter().with_max_len(1).map(work).collect()
}

/// What is drawn on the picture of a page whose text is known. It lies where it is seen, as the text does.
fn look_under(renderer: &Renderer, page: &Page) -> Vec<Shape> {
    let Some(picture) = renderer.page(page.number, f32::from(DRAWING_RESOLUTION) / POINTS) else { return Vec::new() };
    let grey = Grey { width: picture.width, height: picture.height, pixels: picture.grey() };
    let slant = grey.slant();
    let straight = if slant == 0.0 { grey } else { grey.straightened(slant) };
    let strokes = Strokes::of(&straight, picture.scale);
    let mut shapes = drawings::drawings(&straight, strokes.as_ref(), picture.scale);
    let turned = Page { slant, width: page.width, height: page.height, ..Page::default() };
    shapes.iter_mut().for_each(|shape| shape.bbox = turned.slanted(shape.bbox));
    shapes
}

fn add_shapes(page: &mut Page, mut shapes: Vec<Shape>) {
    if let PageContent::Glyphs(content) = &mut page.content {
        drawings::drop_letters(&mut shapes, &content.glyphs);
        let is_picture = |shape: &Shape| areas::is_picture(shape, &shapes, &content.glyphs);
        let (pictures, drawn): (Vec<Shape>, Vec<Shape>) = shapes.iter().cloned().partition(is_picture);
        content.images.extend(pictures.iter().map(|picture| picture.bbox));
        content.shapes.extend(drawn);
    }
}

/// Draws, straightens and reads a page.
fn read_page(
    tesseract: &Tesseract,
    renderer: &Renderer,
    page: &Page,
    deadline: Deadline<'_>,
) -> Result<PageRead, Message> {
    let picture = renderer.page(page.number, f32::from(RESOLUTION) / POINTS).ok_or_else(|| message!("page-size"))?;
    let grey = Grey { width: picture.width, height: picture.height, pixels: picture.grey() };
    let slant = grey.slant();
    let straight = if slant == 0.0 { grey } else { grey.straightened(slant) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 300")]
    let resolution = (picture.scale * POINTS).round().max(1.0) as u32;
    let read = |picture: &Grey, view| tesseract.words(picture, resolution, view, deadline);
    let strokes = Strokes::of(&straight, picture.scale);
    let shapes = drawings::drawings(&straight, strokes.as_ref(), picture.scale);
    let straight = plain(&straight, strokes, &shapes, picture.scale);
    let mut columns = read(&straight, View::Page)?;
    let sideways = sideways::texts(&straight, &mut columns, |strip| read(strip, View::Lines))?;
    let mut words = read(&straight, View::Scattered)?;
    words.retain(|word| !sideways.iter().any(|(strip, _)| strip.stacks(word)));
    views::join(&mut words, columns);
    signs::read_marks(&mut words, &straight);
    signs::drop_strokes(&mut words, &drawings::fields(&shapes), picture.scale);
    let mut lines = Lines::new(picture.scale, slant);
    lines.add(&words, &Strip::whole(&straight));
    for (strip, words) in &sideways {
        lines.add(words, strip);
    }
    bullets::add(&mut lines.lines, &straight, picture.scale);
    lines.look_at(&Printed::new(&straight, &picture, slant));
    Ok(PageRead { lines, shapes })
}

/// A page with nothing but dark text on light ground, as tesseract reads it best.
fn plain(page: &Grey, strokes: Option<Strokes>, shapes: &[Shape], scale: f32) -> Grey {
    let lit = lit::lit(page, shapes, scale);
    // Without dark grounds its strokes are known.
    let strokes = if lit == *page { strokes } else { Strokes::of(&lit, scale) };
    match strokes {
        Some(strokes) => strokes.erased(&lit),
        None => lit,
    }
}

fn told(reading: &RecognisedPages) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if let Some(first) = reading.pages.first() {
        let message = message!("ocr", count = reading.pages.len(), pages = pages(&reading.pages));
        told.push(Diagnostic::new(Severity::Info, "ocr", message).on_page(*first));
    }
    let doubtful = || Diagnostic::new(Severity::Warning, "ocr-doubtful", message!("ocr-doubtful"));
    told.extend(reading.doubtful.iter().map(|page| doubtful().on_page(*page)));
    told
}

fn left_out(late: &[u32]) -> Option<Diagnostic> {
    let message = message!("ocr-out-of-time", count = late.len(), pages = pages(late));
    Some(Diagnostic::new(Severity::Error, OUT_OF_TIME, message).on_page(*late.first()?))
}

/// "3", "1 to 4, 7".
fn pages(numbers: &[u32]) -> Argument {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let run = |&(first, last): &(u32, u32)| match first == last {
        true => Argument::from(first),
        false => message!("pages-range", first, last).into(),
    };
    runs.iter().map(run).collect()
}

/// How to get the program on this system.
fn install() -> Message {
    if cfg!(target_os = "macos") {
        message!("ocr-install-macos")
    } else if cfg!(windows) {
        message!("ocr-install-windows")
    } else {
        message!("ocr-install-linux")
    }
}

#[cfg(test)]
mod tests;
