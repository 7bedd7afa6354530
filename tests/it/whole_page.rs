//! Every letter, word and value that a page shows: small PDFs, each with one thing that readers stumble over.

use std::io::Write;
use std::path::{Path, PathBuf};

use ingest::layout::layout;
use ingest::model::document::{AsideKind, Document, PageContent};
use ingest::read::pdf::{Options, read};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::reader_pdf::{Build, Read};

/// The texts of the blocks, in reading order.
fn blocks(read: &Read) -> Vec<String> {
    layout(read.document.clone()).blocks.iter().map(|block| block.text.clone()).collect()
}

fn aside(read: &Read, kind: AsideKind) -> Vec<&str> {
    read.page().aside.iter().filter(|aside| aside.kind == kind).map(|aside| aside.text.as_str()).collect()
}

fn text(words: &str) -> Object {
    Object::String(words.as_bytes().to_vec(), StringFormat::Literal)
}

/// Lines of text from a height downwards, 14 points apart.
fn lines(x: i32, top: i32, lines: &[&str]) -> String {
    let show = |(row, line): (i32, &&str)| format!("BT /F1 10 Tf {x} {} Td ({line}) Tj ET\n", top - 14 * row);
    (0..).zip(lines).map(show).collect()
}

#[test]
fn text_at_an_angle_is_a_watermark_and_mixes_with_no_line() {
    let body = ["Le gardien du phare compte", "les navires de la rade,", "et note leur heure."];
    for degrees in [12.0_f64, 30.0, 42.0, 75.0, 135.0, -30.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let mark = format!("BT /F1 12 Tf {cos} {sin} {} {cos} 100 220 Tm (PROVISOIRE) Tj ET\n", -sin);
        let read = Build::new().read(&format!("{mark}{}", lines(20, 250, &body)));
        assert_eq!(blocks(&read), [body.join(" ")], "{degrees}°");
        assert_eq!(aside(&read, AsideKind::Watermark).concat(), "PROVISOIRE", "{degrees}°");
        assert_eq!(read.codes(), ["watermark"], "{degrees}°");
    }
}

#[test]
fn a_page_that_lies_askew_reads_straight() {
    let body =
        ["Le gardien du phare compte", "les navires de la rade", "et note leur heure", "dans le registre du port."];
    for degrees in [-8.0_f64, 1.5, 5.0, 12.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let content = format!(
            "q {cos} {sin} {} {cos} {} 0 cm {} Q",
            -sin,
            if degrees < 0.0 { 0 } else { 40 },
            lines(20, 220, &body)
        );
        assert_eq!(blocks(&Build::new().read(&content)), [body.join(" ")], "{degrees}°");
    }
}

#[test]
fn text_over_text_stays_two_lines() {
    let content = "BT /F1 10 Tf 20 200 Td (La maison des nuages ouvre) Tj ET BT /F1 10 Tf 24 200.8 Td (Mille reflets sous la lune) Tj ET";
    let mut told = blocks(&Build::new().read(content));
    told.sort();
    assert_eq!(told.join(" "), "La maison des nuages ouvre Mille reflets sous la lune");
    // Large pale print behind the lines.
    let large = "q 0.8 g BT /F1 40 Tf 10 190 Td (PROJET) Tj ET Q";
    let body = ["Le gardien du phare compte", "les navires de la rade,", "et note leur heure."];
    let told = blocks(&Build::new().read(&format!("{large} {}", lines(20, 220, &body)))).join(" ");
    for line in body.iter().chain([&"PROJET"]) {
        assert!(told.contains(line), "{line} in {told}");
    }
}

#[test]
fn a_large_figure_stands_apart_from_the_lines_beside_it() {
    let all = ["des ateliers manquent", "de veilleurs de nuit", "et de passeurs"];
    for (count, base) in [(2, 186), (2, 180), (3, 186), (3, 180), (3, 172)] {
        let figure = format!("BT /F1 30 Tf 5 {base} Td (85 %) Tj ET");
        for content in [
            format!("{figure} {}", lines(84, 200, &all[..count])),
            format!("{} {figure}", lines(84, 200, &all[..count])),
        ] {
            let told = blocks(&Build::new().read(&content));
            let words = told.join(" ");
            assert!(
                words.contains("85 %") && words.contains(&all[..count].join(" ")),
                "{count} lines, {base}: {told:?}"
            );
        }
    }
}

