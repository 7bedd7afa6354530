//! Runs content streams: dispatches each operator to the state, the text, the path or the marked content.

use std::ops::Deref;

use std::rc::Rc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as PdfString};
use hayro_syntax::page::{Page, Resources};
use rustc_hash::{FxHashMap, FxHashSet};

use super::colour::{ColourSpace, DeviceSpaces, opacity};
use super::fields::Form;
use super::fonts::{FontTable, PdfFont};
use super::glyphs::Look;
use super::ground::Ground;
use super::limits::{Budget, Cut, MAX_SAVED_STATES};
use super::marked::MarkedContent;
use super::operands::{is_drawing, moves_text, name, numbers, spacing, string};
use super::optional::OptionalContent;
use super::shapes::Path;
use super::sink::GlyphSink;
use super::state::{Matrix, State};
use super::structure::Structure;
use crate::model::document::{Aside, Shape, StructureElement};
use crate::model::geometry::Rect;

/// What all pages of a document share while it is read.
pub(super) struct Shared<'a> {
    pub(super) fonts: FontTable<'a>,
    pub(super) layers: OptionalContent,
    pub(super) budget: Budget,
    pub(super) structure: Structure,
    pub(super) form: Form,
    pub(super) device: DeviceSpaces,
    /// Room for the glyphs of the page under way.
    pub(super) sink: GlyphSink,
}

/// The interpreter of one page.
pub(super) struct Interpreter<'a, 's> {
    pub(super) shared: &'s mut Shared<'a>,
    page: Rect,
    page_id: Option<ObjectIdentifier>,
    pub(super) page_resources: Resources<'a>,
    pub(super) state: State<'a>,
    pub(super) saved: Vec<State<'a>>,
    /// Saves beyond the limit, which restores must answer.
    pub(super) unsaved: usize,
    pub(super) text_matrix: Matrix,
    pub(super) line_matrix: Matrix,
    /// What the last text looked like, while nothing changed that but its place.
    pub(super) text_look: Option<Rc<Look>>,
    pub(super) path: Path,
    /// A clip operator waits for the next painting operator.
    pub(super) clip_pending: bool,
    pub(super) marked: MarkedContent,
    pub(super) sink: GlyphSink,
    pub(super) shapes: Vec<Shape>,
    pub(super) images: Vec<Rect>,
    /// Painted areas, in order.
    pub(super) grounds: Vec<Ground>,
    /// Choices of lists that are not chosen.
    pub(super) choices: Vec<Aside>,
    /// Shapes beyond the limit.
    pub(super) shapes_left_out: usize,
    /// Content streams within the page that could not be decoded.
    pub(super) forms_unreadable: usize,
    /// Content streams within the page that break off where they are damaged.
    pub(super) forms_broken: usize,
    /// Forms in forms in forms, beyond the limit.
    pub(super) forms_too_deep: usize,
    /// Pictures that must not be drawn.
    pub(super) pictures_too_large: usize,
    pub(super) open_forms: Vec<ObjectIdentifier>,
    /// Drawings are passed over: the page has more of them than its budget, and is read again for its text.
    pub(super) text_alone: bool,
    /// Forms that showed no text, when nothing else counts.
    pub(super) textless: FxHashSet<ObjectIdentifier>,
}

/// Names that one content stream has looked up.
pub(super) struct Frame<'a> {
    pub(super) resources: Resources<'a>,
    fonts: FxHashMap<Vec<u8>, Rc<PdfFont<'a>>>,
    pub(super) colour_spaces: FxHashMap<Vec<u8>, Rc<ColourSpace>>,
    pub(super) depth: usize,
}

impl<'a> Frame<'a> {
    pub(super) fn new(resources: Resources<'a>, depth: usize) -> Self {
        Self { resources, fonts: FxHashMap::default(), colour_spaces: FxHashMap::default(), depth }
    }
}

impl<'a, 's> Interpreter<'a, 's> {
    /// For a page that is displayed as `area`, with the map from its user space to that.
    pub(super) fn new(shared: &'s mut Shared<'a>, source: &Page<'a>, initial: Matrix, page: Rect) -> Self {
        let mut sink = std::mem::take(&mut shared.sink);
        sink.start(page);
        Self {
            shared,
            page,
            page_id: source.raw().obj_id(),
            page_resources: source.resources().clone(),
            state: State::new(initial, page),
            saved: Vec::new(),
            unsaved: 0,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            text_look: None,
            path: Path::default(),
            clip_pending: false,
            marked: MarkedContent::default(),
            sink,
            shapes: Vec::new(),
            images: Vec::new(),
            grounds: Vec::new(),
            choices: Vec::new(),
            shapes_left_out: 0,
            forms_unreadable: 0,
            forms_broken: 0,
            forms_too_deep: 0,
            pictures_too_large: 0,
            open_forms: Vec::new(),
            text_alone: false,
            textless: FxHashSet::default(),
        }
    }

