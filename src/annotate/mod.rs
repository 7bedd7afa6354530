//! Marks in a copy of a PDF what was taken from it: highlights with the name of the field, and an outline entry a job.
//!
//! What is marked is added behind the file's own bytes, which stay as they are (an incremental update, ISO 32000-1,
//! 7.5.6).

mod marks;
mod outline;
mod page;

use std::collections::BTreeMap;
use std::fmt;

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, StringFormat, dictionary};

use crate::message;
use crate::model::geometry::Rect;
use crate::model::message::Message;
use page::Shown;

/// How strong the colours are, 0 to 1.
const STRENGTH: f32 = 0.6;

/// What is to be marked in a PDF.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Values, in the order in which they are read.
    pub highlights: Vec<Highlight>,
    /// Jobs, in the order of their pages.
    pub entries: Vec<Entry>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Highlight {
    /// 1-based page.
    pub page: u32,
    /// Boxes in points, from the top left of the page as displayed.
    pub boxes: Vec<Rect>,
    /// What its note says: the name of the field, and its value where that is printed otherwise.
    pub note: String,
    /// What it is of.
    pub kind: HighlightKind,
}

/// What a highlight is of: each has its own colour, and its note says it as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HighlightKind {
    /// The title of a job, and other names.
    Title,
    /// Any other field.
    Field,
    /// A section's text.
    Section,
    /// A note.
    Note,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it says.
    pub title: String,
    /// 1-based page that it leads to.
    pub page: u32,
    /// The box that is to be seen there, in points from the top left of the page as displayed.
    pub at: Option<Rect>,
}

/// Why a PDF cannot be marked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// A copy would have to be decrypted.
    Encrypted,
    /// It is read, but not so that it could be written.
    Damaged(String),
}

impl Refusal {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Encrypted => message!("annotate-encrypted"),
            Self::Damaged(why) => message!("annotate-damaged", why),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// A copy of the PDF `bytes` with `marks` in it.
///
/// # Errors
/// When it is encrypted or too damaged for that.
pub fn annotate(bytes: Vec<u8>, marks: &Marks) -> Result<Vec<u8>, Refusal> {
    let damaged = |error: lopdf::Error| Refusal::Damaged(error.to_string());
    let document = Document::load_mem(&bytes).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Refusal::Encrypted,
        error => damaged(error),
    })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let pages = document.get_pages();
    let mut copy = Copy { copy: IncrementalDocument::create_from(bytes, document), pages };
    let mut by_page: BTreeMap<u32, Vec<&Highlight>> = BTreeMap::new();
    for highlight in &marks.highlights {
        by_page.entry(highlight.page).or_default().push(highlight);
    }
    for (page, highlights) in by_page {
        copy.mark(page, &highlights).map_err(damaged)?;
    }
    outline::add(&mut copy, &marks.entries).map_err(damaged)?;
    let mut out = Vec::new();
    copy.copy.save_to(&mut out).map_err(|error| Refusal::Damaged(error.to_string()))?;
    Ok(out)
}

/// A copy that is being made.
struct Copy {
    copy: IncrementalDocument,
    /// The pages of the PDF, from 1.
    pages: BTreeMap<u32, ObjectId>,
}

impl Copy {
    /// What the PDF itself holds.
    fn original(&self) -> &Document {
        self.copy.get_prev_documents()
    }

    /// An object, what is new of it already.
    fn object(&self, id: ObjectId) -> lopdf::Result<&Object> {
        self.copy.new_document.get_object(id).or_else(|_| self.original().get_object(id))
    }

    /// A dictionary of the copy that may be changed.
    fn changed(&mut self, id: ObjectId) -> lopdf::Result<&mut Dictionary> {
        if self.copy.new_document.get_object(id).is_err() {
            let object = self.original().get_object(id)?.clone();
            self.copy.new_document.set_object(id, object);
        }
        self.copy.new_document.get_object_mut(id)?.as_dict_mut()
    }

    fn mark(&mut self, number: u32, highlights: &[&Highlight]) -> lopdf::Result<()> {
        // A page that the PDF does not have: the dataset is of another file.
        let Some(page) = self.pages.get(&number).copied() else { return Ok(()) };
        let shown = Shown::of(self.original(), page);
        let mut marks = match self.object(page)?.as_dict()?.get(b"Annots") {
            Ok(Object::Reference(list)) => self.object(*list)?.as_array()?.clone(),
            Ok(Object::Array(list)) => list.clone(),
            _ => Vec::new(),
        };
        for highlight in highlights.iter().filter(|highlight| !highlight.boxes.is_empty()) {
            let (mut mark, look) = mark(highlight, &shown, page);
            let look = self.copy.new_document.add_object(look);
            mark.set("AP", dictionary! { "N" => look });
            marks.push(Object::Reference(self.copy.new_document.add_object(mark)));
        }
        self.changed(page)?.set("Annots", marks);
        Ok(())
    }
}

/// A highlight as a PDF has it (ISO 32000-1, 12.5.6.10), and how it looks: plain boxes that darken what is under them,
/// where viewers by themselves draw round ends as large as the box.
fn mark(highlight: &Highlight, shown: &Shown, page: ObjectId) -> (Dictionary, Stream) {
    let mut quads: Vec<Object> = Vec::new();
    let mut hull: Option<[f32; 4]> = None;
    let mut drawn = String::new();
    for bbox in &highlight.boxes {
        let corners = [(bbox.x0, bbox.y0), (bbox.x1, bbox.y0), (bbox.x0, bbox.y1), (bbox.x1, bbox.y1)];
        let corners = corners.map(|corner| shown.point(corner));
        let [(x0, y0), .., (x1, y1)] = corners;
        drawn += &format!("{} {} {} {} re\n", x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
        for (x, y) in corners {
            quads.extend([Object::Real(x), Object::Real(y)]);
            let [x0, y0, x1, y1] = hull.unwrap_or([x, y, x, y]);
            hull = Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)]);
        }
    }
    // Colours that are told apart without red and green.
    let colour = match highlight.kind {
        HighlightKind::Title => [1.0, 0.82, 0.25],
        HighlightKind::Field => [0.55, 0.78, 1.0],
        HighlightKind::Section => [0.85, 0.9, 1.0],
        HighlightKind::Note => [0.85, 0.85, 0.85],
    };
    let numbers = |numbers: &[f32]| numbers.iter().map(|number| Object::Real(*number)).collect::<Vec<Object>>();
    let hull = hull.unwrap_or_default();
    let darken = dictionary! { "Type" => "ExtGState", "BM" => "Multiply", "ca" => STRENGTH };
    let look = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => numbers(&hull),
        "Resources" => dictionary! { "ExtGState" => dictionary! { "G" => darken } },
    };
    let [red, green, blue] = colour;
    let look = Stream::new(look, format!("/G gs {red} {green} {blue} rg\n{drawn}f").into_bytes());
    let mark = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Highlight",
        "Rect" => numbers(&hull),
        "QuadPoints" => quads,
        "C" => numbers(&colour),
        "CA" => STRENGTH,
        // Printed as well.
        "F" => 4,
        "T" => text(env!("CARGO_PKG_NAME")),
        "Contents" => text(&highlight.note),
        "P" => page,
    };
    (mark, look)
}

/// A text as a PDF has it.
fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests;