#[test]
fn a_large_figure_after_its_lines_is_read_after_the_last_of_them() {
    let all = ["des ateliers manquent de bras", "de veilleurs", "et de passeurs", "chaque hiver"];
    // The lines end where their words do, and go on below the figure.
    for (size, base) in [(30, 180), (26, 186), (22, 190), (36, 170), (26, 176)] {
        let content = format!("{} BT /F1 {size} Tf 176 {base} Td (9) Tj ET", lines(20, 200, &all));
        let told = blocks(&Build::new().read(&content)).join(" ");
        assert_eq!(told, format!("{} 9", all.join(" ")), "{size}, {base}");
    }
}

#[test]
fn a_drop_capital_begins_its_word_whatever_lies_between() {
    let rest = ["a vigie du quai compte", "les barges du fleuve", "et note leur heure", "de passage."];
    for (rows, size) in [(2, 27), (3, 41)] {
        for gap in [0, 3, 6] {
            let edge = 20 + size * 6 / 10 + gap;
            let base = 250 - 14 * (rows - 1);
            let beside = lines(edge, 250, &rest[..rows as usize]);
            let below = lines(20, base - 14, &rest[rows as usize..]);
            let content = format!("BT /F1 {size} Tf 20 {base} Td (L) Tj ET {beside} {below}");
            let told = blocks(&Build::new().read(&content)).join(" ");
            assert_eq!(told, format!("L{}", rest.join(" ")), "{rows} rows, {gap} points apart");
        }
    }
}

#[test]
fn labels_are_read_with_the_values_beside_them() {
    let pairs = [("Emploi :", "Garde de quai"), ("Lieu :", "Port du nord"), ("Code :", "AB123"), ("Rive :", "Nord")];
    for (count, gap) in [(2, 80), (3, 80), (4, 100)] {
        let rows = pairs[..count].iter().zip(0..);
        let content: String = rows
            .map(|((label, value), row)| {
                let y = 220 - 22 * row;
                format!("BT /F1 11 Tf 20 {y} Td ({label}) Tj ET BT /F1 10 Tf {} {y} Td ({value}) Tj ET\n", 20 + gap)
            })
            .collect();
        let told = blocks(&Build::new().read(&format!("BT /F1 16 Tf 20 260 Td (Fiche) Tj ET {content}"))).join(" ");
        for (label, value) in &pairs[..count] {
            assert!(told.contains(&format!("{label} {value}")), "{label} {value} in {told}");
        }
    }
}

#[test]
fn raised_and_lowered_print_stays_in_its_word() {
    let content = "BT /F1 12 Tf 20 200 Td (Le 1) Tj 5 Ts /F1 7 Tf (er) Tj 0 Ts /F1 12 Tf ( mars, 20 m) Tj 5 Ts /F1 7 Tf (2) Tj ET";
    let told = blocks(&Build::new().read(content)).join(" ");
    assert!(told.starts_with("Le 1er mars, 20 m"), "{told}");
    // Nearly as large as its word, within it, at its end, before a sign.
    let content = "BT /F1 12 Tf 20 200 Td (Prix T) Tj -2.8 Ts (E) Tj 0 Ts (X, suites x) Tj /F1 10.5 Tf -3 Ts (1) Tj \
                   0 Ts /F1 12 Tf (; x) Tj /F1 10.5 Tf -3 Ts (22) Tj 0 -30 Td /F1 12 Tf 0 Ts (la suite) Tj ET";
    let told = blocks(&Build::new().read(content)).join(" ");
    assert_eq!(told, "Prix TEX, suites x1; x22 la suite");
    // Drawn over the letter before it.
    let content = "BT /F1 12 Tf 20 200 Td [(Avec T) 167] TJ -2.6 Ts [(E) 125] TJ 0 Ts (X, on compose) Tj ET";
    assert_eq!(blocks(&Build::new().read(content)), ["Avec TEX, on compose"]);
}

