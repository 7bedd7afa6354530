//! PDFs and texts that were made to harm their reader. Small files, most of them: what they cost is what they unfold to.

use std::fmt::Write as _;

use flate2::{Compress, Compression, FlushCompress};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// What becomes of a monster: any of these statuses.
pub(crate) type Fate = &'static [&'static str];

/// A file that was made to harm.
pub(crate) struct Monster {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) fate: Fate,
}

/// Read like any other file.
const READ: Fate = &["unrecognised"];
/// Nothing could be read.
const LOST: Fate = &["failed", "needs-ocr"];
/// Any status but those that say that all is well.
const TOLD: Fate = &["partial", "unrecognised", "failed", "needs-ocr"];

const HELLO: &[u8] = b"BT /F1 12 Tf 72 700 Td (Bonjour le jardin) Tj ET\n";

/// All of them.
pub(crate) fn all() -> Vec<Monster> {
    let mut monsters = Vec::new();
    let mut add = |name, fate, bytes| monsters.push(Monster { name, bytes, fate });
    add("bomb-content.pdf", TOLD, page_of(flate(&bomb(2 << 30))));
    add("bomb-double.pdf", TOLD, page_of(flate_twice(&bomb(2 << 30))));
    add("bomb-object-stream.pdf", TOLD, object_stream_bomb());
    add("bomb-font.pdf", TOLD, font_bomb("FontFile2"));
    add("bomb-to-unicode.pdf", TOLD, to_unicode(flate(&bomb(2 << 30))));
    add("bomb-picture.pdf", TOLD, picture_bomb());
    add("bomb-run-length.pdf", TOLD, page_of(filtered("RunLengthDecode", [0x81, b' '].repeat(16 << 20))));
    add("bomb-many-streams.pdf", TOLD, many_streams());
    add("forms-fan-out.pdf", TOLD, form_fan_out());
    add("forms-in-themselves.pdf", READ, forms_in_themselves());
    add("forms-in-a-ring.pdf", READ, forms_in_a_ring());
    add("deep-content.pdf", TOLD, page_of(Stream::new(dictionary! {}, [HELLO, &deep(b"[", b"]")].concat())));
    add(
        "deep-dictionaries.pdf",
        TOLD,
        page_of(Stream::new(dictionary! {}, [HELLO, b"/X ", &deep(b"<</A ", b">>"), b" BDC"].concat())),
    );
    add("deep-object.pdf", TOLD, deep_object());
    add("deep-colour-space.pdf", TOLD, deep_colour_space());
    add("pages-in-a-ring.pdf", TOLD, pages_in_a_ring());
    add("pages-100000-deep.pdf", TOLD, deep_pages());
    add("pages-a-million-kids.pdf", TOLD, million_kids());
    add("pages-the-same-a-million-times.pdf", TOLD, one_kid_a_million_times());
    add("text-300-million-characters.pdf", TOLD, repeated_text());
    add("text-one-long-array.pdf", TOLD, page_of(flate_of(&long_array())));
    add("text-scattered.pdf", TOLD, page_of(flate_of(&scattered_text())));
    add("shapes-everywhere.pdf", READ, page_of(flate_of(&[HELLO, &shapes()].concat())));
    add("states-saved.pdf", TOLD, page_of(flate_of(&[HELLO, &b"q ".repeat(5_000_000)].concat())));
    add(
        "path-endless.pdf",
        TOLD,
        page_of(flate_of(&[HELLO, b"0 0 m ", &b"9 9 l 1 8 l ".repeat(3_000_000), b"f"].concat())),
    );
    add("xref-in-a-ring.pdf", READ, xref_in_a_ring());
    add("xref-endless.pdf", READ, xref_endless());
    add("cmap-endless-ranges.pdf", READ, to_unicode(flate_of(&endless_ranges())));
    add("cmap-million-ranges.pdf", READ, to_unicode(flate_of(&million_ranges())));
    add("widths-endless.pdf", READ, endless_widths());
    add("matrix-not-a-number.pdf", READ, page_of(Stream::new(dictionary! {}, not_a_number())));
    add("page-of-endless-size.pdf", TOLD, endless_page());
    add("fonts-a-million.pdf", TOLD, million_fonts());
    add("annotations-a-million.pdf", TOLD, million_annotations());
    add("filters-a-thousand.pdf", TOLD, thousand_filters());
    add("predictor-huge.pdf", TOLD, huge_predictor());
    add("one-long-line.txt", READ, b"Bonjour ".repeat(1 << 19));
    add("pages-of-nothing.txt", LOST, b"\x0c".repeat(4 << 20));
    add("lines-of-nothing.txt", READ, [b"Bonjour".as_slice(), &b"\n".repeat(4 << 20)].concat());
    add("lines-200000.txt", READ, b"1. MISSIONS : 120 heures (RNCP1)\n".repeat(200_000));
    monsters
}