    /// Runs the page's content to its end or to a budget's.
    pub(super) fn run_page(&mut self, content: &[u8]) -> Result<(), Cut> {
        let resources = self.page_resources.clone();
        let initial = self.state.clone();
        self.sink.expect(content.len());
        let outcome = self.run(content, resources, 0);
        self.marked.close_all(&mut self.sink);
        self.saved.clear();
        self.state = initial;
        outcome
    }

    /// Runs the page's content once more, from the start and for its text alone: drawings used its budget up.
    pub(super) fn run_text(&mut self, content: &[u8], initial: Matrix) -> Result<(), Cut> {
        self.shared.budget.start_page();
        self.text_alone = true;
        self.sink.start(self.page);
        self.state = State::new(initial, self.page);
        self.saved.clear();
        self.choices.clear();
        self.forms_broken = 0;
        self.unsaved = 0;
        self.open_forms.clear();
        self.marked = MarkedContent::default();
        // What lies under the text is not known.
        self.grounds = vec![Ground { bbox: self.page, colour: None, exact: false, opaque: false }];
        self.run_page(content)
    }

    pub(super) fn run(&mut self, content: &[u8], resources: Resources<'a>, depth: usize) -> Result<(), Cut> {
        let mut frame = Frame::new(resources, depth);
        let mut operations = UntypedIter::new(content);
        self.text_look = None;
        while let Some(operation) = operations.next() {
            if self.text_alone && is_drawing(&operation) {
                continue;
            }
            self.shared.budget.operation()?;
            self.step(&operation, &mut frame)?;
            self.shared.budget.fonts(self.shared.fonts.count())?;
        }
        Ok(())
    }

    /// One operator; what is malformed is passed over.
    fn step(&mut self, operation: &Instruction<'_, '_>, frame: &mut Frame<'a>) -> Result<(), Cut> {
        if !moves_text(operation) {
            self.text_look = None;
        }
        match operation.operator.deref() {
            b"Tj" | b"TJ" | b"'" | b"\"" => return self.show_operator(operation, frame),
            b"Do" => {
                let outcome = self.draw_object(operation, frame);
                self.text_look = None;
                return outcome;
            }
            b"BMC" => {
                let is_artifact = name(operation).is_some_and(|tag| tag.as_ref() == b"Artifact");
                let element = self.shared.structure.artifact().filter(|_| is_artifact);
                self.marked.begin(&self.sink, false, None, element);
            }
            b"BDC" => self.begin_marked_content(operation, frame),
            b"EMC" => self.marked.end(&mut self.sink),
            b"BI" => {
                if !self.marked.is_hidden() {
                    self.add_image();
                }
            }
            b"sh" => self.paint_shading(),
            _ => {
                // Unknown or malformed operators change nothing.
                let _: Option<()> = self
                    .state_operator(operation, frame)
                    .or_else(|| self.text_operator(operation, frame))
                    .or_else(|| self.path_operator(operation))
                    .or_else(|| self.colour_operator(operation, frame));
            }
        }
        Ok(())
    }