/// A Type 3 font of square letters, `side` units of its grid high.
fn type3(build: &mut Build, matrix: f64, bbox: [f64; 4], side: f64, with_box: bool) -> Dictionary {
    let procedure = |build: &mut Build| {
        let head = if with_box { format!("{side} 0 0 0 {side} {side} d1") } else { format!("{side} 0 d0") };
        let content = format!("{head} 0 0 {side} {side} re f");
        build.document.add_object(Stream::new(Dictionary::new(), content.into_bytes()))
    };
    let procedures: Vec<_> = ["a", "b", "c"].into_iter().map(|name| (name, procedure(build))).collect();
    let mut glyphs = Dictionary::new();
    procedures.into_iter().for_each(|(name, object)| glyphs.set(name, object));
    let real = |values: &[f64]| values.iter().map(|value| Object::Real(*value as f32)).collect::<Vec<_>>();
    dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontMatrix" => real(&[matrix, 0.0, 0.0, matrix, 0.0, 0.0]),
        "FontBBox" => real(&bbox), "CharProcs" => glyphs, "FirstChar" => 97, "LastChar" => 99,
        "Widths" => real(&[side, side, side]),
        "Encoding" => dictionary! { "Differences" => vec![97.into(), "a".into(), "b".into(), "c".into()] },
    }
}

#[test]
fn type_3_fonts_whose_box_says_nonsense_keep_their_letters() {
    let boxes = [[0.0, 0.0, 1.0, -1.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1000.0, 1000.0], [0.0, 0.0, 50.0, 60.0]];
    for bbox in boxes {
        for with_box in [true, false] {
            // The size is in the font's matrix, in its size, or in the text matrix.
            for (matrix, size, scale) in [(0.02, 12.0, 1.0), (0.24, 1.0, 1.0), (0.02, 1.0, 12.0)] {
                let mut build = Build::new();
                let font = type3(&mut build, matrix, bbox, 50.0, with_box);
                let content = format!("BT /T3 {size} Tf {scale} 0 0 {scale} 20 200 Tm (abc) Tj ET");
                let read = build.resource("Font", "T3", font).read(&content);
                let case = format!("{bbox:?} {with_box} {matrix} {size} {scale}");
                assert_eq!(blocks(&read), ["abc"], "{case}: {:?}", read.page().tally);
            }
        }
    }
}

#[test]
fn a_type_3_font_whose_box_is_that_of_larger_signs_is_as_large_as_its_letters() {
    let mut build = Build::new();
    let font = type3(&mut build, 0.02, [-5.0, -60.0, 150.0, 80.0], 50.0, true);
    let read = build.resource("Font", "T3", font).read("BT /T3 12 Tf 20 200 Td [(abc) -333 (cab)] TJ ET");
    assert_eq!(blocks(&read), ["abc cab"]);
    assert!(read.glyphs().iter().all(|glyph| (glyph.size - 12.0).abs() < 0.1), "{}", read.glyphs()[0].size);
}

/// A composite font of two-byte codes without a program, with this map.
fn composite(build: &mut Build, map: Object) -> Dictionary {
    let descendant = build.document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Anything", "DW" => 500,
        "CIDSystemInfo" => dictionary! { "Registry" => text("Adobe"), "Ordering" => text("Identity"), "Supplement" => 0 },
    });
    dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Anything", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()], "ToUnicode" => map,
    }
}

