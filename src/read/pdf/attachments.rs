//! Files within the file: attachments, and portfolios, whose report is an attachment. None is read, each is told.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::colour::text_string;
use super::limits::{MAX_DEFINITION_DEPTH, MAX_TREE_NODES};
use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};

/// So many attachments are told one by one.
const MOST_TOLD: usize = 20;
/// Endings of files that may hold a report.
const REPORTS: [&str; 8] = [".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp"];

/// An attached file.
struct Attachment {
    /// None where the document gives it none.
    name: Option<String>,
    page: Option<u32>,
}

/// An issue for each file that the document carries.
pub(super) fn find(pdf: &Pdf) -> Vec<Diagnostic> {
    let xref = pdf.xref();
    let Some(catalogue) = xref.get::<Dict<'_>>(xref.root_id()) else { return Vec::new() };
    let mut found: Vec<Attachment> = Vec::new();
    let mut nodes = 0;
    if let Some(tree) = catalogue.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles")) {
        walk(&tree, &mut found, &mut nodes, 0);
    }
    associated(&catalogue).for_each(|name| add(&mut found, name, None));
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        associated(page.raw()).for_each(|name| add(&mut found, name, Some(number)));
        let annotations = page.raw().get::<Array<'_>>("Annots");
        for annotation in annotations.into_iter().flat_map(|list| list.iter::<Dict<'_>>()).take(1000) {
            if annotation.get::<Name<'_>>("Subtype").as_deref() == Some(b"FileAttachment") {
                let name = annotation.get::<Dict<'_>>("FS").and_then(|file| file_name(&file));
                let name = name.or_else(|| annotation.get::<PdfString<'_>>("FS").map(|name| text_string(&name)));
                add(&mut found, name, Some(number));
            }
        }
    }
    let portfolio = catalogue.contains_key("Collection");
    let mut told: Vec<Diagnostic> = found.iter().take(MOST_TOLD).map(|file| tell(file, portfolio)).collect();
    if found.len() > MOST_TOLD {
        let message = message!("attachments-more", count = found.len() - MOST_TOLD);
        told.push(Diagnostic::new(Severity::Warning, "attachment", message));
    }
    told
}

/// The names of the files that belong to the document, or to a page.
fn associated(holder: &Dict<'_>) -> impl Iterator<Item = Option<String>> {
    let files: Vec<Option<String>> = holder
        .get::<Array<'_>>("AF")
        .into_iter()
        .flat_map(|files| files.iter::<Dict<'_>>().take(1000).map(|file| file_name(&file)).collect::<Vec<_>>())
        .collect();
    files.into_iter()
}

fn tell(file: &Attachment, portfolio: bool) -> Diagnostic {
    let lower = file.name.as_deref().unwrap_or_default().to_lowercase();
    let report = REPORTS.iter().any(|ending| lower.ends_with(ending));
    let severity = if portfolio || report { Severity::Warning } else { Severity::Info };
    let message = match (&file.name, portfolio) {
        (Some(name), true) => message!("attachment-portfolio", name),
        (Some(name), false) => message!("attachment", name),
        (None, true) => message!("attachment-portfolio-nameless"),
        (None, false) => message!("attachment-nameless"),
    };
    let note = Diagnostic::new(severity, "attachment", message);
    match file.page {
        Some(page) => note.on_page(page),
        None => note,
    }
}

fn add(found: &mut Vec<Attachment>, name: Option<String>, page: Option<u32>) {
    let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if found.iter().all(|known| known.name != name) {
        found.push(Attachment { name, page });
    }
}

fn walk(node: &Dict<'_>, found: &mut Vec<Attachment>, nodes: &mut usize, depth: usize) {
    *nodes += 1;
    if depth > MAX_DEFINITION_DEPTH || *nodes > MAX_TREE_NODES {
        return;
    }
    if let Some(names) = node.get::<Array<'_>>("Names") {
        let mut key = None;
        for item in names.iter::<Object<'_>>().take(2 * MAX_TREE_NODES) {
            match item {
                Object::String(name) => key = Some(text_string(&name)),
                Object::Dict(file) => add(found, file_name(&file).or(key.take()), None),
                _ => {}
            }
        }
    }
    for kid in node.get::<Array<'_>>("Kids").into_iter().flat_map(|kids| kids.iter::<Dict<'_>>()) {
        walk(&kid, found, nodes, depth + 1);
    }
}

/// The name of a file, without the folders before it.
fn file_name(file: &Dict<'_>) -> Option<String> {
    let name = ["UF", "F", "Unix", "DOS", "Mac"].iter().find_map(|key| file.get::<PdfString<'_>>(key))?;
    let name = text_string(&name);
    Some(name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned())
}
