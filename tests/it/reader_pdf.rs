//! The PDF reader on small PDFs, each built to show one thing.

use crate::support;
use ingest::model::diagnostic::Diagnostic;
use ingest::model::document::{Direction, Document, Glyph, GlyphPage, PageContent, Rgb, ShapeKind};
use ingest::read::coverage::is_picture;
use ingest::read::pdf::{Error, Options, is_pdf, read};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};

/// A one-page PDF in the making: page of 200 by 300 points, Helvetica as `F1`.
pub(crate) struct Build {
    pub(crate) document: lopdf::Document,
    resources: Dictionary,
    pub(crate) page: Dictionary,
    pub(crate) catalogue: Dictionary,
}

impl Build {
    pub(crate) fn new() -> Self {
        let mut document = lopdf::Document::with_version("1.7");
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        let resources = dictionary! { "Font" => dictionary! { "F1" => font } };
        let page = dictionary! {
            "Type" => "Page", "MediaBox" => vec![0.into(), 0.into(), 200.into(), 300.into()],
        };
        Self { document, resources, page, catalogue: dictionary! { "Type" => "Catalog" } }
    }

    pub(crate) fn resource(mut self, kind: &str, name: &str, object: impl Into<Object>) -> Self {
        let mut entries = match self.resources.get(kind.as_bytes()) {
            Ok(Object::Dictionary(entries)) => entries.clone(),
            _ => Dictionary::new(),
        };
        entries.set(name, object);
        self.resources.set(kind, entries);
        self
    }

    pub(crate) fn form(&mut self, mut dictionary: Dictionary, content: &str) -> ObjectId {
        dictionary.set("Type", "XObject");
        dictionary.set("Subtype", "Form");
        self.document.add_object(Stream::new(dictionary, content.as_bytes().to_vec()))
    }

    pub(crate) fn bytes(mut self, content: &str) -> Vec<u8> {
        let content = self.document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let pages = self.document.new_object_id();
        self.page.set("Parent", pages);
        self.page.set("Contents", content);
        self.page.set("Resources", self.resources);
        let page = self.document.add_object(self.page);
        self.document
            .objects
            .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        self.catalogue.set("Pages", pages);
        let catalogue = self.document.add_object(self.catalogue);
        self.document.trailer.set("Root", catalogue);
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("writing to memory");
        bytes
    }

    pub(crate) fn read(self, content: &str) -> Read {
        let outcome = read(&self.bytes(content).into(), &Options::default());
        let (document, diagnostics) = outcome.expect("a readable PDF");
        Read { document, diagnostics }
    }
}

pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Read {
    pub(crate) fn page(&self) -> &GlyphPage {
        match &self.document.pages[0].content {
            PageContent::Glyphs(page) => page,
            PageContent::Lines(_) => panic!("a PDF gives glyphs"),
        }
    }

    pub(crate) fn glyphs(&self) -> &[Glyph] {
        &self.page().glyphs
    }

    pub(crate) fn text(&self) -> String {
        self.glyphs().iter().map(|glyph| glyph.text.as_str()).collect()
    }

    pub(crate) fn codes(&self) -> Vec<&str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
    }

    fn kinds(&self) -> Vec<ShapeKind> {
        self.page().shapes.iter().map(|shape| shape.kind).collect()
    }
}

#[track_caller]
fn near(a: f32, b: f32) {
    assert!((a - b).abs() < 0.05, "{a} is not {b}");
}

fn string(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Literal)
}

#[test]
fn a_glyph_has_its_place_size_and_box() {
    let read = Build::new().read("BT /F1 10 Tf 20 250 Td (Ab) Tj ET");
    let [a, b] = read.glyphs() else { panic!("two glyphs") };
    assert_eq!((a.text.as_str(), b.text.as_str()), ("A", "b"));
    near(a.origin.0, 20.0);
    near(a.origin.1, 50.0);
    near(a.bbox.x1, 26.67);
    near(b.origin.0, 26.67);
    near(a.size, 10.0);
    assert!(a.bbox.y0 < 43.0 && a.bbox.y1 > 51.0);
    assert_eq!(a.direction, Direction::Right);
    assert_eq!(read.document.fonts[0].name, "Helvetica");
    assert!(!a.guessed && !a.invisible && read.document.paginated);
    assert!(read.diagnostics.is_empty());
}