#[test]
fn maps_to_unicode_are_read_however_they_are_written() {
    let stream = |build: &mut Build, map: &str| -> Object {
        build.document.add_object(Stream::new(Dictionary::new(), map.as_bytes().to_vec())).into()
    };
    let glued = "/CMapName/X def 1begincodespacerange<0000><FFFF>endcodespacerange2beginbfchar<0041><004C><0042><00E9>endbfchar endcmap";
    let mut build = Build::new();
    let map = stream(&mut build, glued);
    let font = composite(&mut build, map);
    assert_eq!(build.resource("Font", "C", font).read("BT /C 10 Tf 20 250 Td <00410042> Tj ET").text(), "Lé");
    // The codes are Unicode: said by a name, by a map that uses another, by ranges of identifiers.
    for map in ["", "/Identity-H usecmap endcmap", "1 begincidrange <0000> <FFFF> 0 endcidrange endcmap"] {
        let mut build = Build::new();
        let map = if map.is_empty() { Object::from("Identity-H") } else { stream(&mut build, map) };
        let font = composite(&mut build, map.clone());
        let read = build.resource("Font", "C", font).read("BT /C 10 Tf 20 250 Td <004C00E9> Tj ET");
        assert_eq!(read.text(), "Lé", "{map:?}");
    }
}

#[test]
fn letters_that_stay_unknown_are_told() {
    let mut build = Build::new();
    let map =
        build.document.add_object(Stream::new(Dictionary::new(), b"beginbfchar <0041> <0041> endbfchar".to_vec()));
    let font = composite(&mut build, map.into());
    let read = build.resource("Font", "C", font).read("BT /C 10 Tf 20 250 Td <00410042> Tj ET");
    assert_eq!(read.codes(), ["glyphs-without-unicode"]);
}

#[test]
fn accents_drawn_apart_join_their_letters() {
    // Before a capital, a small letter, over a dotless i; after its letter.
    for (content, expected) in [
        (r"[(\264) 500 (Ecole)] TJ", "École"),
        (r"[(m) -111.5 (\264) 444.5 (etier)] TJ", "métier"),
        (r"[(re) -83.5 (\270) 416.5 (cu)] TJ", "reçu"),
        (r"[(dipl) -111.5 (\210) 444.5 (ome)] TJ", "diplôme"),
        (r"[(e) 444.5 (\264) -111.5 ( t)] TJ", "é t"),
        // Beside its letter it is a sign of its own.
        (r"(les valeurs ^ deux ~ dix) Tj", "les valeurs ^ deux ~ dix"),
    ] {
        let read = Build::new().read(&format!("BT /F1 12 Tf 20 250 Td {content} ET"));
        assert_eq!(blocks(&read), [expected], "{content}");
        assert!(read.page().tally.is_complete());
    }
}

#[test]
fn bold_is_seen_however_it_is_made() {
    let is_bold = |read: &Read| read.glyphs().iter().all(|glyph| read.document.fonts[usize::from(glyph.font)].bold);
    let stroked = |width: f64| Build::new().read(&format!("BT /F1 12 Tf 2 Tr {width} w 20 250 Td (Titre) Tj ET"));
    assert!(is_bold(&stroked(0.4)) && !is_bold(&stroked(0.05)));
    let twice = |colour: &str| {
        Build::new()
            .read(&format!("BT /F1 12 Tf 20 250 Td (Titre) Tj ET {colour} BT /F1 12 Tf 20.4 250 Td (Titre) Tj ET"))
    };
    assert!(is_bold(&twice("")));
    assert!(!is_bold(&twice("0.5 g")), "a shadow is none");
    for (name, bold) in [("Roboto-Medium", true), ("Open-Semibold", true), ("Lato-Heavy", true), ("Lato-Light", false)]
    {
        let font =
            dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
        let read = Build::new().resource("Font", "N", font).read("BT /N 12 Tf 20 250 Td (Titre) Tj ET");
        assert_eq!(is_bold(&read), bold, "{name}");
    }
}

#[test]
fn a_shadow_is_the_same_text() {
    for (dx, dy) in [(0.4, -0.4), (1.0, -1.0), (1.6, -1.6), (1.9, -3.5)] {
        let read = Build::new().read(&format!(
            "0.7 g BT /F1 20 Tf {} {} Td (Veille au phare) Tj ET 0 g BT /F1 20 Tf 20 250 Td (Veille au phare) Tj ET",
            20.0 + dx,
            250.0 + dy
        ));
        assert_eq!(blocks(&read), ["Veille au phare"], "by {dx}, {dy}");
    }
    let read = Build::new().read("BT /F1 20 Tf 20 250 Td (illimitee : lll ... iii) Tj ET");
    assert_eq!(read.text(), "illimitee : lll ... iii", "letters side by side are no shadows");
}