/// A document of one page.
struct Page {
    document: Document,
    page: Dictionary,
    fonts: Dictionary,
    forms: Dictionary,
}

impl Page {
    fn new() -> Self {
        let mut document = Document::with_version("1.7");
        let font = document.add_object(helvetica());
        let page = dictionary! { "Type" => "Page", "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] };
        Self { document, page, fonts: dictionary! { "F1" => font }, forms: Dictionary::new() }
    }

    fn content(&mut self, content: Stream) -> ObjectId {
        let id = self.document.add_object(content);
        self.page.set("Contents", id);
        id
    }

    fn form(&mut self, name: &str, content: &[u8], forms: Dictionary) -> ObjectId {
        let resources = dictionary! { "Font" => self.fonts.clone(), "XObject" => forms };
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "Resources" => resources,
            "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        };
        let id = self.document.add_object(Stream::new(dict, content.to_vec()));
        self.forms.set(name, id);
        id
    }

    fn finish(mut self) -> Vec<u8> {
        let resources = dictionary! { "Font" => self.fonts, "XObject" => self.forms };
        if !self.page.has(b"Resources") {
            self.page.set("Resources", resources);
        }
        let tree = self.document.new_object_id();
        self.page.set("Parent", tree);
        let page = self.document.add_object(self.page);
        let kids: Vec<Object> = vec![page.into()];
        self.document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 }.into());
        save(self.document, tree)
    }
}

fn save(mut document: Document, tree: ObjectId) -> Vec<u8> {
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn helvetica() -> Dictionary {
    dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" }
}

fn page_of(content: Stream) -> Vec<u8> {
    let mut page = Page::new();
    page.content(content);
    page.finish()
}

/// So many blanks, deflated: made of one block again and again, so that making it costs nothing.
fn bomb(bytes: usize) -> Vec<u8> {
    const CHUNK: usize = 8 << 20;
    let mut coder = Compress::new(Compression::best(), true);
    let mut chunk = || {
        let mut out = Vec::with_capacity(1 << 16);
        coder.compress_vec(&vec![b' '; CHUNK], &mut out, FlushCompress::Full).unwrap();
        out
    };
    let (first, next) = (chunk(), chunk());
    // An empty last block, and a checksum that nobody has looked at by then.
    [first, next.repeat(bytes / CHUNK - 1), vec![3, 0, 0, 0, 0, 0]].concat()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 8 + 1024);
    let mut coder = Compress::new(Compression::fast(), true);
    while coder
        .compress_vec(&bytes[usize::try_from(coder.total_in()).unwrap()..], &mut out, FlushCompress::Finish)
        .unwrap()
        != flate2::Status::StreamEnd
    {
        out.reserve(out.capacity());
    }
    out
}

/// A stream of bytes that are deflated already.
fn flate(deflated: &[u8]) -> Stream {
    filtered("FlateDecode", deflated.to_vec())
}

fn flate_of(bytes: &[u8]) -> Stream {
    flate(&deflated(bytes))
}

fn flate_twice(once: &[u8]) -> Stream {
    let filters: Vec<Object> = vec!["FlateDecode".into(), "FlateDecode".into()];
    Stream::new(dictionary! { "Filter" => filters }, deflated(once))
}

fn filtered(filter: &str, bytes: Vec<u8>) -> Stream {
    Stream::new(dictionary! { "Filter" => filter }, bytes)
}

