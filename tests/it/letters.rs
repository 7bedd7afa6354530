//! Letters of other scripts and of fonts that do not say which letters they have: small PDFs, each with one kind.

use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};

use crate::reader_pdf::{Build, Read};
use ingest::layout::layout;
use ingest::read::pdf::{Options, read};

/// The texts of the blocks, in reading order.
fn blocks(read: &Read) -> Vec<String> {
    layout(read.document.clone()).blocks.iter().map(|block| block.text.clone()).collect()
}

/// A composite font whose codes are Unicode and whose glyphs are half an em wide, but for those whose `widths` are given.
fn unicode_font(build: &mut Build, widths: Vec<Object>) -> Dictionary {
    let registry = |text: &str| Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    let collection =
        dictionary! { "Registry" => registry("Adobe"), "Ordering" => registry("Identity"), "Supplement" => 0 };
    let descendant = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Anything", "DW" => 500, "W" => widths,
        "CIDSystemInfo" => collection,
    });
    dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Anything", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()], "ToUnicode" => "Identity-H",
    }
}

/// What a content stream shows in such a font.
fn shown_in_unicode(lines: &[(i32, &str)]) -> Read {
    let mut build = Build::new();
    let font = unicode_font(&mut build, Vec::new());
    let show = |(y, text): &(i32, &str)| {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!("BT /U 12 Tf 20 {y} Td <{codes}> Tj ET\n")
    };
    let content: String = lines.iter().map(show).collect();
    build.resource("Font", "U", font).read(&content)
}

#[test]
fn text_from_right_to_left_is_read_as_it_is_said() {
    // Left to right as it stands on the page, then as it is read.
    for (printed, said) in [
        ("םולש םלוע", "עולם שלום"),
        // Numbers run as they do elsewhere, signs stay with their words.
        (".2024 תנשב הלחה", "החלה בשנת 2024."),
        // Words of another script within it, and it within another script.
        ("םולש PDF ץבוק", "קובץ PDF שלום"),
        ("le mot םולש est dit", "le mot שלום est dit"),
        ("(3.5) דומע 12/03", "12/03 עמוד (3.5)"),
        ("ابحرم", "مرحبا"),
    ] {
        assert_eq!(blocks(&shown_in_unicode(&[(250, printed)])), [said], "{printed}");
    }
    let two = shown_in_unicode(&[(250, "הנושאר הרוש"), (235, "היינש הרוש")]);
    assert_eq!(blocks(&two).join(" "), "שורה ראשונה שורה שנייה");
}

#[test]
fn a_sign_within_a_line_is_text() {
    for line in ["oui ✓ non", "la nuit ★ le jour"] {
        assert_eq!(blocks(&shown_in_unicode(&[(250, line)])), [line]);
    }
}

#[test]
fn marks_and_tails_part_no_word_that_runs_leftwards() {
    let marks = || vec![0x05B8.into(), vec![0.into()].into()];
    let tail = || vec![0x0631.into(), vec![1167.into()].into()];
    /// The widths of a font, the codes that are shown with their places, and what they say.
    type Case<'c> = (Vec<Object>, &'c [(i32, u32)], &'c str);
    let cases: [Case<'_>; 2] = [
        // Marks without a width stand within their letters, and are said after them.
        (
            marks(),
            &[(20, 0x05DD), (26, 0x05D5), (32, 0x05DC), (34, 0x05B8), (38, 0x05E9), (40, 0x05B8)],
            "\u{5e9}\u{5b8}\u{5dc}\u{5b8}\u{5d5}\u{5dd}",
        ),
        // A letter's tail lies under the next one, on its left.
        (tail(), &[(20, 0x0627), (18, 0x0631), (32, 0x062F)], "\u{62f}\u{631}\u{627}"),
    ];
    for (widths, shown, said) in cases {
        let mut build = Build::new();
        let font = unicode_font(&mut build, widths);
        let show = |(x, code): &(i32, u32)| format!("BT /U 12 Tf {x} 250 Td <{code:04X}> Tj ET\n");
        let content: String = shown.iter().map(show).collect();
        assert_eq!(blocks(&build.resource("Font", "U", font).read(&content)), [said]);
    }
}

