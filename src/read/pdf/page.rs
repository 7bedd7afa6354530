//! One page: its content streams, its links, and what to say about them.

use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};

use super::inflate::decode;
use super::interpreter::{Interpreter, Shared};
use super::limits::{Cut, MAX_BOXES_PER_PAGE, MAX_STREAM_BYTES};
use super::sink::Finished;
use super::state::{Matrix, common};
use super::unicode::decode_text_string;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{GlyphPage, Link, Page, PageContent};
use crate::model::geometry::Rect;

/// The code of an issue: a page has pictures that must not be drawn.
pub const PICTURES_TOO_LARGE: &str = "pictures-too-large";
/// Share of a page's glyphs without Unicode from which it is reported.
const UNKNOWN_SHARE: f64 = 0.05;

/// A page of the right size without content.
pub(super) fn empty(number: u32, source: &hayro_syntax::page::Page<'_>) -> Page {
    let (width, height) = source.render_dimensions();
    Page { number, width, height, slant: 0.0, content: PageContent::Glyphs(GlyphPage::default()) }
}

/// That nothing of a page could be read.
pub(super) fn unreadable(number: u32, why: &str) -> Diagnostic {
    let note = Diagnostic::new(Severity::Error, "page-unreadable", why).on_page(number);
    note.with_hint("open the file in a viewer and print it to a new PDF")
}

/// Fills a page with what its content draws.
pub(super) fn read<'a>(
    source: &hayro_syntax::page::Page<'a>,
    page: &mut Page,
    shared: &mut Shared<'a>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let number = page.number;
    let area = Rect { x0: 0.0, y0: 0.0, x1: page.width, y1: page.height };
    let initial = Matrix(source.initial_transform(true).as_coeffs());
    let mut report = |severity, code: &'static str, message: String, hint: &'static str| {
        diagnostics.push(Diagnostic::new(severity, code, message).on_page(number).with_hint(hint));
    };
    if !initial.is_usable() || !area.width().is_finite() || !area.height().is_finite() {
        diagnostics.push(unreadable(number, "the page's size is not a sane number"));
        return;
    }
    shared.budget.start_page();
    let content = decode_content(source.raw(), shared);
    if content.unreadable > 0 {
        let (unreadable, most) = (content.unreadable, MAX_STREAM_BYTES >> 20);
        let message =
            format!("{unreadable} of the page's content streams cannot be decoded, or would unpack to over {most} MiB");
        report(Severity::Error, "page-unreadable", message, "open the file in a viewer and print it to a new PDF");
    }
    let mut interpreter = Interpreter::new(shared, source, initial, area);
    let mut drawings_cut = None;
    // What was decoded before a cut is read all the same.
    let mut cut = interpreter.run_page(&content.bytes).and_then(|()| interpreter.draw_annotations(source.raw())).err();
    if let Some(reason) = cut.filter(|cut| cut.is_of_drawings()) {
        drawings_cut = Some(reason);
        let again = interpreter.run_text(&content.bytes, initial);
        cut = again.and_then(|()| interpreter.draw_annotations(source.raw())).err();
    }
    let cut = content.cut.or(cut);
    let links = links(source.raw(), &initial, &interpreter.page());
    let Interpreter {
        mut sink,
        mut shapes,
        mut images,
        grounds,
        shapes_left_out,
        forms_unreadable,
        forms_too_deep,
        pictures_too_large,
        ..
    } = interpreter;
    let Finished { glyphs, aside, tally, unknown, emptied, slant } = sink.finish(&grounds, &images);
    if slant != 0.0 {
        // Drawings stand straight with the text.
        let turned = Page { slant: -slant, ..empty(number, source) };
        shapes.iter_mut().for_each(|shape| shape.bbox = turned.slanted(shape.bbox));
        images.iter_mut().for_each(|image| *image = turned.slanted(*image));
        page.slant = slant;
    }
    page.content = PageContent::Glyphs(GlyphPage { glyphs, shapes, images, links, aside, tally });
    shared.sink = sink;

    if let Some(reason) = drawings_cut.filter(|_| cut.is_none()) {
        let message = format!("the page's drawings were cut, its text was read whole: {}", reason.reason());
        report(Severity::Info, "drawings-cut", message, "nothing to do unless boxes, tables or charts are misread");
    }
    if let Some(cut) = cut {
        let message = format!("the page was cut: {}", cut.reason());
        report(Severity::Error, "page-cut", message, "check the page in a viewer; what follows on it was not read");
    }
    if forms_unreadable > 0 {
        let message = format!("{forms_unreadable} form objects on the page cannot be decoded");
        report(Severity::Error, "page-unreadable", message, "open the file in a viewer and print it to a new PDF");
    }
    if forms_too_deep > 0 {
        let message = format!("{forms_too_deep} form objects on the page are nested too deeply");
        report(Severity::Error, "page-cut", message, "check the page in a viewer; what they draw was not read");
    }
    if pictures_too_large > 0 {
        let message = format!("{pictures_too_large} pictures on the page are too large to be drawn");
        report(
            Severity::Warning,
            PICTURES_TOO_LARGE,
            message,
            "look at the page in a viewer: text in them was not read",
        );
    }
    for font in std::mem::take(&mut shared.fonts.unreadable) {
        let message = format!("the font {font} cannot be loaded; its characters are guesses");
        report(Severity::Warning, "font-unreadable", message, "compare the page's text with a viewer");
    }
    if unknown > 0 {
        let total = tally.read;
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let many = unknown as f64 > UNKNOWN_SHARE * total as f64;
        let severity = if many { Severity::Warning } else { Severity::Info };
        let message = format!("{unknown} of {total} characters have no Unicode text");
        report(severity, "glyphs-without-unicode", message, "read the page by optical character recognition");
    }
    if emptied > 0 {
        let message = format!("{emptied} letters or digits are said by the file to mean nothing; they were left out");
        report(Severity::Warning, "text-replaced-by-nothing", message, "compare the page with a viewer");
    }
    if tally.outside > 0 {
        let outside = tally.outside;
        let message = format!("{outside} characters lie outside the page or are clipped away; they were left out");
        report(Severity::Info, "glyphs-outside-page", message, "nothing to do unless text is missing");
    }
    if tally.hidden > 0 {
        let hidden = tally.hidden;
        let message = format!("{hidden} characters cannot be seen on the page; they were left out");
        report(Severity::Info, "hidden-text", message, "nothing to do unless text is missing");
    }
    if tally.misplaced > 0 {
        let misplaced = tally.misplaced;
        let message = format!("{misplaced} characters stand at no place on a page; they were left out");
        report(Severity::Warning, "glyphs-misplaced", message, "compare the page with a viewer");
    }
    if shapes_left_out > 0 {
        let message = format!("{shapes_left_out} shapes were left out: the page has too many");
        report(Severity::Info, "shapes-left-out", message, "nothing to do unless boxes or tables are misread");
    }
}