/// The numbered objects of a file, with a table of where they are.
fn raw(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(table.bytes());
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn raw_stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<< {dict} /Length {} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

const CATALOG: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
const TREE: &[u8] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE: &str = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
                    /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";

/// The objects of a page that says something, with more entries in its dictionary.
fn page_objects(more: &str) -> Vec<Vec<u8>> {
    let page = format!("<< {PAGE} {more} >>");
    vec![CATALOG.to_vec(), TREE.to_vec(), page.into_bytes(), raw_stream("", HELLO)]
}

fn object_stream_bomb() -> Vec<u8> {
    let mut objects = page_objects("/Extra 9 0 R");
    objects.push(raw_stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &bomb(2 << 30)));
    let start = raw(&objects, "").len();
    // A table that says that the catalogue is in there.
    let rows: [[u8; 4]; 3] = [[0, 0, 0, 0], [2, 0, 5, 0], [2, 0, 5, 1]];
    let table = raw_stream("/Type /XRef /Size 3 /W [1 2 1] /Root 1 0 R", &rows.concat());
    let mut bytes = raw(&objects, "");
    let place = bytes.len();
    assert_eq!(place, start);
    bytes.extend([b"7 0 obj\n".as_slice(), &table, b"\nendobj\n"].concat());
    bytes.extend(format!("startxref\n{place}\n%%EOF\n").bytes());
    bytes
}

fn font_bomb(key: &str) -> Vec<u8> {
    let mut page = Page::new();
    let program = page.document.add_object(flate(&bomb(2 << 30)));
    let descriptor = dictionary! { "Type" => "FontDescriptor", "FontName" => "Bomb", "Flags" => 4, key => program };
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Bomb", "FontDescriptor" => descriptor,
        "Encoding" => "WinAnsiEncoding",
    };
    page.fonts.set("F1", font);
    page.content(Stream::new(dictionary! {}, HELLO.to_vec()));
    page.finish()
}

/// A page in a font with such a map to Unicode, beside a page in a common one.
fn to_unicode(map: Stream) -> Vec<u8> {
    let mut page = Page::new();
    let map = page.document.add_object(map);
    let mut font = helvetica();
    font.set("ToUnicode", map);
    page.fonts.set("F2", font);
    page.content(Stream::new(dictionary! {}, [HELLO, b"BT /F2 12 Tf 72 600 Td (Bonjour) Tj ET"].concat()));
    page.finish()
}

fn picture_bomb() -> Vec<u8> {
    let mut page = Page::new();
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 46_000, "Height" => 46_000, "BitsPerComponent" => 8,
        "ColorSpace" => "DeviceGray", "Filter" => "FlateDecode",
    };
    let picture = page.document.add_object(Stream::new(dict, bomb(2 << 30)));
    page.forms.set("Im", picture);
    page.content(Stream::new(dictionary! {}, b"595 0 0 842 0 0 cm /Im Do".to_vec()));
    page.finish()
}

/// Pages whose content is just below what one stream may unfold to, each.
fn many_streams() -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let content = document.add_object(flate(&bomb(96 << 20)));
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..500)
        .map(|_| {
            let page = dictionary! {
                "Type" => "Page", "Parent" => tree, "Contents" => content,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 500 }.into());
    save(document, tree)
}

fn form_fan_out() -> Vec<u8> {
    let mut page = Page::new();
    let mut id = page.form("Fm", HELLO, Dictionary::new());
    for _ in 0..12 {
        id = page.form("Fm", &b"/Fm Do ".repeat(10), dictionary! { "Fm" => id });
    }
    page.content(Stream::new(dictionary! {}, [HELLO, b"/Fm Do"].concat()));
    page.finish()
}

fn forms_in_themselves() -> Vec<u8> {
    let mut page = Page::new();
    // Forms that have no resources of their own look in those of the page, where they find themselves.
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    let form = page.document.add_object(Stream::new(dict, b"/Fm Do /Fm Do".to_vec()));
    page.forms.set("Fm", form);
    page.content(Stream::new(dictionary! {}, [HELLO, b"/Fm Do"].concat()));
    page.finish()
}

fn forms_in_a_ring() -> Vec<u8> {
    let mut page = Page::new();
    let one = page.document.new_object_id();
    let two = page.form("Two", b"/One Do", dictionary! { "One" => one });
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Two" => two } },
    };
    page.document.objects.insert(one, Stream::new(dict, b"/Two Do /Two Do".to_vec()).into());
    page.content(Stream::new(dictionary! {}, [HELLO, b"/Two Do"].concat()));
    page.finish()
}

fn deep(open: &[u8], close: &[u8]) -> Vec<u8> {
    [open.repeat(100_000), b"0 ".to_vec(), close.repeat(100_000)].concat()
}

fn deep_object() -> Vec<u8> {
    let mut objects = page_objects("/Annots 5 0 R");
    objects.push(deep(b"[", b"]"));
    raw(&objects, "")
}