#[test]
fn blanks_over_and_under_letters_part_nothing() {
    let read = Build::new().read(
        "BT /F1 10 Tf 20 250 Td (    ) Tj ET BT /F1 10 Tf 20 250 Td (1,485.1) Tj ET BT /F1 10 Tf 22 250 Td (   ) Tj ET \
         BT /F1 10 Tf 80 250 Td (deux mots) Tj ET",
    );
    assert_eq!(blocks(&read), ["1,485.1 deux mots"]);
}

#[test]
fn what_cannot_be_seen_is_no_text_and_told() {
    let seen = "BT /F1 10 Tf 20 250 Td (Le phare) Tj ET";
    let hidden = "BT /F1 10 Tf 20 200 Td (Mots caches) Tj ET";
    let picture = "q 40 0 0 30 150 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q";
    for (case, content) in [
        ("white on white", format!("q 1 g {hidden} Q {seen}")),
        ("blue on blue", format!("q 0 0 1 rg 10 190 150 30 re f {hidden} Q {seen}")),
        ("covered", format!("{hidden} q 1 g 10 190 150 30 re f Q {seen}")),
        ("invisible", format!("q 3 Tr {hidden} Q {seen} {picture}")),
        ("tiny", format!("q 0.02 0 0 0.02 20 200 cm {hidden} Q {seen}")),
    ] {
        let read = Build::new().read(&content);
        assert_eq!(blocks(&read), ["Le phare"], "{case}");
        assert_eq!(aside(&read, AsideKind::Hidden), ["Mots caches"], "{case}");
        assert_eq!(read.codes(), ["hidden-text"], "{case}");
        assert!(
            read.diagnostics[0].message.to_string().contains("11 characters"),
            "{case}: {}",
            read.diagnostics[0].message
        );
    }
    for (case, content) in [
        ("white on a band", format!("0.2 g 10 190 150 30 re f q 1 g {hidden} Q {seen}")),
        ("white on a thick line", format!("20 w 10 204 m 190 204 l S q 1 g {hidden} Q {seen}")),
        (
            "white on a picture",
            format!("q 160 0 0 40 10 190 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q q 1 g {hidden} Q {seen}"),
        ),
        ("white with an outline", format!("q 1 g 0 G 2 Tr {hidden} Q {seen}")),
        ("under a frame", format!("{hidden} 10 190 150 30 re S {seen}")),
        ("before its band", format!("1 0 0 rg 10 100 150 30 re f 0 g {hidden} {seen}")),
    ] {
        let read = Build::new().read(&content);
        assert_eq!(blocks(&read).join(" "), "Le phare Mots caches", "{case}");
        assert!(read.codes().is_empty(), "{case}: {:?}", read.codes());
    }
}

#[test]
fn see_through_boxes_hide_nothing() {
    let build = Build::new().resource("ExtGState", "M", dictionary! { "BM" => "Multiply" });
    let read = build.read("BT /F1 10 Tf 20 200 Td (Surligne) Tj ET q /M gs 1 1 0 rg 10 190 150 30 re f Q");
    assert_eq!(blocks(&read), ["Surligne"]);
}

/// A page with annotations.
fn with_annotations(mut build: Build, annotations: Vec<Dictionary>) -> Build {
    let annotations: Vec<Object> = annotations.into_iter().map(|a| build.document.add_object(a).into()).collect();
    build.page.set("Annots", annotations);
    build
}

fn widget(kind: &str, rect: [i32; 4], entries: Dictionary) -> Dictionary {
    let mut field = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => kind, "DA" => text("/Helv 10 Tf 0 g"),
        "Rect" => rect.iter().map(|side| (*side).into()).collect::<Vec<Object>>(),
    };
    entries.into_iter().for_each(|(key, value)| field.set(key.clone(), value.clone()));
    field
}

