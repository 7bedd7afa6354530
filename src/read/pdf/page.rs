//! One page: its content streams, its links, and what to say about them.

use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};

use super::inflate::{decode, is_whole};
use super::interpreter::{Interpreter, Shared};
use super::limits::{Cut, MAX_BOXES_PER_PAGE, MAX_STREAM_BYTES};
use super::sink::Finished;
use super::state::{Matrix, common};
use super::unicode::decode_text_string;
use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{GlyphPage, Link, Page, PageContent};
use crate::model::geometry::Rect;
use crate::model::message::Message;

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
pub(super) fn unreadable(number: u32, why: Message) -> Diagnostic {
    Diagnostic::new(Severity::Error, "page-unreadable", why).on_page(number)
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
    let mut report = |severity, code: &'static str, message: Message| {
        diagnostics.push(Diagnostic::new(severity, code, message).on_page(number));
    };
    if !initial.is_usable() || !area.width().is_finite() || !area.height().is_finite() {
        diagnostics.push(unreadable(number, message!("page-size")));
        return;
    }
    shared.budget.start_page();
    let content = decode_content(source.raw(), shared);
    if content.unreadable > 0 {
        let message = message!("page-streams", count = content.unreadable, most = MAX_STREAM_BYTES >> 20);
        report(Severity::Error, "page-unreadable", message);
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
        choices,
        shapes_left_out,
        forms_unreadable,
        forms_broken,
        forms_too_deep,
        pictures_too_large,
        ..
    } = interpreter;
    let Finished { glyphs, mut aside, tally, unknown, emptied, slant } = sink.finish(&grounds, &images);
    let unchosen = choices.len();
    aside.extend(choices);
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
        report(Severity::Info, "drawings-cut", message!("drawings-cut", why = reason.reason()));
    }
    if let Some(cut) = cut {
        report(Severity::Error, "page-cut", message!("page-cut", why = cut.reason()));
    }
    if forms_unreadable > 0 {
        report(Severity::Error, "page-unreadable", message!("page-forms", count = forms_unreadable));
    }
    let broken = content.broken + forms_broken;
    if broken > 0 {
        report(Severity::Warning, "content-damaged", message!("content-damaged", count = broken));
    }
    if forms_too_deep > 0 {
        report(Severity::Error, "page-cut", message!("page-forms-deep", count = forms_too_deep));
    }
    if pictures_too_large > 0 {
        report(Severity::Warning, PICTURES_TOO_LARGE, message!("pictures-too-large", count = pictures_too_large));
    }
    for font in std::mem::take(&mut shared.fonts.unreadable) {
        report(Severity::Warning, "font-unreadable", message!("font-unreadable", font));
    }
    if unknown > 0 {
        let total = tally.read;
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let many = unknown as f64 > UNKNOWN_SHARE * total as f64;
        let severity = if many { Severity::Warning } else { Severity::Info };
        report(severity, "glyphs-without-unicode", message!("glyphs-without-unicode", count = unknown, total));
    }
    if emptied > 0 {
        report(Severity::Warning, "text-replaced-by-nothing", message!("text-replaced-by-nothing", count = emptied));
    }
    if tally.outside > 0 {
        report(Severity::Info, "glyphs-outside-page", message!("glyphs-outside-page", count = tally.outside));
    }
    if tally.hidden > 0 {
        report(Severity::Info, "hidden-text", message!("hidden-text", count = tally.hidden));
    }
    if unchosen > 0 {
        report(Severity::Info, "choices-left-out", message!("choices-left-out", count = unchosen));
    }
    if tally.misplaced > 0 {
        report(Severity::Warning, "glyphs-misplaced", message!("glyphs-misplaced", count = tally.misplaced));
    }
    if shapes_left_out > 0 {
        report(Severity::Info, "shapes-left-out", message!("shapes-left-out", count = shapes_left_out));
    }
}

/// The content of a page, its streams put together.
struct Content {
    bytes: Vec<u8>,
    unreadable: usize,
    /// Streams that break off where they are damaged.
    broken: usize,
    cut: Option<Cut>,
}

fn decode_content(page: &Dict<'_>, shared: &mut Shared<'_>) -> Content {
    let mut content = Content { bytes: Vec::new(), unreadable: 0, broken: 0, cut: None };
    let streams: Vec<Option<Stream<'_>>> = if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        vec![Some(stream)]
    } else if let Some(list) = page.get::<Array<'_>>("Contents") {
        list.iter::<hayro_syntax::object::Object<'_>>().map(hayro_syntax::object::Object::into_stream).collect()
    } else {
        Vec::new()
    };
    for stream in streams {
        let Some((stream, bytes)) = stream.and_then(|stream| decode(&stream).map(|bytes| (stream, bytes))) else {
            content.unreadable += 1;
            continue;
        };
        content.broken += usize::from(!is_whole(&stream, &bytes));
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