/// A Type 3 font of boxes, 600 units wide, whose glyphs are named `a` and their codes.
fn bitmap_font(build: &mut Build, codes: &[u8]) -> Dictionary {
    let drawn =
        build.document.add_object(Stream::new(Dictionary::new(), b"600 0 0 0 500 700 d1 0 0 500 700 re f".to_vec()));
    let mut glyphs = Dictionary::new();
    let mut differences: Vec<Object> = Vec::new();
    for code in codes {
        let name = format!("a{code}");
        differences.extend([i64::from(*code).into(), Object::Name(name.clone().into_bytes())]);
        glyphs.set(name, drawn);
    }
    dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 500.into(), 700.into()],
        "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
        "CharProcs" => glyphs, "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => differences },
        "FirstChar" => 0, "LastChar" => 255, "Widths" => vec![Object::from(600); 256],
    }
}

#[test]
fn bitmaps_numbered_by_an_encoding_of_tex_are_its_letters() {
    for (codes, content, expected) in [
        // The first encoding: ligatures, accents before their letters, a dotless i, quotes and dashes.
        (b"\x0b\x0e\x0f\x10\x12\x13\x14ABCeijmnort{'".as_slice(), "<0b> Tj <0e> Tj", "ffffi"),
        (b"\x13etirmE", "<6d> Tj [<13> 600 <65746965> -100 <72>] TJ", "métier"),
        (b"\x10\x5eile", "[<5e> 600 <10>] TJ <6c65> Tj", "île"),
        (b"{'\\\"abc", "<6162277b635c22> Tj", "ab’–c“”"),
        // The one with accented letters, known by its high codes.
        (b"\xe9\xf7\x1b\x13\x14cour", "<63f7757220e913> Tj", "cœur é«"),
    ] {
        let mut build = Build::new();
        let font = bitmap_font(&mut build, codes);
        let read = build.resource("Font", "T", font).read(&format!("BT /T 12 Tf 20 250 Td {content} ET"));
        assert_eq!(blocks(&read), [expected], "{content}");
    }
}

/// A Type 1 program whose own encoding gives these names to these codes; every glyph is an empty one, 500 units wide.
fn type_1_program(names: &[(u8, &str)]) -> (Vec<u8>, usize, usize) {
    let encrypt = |data: &[u8], mut key: u16| -> Vec<u8> {
        let mut cipher = |byte: &u8| {
            let secret = byte ^ (key >> 8) as u8;
            key = (u16::from(secret).wrapping_add(key)).wrapping_mul(52845).wrapping_add(22719);
            secret
        };
        [0; 4].iter().chain(data).map(&mut cipher).collect()
    };
    let mut clear = "%!PS-AdobeFont-1.0: Anything\n11 dict begin\n/FontName /Anything def\n/PaintType 0 def\n\
         /FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n/FontBBox {0 0 500 700} readonly def\n\
         /Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n"
        .to_owned();
    for (code, name) in names {
        clear.push_str(&format!("dup {code} /{name} put\n"));
    }
    clear.push_str("readonly def\ncurrentdict end\ncurrentfile eexec\n");
    let mut private = b"dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n\
          /ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n/BlueValues [] def\n\
          /password 5839 def\n/lenIV 4 def\n/Subrs 0 array\nND\n2 index /CharStrings "
        .to_vec();
    private.extend(format!("{} dict dup begin\n", names.len() + 1).into_bytes());
    for name in names.iter().map(|(_, name)| *name).chain([".notdef"]) {
        // No bearing, 500 wide; the end.
        let drawing = encrypt(&[139, 248, 136, 13, 14], 4330);
        private.extend(format!("/{name} {} RD ", drawing.len()).into_bytes());
        private.extend(drawing);
        private.extend(b" ND\n");
    }
    private.extend(
        b"end\nend\nreadonly put\nnoaccess put\ndup/FontName get exch definefont pop\nmark currentfile closefile\n",
    );
    let secret = encrypt(&private, 55665);
    let lengths = (clear.len(), secret.len());
    let mut program = clear.into_bytes();
    program.extend(secret);
    program.extend(format!("{}cleartomark\n", format!("{}\n", "0".repeat(64)).repeat(8)).into_bytes());
    (program, lengths.0, lengths.1)
}

