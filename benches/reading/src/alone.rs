//! The interpreter alone: what any reader of positioned text has to do, and nothing else.
//!
//! It opens the file, runs the operators of every page and of the forms that it draws through the text state, loads the
//! fonts, and places each shown code: Unicode, matrix, advance. It keeps no shapes, colours, links, clips, layers or
//! marked content, looks for no doubles and has no budgets. Codes are looked up once a font, as in the program.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::{BfString, load_embedded};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Number, Object, Stream};
use hayro_syntax::page::Resources;

const DEEPEST_FORM: usize = 12;

type Matrix = [f64; 6];

/// One shown code.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its character; the first of several, `None` if the font does not tell.
    pub character: Option<char>,
    /// From text units to the page.
    pub matrix: Matrix,
    /// Along the line, in text units.
    pub advance: f64,
}

impl Shown {
    /// Whether it says something at a place.
    pub fn is_placed(&self) -> bool {
        self.character.is_some() && self.advance.is_finite() && self.matrix.iter().all(|part| part.is_finite())
    }
}

/// The glyphs of every page of a file.
pub fn pages(bytes: &[u8]) -> Vec<Vec<Shown>> {
    let Ok(pdf) = Pdf::new(bytes.to_vec()) else { return Vec::new() };
    let mut fonts = Fonts::new();
    pdf.pages()
        .iter()
        .map(|page| {
            let mut run = Run { fonts: &mut fonts, shown: Vec::new() };
            let state = State { ctm: page.initial_transform(true).as_coeffs(), ..State::default() };
            run.operators(page.typed_operations(), page.resources(), state, 0);
            run.shown
        })
        .collect()
}

fn then(a: Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<Rc<LoadedFont<'a>>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            ctm: IDENTITY,
            text: IDENTITY,
            line: IDENTITY,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

impl State<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = then([1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn move_on(&mut self, along: f64) {
        self.text = then([1.0, 0.0, 0.0, 1.0, along * self.scale, 0.0], &self.text);
    }
}

struct LoadedFont<'a> {
    font: Font<'a>,
    codes: std::cell::RefCell<HashMap<u32, (Option<char>, f64)>>,
}

impl LoadedFont<'_> {
    fn code(&self, code: u32) -> (Option<char>, f64) {
        *self.codes.borrow_mut().entry(code).or_insert_with(|| {
            let text = match self.font.glyph(self.font.map_code(code), code) {
                FontGlyph::Outline(outline) => outline.as_unicode(),
                FontGlyph::Type3(drawn) => drawn.as_unicode(),
            };
            let character = match text {
                Some(BfString::Char(character)) => Some(character),
                Some(BfString::String(text)) => text.chars().next(),
                None => None,
            };
            (character, self.font.code_advance(code).x / 1000.0)
        })
    }
}

struct Fonts<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    encodings: CMapResolverFn,
    loaded: HashMap<usize, Option<Rc<LoadedFont<'a>>>>,
}

impl<'a> Fonts<'a> {
    fn new() -> Self {
        Self {
            cache: FontCache::new(),
            programs: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            encodings: Arc::new(load_embedded),
            loaded: HashMap::new(),
        }
    }

    fn get(&mut self, dict: &Dict<'a>) -> Option<Rc<LoadedFont<'a>>> {
        let Self { cache, programs, encodings, loaded } = self;
        loaded
            .entry(dict.data().as_ptr() as usize)
            .or_insert_with(|| {
                let font = cache.font(dict, programs, encodings)?;
                Some(Rc::new(LoadedFont { font, codes: Default::default() }))
            })
            .clone()
    }
}

struct Run<'a, 'f> {
    fonts: &'f mut Fonts<'a>,
    shown: Vec<Shown>,
}

impl<'a> Run<'a, '_> {
    fn operators(
        &mut self,
        mut operators: TypedIter<'_>,
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) {
        use TypedInstruction as Op;
        let number = |n: &Number| n.as_f64();
        let mut saved: Vec<State<'a>> = Vec::new();
        while let Some(operator) = operators.next() {
            match operator {
                Op::SaveState(_) => saved.push(state.clone()),
                Op::RestoreState(_) => {
                    if let Some(outer) = saved.pop() {
                        state = outer;
                    }
                }
                Op::Transform(m) => {
                    state.ctm = then([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(number), &state.ctm);
                }
                Op::BeginText(_) => (state.text, state.line) = (IDENTITY, IDENTITY),
                Op::CharacterSpacing(n) => state.character_spacing = number(&n.0),
                Op::WordSpacing(n) => state.word_spacing = number(&n.0),
                Op::HorizontalScaling(n) => state.scale = number(&n.0) / 100.0,
                Op::TextLeading(n) => state.leading = number(&n.0),
                Op::TextRise(n) => state.rise = number(&n.0),
                Op::TextFont(font) => {
                    state.font = resources.get_font(font.0).and_then(|dict| self.fonts.get(&dict));
                    state.size = number(&font.1);
                }
                Op::NextLine(to) => state.next_line(number(&to.0), number(&to.1)),
                Op::NextLineAndSetLeading(to) => {
                    state.leading = -number(&to.1);
                    state.next_line(number(&to.0), number(&to.1));
                }
                Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
                Op::SetTextMatrix(m) => {
                    state.line = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(number);
                    state.text = state.line;
                }
                Op::ShowText(text) => self.show(&mut state, text.0.as_bytes()),
                Op::ShowTexts(texts) => {
                    for item in texts.0.iter::<Object<'_>>() {
                        match item {
                            Object::String(text) => self.show(&mut state, text.as_bytes()),
                            Object::Number(amount) => state.move_on(-amount.as_f64() / 1000.0 * state.size),
                            _ => {}
                        }
                    }
                }
                Op::NextLineAndShowText(text) => {
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.0.as_bytes());
                }
                Op::ShowTextWithParameters(text) => {
                    (state.word_spacing, state.character_spacing) = (number(&text.0), number(&text.1));
                    state.next_line(0.0, -state.leading);
                    self.show(&mut state, text.2.as_bytes());
                }
                Op::XObject(object) => {
                    if depth < DEEPEST_FORM
                        && let Some(form) = resources.get_x_object(object.0)
                    {
                        self.form(&form, resources, &state, depth);
                    }
                }
                _ => {}
            }
        }
    }

    fn form(&mut self, form: &Stream<'a>, outer: &Resources<'a>, state: &State<'a>, depth: usize) {
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").as_deref() != Some(b"Form") {
            return;
        }
        let Ok(content) = form.decoded() else { return };
        let matrix = dict.get::<Matrix>("Matrix").unwrap_or(IDENTITY);
        let resources = dict.get::<Dict<'a>>("Resources").map_or_else(|| outer.clone(), Resources::new);
        let state = State { ctm: then(matrix, &state.ctm), ..state.clone() };
        self.operators(TypedIter::new(&content), &resources, state, depth + 1);
    }

    fn show(&mut self, state: &mut State<'a>, bytes: &[u8]) {
        let Some(font) = state.font.clone() else { return };
        let mut offset = 0;
        while offset < bytes.len() {
            let (code, length) = font.font.read_code(bytes, offset);
            offset += length.max(1);
            let (character, advance) = font.code(code);
            let scaled = [state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise];
            let matrix = then(then(scaled, &state.text), &state.ctm);
            self.shown.push(Shown { character, matrix, advance });
            let spacing = if length == 1 && code == 32 { state.word_spacing } else { 0.0 };
            state.move_on(advance * state.size + state.character_spacing + spacing);
        }
    }
}