#[test]
fn numbers_in_tj_move_the_next_glyph() {
    let read = Build::new().read("BT /F1 10 Tf 20 250 Td [(A) -500 (A) 1000 (A)] TJ ET");
    let x: Vec<f32> = read.glyphs().iter().map(|glyph| glyph.origin.0).collect();
    near(x[1], 20.0 + 6.67 + 5.0);
    near(x[2], x[1] + 6.67 - 10.0);
}

#[test]
fn spacing_and_scaling_count_in_the_advance_but_not_in_the_box() {
    let read = Build::new().read("BT /F1 10 Tf 1 Tc 4 Tw 50 Tz 20 250 Td (A A) Tj ET");
    let glyphs = read.glyphs();
    assert_eq!(read.text(), "A A");
    near(glyphs[0].bbox.x1, 20.0 + 3.335);
    near(glyphs[1].origin.0, 20.0 + (6.67 + 1.0) / 2.0);
    near(glyphs[2].origin.0, 20.0 + (6.67 + 1.0 + 2.78 + 1.0 + 4.0) / 2.0);
}

#[test]
fn line_operators_move_down() {
    let read = Build::new()
        .read("BT /F1 10 Tf 12 TL 20 250 Td (a) Tj T* (b) Tj (c) ' 0 -20 TD (d) Tj T* (e) Tj 1 2 (f) \" ET");
    let y: Vec<f32> = read.glyphs().iter().map(|glyph| glyph.origin.1).collect();
    assert_eq!(read.text(), "abcdef");
    for (got, expected) in y.iter().zip([50.0, 62.0, 74.0, 94.0, 114.0, 134.0]) {
        near(*got, expected);
    }
}

#[test]
fn a_rotated_page_is_read_as_displayed() {
    let mut build = Build::new();
    build.page.set("Rotate", 90);
    let read = build.read("BT /F1 10 Tf 0 1 -1 0 40 30 Tm (Up) Tj ET BT /F1 10 Tf 20 250 Td (x) Tj ET");
    let page = &read.document.pages[0];
    assert_eq!((page.width, page.height), (300.0, 200.0));
    let [upright, _, turned] = read.glyphs() else { panic!("three glyphs") };
    // Text that runs up the sheet runs to the right once the sheet is turned clockwise.
    assert_eq!(upright.direction, Direction::Right);
    near(upright.origin.0, 30.0);
    near(upright.origin.1, 40.0);
    assert_eq!(turned.direction, Direction::Down);
    near(turned.origin.0, 250.0);
    near(turned.origin.1, 20.0);
}

#[test]
fn slanted_text_keeps_its_direction_and_size() {
    let read = Build::new().read("BT /F1 1 Tf 10 0 3.4 10 20 250 Tm (A) Tj ET");
    near(read.glyphs()[0].size, 10.0);
    near(read.glyphs()[0].bbox.x0, 20.0);
    near(read.glyphs()[0].bbox.x1, 26.67);
}

#[test]
fn the_crop_box_is_the_page_and_what_lies_outside_is_left_out() {
    let mut build = Build::new();
    build.page.set("CropBox", vec![10.into(), 20.into(), 110.into(), 220.into()]);
    let read = build.read("BT /F1 10 Tf 20 200 Td (in) Tj ET BT /F1 10 Tf 150 200 Td (out) Tj ET");
    let page = &read.document.pages[0];
    assert_eq!((page.width, page.height), (100.0, 200.0));
    assert_eq!(read.text(), "in");
    near(read.glyphs()[0].origin.0, 10.0);
    near(read.glyphs()[0].origin.1, 20.0);
    assert_eq!(read.codes(), ["glyphs-outside-page"]);
}