#[test]
fn values_of_fields_stand_in_their_place() {
    let option = |kept: &str, shown: &str| Object::from(vec![text(kept), text(shown)]);
    let fields = vec![
        widget("Tx", [80, 245, 190, 261], dictionary! { "V" => text("Garde de quai") }),
        widget("Tx", [80, 170, 190, 215], dictionary! { "V" => text("Poste vacant depuis mars"), "Ff" => 1 << 12 }),
        widget(
            "Ch",
            [80, 140, 190, 156],
            dictionary! { "V" => text("n"), "Opt" => vec![option("s", "Sud"), option("n", "Nord")] },
        ),
        widget("Btn", [20, 100, 30, 110], dictionary! { "AS" => "Yes", "V" => "Yes" }),
        widget("Tx", [80, 60, 190, 76], dictionary! { "V" => text("secret"), "Ff" => 1 << 13 }),
        dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "Contents" => text("Note du service"), "DA" => text("/Helv 9 Tf"),
            "Rect" => vec![20.into(), 20.into(), 190.into(), 36.into()],
        },
    ];
    let read = with_annotations(Build::new(), fields)
        .read("BT /F1 10 Tf 20 249 Td (Poste :) Tj ET BT /F1 10 Tf 34 101 Td (Titulaire) Tj ET");
    let told = blocks(&read).join(" ");
    for words in ["Poste : Garde de quai", "Poste vacant depuis mars", "Nord", "☒ Titulaire", "Note du service"] {
        assert!(told.contains(words), "{words} in {told}");
    }
    assert!(!told.contains("secret"), "{told}");
    assert!(read.page().tally.is_complete());
}

#[test]
fn of_a_list_of_choices_the_chosen_ones_are_text() {
    let options = || Object::from(["Nord", "Sud", "Est"].map(text).to_vec());
    for (case, chosen, expected, others) in [
        ("by value", dictionary! { "V" => text("Sud"), "Opt" => options() }, "Site : Sud", vec!["Nord", "Est"]),
        ("by place", dictionary! { "I" => vec![2.into()], "Opt" => options() }, "Site : Est", vec!["Nord", "Sud"]),
        ("none", dictionary! { "Opt" => options() }, "Site :", vec!["Nord", "Sud", "Est"]),
    ] {
        let mut build = Build::new();
        let drawn = "BT /F1 10 Tf 2 40 Td (Nord) Tj 0 -14 Td (Sud) Tj 0 -14 Td (Est) Tj ET";
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 110.into(), 54.into()],
        };
        let form = build.document.add_object(Stream::new(form, drawn.as_bytes().to_vec()));
        let mut list = widget("Ch", [80, 200, 190, 254], chosen);
        list.set("AP", dictionary! { "N" => form });
        let read = with_annotations(build, vec![list]).read("BT /F1 10 Tf 20 224 Td (Site :) Tj ET");
        assert_eq!(blocks(&read).join(" "), expected, "{case}");
        // The page shows the others too: they are told.
        assert_eq!(aside(&read, AsideKind::Unchosen), others, "{case}");
        assert_eq!(read.codes(), ["choices-left-out"], "{case}");
        assert!(read.page().tally.is_complete(), "{case}");
    }
}

#[test]
fn xfa_forms_are_named() {
    let mut build = Build::new();
    build.catalogue.set("AcroForm", dictionary! { "XFA" => text("<xdp/>"), "Fields" => Vec::<Object>::new() });
    assert_eq!(build.read("BT /F1 10 Tf 20 250 Td (a) Tj ET").codes(), ["xfa-form"]);
}

#[test]
fn each_attached_file_is_named() {
    let mut build = Build::new();
    let file = |name: &str| dictionary! { "Type" => "Filespec", "F" => text(name), "UF" => text(name) };
    let names = vec![text("a"), file("fiche.pdf").into(), text("b"), file("donnees.csv").into()];
    build.catalogue.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    let pinned = dictionary! {
        "Type" => "Annot", "Subtype" => "FileAttachment", "FS" => file("dossier/annexe.odt"),
        "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
    };
    build.page.set("AF", vec![file("tableau.ods").into()]);
    let read = with_annotations(build, vec![pinned]).read("BT /F1 10 Tf 20 250 Td (a) Tj ET");
    let told: Vec<String> = read.diagnostics.iter().map(|d| d.message.to_string()).collect();
    assert_eq!(read.codes(), ["attachment"; 4]);
    for (message, name) in told.iter().zip(["fiche.pdf", "donnees.csv", "tableau.ods", "annexe.odt"]) {
        assert!(message.contains(name), "{message}");
    }
}

