use lopdf::Stream;

use super::*;

/// A PDF of one page that is turned and cropped, with an outline, a link and some content.
fn pdf(turned: i64) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let (pages, outline, entry) = (document.new_object_id(), document.new_object_id(), document.new_object_id());
    let content = document.add_object(Stream::new(dictionary! {}, b"0 0 m 100 100 l S".to_vec()));
    let link =
        dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()] };
    let link = document.add_object(link);
    let links = document.add_object(vec![Object::Reference(link)]);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Rotate" => turned, "Annots" => links,
        "CropBox" => vec![10.into(), 20.into(), 210.into(), 320.into()],
    });
    let media: Vec<Object> = vec![0.into(), 0.into(), 400.into(), 400.into()];
    document.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "MediaBox" => media },
    );
    document.set_object(outline, dictionary! { "Type" => "Outlines", "First" => entry, "Last" => entry, "Count" => 1 });
    document.set_object(entry, dictionary! { "Title" => Object::string_literal("before"), "Parent" => outline });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Outlines" => outline });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn marks() -> Marks {
    let bbox = Rect { x0: 30.0, y0: 40.0, x1: 90.0, y1: 52.0 };
    Marks {
        highlights: vec![Highlight {
            page: 1,
            boxes: vec![bbox],
            note: "Intitulé".to_owned(),
            kind: HighlightKind::Title,
        }],
        entries: vec![
            Entry { title: "Aide".to_owned(), page: 1, at: Some(bbox) },
            Entry { title: "Élagueur".to_owned(), page: 1, at: None },
        ],
    }
}

#[test]
fn marks_are_added_behind_the_bytes_of_the_file() {
    let before = pdf(0);
    let after = annotate(before.clone(), &marks()).unwrap();
    assert!(after.starts_with(&before));
    let document = Document::load_mem(&after).unwrap();
    let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
    let annotations = page.get_deref(b"Annots", &document).unwrap().as_array().unwrap();
    let kinds: Vec<&[u8]> = annotations
        .iter()
        .map(|id| document.dereference(id).unwrap().1.as_dict().unwrap().get(b"Subtype").unwrap().as_name().unwrap())
        .collect();
    assert_eq!(kinds, [b"Link".as_slice(), b"Highlight"]);
    let catalog = document.catalog().unwrap();
    let outline = catalog.get_deref(b"Outlines", &document).unwrap().as_dict().unwrap();
    let first = outline.get_deref(b"First", &document).unwrap().as_dict().unwrap();
    assert_eq!(first.get(b"Title").unwrap().as_str().unwrap(), b"before");
    let ours = first.get_deref(b"Next", &document).unwrap().as_dict().unwrap();
    assert_eq!(ours.get(b"Count").unwrap().as_i64().unwrap(), -2);
    let second = ours.get_deref(b"Last", &document).unwrap().as_dict().unwrap();
    assert!(second.get(b"Prev").is_ok() && second.get(b"Next").is_err());
}

#[test]
fn a_box_lies_where_the_page_shows_it_however_it_is_turned() {
    // The page is 200 by 300 points, seen from (10, 20); the box is 60 by 12 at (30, 40) from the top left.
    let expected = [
        (0, [40.0, 268.0, 100.0, 280.0]),
        (90, [50.0, 50.0, 62.0, 110.0]),
        (180, [120.0, 60.0, 180.0, 72.0]),
        (270, [158.0, 230.0, 170.0, 290.0]),
        (-90, [158.0, 230.0, 170.0, 290.0]),
    ];
    for (turned, rectangle) in expected {
        let document = Document::load_mem(&annotate(pdf(turned), &marks()).unwrap()).unwrap();
        let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
        let annotations = page.get_deref(b"Annots", &document).unwrap().as_array().unwrap();
        let ours = document.dereference(&annotations[1]).unwrap().1.as_dict().unwrap();
        let sides = ours.get(b"Rect").unwrap().as_array().unwrap().iter().map(|side| side.as_float().unwrap());
        assert_eq!(sides.collect::<Vec<f32>>(), rectangle, "turned by {turned}");
    }
}

#[test]
fn a_file_that_is_no_pdf_is_refused_with_a_reason() {
    assert!(matches!(annotate(b"%PDF-1.7 nothing".to_vec(), &marks()), Err(Refusal::Damaged(_))));
}