#[test]
fn a_font_without_encoding_speaks_through_its_programs_names() {
    let names = [
        (11, "ff"),
        (12, "fi"),
        (14, "ffi"),
        (16, "dotlessi"),
        (18, "grave"),
        (19, "acute"),
        (24, "cedilla"),
        (27, "oe"),
        (94, "circumflex"),
        (127, "dieresis"),
        (32, "space"),
        (39, "quoteright"),
        (92, "quotedblleft"),
        (34, "quotedblright"),
        (123, "endash"),
        (97, "a"),
        (99, "c"),
        (101, "e"),
        (108, "l"),
        (109, "m"),
        (110, "n"),
        (114, "r"),
        (115, "s"),
        (116, "t"),
        (117, "u"),
        (69, "E"),
    ];
    let mut build = Build::new();
    let (program, first, second) = type_1_program(&names);
    let lengths = |length: usize| i64::try_from(length).unwrap();
    let program = Stream::new(
        dictionary! { "Length1" => lengths(first), "Length2" => lengths(second), "Length3" => 532 },
        program,
    );
    let program = build.document.add_object(program);
    let descriptor = build.document.add_object(dictionary! {
        "Type" => "FontDescriptor", "FontName" => "ABCDEF+Anything", "Flags" => 4, "FontFile" => program,
        "Ascent" => 700, "Descent" => -200, "StemV" => 70, "ItalicAngle" => 0,
        "FontBBox" => vec![0.into(), 0.into(), 500.into(), 700.into()],
    });
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "ABCDEF+Anything", "FirstChar" => 0, "LastChar" => 127,
        "Widths" => vec![Object::from(500); 128], "FontDescriptor" => descriptor,
    };
    let content = "BT /N 12 Tf 20 250 Td [(m) <13> 500 (et) <10> (er)] TJ \
                   0 -40 Td [(re) <18> 500 (cu)] TJ 0 -40 Td [<13> 500 (Etat)] TJ 0 -40 Td [(na) <7f> 500 <10>] TJ \
                   0 -40 Td [(a) <0c> (n e) <0b> (et a) <0e> (n c) <1b> (ur) <5c> (l) <22> (s) <27> (a) <7b>] TJ ET";
    let read = build.resource("Font", "N", font).read(content);
    assert_eq!(blocks(&read).join(" "), "métıer reçu État naï afin effet affin cœur“l”s’a–");
    assert!(read.glyphs().iter().all(|glyph| !glyph.guessed), "names are no guesses");
}

#[test]
fn a_page_tree_that_does_not_name_its_nodes_is_walked() {
    let whole = Build::new().bytes("BT /F1 10 Tf 20 250 Td (La cour du phare) Tj ET");
    let text = |bytes: &[u8]| {
        let (document, diagnostics) = read(&bytes.to_vec().into(), &Options::default()).expect("a readable PDF");
        (Read { document, diagnostics }).text()
    };
    for (case, nodes, kinds) in
        [("no type of nodes", true, false), ("no type of pages", false, true), ("no type at all", true, true)]
    {
        let mut file = lopdf::Document::load_mem(&whole).unwrap();
        // The tree has one more level than need be.
        let (inner, outer) = (file.new_object_id(), file.new_object_id());
        let page = *file.get_pages().values().next().unwrap();
        let node = |kid, parent: Option<lopdf::ObjectId>| {
            let mut node = dictionary! { "Kids" => vec![Object::Reference(kid)], "Count" => 1 };
            if !nodes {
                node.set("Type", "Pages");
            }
            parent.into_iter().for_each(|parent| node.set("Parent", parent));
            node
        };
        file.objects.insert(inner, node(page, Some(outer)).into());
        file.objects.insert(outer, node(inner, None).into());
        let leaf = file.get_dictionary_mut(page).unwrap();
        leaf.set("Parent", inner);
        if kinds {
            leaf.remove(b"Type");
        }
        file.catalog_mut().unwrap().set("Pages", outer);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        assert_eq!(text(&bytes), "La cour du phare", "{case}");
    }
}
