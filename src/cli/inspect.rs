//! `ingest inspect`: what was understood of one file, block by block. For people who debug a report or write a profile.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use ingest::catalogue::number_in;
use ingest::error::Error;
use ingest::inspect::{self, Part};
use ingest::layout::layout;
use ingest::message;
use ingest::model::diagnostic::Diagnostic;
use ingest::model::document::{Aside, AsideKind, Direction, Document, Page, PageContent};
use ingest::model::flow::{Block, Flow, Role};
use ingest::model::message::Message;
use ingest::read::coverage::{pictures_of_pages, text_layer};
use ingest::read::ocr::{Deadline, Ocr};
use ingest::read::{self, kind::Kind, pdf::Options};
use ingest::text::said::system;

use super::args::InspectForm;
use super::exit::Trouble;
use super::language::{language, say};

/// Pixels a point of a page's picture: 108 dots an inch.
const SCALE: f32 = 1.5;

/// The blocks of a file in reading order, in the form asked for; of one page when `page` (1-based) is given. With `png`, pictures of
/// the pages are written there instead, and their names are the text.
pub(crate) fn inspect(
    path: &Path,
    page: Option<u32>,
    form: InspectForm,
    png: Option<&Path>,
    options: &Options,
    ocr: &Ocr,
) -> anyhow::Result<String> {
    let (bytes, kind, mut document, diagnostics) = read_document(path, options, ocr)?;
    if let Some(page) = page
        && document.pages.iter().all(|known| known.number != page)
    {
        let pages = document.pages.len();
        bail!(Trouble(message!("inspect-no-page", path = path.display(), page, pages)));
    }
    let numbers: Vec<u32> = document.pages.iter().map(|page| page.number).collect();
    let asides: Vec<(u32, Vec<Aside>)> = document.pages.iter_mut().filter_map(take_asides).collect();
    let flow = layout(document);
    if let Some(png) = png {
        anyhow::ensure!(kind == Kind::Pdf, Trouble(message!("inspect-no-pictures", path = path.display())));
        let numbers = page.map_or(numbers, |page| vec![page]);
        return draw(path, &bytes, options, &flow, &numbers, png);
    }
    match form {
        InspectForm::Text => {}
        InspectForm::Json => return Ok(inspect::json(&flow, &diagnostics, page, language())?),
        InspectForm::Md => return Ok(inspect::markdown(&flow, page)),
    }
    let mut out = String::new();
    let mut words = Words::default();
    let body = flow.body;
    let size = number_in(language(), &body.size.to_string());
    let bold = if body.bold { format!(" {}", words.of("look-bold")) } else { String::new() };
    writeln!(out, "{}{bold}", say(&message!("inspect-pages", count = flow.pages, size)))?;
    for diagnostic in &diagnostics {
        writeln!(out, "! {} {}", diagnostic.code, say(&diagnostic.message))?;
    }
    let shown = |block: &&Block| inspect::is_on(block, page);
    for (number, block) in flow.blocks.iter().enumerate().filter(|(_, block)| shown(block)) {
        describe(&mut out, &mut words, &format!("{}", number + 1), block)?;
    }
    for block in flow.furniture.iter().filter(shown) {
        let furniture = words.of("role-furniture").to_owned();
        describe(&mut out, &mut words, &furniture, block)?;
    }
    for (number, asides) in asides.iter().filter(|(number, _)| page.is_none_or(|page| page == *number)) {
        for aside in asides {
            describe_aside(&mut out, *number, aside)?;
        }
    }
    Ok(out)
}

/// The text of a page that is none of the report, with the page's number.
fn take_asides(page: &mut Page) -> Option<(u32, Vec<Aside>)> {
    match &mut page.content {
        PageContent::Glyphs(content) => Some((page.number, std::mem::take(&mut content.aside))),
        PageContent::Lines(_) => None,
    }
}

/// A file's bytes, what it is, what it holds and what was noticed on the way.
pub(super) type Looked = (Arc<Vec<u8>>, Kind, Document, Vec<Diagnostic>);

/// Reads a file without running it through the pipeline.
pub(super) fn read_document(path: &Path, options: &Options, ocr: &Ocr) -> anyhow::Result<Looked> {
    let bytes = std::fs::read(path).map_err(|source| Error::PathUnreadable { path: path.to_path_buf(), source })?;
    let bytes = Arc::new(bytes);
    let head = &bytes[..bytes.len().min(read::kind::HEAD_BYTES)];
    let kind = Kind::of(path, head);
    let (mut document, mut diagnostics) = match kind {
        Kind::Pdf => read::pdf::read(&bytes, options).map_err(|error| Trouble(error.message().of_path(path)))?,
        Kind::Text => read::text::read(&bytes)
            .map_err(|read::text::Error::Binary| Trouble(message!("file-no-text").of_path(path)))?,
        Kind::Empty | Kind::Other(_) => bail!(Trouble(message!("inspect-no-document").of_path(path))),
    };
    if kind == Kind::Pdf {
        let deadline = Deadline::from_now(None, None);
        let recognised = ocr.read(&bytes, options, &mut document, &mut diagnostics, deadline);
        let layer = text_layer(&document);
        diagnostics.extend(pictures_of_pages(&document, layer, &recognised.pages, || ocr.hint()));
    }
    Ok((bytes, kind, document, diagnostics))
}