/// What is read of a file that is no sound PDF.
fn read_damaged(bytes: &[u8]) -> String {
    let (document, _) = read(&bytes.to_vec().into(), &Options::default()).expect("a readable PDF");
    glyphs(&document)
}

fn glyphs(document: &Document) -> String {
    let texts = document.pages.iter().flat_map(|page| match &page.content {
        PageContent::Glyphs(page) => page.glyphs.iter(),
        PageContent::Lines(_) => panic!("a PDF gives glyphs"),
    });
    texts.map(|glyph| glyph.text.as_str()).collect()
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes());
    let at = at.unwrap_or_else(|| panic!("no {from} in {}", String::from_utf8_lossy(bytes)));
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

/// Bytes packed as zlib does.
fn packed(content: &str) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(content.as_bytes()).expect("writing to memory");
    packer.finish().expect("writing to memory")
}

#[test]
fn content_that_breaks_off_is_told() {
    let lines: String = (0..60_u32)
        .map(|row| format!("BT /F1 4 Tf 20 {} Td (Ligne {row} {:x}) Tj ET\n", 290 - 4 * row, row.pow(4)))
        .collect();
    let whole = packed(&lines);
    let half = whole.len() / 2;
    let mut wrong_sum = whole.clone();
    wrong_sum.truncate(whole.len() - 4);
    let mut flipped = whole.clone();
    flipped[half..half + 8].fill(0xFF);
    let cases: [(&str, Vec<u8>, &[&str]); 5] = [
        ("whole", whole.clone(), &[]),
        ("without a checksum", wrong_sum.clone(), &[]),
        ("with a wrong one", [&wrong_sum[..], b"abcd"].concat(), &[]),
        ("cut", whole[..half].to_vec(), &["content-damaged"]),
        ("changed", flipped, &["content-damaged"]),
    ];
    let filter = || dictionary! { "Filter" => "FlateDecode" };
    for (case, bytes, codes) in cases {
        let mut build = Build::new();
        let mut form = filter();
        form.set("Subtype", "Form");
        form.set("BBox", vec![0.into(), 0.into(), 200.into(), 300.into()]);
        let form = build.document.add_object(Stream::new(form, bytes.clone()));
        let in_form = build.resource("XObject", "X", form).read("/X Do");
        let mut page = lopdf::Document::load_mem(&Build::new().bytes("")).expect("a PDF");
        let contents = page.get_dictionary(page.get_pages()[&1]).and_then(|page| page.get(b"Contents"));
        let contents = contents.and_then(Object::as_reference).expect("a stream");
        page.objects.insert(contents, Stream::new(filter(), bytes).into());
        let mut saved = Vec::new();
        page.save_to(&mut saved).expect("writing to memory");
        let (document, diagnostics) = read(&saved.into(), &Options::default()).expect("a readable PDF");
        for read in [in_form, Read { document, diagnostics }] {
            assert_eq!(read.codes(), codes, "{case}");
            assert_eq!(read.text().contains("Ligne 59"), codes.is_empty(), "{case}");
        }
    }
}

#[test]
fn damage_that_viewers_read_past_is_read_past() {
    // Its catalogue says of no type what it is.
    let mut build = Build::new();
    build.catalogue.remove(b"Type");
    let sound = build.bytes("BT /F1 10 Tf 20 250 Td (La clef du depot) Tj ET");
    let length = format!("/Length {}", "BT /F1 10 Tf 20 250 Td (La clef du depot) Tj ET".len());
    let spaces = " ".repeat("endstream".len());
    for (case, damaged) in [
        ("no endstream", replaced(&sound, "endstream", &spaces)),
        ("no endstream, places moved", replaced(&sound, "endstream", "")),
        ("no endstream and a wrong length", replaced(&replaced(&sound, "endstream", ""), &length, "/Length 7")),
        ("a short length", replaced(&sound, &length, "/Length 7")),
        ("a long length", replaced(&sound, &length, "/Length 70000")),
        ("no type of the catalogue", sound.clone()),
        ("no trailer, no type", replaced(&sound, "/Root 5 0 R", "")),
        ("no table", replaced(&sound, "startxref", "")),
    ] {
        assert_eq!(read_damaged(&damaged), "La clef du depot", "{case}");
    }
}