#[test]
fn a_form_has_a_matrix_and_fonts_of_its_own_and_leaves_no_trace() {
    let mut build = Build::new();
    let font =
        build.document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Bold" });
    let form = build.form(
        dictionary! {
            "BBox" => vec![0.into(), 0.into(), 100.into(), 100.into()],
            "Matrix" => vec![2.into(), 0.into(), 0.into(), 2.into(), 10.into(), 20.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F9" => font } },
        },
        "q q BT /F9 10 Tf 5 5 Td (A) Tj /F1 10 Tf (B) Tj ET 9 0 0 9 0 0 cm",
    );
    let read = build.resource("XObject", "X1", form).read("/X1 Do BT /F1 10 Tf 20 250 Td (C) Tj ET");
    let glyphs = read.glyphs();
    // `F1` is the page's: the form's own resources lack it.
    assert_eq!(read.text(), "ABC");
    near(glyphs[0].origin.0, 20.0);
    near(glyphs[0].origin.1, 300.0 - 30.0);
    near(glyphs[0].size, 20.0);
    assert!(read.document.fonts[usize::from(glyphs[0].font)].bold);
    near(glyphs[2].origin.0, 20.0);
    near(glyphs[2].size, 10.0);
}

#[test]
fn forms_that_draw_each_other_end() {
    let mut build = Build::new();
    let (one, two) = (build.document.new_object_id(), build.document.new_object_id());
    for (id, other) in [(one, two), (two, one)] {
        let resources = dictionary! { "XObject" => dictionary! { "X" => other } };
        let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources };
        build.document.objects.insert(id, Stream::new(form, b"/X Do /X Do".to_vec()).into());
    }
    let read = build.resource("XObject", "X", one).read("/X Do BT /F1 10 Tf 20 250 Td (end) Tj ET");
    assert_eq!(read.text(), "end");
}

#[test]
fn a_fan_of_forms_cuts_the_page() {
    let mut build = Build::new();
    let mut inner = build.form(Dictionary::new(), "BT /F1 10 Tf 20 250 Td (x) Tj ET");
    for _ in 0..8 {
        let resources = dictionary! { "XObject" => dictionary! { "X" => inner } };
        inner = build.form(dictionary! { "Resources" => resources }, &"/X Do ".repeat(10));
    }
    let read = build.resource("XObject", "X", inner).read("/X Do");
    assert_eq!(read.codes(), ["page-cut"]);
    assert_eq!(read.text(), "x", "what came before the cut stays");
}

#[test]
fn actual_text_replaces_what_its_glyphs_say() {
    let build = Build::new().resource("Properties", "P1", dictionary! { "ActualText" => string(b"\xFE\xFF\0\xE9t") });
    let read = build.read(
        "BT /F1 10 Tf 20 250 Td /Span << /ActualText (long) >> BDC (ab) Tj EMC (c) Tj ET \
         BT /F1 10 Tf 20 200 Td /Span /P1 BDC (x) Tj EMC /Span << /ActualText (same) >> BDC (sa) Tj (me) Tj EMC ET",
    );
    let texts: Vec<&str> = read.glyphs().iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts[..3], ["long", "", "c"]);
    assert!(read.glyphs()[1].bbox.width() > 0.0, "silent glyphs keep their boxes");
    assert!(read.text().ends_with("same") && texts[texts.len() - 1] == "e");
}

#[test]
fn actual_text_that_spells_out_an_abbreviation_leaves_it_as_it_is_printed() {
    let read = Build::new().read(
        "BT /F1 10 Tf 20 250 Td /Span << /ActualText (Diplome d'Etat) >> BDC (DE) Tj EMC \
         /Span << /ActualText (tres long) >> BDC (!) Tj EMC ET",
    );
    assert_eq!(read.text(), "DEtres long");
}