    fn state_operator(&mut self, operation: &Instruction<'_, '_>, frame: &mut Frame<'a>) -> Option<()> {
        match operation.operator.deref() {
            b"q" => {
                if self.saved.len() < MAX_SAVED_STATES {
                    self.saved.push(self.state.clone());
                } else {
                    self.unsaved += 1;
                }
            }
            b"Q" => {
                if self.unsaved > 0 {
                    self.unsaved -= 1;
                } else if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                let ctm = Matrix(numbers(operation)?).then(&self.state.ctm);
                if ctm.is_usable() {
                    self.state.ctm = ctm;
                }
            }
            b"w" => self.state.line_width = numbers::<1>(operation)?[0].abs(),
            b"J" => self.state.round_cap = numbers::<1>(operation)?[0] == 1.0,
            b"gs" => {
                let state = frame.resources.get_ext_g_state(name(operation)?)?;
                if let Some(alpha) = opacity(&state, "ca") {
                    self.state.fill.alpha = alpha;
                }
                if let Some(alpha) = opacity(&state, "CA") {
                    self.state.stroke.alpha = alpha;
                }
                if let Some(mode) = state.get::<Object<'a>>("BM") {
                    self.state.blended =
                        !matches!(mode, Object::Name(name) if matches!(name.as_ref(), b"Normal" | b"Compatible"));
                }
                if let Some(mask) = state.get::<Object<'a>>("SMask") {
                    self.state.masked = !matches!(mask, Object::Name(_));
                }
                if let Some(font) = state.get::<Array<'a>>("Font") {
                    let mut items = font.flex_iter();
                    let dict = items.next::<Dict<'a>>()?;
                    self.state.text.font = Some(self.shared.fonts.font(&dict));
                    self.state.text.size = items.next::<f64>().filter(|size| size.is_finite())?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn text_operator(&mut self, operation: &Instruction<'_, '_>, frame: &mut Frame<'a>) -> Option<()> {
        let text = &mut self.state.text;
        match operation.operator.deref() {
            b"BT" => {
                self.text_matrix = Matrix::IDENTITY;
                self.line_matrix = Matrix::IDENTITY;
            }
            b"ET" => {}
            b"Tc" => text.character_spacing = numbers::<1>(operation)?[0],
            b"Tw" => text.word_spacing = numbers::<1>(operation)?[0],
            b"Tz" => text.horizontal_scale = numbers::<1>(operation)?[0] / 100.0,
            b"TL" => text.leading = numbers::<1>(operation)?[0],
            b"Ts" => text.rise = numbers::<1>(operation)?[0],
            #[expect(clippy::cast_possible_truncation, reason = "saturates; modes are 0 to 7")]
            b"Tr" => text.mode = numbers::<1>(operation)?[0] as i64,
            b"Tf" => {
                text.size = numbers::<1>(operation)?[0];
                let name = name(operation)?;
                self.state.text.font = Some(self.font(name, frame));
            }
            b"Td" => {
                let [x, y] = numbers(operation)?;
                self.next_line(x, y);
            }
            b"TD" => {
                let [x, y] = numbers(operation)?;
                text.leading = -y;
                self.next_line(x, y);
            }
            b"T*" => {
                let leading = text.leading;
                self.next_line(0.0, -leading);
            }
            b"Tm" => {
                let matrix = Matrix(numbers(operation)?);
                if matrix.is_usable() {
                    self.text_matrix = matrix;
                    self.line_matrix = matrix;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn font(&mut self, name: &Name<'_>, frame: &mut Frame<'a>) -> Rc<PdfFont<'a>> {
        if let Some(font) = frame.fonts.get(name.as_ref()) {
            return Rc::clone(font);
        }
        // Forms may rely on the page's fonts; a font that is nowhere still shows text in viewers.
        let font = self
            .shared
            .fonts
            .named(&frame.resources.fonts, name)
            .or_else(|| self.shared.fonts.named(&self.page_resources.fonts, name))
            .unwrap_or_else(|| self.shared.fonts.font(&Dict::default()));
        frame.fonts.insert(name.to_vec(), Rc::clone(&font));
        font
    }

    fn next_line(&mut self, x: f64, y: f64) {
        let matrix = Matrix::translation(x, y).then(&self.line_matrix);
        if matrix.is_usable() {
            self.line_matrix = matrix;
            self.text_matrix = matrix;
        }
    }

    fn show_operator(&mut self, operation: &Instruction<'_, '_>, frame: &mut Frame<'a>) -> Result<(), Cut> {
        if self.state.text.font.is_none() {
            self.state.text.font = Some(self.font(&Name::new_unescaped(b""), frame));
        }
        match operation.operator.deref() {
            b"TJ" => {
                let items = operation.operands().find_map(|o| if let Object::Array(a) = o { Some(a) } else { None });
                return self.show_row(items.into_iter().flat_map(|items| items.iter::<Object<'_>>()));
            }
            b"'" | b"\"" => {
                if operation.operator.deref() == b"\""
                    && let [Some(word), Some(character)] = spacing(operation)
                {
                    self.state.text.word_spacing = word;
                    self.state.text.character_spacing = character;
                }
                self.next_line(0.0, -self.state.text.leading);
            }
            _ => {}
        }
        string(operation).map_or(Ok(()), |text| self.show_string(text))
    }

    fn begin_marked_content(&mut self, operation: &Instruction<'_, '_>, frame: &Frame<'a>) {
        let mut operands = operation.operands();
        let tag = operands.next();
        let is = |name: &[u8]| matches!(tag, Some(Object::Name(tag)) if tag.as_ref() == name);
        let is_layer = is(b"OC");
        let mut element = self.shared.structure.artifact().filter(|_| is(b"Artifact"));
        let (mut hidden, mut replacement) = (false, None);
        match operands.next() {
            Some(Object::Name(key)) => {
                let properties = &frame.resources.properties;
                hidden = is_layer && self.shared.layers.hides(properties, key.as_ref());
                if let Some(list) = properties.get::<Dict<'_>>(key.as_ref()) {
                    replacement = actual_text(&list);
                    element = element.or_else(|| self.element(&list, frame));
                }
            }
            Some(Object::Dict(list)) => {
                replacement = actual_text(list);
                element = element.or_else(|| self.element(list, frame));
            }
            _ => {}
        }
        self.marked.begin(&self.sink, hidden, replacement, element);
    }

    /// The structure element of marked content; that of forms is numbered apart and counts as what is around them.
    fn element(&self, properties: &Dict<'_>, frame: &Frame<'_>) -> Option<StructureElement> {
        let number = properties.get::<i32>("MCID").filter(|_| frame.depth == 0)?;
        self.shared.structure.element(self.page_id, number)
    }

    /// The page as displayed.
    pub(super) fn page(&self) -> Rect {
        self.page
    }
}

fn actual_text(properties: &Dict<'_>) -> Option<String> {
    properties.get::<PdfString<'_>>("ActualText").map(|text| super::colour::text_string(&text))
}