#[test]
fn plots_of_many_marks_do_not_cost_the_text() {
    // Thousands of forms; more drawing than any budget allows, before and after the text.
    let mut build = Build::new();
    let mark = build.form(dictionary! { "BBox" => vec![0.into(), 0.into(), 2.into(), 2.into()] }, "0 0 2 2 re f");
    let marks = "q 1 0 0 1 9 9 cm /M Do Q\n".repeat(8_000);
    let read = build.resource("XObject", "M", mark).read(&format!("{marks}{}", lines(20, 250, &["Nuage des postes"])));
    assert_eq!((blocks(&read).join(" ").as_str(), read.codes()), ("Nuage des postes", vec![]));

    let marks = "1 1 m 9 9 l S\n".repeat(1_400_000);
    let content = format!("{}{marks}{}", lines(20, 250, &["Avant le plan"]), lines(20, 150, &["Sous le plan"]));
    let read = Build::new().read(&content);
    assert_eq!(
        (blocks(&read).join(" ").as_str(), read.codes()),
        ("Avant le plan Sous le plan", vec!["drawings-cut", "shapes-left-out"])
    );
}

#[test]
fn numbers_stand_apart_from_what_they_count_and_dots_lead_to_numbers() {
    let read = Build::new().read(&lines(20, 250, &["1.Presenter le phare", "2\\)Compter les navires", "1.5 tonne"]));
    let told = blocks(&read).join(" ");
    for words in ["1. Presenter le phare", "2) Compter les navires", "1.5 tonne"] {
        assert!(told.contains(words), "{words} in {told}");
    }
    let contents = ["Le phare .................... 12", "La rade . . . . . . . . . . . 34", "Et ensuite ... la mer"];
    let told = blocks(&Build::new().read(&lines(20, 250, &contents))).join(" ");
    for words in ["Le phare 12", "La rade 34", "Et ensuite ... la mer"] {
        assert!(told.contains(words), "{words} in {told}");
    }
}

/// All PDFs of the project, and of the folders that `INGEST_MORE_PDFS` names, which are told apart as paths are.
fn all_pdfs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let more = std::env::var_os("INGEST_MORE_PDFS").unwrap_or_default();
    let folders =
        ["fixtures", "inputs"].map(|folder| root.join(folder)).into_iter().chain(std::env::split_paths(&more));
    let mut paths: Vec<PathBuf> = folders
        .flat_map(|folder| WalkDir::new(folder).into_iter().filter_map(Result::ok))
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")))
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_character_that_a_page_shows_is_accounted_for() {
    let paths = all_pdfs();
    assert!(paths.len() > 10);
    let failures: Vec<String> = paths
        .par_iter()
        .flat_map(|path| {
            let bytes = std::fs::read(path).unwrap();
            let Ok((document, diagnostics)) = read(&bytes.into(), &Options::default()) else { return Vec::new() };
            let mut failures = Vec::new();
            for page in &document.pages {
                let PageContent::Glyphs(content) = &page.content else { continue };
                let tally = content.tally;
                let told = || diagnostics.iter().any(|note| note.page == Some(page.number));
                if !tally.is_complete() || tally.read != content.glyphs.len() {
                    failures.push(format!("{} page {}: {tally:?}", path.display(), page.number));
                }
                // A page whose letters vanish says so.
                let vanished = tally.hidden + tally.outside + tally.misplaced;
                if vanished > 0 && !told() {
                    failures.push(format!("{} page {}: nothing is told of {tally:?}", path.display(), page.number));
                }
            }
            failures
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