/// Writes the picture of each page with what was understood of it, and lists the files.
fn draw(
    path: &Path,
    bytes: &Arc<Vec<u8>>,
    options: &Options,
    flow: &Flow,
    pages: &[u32],
    png: &Path,
) -> anyhow::Result<String> {
    let is_file = png.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) && !png.is_dir();
    if is_file && pages.len() != 1 {
        bail!(Trouble(message!("inspect-one-file", path = png.display(), count = pages.len())));
    }
    if !is_file {
        let failed = |error| Trouble(message!("inspect-no-folder", path = png.display(), why = system(&error)));
        std::fs::create_dir_all(png).map_err(failed)?;
    }
    let renderer = read::pdf::Renderer::new(bytes, options).map_err(|error| Trouble(error.message().of_path(path)))?;
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut out = String::new();
    for part in Part::ALL {
        writeln!(out, "{}", say(&part.legend()))?;
    }
    for page in pages {
        let mut picture = renderer
            .page(*page, SCALE)
            .ok_or_else(|| Trouble(message!("inspect-page-size", path = path.display(), page = *page)))?;
        inspect::draw(&mut picture, flow, *page);
        let bytes = inspect::png(&picture).ok_or_else(|| Trouble(message!("inspect-uncoded")))?;
        let target = if is_file { png.to_path_buf() } else { png.join(format!("{stem}-{page:03}.png")) };
        let failed = |error| Trouble(message!("inspect-unwritten", path = target.display(), why = system(&error)));
        std::fs::write(&target, bytes).map_err(failed)?;
        writeln!(out, "{}", target.display())?;
    }
    Ok(out)
}

/// A line that is no text of the report.
fn describe_aside(out: &mut String, page: u32, aside: &Aside) -> std::fmt::Result {
    let kind = match aside.kind {
        AsideKind::Watermark => say(&message!("role-watermark")),
        AsideKind::Hidden => say(&message!("role-hidden")),
        AsideKind::Unchosen => say(&message!("role-unchosen")),
    };
    let furniture = say(&message!("role-furniture"));
    let Aside { text, bbox: b, size, angle, .. } = aside;
    let place = format!("p{page} [{:.0} {:.0} {:.0} {:.0}]", b.x0, b.y0, b.x1, b.y1);
    writeln!(out, "\n#{furniture} {kind} · {place} · {size:.1}pt {angle:.0}°\n  {text}")
}

fn describe(out: &mut String, words: &mut Words, number: &str, block: &Block) -> std::fmt::Result {
    write!(out, "\n#{number} {} · ", words.role(block.role))?;
    for (at, place) in block.places().iter().enumerate() {
        let (b, between) = (place.bbox, if at > 0 { " " } else { "" });
        write!(out, "{between}p{} [{:.0} {:.0} {:.0} {:.0}]", place.page, b.x0, b.y0, b.x1, b.y1)?;
    }
    let style = block.style;
    write!(out, " · {}pt", number_in(language(), &style.size.to_string()))?;
    for (_, look) in [(style.bold, "look-bold"), (style.italic, "look-italic")].into_iter().filter(|(is, _)| *is) {
        write!(out, " {}", words.of(look))?;
    }
    let direction = match style.direction {
        Direction::Right => "direction-right",
        Direction::Down => "direction-down",
        Direction::Left => "direction-left",
        Direction::Up => "direction-up",
    };
    write!(out, " {}", words.of(direction))?;
    if let Some(container) = block.container {
        write!(out, " {}", say(&message!("look-panel", number = container)))?;
    }
    writeln!(out)?;
    match &block.table {
        Some(table) => {
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(|cell| cell.items().collect::<Vec<_>>().join(" ¶ ")).collect();
                writeln!(out, "  | {}", cells.join(" | "))?;
            }
        }
        None => {
            // A number or letter that counts it; bullets say nothing.
            let marker = block.lines.first().and_then(|line| line.marker.as_deref());
            let marker = marker.filter(|marker| marker.chars().any(char::is_alphanumeric));
            writeln!(out, "  {}{}{}", marker.unwrap_or_default(), marker.map_or("", |_| " "), block.text)?;
        }
    }
    Ok(())
}

/// Words of the catalogue in the language of the screen, each looked up once.
#[derive(Default)]
struct Words {
    plain: BTreeMap<&'static str, String>,
    roles: BTreeMap<Role, String>,
}

impl Words {
    fn of(&mut self, key: &'static str) -> &str {
        self.plain.entry(key).or_insert_with(|| say(&Message::new(key)))
    }

    fn role(&mut self, role: Role) -> &str {
        self.roles.entry(role).or_insert_with(|| say(&inspect::html::role(role)))
    }
}
