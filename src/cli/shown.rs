//! `ingest inspect --html FILE`: what was understood of a document, as a page to look at.

use std::path::Path;

use anyhow::{Context as _, bail};
use ingest::draw::draw;
use ingest::inspect::html;
use ingest::layout::layout;
use ingest::profile::recognise;
use ingest::read::kind::Kind;
use ingest::read::ocr::Ocr;
use ingest::read::pdf::Options;

use super::inspect::read_document;
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
            bail!("{}: has no page {page}, only {}; name another one", path.display(), numbers.len());
        }
        numbers = vec![page];
    }
    let flow = layout(document);
    let pictures = match kind {
        Kind::Pdf => {
            draw(&bytes, options, &numbers).with_context(|| format!("{}: not a readable PDF", path.display()))?
        }
        _ => Vec::new(),
    };
    let profiles = load_profiles(profiles)?;
    let ranges = recognise(&flow, &profiles);
    let names: Vec<String> = ranges.iter().map(|range| format!("{} ({})", range.profile.id, range.score)).collect();
    let claims: Vec<html::Claim> = ranges.iter().flat_map(|range| why::claims(&flow, range)).collect();
    let title = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let text = html::page(&title, &flow, &numbers, &pictures, &names, &claims);
    std::fs::write(target, text)
        .with_context(|| format!("{}: cannot be written; name another place with --html", target.display()))?;
    Ok(format!("{}\n", target.display()))
}