#[test]
fn actual_text_that_leaves_out_what_is_printed_beside_it_hides_nothing() {
    // An abbreviation in small capitals, which says so itself, and what it stands for, which alone is told of both.
    let outer = |said: &str, shown: &str| format!("/Span << /ActualText ({said}) >> BDC {shown} EMC ");
    let abbreviated = outer("AG", "(ag) Tj");
    let read = Build::new().read(&format!(
        "BT /F1 5 Tf 20 250 Td {} {} ET",
        outer("Assemblee Generale", &format!("{abbreviated} ( Assemblee Generale) Tj")),
        // As long as all that is printed, by chance.
        outer("Code de l'Action Sociale", &format!("{} (CodedelActionSociale) Tj", outer("CAS", "(cas.) Tj"))),
    ));
    assert_eq!(read.text(), "AG Assemblee GeneraleCASCodedelActionSociale");
    // Two halves of a sign that both say it all.
    assert_eq!(Build::new().read(&format!("BT /F1 10 Tf 20 250 Td {} ET", outer("ffi", "(ffiffi) Tj"))).text(), "ffi");
}

#[test]
fn the_outermost_actual_text_has_the_last_word_and_it_may_be_empty() {
    let read = Build::new().read(
        "BT /F1 10 Tf 20 250 Td /Span << /ActualText (A) >> BDC /Span << /ActualText (B) >> BDC (xx) Tj EMC (y) Tj EMC \
         /Span << /ActualText () >> BDC (z) Tj EMC (!) Tj ET",
    );
    assert_eq!(read.text(), "A!");
}

#[test]
fn letters_that_actual_text_replaces_by_nothing_are_counted() {
    let read = Build::new().read(
        "BT /F1 10 Tf 20 250 Td (Le ) Tj /Span << /ActualText () >> BDC (phare 2) Tj EMC \
         /Span << /ActualText () >> BDC (-) Tj EMC ET",
    );
    assert_eq!(read.codes(), ["text-replaced-by-nothing"]);
    assert!(read.diagnostics[0].message.to_string().contains("6 letters or digits"), "{}", read.diagnostics[0].message);
    let hyphen = Build::new().read("BT /F1 10 Tf 20 250 Td (pha) Tj /Span << /ActualText () >> BDC (-) Tj EMC ET");
    assert!(hyphen.codes().is_empty(), "signs are often there for the look alone");
}

#[test]
fn layers_that_are_off_are_left_out() {
    let mut build = Build::new();
    let on = build.document.add_object(dictionary! { "Type" => "OCG", "Name" => string(b"shown") });
    let off = build.document.add_object(dictionary! { "Type" => "OCG", "Name" => string(b"hidden") });
    build.catalogue.set(
        "OCProperties",
        dictionary! {
            "OCGs" => vec![on.into(), off.into()],
            "D" => dictionary! { "OFF" => vec![off.into()] },
        },
    );
    let both = build
        .document
        .add_object(dictionary! { "Type" => "OCMD", "OCGs" => vec![on.into(), off.into()], "P" => "AllOn" });
    let form = build.form(dictionary! { "OC" => off }, "BT /F1 10 Tf 20 100 Td (form) Tj ET");
    let read = build
        .resource("Properties", "On", on)
        .resource("Properties", "Off", off)
        .resource("Properties", "Both", both)
        .resource("XObject", "X1", form)
        .read(
            "BT /F1 10 Tf 20 250 Td /OC /On BDC (a) Tj EMC /OC /Off BDC (b) Tj /Artifact BMC (c) Tj EMC EMC \
             /OC /Both BDC (d) Tj EMC (e) Tj ET /X1 Do /OC /Off BDC 0 0 50 50 re f EMC",
        );
    assert_eq!(read.text(), "ae");
    // Hidden text still takes its room.
    near(read.glyphs()[1].origin.0, 20.0 + 5.56 + 5.56 + 5.0 + 5.56);
    assert!(read.page().shapes.is_empty());
}

#[test]
fn artifacts_stay() {
    let read = Build::new().read("/Artifact BMC BT /F1 10 Tf 20 250 Td (page 1) Tj ET EMC");
    assert_eq!(read.text(), "page 1");
}