fn deep_colour_space() -> Vec<u8> {
    let space = [b"[/Indexed ".repeat(100_000), b"/DeviceGray".to_vec(), b" 1 <00ff>]".repeat(100_000)].concat();
    let mut objects = page_objects("");
    objects[2] = format!("<< {} >>", PAGE.replace("/Font <<", "/ColorSpace << /C 5 0 R >> /Font <<")).into_bytes();
    objects[3] = raw_stream("", &[b"/C cs 1 sc ", HELLO].concat());
    objects.push(space);
    raw(&objects, "")
}

fn pages_in_a_ring() -> Vec<u8> {
    let mut objects = page_objects("");
    objects[1] = b"<< /Type /Pages /Kids [3 0 R 2 0 R 5 0 R] /Count 3 >>".to_vec();
    objects.push(b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 5 0 R 3 0 R] /Count 3 >>".to_vec());
    raw(&objects, "")
}

fn deep_pages() -> Vec<u8> {
    let mut objects = page_objects("");
    objects[1] = b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>".to_vec();
    let levels = 100_000;
    for level in 0..levels {
        let kid = if level + 1 == levels { 3 } else { level + 6 };
        let parent = if level == 0 { 2 } else { level + 4 };
        objects.push(format!("<< /Type /Pages /Parent {parent} 0 R /Kids [{kid} 0 R] /Count 1 >>").into_bytes());
    }
    raw(&objects, "")
}

fn million_kids() -> Vec<u8> {
    let mut objects = page_objects("");
    let kids = b"<</Contents 4 0 R>>".repeat(1_000_000);
    let resources = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";
    objects[1] = [b"<< /Type /Pages /Count 1000000 ".as_slice(), resources, b"/Kids [", &kids, b"] >>"].concat();
    raw(&objects, "")
}

/// One page, which the tree holds a million times.
fn one_kid_a_million_times() -> Vec<u8> {
    let mut objects = page_objects("");
    let kids = b"3 0 R ".repeat(1_000_000);
    objects[1] = [b"<< /Type /Pages /Count 1000000 /Kids [".as_slice(), &kids, b"] >>"].concat();
    raw(&objects, "")
}

/// A form of 100,000 characters, drawn three thousand times.
fn repeated_text() -> Vec<u8> {
    let mut page = Page::new();
    let line = [b"(".as_slice(), &b"m".repeat(100), b") ' "].concat();
    page.form(
        "Fm",
        &[b"BT /F1 4 Tf 4 TL 10 800 Td ".as_slice(), &line.repeat(1000), b"ET"].concat(),
        Dictionary::new(),
    );
    page.content(Stream::new(dictionary! {}, b"/Fm Do ".repeat(3000)));
    page.finish()
}

fn long_array() -> Vec<u8> {
    let parts = [b"(".as_slice(), &b"m".repeat(1000), b") -1 "].concat();
    [b"BT /F1 1 Tf 10 800 Td [".as_slice(), &parts.repeat(100_000), b"] TJ ET"].concat()
}

/// As many characters as a page may have, each at another place, in another size.
fn scattered_text() -> Vec<u8> {
    let mut out = String::from("BT\n");
    let mut state = 7_u64;
    for _ in 0..190_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (x, y, size) = (state >> 33 & 511, state >> 43 & 511, 4 + (state >> 53 & 15));
        writeln!(out, "/F1 {size} Tf 1 0 0 1 {x} {y}.{size} Tm (e) Tj").unwrap();
    }
    out.push_str("ET");
    out.into_bytes()
}

/// A grid of small boxes, and rules through them.
fn shapes() -> Vec<u8> {
    let mut out = String::new();
    for x in 0..250 {
        for y in 0..250 {
            writeln!(out, "{} {} 2 3 re S", x * 2, y * 3).unwrap();
        }
    }
    out.into_bytes()
}

fn xref_in_a_ring() -> Vec<u8> {
    let objects = page_objects("");
    let place = raw(&objects, "").windows(5).position(|window| window == b"xref\n").unwrap();
    raw(&objects, &format!("/Prev {place} /XRefStm {place}"))
}

fn xref_endless() -> Vec<u8> {
    let bytes = raw(&page_objects(""), "");
    let text = String::from_utf8(bytes).unwrap();
    text.replacen("xref\n0 5\n", "xref\n0 2147483647\n", 1).into_bytes()
}

const CMAP_HEAD: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n\
                         1 begincodespacerange <00> <FF> endcodespacerange\n";