/// The content of a page, its streams put together.
struct Content {
    bytes: Vec<u8>,
    unreadable: usize,
    cut: Option<Cut>,
}

fn decode_content(page: &Dict<'_>, shared: &mut Shared<'_>) -> Content {
    let mut content = Content { bytes: Vec::new(), unreadable: 0, cut: None };
    let streams: Vec<Option<Stream<'_>>> = if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        vec![Some(stream)]
    } else if let Some(list) = page.get::<Array<'_>>("Contents") {
        list.iter::<hayro_syntax::object::Object<'_>>().map(hayro_syntax::object::Object::into_stream).collect()
    } else {
        Vec::new()
    };
    for stream in streams {
        let Some(bytes) = stream.as_ref().and_then(decode) else {
            content.unreadable += 1;
            continue;
        };
        if let Err(cut) = shared.budget.content(bytes.len()) {
            content.cut = Some(cut);
            break;
        }
        content.bytes.extend_from_slice(&bytes);
        // Streams break between tokens, and the break counts as a blank.
        content.bytes.push(b'\n');
    }
    content
}

/// The page's links to addresses; links within the document are not kept.
fn links(page: &Dict<'_>, initial: &Matrix, area: &Rect) -> Vec<Link> {
    let Some(annotations) = page.get::<Array<'_>>("Annots") else {
        return Vec::new();
    };
    let link = |annotation: Dict<'_>| {
        if annotation.get::<Name<'_>>("Subtype")?.as_ref() != b"Link" {
            return None;
        }
        let target = annotation.get::<Dict<'_>>("A")?.get::<PdfString<'_>>("URI")?;
        let [x0, y0, x1, y1] = annotation.get::<[f64; 4]>("Rect")?;
        let bbox = common(&initial.box_of(x0, y0, x1, y1)?, area)?;
        let target = match std::str::from_utf8(target.as_bytes()) {
            Ok(target) => target.to_owned(),
            Err(_) => decode_text_string(target.as_bytes()),
        };
        Some(Link { bbox, target })
    };
    annotations
        .iter::<hayro_syntax::object::Object<'_>>()
        .filter_map(|annotation| link(annotation.into_dict()?))
        .take(MAX_BOXES_PER_PAGE)
        .collect()
}