#[test]
fn imitated_bold_is_one_glyph_with_the_last_colour() {
    let read = Build::new().read(
        "BT 1 0 0 rg /F1 10 Tf 20 250 Td (ll) Tj ET BT 0 0 1 rg /F1 10 Tf 20.3 250 Td (ll) Tj ET \
         BT /F1 10 Tf 24.6 250 Td (l) Tj ET",
    );
    assert_eq!(read.text(), "lll");
    assert_eq!(read.glyphs()[0].colour, Rgb(0, 0, 255));
}

#[test]
fn text_modes_tell_invisible_text_from_outlined() {
    // The invisible ones are the text of a scan where a picture is under them.
    let picture = "q 200 0 0 300 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    let read = Build::new().read(&format!(
        "{picture} BT /F1 10 Tf 20 250 Td 3 Tr (abcd) Tj 7 Tr (efghijklm) Tj 1 0 0 RG 1 Tr (n) Tj 2 Tr (o) Tj 0 Tr (p) Tj ET"
    ));
    let invisible: String =
        read.glyphs().iter().filter(|glyph| glyph.invisible).map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(invisible, "abcdefghijklm");
    assert_eq!(read.glyphs()[13].colour, Rgb(255, 0, 0));
    assert_eq!(read.glyphs()[14].colour, Rgb(0, 0, 0));
}

#[test]
fn colours_come_from_all_common_spaces() {
    let mut build = Build::new();
    let profile = build.document.add_object(Stream::new(dictionary! { "N" => 3 }, Vec::new()));
    let ink: Vec<Object> = vec![
        "Separation".into(),
        "Spot".into(),
        "DeviceRGB".into(),
        dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
            "C0" => vec![1.into(), 1.into(), 1.into()], "C1" => vec![0.into(), 1.into(), 0.into()],
        }
        .into(),
    ];
    let palette: Vec<Object> = vec!["Indexed".into(), "DeviceRGB".into(), 1.into(), string(b"\0\0\0\x0A\x14\x1E")];
    let read = build
        .resource("ColorSpace", "Icc", vec!["ICCBased".into(), profile.into()])
        .resource("ColorSpace", "Ink", ink)
        .resource("ColorSpace", "Palette", palette)
        .resource("ExtGState", "Half", dictionary! { "ca" => Object::Real(0.5) })
        .read(
            "BT /F1 10 Tf 20 250 Td 0.2 g (a) Tj 1 0 0 rg (b) Tj 0 1 1 0 k (c) Tj /Icc cs 0 0 1 sc (d) Tj \
             /Ink cs 1 scn (e) Tj /Palette cs 1 sc (f) Tj /Half gs 0 g (h) Tj ET",
        );
    let colours: Vec<Rgb> = read.glyphs().iter().map(|glyph| glyph.colour).collect();
    assert_eq!(
        colours,
        [
            Rgb(51, 51, 51),
            Rgb(255, 0, 0),
            Rgb(255, 0, 0),
            Rgb(0, 0, 255),
            Rgb(0, 255, 0),
            Rgb(10, 20, 30),
            Rgb(128, 128, 128)
        ]
    );
}

#[test]
fn ligatures_become_letters_and_blanks_plain_spaces() {
    let mut build = Build::new();
    let font = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica-Bold",
        "Encoding" => dictionary! { "Differences" => vec![
            65.into(), "fi".into(), "uni00A0".into(), "uni00AD".into(), "uniF0B7".into(), "ffi".into(),
        ] },
    });
    let read = build.resource("Font", "F2", font).read("BT /F2 10 Tf 20 250 Td (ABCDEx) Tj ET");
    let texts: Vec<&str> = read.glyphs().iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts, ["fi", " ", "\u{AD}", "\u{F0B7}", "ffi", "x"]);
    assert!(read.document.fonts[0].bold);
}

