//! What the PDF reader leaves out, it tells: budgets, damage, promises of the file that are not kept.

use ingest::model::diagnostic::{Diagnostic, Severity};
use ingest::model::document::{Document, PageContent};
use ingest::read::pdf::{Options, read};

const FONT: &str = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

/// A PDF of these pages' contents, with more entries for the resources of all; the tree promises `count` pages.
fn pdf(contents: &[&[u8]], resources: &str, objects: &[String], count: usize) -> Vec<u8> {
    let first = 3;
    let kids: Vec<String> = (0..contents.len()).map(|index| format!("{} 0 R", first + 2 * index)).collect();
    let mut bodies: Vec<Vec<u8>> = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()];
    let kids = kids.join(" ");
    let tree = format!("<< /Type /Pages /Kids [{kids}] /Count {count} /Resources << {FONT} {resources} >> >>");
    bodies.push(tree.into_bytes());
    for (index, content) in contents.iter().enumerate() {
        let stream = first + 2 * index + 1;
        let page = format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents {stream} 0 R >>");
        bodies.push(page.into_bytes());
        let head = format!("<< /Length {} >>\nstream\n", content.len());
        bodies.push([head.as_bytes(), content, b"\nendstream"].concat());
    }
    bodies.extend(objects.iter().map(|object| object.clone().into_bytes()));
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (index, body) in bodies.iter().enumerate() {
        bytes.extend([format!("{} 0 obj\n", index + 1).as_bytes(), body, b"\nendobj\n"].concat());
    }
    // Without a table of objects the reader looks for them.
    bytes.extend(format!("trailer << /Size {} /Root 1 0 R >>\n%%EOF\n", bodies.len() + 1).bytes());
    bytes
}

fn read_all(bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
    read(&bytes.to_vec().into(), &Options::default()).expect("a readable PDF")
}

fn text(document: &Document) -> String {
    let pages = document.pages.iter();
    let glyphs = pages.flat_map(|page| match &page.content {
        PageContent::Glyphs(page) => page.glyphs.iter(),
        PageContent::Lines(_) => panic!("a PDF gives glyphs"),
    });
    glyphs.map(|glyph| glyph.text.as_str()).collect()
}

/// Codes and pages of what is an error: such a file is `partial` at best.
fn errors(diagnostics: &[Diagnostic]) -> Vec<(&str, Option<u32>)> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.map(|diagnostic| (diagnostic.code.as_ref(), diagnostic.page)).collect()
}

#[test]
fn pages_that_are_promised_and_not_found_are_told() {
    let contents: [&[u8]; 2] = [b"BT /F1 9 Tf 9 99 Td (un) Tj ET", b"BT /F1 9 Tf 9 99 Td (deux) Tj ET"];
    let (document, diagnostics) = read_all(&pdf(&contents, "", &[], 2));
    assert_eq!((text(&document).as_str(), errors(&diagnostics)), ("undeux", vec![]));
    let (document, diagnostics) = read_all(&pdf(&contents, "", &[], 3));
    assert_eq!((text(&document).as_str(), errors(&diagnostics)), ("undeux", vec![("pages-missing", None)]));
    assert!(diagnostics[0].message.to_string().contains("3 pages, 2 were found"), "{}", diagnostics[0].message);
    // Fewer promised than found: all are read, nothing is lost.
    assert_eq!(errors(&read_all(&pdf(&contents, "", &[], 1)).1), []);
}

#[test]
fn forms_that_are_nested_too_deeply_are_told() {
    let mut objects = Vec::new();
    for number in 5..25 {
        let (resources, content) = (format!("/XObject << /X {} 0 R >>", number + 1), "/X Do");
        let end = "BT /F1 9 Tf 9 99 Td (fin) Tj ET";
        let (resources, content) = if number == 24 { (FONT.to_owned(), end) } else { (resources, content) };
        objects.push(format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 200 300] /Resources << {resources} >> /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let content: &[u8] = b"/X Do BT /F1 9 Tf 9 99 Td (reste) Tj ET";
    let (document, diagnostics) = read_all(&pdf(&[content], "/XObject << /X 5 0 R >>", &objects, 1));
    // Only what is nested is lost.
    assert_eq!((text(&document).as_str(), errors(&diagnostics)), ("reste", vec![("page-cut", Some(1))]));
}

#[test]
fn too_many_fonts_end_the_document_and_are_told() {
    let fonts: Vec<String> =
        (0..6_000).map(|number| format!("/G{number} << /Type /Font /Subtype /Type1 /BaseFont /N{number} >>")).collect();
    let resources =
        format!("/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> {} >>", fonts.join(" "));
    let all: String = (0..6_000).map(|number| format!("/G{number} 9 Tf ")).collect();
    let first = format!("BT 9 99 Td /F1 9 Tf (un) Tj {all} (trop) Tj ET");
    // The later entry of a dictionary is the one that counts.
    let bytes = pdf(&[first.as_bytes(), b"BT /F1 9 Tf 9 99 Td (deux) Tj ET"], &resources, &[], 2);
    let (document, diagnostics) = read_all(&bytes);
    assert_eq!(
        (text(&document).as_str(), errors(&diagnostics)),
        ("un", vec![("page-cut", Some(1)), ("page-cut", Some(2))])
    );
}

#[test]
fn pictures_that_are_too_large_are_told_and_not_drawn() {
    let picture = "<< /Type /XObject /Subtype /Image /Width 90000 /Height 90000 /BitsPerComponent 1 /ColorSpace \
                   /DeviceGray /Length 1 >>\nstream\n0\nendstream";
    let content: &[u8] = b"q 99 0 0 99 0 0 cm /Im Do Q BT /F1 9 Tf 9 99 Td (un) Tj ET";
    let (document, diagnostics) = read_all(&pdf(&[content], "/XObject << /Im 5 0 R >>", &[picture.to_owned()], 1));
    assert_eq!(text(&document), "un");
    let told: Vec<_> = diagnostics.iter().map(|d| (d.code.as_ref(), d.severity)).collect();
    assert_eq!(told, [(ingest::read::pdf::PICTURES_TOO_LARGE, Severity::Warning)]);
}
