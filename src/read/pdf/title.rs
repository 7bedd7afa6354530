//! The document's title, from its information dictionary or its XMP metadata.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};

use super::colour::helper_bytes;
use super::unicode::decode_text_string;

/// The title, trimmed; `None` if there is none.
pub(super) fn read(pdf: &Pdf) -> Option<String> {
    let title = pdf.metadata().title.as_deref().map(decode_text_string);
    title.and_then(tidy).or_else(|| tidy(from_xmp(pdf)?))
}

fn tidy(title: String) -> Option<String> {
    let title = title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let title = title.collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

/// The first `dc:title` entry. XMP is written by machines in one form, so looking for its tags is enough.
fn from_xmp(pdf: &Pdf) -> Option<String> {
    let xref = pdf.xref();
    let metadata = xref.get::<Dict<'_>>(xref.root_id())?.get::<Stream<'_>>("Metadata")?;
    let bytes = helper_bytes(&metadata)?;
    let text = String::from_utf8_lossy(&bytes);
    let title = between(&text, "<dc:title", "</dc:title>")?;
    let entry = between(title, "<rdf:li", "</rdf:li>")?;
    let (_, entry) = entry.split_once('>')?;
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    Some(entities.iter().fold(entry.to_owned(), |text, (entity, character)| text.replace(entity, character)))
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}