#[test]
fn a_composite_font_speaks_through_its_map_and_silence_is_reported() {
    let mut build = Build::new();
    let map = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <FFFF> \
        endcodespacerange 2 beginbfchar <0001> <00C9> <0002> <006600660069> endbfchar endcmap end end";
    let map = build.document.add_object(Stream::new(Dictionary::new(), map.to_vec()));
    let descriptor = build.document.add_object(dictionary! {
        "Type" => "FontDescriptor", "FontName" => "ABCDEF+Anything", "FontWeight" => 700, "Flags" => 4,
    });
    let descendant = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "ABCDEF+Anything", "DW" => 600,
        "FontDescriptor" => descriptor,
    });
    let font = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "ABCDEF+Anything", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()], "ToUnicode" => map,
    });
    let read = build.resource("Font", "F2", font).read("BT /F2 10 Tf 20 250 Td <000100020003> Tj ET");
    let texts: Vec<&str> = read.glyphs().iter().map(|glyph| glyph.text.as_str()).collect();
    assert_eq!(texts, ["É", "ffi", ""]);
    near(read.glyphs()[1].origin.0, 26.0);
    let font = &read.document.fonts[0];
    assert!(font.name == "Anything" && font.bold && !font.symbolic);
    assert_eq!(read.codes(), ["glyphs-without-unicode"]);
}

#[test]
fn a_font_that_cannot_be_loaded_still_gives_its_text() {
    let mut build = Build::new();
    let widths: Vec<Object> = vec![1000.into(); 3];
    let font = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Unheard-of", "BaseFont" => "Strange", "FirstChar" => 65, "LastChar" => 67,
        "Widths" => widths,
    });
    let read = build.resource("Font", "F2", font).read("BT /F2 10 Tf 20 250 Td (AB\\223) Tj ET");
    assert_eq!(read.text(), "AB“");
    near(read.glyphs()[1].origin.0, 30.0);
    assert!(read.glyphs()[0].guessed);
    assert_eq!(read.codes(), ["font-unreadable"]);
}

#[test]
fn paths_are_told_apart() {
    let circle = "30 20 m 30 25.523 25.523 30 20 30 c 14.477 30 10 25.523 10 20 c 10 14.477 14.477 10 20 10 c \
        25.523 10 30 14.477 30 20 c h f ";
    let rounded = "60 50 m 95 50 l 97.76 50 100 52.24 100 55 c 100 75 l 100 77.76 97.76 80 95 80 c 60 80 l \
        57.24 80 55 77.76 55 75 c 55 55 l 55 52.24 57.24 50 60 50 c f ";
    let read = Build::new().read(&format!(
        "{circle} 10 100 80 20 re f 10 130 80 0.5 re f 10 140 m 90 140 l S {rounded} 10 150 m 60 190 l S \
         10 200 m 50 200 l 30 240 l h f 100 200 m 100 240 l 0 0 1 RG S 120 200 20 20 re S"
    ));
    use ShapeKind::{Box, Disc, Path, Rule};
    assert_eq!(read.kinds(), [Disc, Box, Rule, Rule, Box, Path, Path, Rule, Box]);
    let shapes = &read.page().shapes;
    near(shapes[1].bbox.x0, 10.0);
    near(shapes[1].bbox.y0, 180.0);
    near(shapes[1].bbox.y1, 200.0);
    assert_eq!((shapes[1].fill, shapes[1].stroke), (Some(Rgb(0, 0, 0)), None));
    assert_eq!((shapes[7].fill, shapes[7].stroke), (None, Some(Rgb(0, 0, 255))));
}

#[test]
fn one_operator_may_leave_many_rules_or_one_frame() {
    let read = Build::new().read(
        "10 10 m 90 10 l 10 30 m 90 30 l 10 10 m 10 30 l S 1 0 0 rg 20 100 60 40 re 22 102 56 36 re f* \
         20 200 60 40 re 22 202 56 36 re f",
    );
    use ShapeKind::{Box, Rule};
    assert_eq!(read.kinds(), [Rule, Rule, Rule, Box, Box, Box]);
    let frame = &read.page().shapes[3];
    assert_eq!((frame.fill, frame.stroke), (None, Some(Rgb(255, 0, 0))), "the band between two boxes is a border");
}

