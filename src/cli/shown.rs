//! `ingest inspect --html FILE`: what was understood of a document, as a page to look at.

use std::path::Path;

use anyhow::bail;
use ingest::draw::draw;
use ingest::inspect::html;
use ingest::layout::layout;
use ingest::message;
use ingest::profile::recognise;
use ingest::read::kind::Kind;
use ingest::read::ocr::Ocr;
use ingest::read::pdf::Options;
use ingest::text::said::system;

use super::exit::Trouble;
use super::inspect::read_document;
use super::language::language;
use super::run::load_profiles;
use super::why;

/// Writes the page to `target`, and tells that; of one page of the document when `page` (1-based) is given.
pub(crate) fn show(
    path: &Path,
    page: Option<u32>,
    target: &Path,
    profiles: Option<&Path>,
    options: &Options,
    ocr: &Ocr,
) -> anyhow::Result<String> {
    let (bytes, kind, document, _) = read_document(path, options, ocr)?;
    let mut numbers: Vec<u32> = document.pages.iter().map(|page| page.number).collect();
    if let Some(page) = page {
        if !numbers.contains(&page) {
            let pages = numbers.len();
            bail!(Trouble(message!("inspect-no-page", path = path.display(), page, pages)));
        }
        numbers = vec![page];
    }
    let flow = layout(document);
    let pictures = match kind {
        Kind::Pdf => draw(&bytes, options, &numbers).map_err(|error| Trouble(error.message().of_path(path)))?,
        _ => Vec::new(),
    };
    let profiles = load_profiles(profiles)?;
    let ranges = recognise(&flow, &profiles);
    let names: Vec<String> = ranges.iter().map(|range| format!("{} ({})", range.profile.id, range.score)).collect();
    let claims: Vec<html::Claim> = ranges.iter().flat_map(|range| why::claims(&flow, range)).collect();
    let title = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let text = html::page(&title, &flow, &numbers, &pictures, &names, &claims, language());
    std::fs::write(target, text)
        .map_err(|error| Trouble(message!("inspect-page-unwritten", path = target.display(), why = system(&error))))?;
    Ok(format!("{}\n", target.display()))
}