fn endless_ranges() -> Vec<u8> {
    let ranges = "100 beginbfrange\n".to_owned() + &"<00000000> <FFFFFFFF> <0041>\n".repeat(100) + "endbfrange\n";
    (CMAP_HEAD.to_owned() + &ranges.repeat(200) + "endcmap end end").into_bytes()
}

fn million_ranges() -> Vec<u8> {
    let mut out = CMAP_HEAD.to_owned();
    for block in 0..10_000 {
        out.push_str("100 beginbfrange\n");
        for range in 0..100 {
            let code = block * 100 + range;
            writeln!(out, "<{code:08X}> <{code:08X}> <0041>").unwrap();
        }
        out.push_str("endbfrange\n");
    }
    out.into_bytes()
}

fn endless_widths() -> Vec<u8> {
    let mut page = Page::new();
    let widths: Vec<Object> = vec![0.into(), 2_147_483_647.into(), 500.into()];
    let descendant = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Wide", "W" => widths,
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
    };
    let descendants: Vec<Object> = vec![descendant.into()];
    page.fonts.set(
        "F2",
        dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Wide", "Encoding" => "Identity-H",
            "DescendantFonts" => descendants,
        },
    );
    page.content(Stream::new(dictionary! {}, [HELLO, b"BT /F2 12 Tf 72 600 Td <00410042> Tj ET"].concat()));
    page.finish()
}

fn not_a_number() -> Vec<u8> {
    let odd = [
        "nan",
        "1e999",
        "-1e999",
        "99999999999999999999999999999999999999999999999",
        "0.0000000000000000000001",
        "--5",
        "inf",
    ];
    let mut out = HELLO.to_vec();
    for number in odd {
        for operator in ["cm", "Tm"] {
            out.extend(format!("q BT /F1 12 Tf {number} 0 0 {number} {number} 0 {operator} (x) Tj ET Q\n").bytes());
        }
        out.extend(
            format!("BT /F1 {number} Tf {number} Tc {number} Tw {number} Tz {number} TL {number} Ts (y) Tj T* ET\n")
                .bytes(),
        );
        out.extend(
            format!("{number} {number} {number} {number} re f {number} w 0 0 m {number} {number} l S\n").bytes(),
        );
        out.extend(format!("BT [{number} (z) {number}] TJ {number} {number} Td (z) ' ET\n").bytes());
    }
    out
}

fn endless_page() -> Vec<u8> {
    let mut page = Page::new();
    let far = Object::Real(f32::MAX);
    page.page.set("MediaBox", vec![0.into(), 0.into(), far.clone(), far]);
    page.content(Stream::new(dictionary! {}, HELLO.to_vec()));
    page.finish()
}

fn million_fonts() -> Vec<u8> {
    let mut objects = page_objects("");
    let (mut fonts, mut content) = (String::new(), String::from_utf8(HELLO.to_vec()).unwrap() + "BT ");
    for number in 0..1_000_000 {
        write!(fonts, "/G{number} <</Type/Font/Subtype/Type1/BaseFont/N{number}>>").unwrap();
        write!(content, "/G{number} 9 Tf ").unwrap();
        if number % 1000 == 0 {
            write!(content, "(x) Tj ").unwrap();
        }
    }
    objects[2] = PAGE.replace("/Font <<", &format!("/Font << {fonts}")).into_bytes();
    objects[2] = [b"<< ".as_slice(), &objects[2], b" >>"].concat();
    objects[3] = raw_stream("/Filter /FlateDecode", &deflated(content.as_bytes()));
    raw(&objects, "")
}

fn million_annotations() -> Vec<u8> {
    let mut objects = page_objects("/Annots 5 0 R");
    let list = b"6 0 R ".repeat(1_000_000);
    objects.push([b"[".as_slice(), &list, b"]"].concat());
    objects.push(b"<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /AP << /N 7 0 R >> >>".to_vec());
    objects.push(raw_stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f"));
    raw(&objects, "")
}

fn thousand_filters() -> Vec<u8> {
    let filters: Vec<Object> = vec!["ASCIIHexDecode".into(); 1000];
    page_of(Stream::new(dictionary! { "Filter" => filters }, b"20".repeat(1 << 20)))
}

fn huge_predictor() -> Vec<u8> {
    let parameters = dictionary! {
        "Predictor" => 15, "Columns" => 2_147_483_647, "Colors" => 32, "BitsPerComponent" => 16,
    };
    let dict = dictionary! { "Filter" => "FlateDecode", "DecodeParms" => parameters };
    page_of(Stream::new(dict, deflated(HELLO)))
}