#[test]
fn shapes_and_images_end_at_the_clip_and_the_page() {
    let read = Build::new().read(
        "-50 10 500 30 re f q 20 100 30 30 re W n 0 90 100 100 re f 80 100 10 10 re f q 60 0 0 60 10 110 cm \
         BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q Q 0 200 10 10 re f",
    );
    let shapes = &read.page().shapes;
    assert_eq!(shapes.len(), 3);
    assert_eq!((shapes[0].bbox.x0, shapes[0].bbox.x1), (0.0, 200.0));
    assert_eq!((shapes[1].bbox.x0, shapes[1].bbox.x1), (20.0, 50.0));
    let [image] = read.page().images[..] else { panic!("one image") };
    assert_eq!((image.x0, image.y0, image.x1, image.y1), (20.0, 170.0, 50.0, 190.0));
}

#[test]
fn a_page_that_is_a_picture_is_known() {
    let image = "q 180 0 0 280 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    assert!(is_picture(&Build::new().read(image).document.pages[0]));
    let with_text = format!("{image} BT 3 Tr /F1 10 Tf 20 250 Td (read) Tj ET");
    assert!(!is_picture(&Build::new().read(&with_text).document.pages[0]), "the text layer of a scan is text");
}

#[test]
fn links_have_their_place_and_address() {
    let mut build = Build::new();
    let action = dictionary! { "S" => "URI", "URI" => string(b"https://example.org/a") };
    let link = dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "A" => action,
        "Rect" => vec![10.into(), 20.into(), 60.into(), 30.into()],
    };
    build.page.set("Annots", vec![link.into()]);
    let read = build.read("");
    let [link] = &read.page().links[..] else { panic!("one link") };
    assert_eq!(link.target, "https://example.org/a");
    assert_eq!((link.bbox.y0, link.bbox.y1), (270.0, 280.0));
}

#[test]
fn filled_in_fields_are_read_where_they_are_shown() {
    let mut build = Build::new();
    let look = |text: &str| format!("BT /F1 10 Tf 2 3 Td ({text}) Tj ET");
    let size: Vec<Object> = vec![0.into(), 0.into(), 50.into(), 10.into()];
    let shown = build.form(dictionary! { "BBox" => size.clone() }, &look("on"));
    let other = build.form(dictionary! { "BBox" => size.clone() }, &look("off"));
    let states = dictionary! { "Yes" => shown, "Off" => other };
    let place: Vec<Object> = vec![20.into(), 100.into(), 120.into(), 120.into()];
    let field = dictionary! {
        "Subtype" => "Widget", "Rect" => place.clone(), "AS" => "Yes", "AP" => dictionary! { "N" => states },
    };
    let hidden = dictionary! {
        "Subtype" => "FreeText", "Rect" => place, "F" => 2, "AP" => dictionary! { "N" => other },
    };
    build.page.set("Annots", vec![field.into(), hidden.into()]);
    let read = build.read("q 3 0 0 3 0 0 cm BT /F1 10 Tf 2 90 Td (x) Tj ET");
    assert_eq!(read.text(), "xon");
    let o = &read.glyphs()[1];
    near(o.origin.0, 24.0);
    near(o.origin.1, 194.0);
    near(o.size, 20.0);
}

#[test]
fn a_stream_that_would_fill_the_memory_is_not_decoded() {
    // Deflate with fixed codes: the letter `a`, then copies of 258 bytes, 13 bits each.
    let mut bits: Vec<u8> = vec![1, 1, 0];
    bits.extend([1, 0, 0, 1, 0, 0, 0, 1]);
    for _ in 0..16 {
        bits.extend([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]);
    }
    let start: Vec<u8> = bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |value, bit| value << 1 | bit)).collect();
    let mut bomb = vec![0x78, 0x9C];
    bomb.extend(&start[..2]);
    for _ in 0..300_000 {
        bomb.extend(&start[2..15]);
    }
    let mut build = Build::new();
    let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, bomb);
    let form = build.document.add_object(Object::Stream(stream));
    build.document.get_object_mut(form).unwrap().as_stream_mut().unwrap().dict.set("Subtype", "Form");
    let read = build.resource("XObject", "X", form).read("/X Do BT /F1 10 Tf 20 250 Td (ok) Tj ET");
    assert_eq!(read.text(), "ok");
    assert_eq!(read.codes(), ["page-unreadable"]);
}

#[test]
fn nonsense_in_the_content_costs_only_itself() {
    let read = Build::new().read(
        "Q Q 1 0 0 cm m 5 l (x) re 1e38 0 0 1e38 0 0 cm BT /F1 10 Tf /None 12 Tf 99999999999 0 0 1 0 0 Tm \
         /F1 10 Tf 20 250 Td (ok) Tj ET EMC EMC ET /Nothing Do /Nothing gs /Nothing cs 1 scn unheard",
    );
    assert_eq!(read.text(), "ok");
}

#[test]
fn a_font_with_endless_widths_is_not_loaded() {
    let mut build = Build::new();
    let descendant = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Wide",
        "W" => vec![0.into(), 4_294_967_295_i64.into(), 500.into()],
    });
    let font = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Wide", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
    });
    let read = build.resource("Font", "F2", font).read("BT /F2 10 Tf 20 250 Td <00010002> Tj ET");
    assert_eq!(read.glyphs().len(), 2);
    assert!(read.codes().contains(&"font-unreadable"));
}

#[test]
fn a_page_whose_content_cannot_be_decoded_is_reported() {
    let mut build = Build::new();
    let broken = build.document.add_object(Stream::new(dictionary! { "Filter" => "DCTDecode" }, b"nothing".to_vec()));
    build = build.resource("XObject", "Unused", broken);
    let mut document = lopdf::Document::load_mem(&build.bytes("BT ET")).unwrap();
    let page = document.page_iter().next().unwrap();
    let broken = document.add_object(Stream::new(dictionary! { "Filter" => "DCTDecode" }, b"nothing".to_vec()));
    document.get_object_mut(page).unwrap().as_dict_mut().unwrap().set("Contents", broken);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let (document, diagnostics) = read(&bytes.into(), &Options::default()).unwrap();
    assert_eq!(document.pages.len(), 1);
    assert_eq!(diagnostics[0].code, "page-unreadable");
    assert_eq!(diagnostics[0].page, Some(1));
}

#[test]
fn the_title_is_read_from_the_information_dictionary() {
    let mut build = Build::new();
    let info = build.document.add_object(dictionary! { "Title" => string(b"\xFE\xFF\0\xC9\0t\0\xE9") });
    build.document.trailer.set("Info", info);
    assert_eq!(build.read("").document.title.as_deref(), Some("Été"));
}

#[test]
fn an_encrypted_file_asks_for_its_password_and_opens_with_it() {
    let locked = |user: &str| support::encrypted(&Build::new().bytes("BT /F1 10 Tf 20 250 Td (secret) Tj ET"), user);
    let options = |passwords: &[&str]| Options {
        passwords: passwords.iter().map(|p| (*p).to_owned()).collect(),
        ..Options::default()
    };
    let text = |outcome: Result<(Document, Vec<Diagnostic>), Error>| {
        let (document, diagnostics) = outcome.unwrap();
        Read { document, diagnostics }.text()
    };
    assert_eq!(text(read(&locked("").into(), &Options::default())), "secret");
    assert_eq!(text(read(&locked("open").into(), &options(&["wrong", "open"]))), "secret");
    let refused = read(&locked("open").into(), &options(&["wrong"])).unwrap_err();
    assert_eq!(refused, Error::Encrypted { given: 1 });
    assert!(refused.to_string().contains("password"));
}

#[test]
fn what_is_no_pdf_says_so() {
    assert!(is_pdf(b"junk before\n%PDF-1.4") && !is_pdf(b"<html>") && !is_pdf(b""));
    assert_eq!(read(&b"<html>".to_vec().into(), &Options::default()).unwrap_err(), Error::NotPdf);
    assert!(matches!(read(&b"%PDF-1.7\nnothing".to_vec().into(), &Options::default()), Err(Error::Unreadable { .. })));
}
