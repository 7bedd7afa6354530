//! Runs content streams: dispatches each operator to the state, the text, the path or the marked content.

use std::ops::Deref;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use hayro_syntax::page::Resources;

use super::colour::{ColourSpace, device_gray, opacity};
use super::fonts::{FontTable, PdfFont};
use super::glyphs::GlyphSink;
use super::limits::{Budget, Cut, MAX_BOXES_PER_PAGE, MAX_FORM_DEPTH, MAX_SAVED_STATES, MAX_SHAPES_PER_PAGE};
use super::marked::MarkedContent;
use super::optional::OptionalContent;
use super::shapes::{Painting, Path};
use super::state::{Matrix, Paint, State, common};
use crate::model::document::{Shape, ShapeKind};
use crate::model::geometry::Rect;

/// What all pages of a document share while it is read.
pub(super) struct Shared<'a> {
    pub(super) fonts: FontTable<'a>,
    pub(super) layers: OptionalContent,
    pub(super) budget: Budget,
}

/// The interpreter of one page.
pub(super) struct Interpreter<'a, 's> {
    pub(super) shared: &'s mut Shared<'a>,
    page: Rect,
    page_resources: Resources<'a>,
    pub(super) state: State<'a>,
    saved: Vec<State<'a>>,
    /// Saves beyond the limit, which restores must answer.
    unsaved: usize,
    pub(super) text_matrix: Matrix,
    line_matrix: Matrix,
    path: Path,
    /// A clip operator waits for the next painting operator.
    clip_pending: bool,
    pub(super) marked: MarkedContent,
    pub(super) sink: GlyphSink,
    pub(super) shapes: Vec<Shape>,
    pub(super) images: Vec<Rect>,
    /// Shapes beyond the limit.
    pub(super) shapes_left_out: usize,
    /// Content streams within the page that could not be decoded.
    pub(super) forms_unreadable: usize,
    open_forms: Vec<ObjectIdentifier>,
}

/// Names that one content stream has looked up.
struct Frame<'a> {
    resources: Resources<'a>,
    fonts: HashMap<Vec<u8>, Rc<PdfFont<'a>>>,
    depth: usize,
}

/// The last `N` operands as numbers; `None` if there are fewer or one is no sane number.
fn numbers<const N: usize>(operation: &Instruction<'_, '_>) -> Option<[f64; N]> {
    let count = operation.operands().count();
    let mut values = [0.0; N];
    let mut operands = operation.operands().skip(count.checked_sub(N)?);
    for value in &mut values {
        let Object::Number(number) = operands.next()? else {
            return None;
        };
        *value = Some(number.as_f64()).filter(|number| number.is_finite())?;
    }
    Some(values)
}

/// All operands that are numbers.
fn components(operation: &Instruction<'_, '_>) -> Vec<f64> {
    operation
        .operands()
        .filter_map(|operand| match operand {
            Object::Number(number) => Some(number.as_f64()).filter(|number| number.is_finite()),
            _ => None,
        })
        .collect()
}

fn name<'b, 'c>(operation: &Instruction<'b, 'c>) -> Option<&'b Name<'c>> {
    operation.operands().find_map(|operand| if let Object::Name(name) = operand { Some(name) } else { None })
}

fn string<'b, 'c>(operation: &Instruction<'b, 'c>) -> Option<&'b PdfString<'c>> {
    operation.operands().find_map(|operand| if let Object::String(text) = operand { Some(text) } else { None })
}

impl<'a, 's> Interpreter<'a, 's> {
    pub(super) fn new(shared: &'s mut Shared<'a>, initial: Matrix, page: Rect, resources: Resources<'a>) -> Self {
        Self {
            shared,
            page,
            page_resources: resources,
            state: State::new(initial, page),
            saved: Vec::new(),
            unsaved: 0,
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            path: Path::default(),
            clip_pending: false,
            marked: MarkedContent::default(),
            sink: GlyphSink::new(page),
            shapes: Vec::new(),
            images: Vec::new(),
            shapes_left_out: 0,
            forms_unreadable: 0,
            open_forms: Vec::new(),
        }
    }

    /// Runs the page's content to its end or to a budget's.
    pub(super) fn run_page(&mut self, content: &[u8]) -> Result<(), Cut> {
        let resources = self.page_resources.clone();
        let outcome = self.run(content, resources, 0);
        self.marked.close_all(&mut self.sink);
        outcome
    }

    fn run(&mut self, content: &[u8], resources: Resources<'a>, depth: usize) -> Result<(), Cut> {
        let mut frame = Frame { resources, fonts: HashMap::new(), depth };
        let mut operations = UntypedIter::new(content);
        while let Some(operation) = operations.next() {
            self.shared.budget.operation()?;
            self.step(&operation, &mut frame)?;
        }
        Ok(())
    }

    /// One operator; what is malformed is passed over.
    fn step(&mut self, operation: &Instruction<'_, '_>, frame: &mut Frame<'a>) -> Result<(), Cut> {
        match operation.operator.deref() {
            b"Tj" | b"TJ" | b"'" | b"\"" => return self.show_operator(operation, frame),
            b"Do" => return self.draw_object(operation, frame),
            b"BMC" => self.marked.begin(&self.sink, false, None),
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
                if let Some(font) = state.get::<hayro_syntax::object::Array<'a>>("Font") {
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
        let dict = frame.resources.get_font(name).or_else(|| self.page_resources.get_font(name)).unwrap_or_default();
        let font = self.shared.fonts.font(&dict);
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
                for item in items.into_iter().flat_map(|items| items.iter::<Object<'_>>()) {
                    match item {
                        Object::String(text) => self.show(&text)?,
                        Object::Number(number) => self.kern(number.as_f64()),
                        _ => {}
                    }
                }
                return Ok(());
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
        string(operation).map_or(Ok(()), |text| self.show(text))
    }

    fn path_operator(&mut self, operation: &Instruction<'_, '_>) -> Option<()> {
        let ctm = self.state.ctm;
        match operation.operator.deref() {
            b"m" => {
                let [x, y] = numbers(operation)?;
                self.path.move_to(&ctm, x, y);
            }
            b"l" => {
                let [x, y] = numbers(operation)?;
                self.path.line_to(&ctm, x, y);
            }
            b"c" => {
                let [x1, y1, x2, y2, x, y] = numbers(operation)?;
                self.path.curve_to(&ctm, Some((x1, y1)), (x2, y2), (x, y));
            }
            b"v" => {
                let [x2, y2, x, y] = numbers(operation)?;
                self.path.curve_to(&ctm, None, (x2, y2), (x, y));
            }
            b"y" => {
                let [x1, y1, x, y] = numbers(operation)?;
                self.path.curve_to(&ctm, Some((x1, y1)), (x, y), (x, y));
            }
            b"h" => self.path.close(),
            b"re" => {
                let [x, y, width, height] = numbers(operation)?;
                self.path.rectangle(&ctm, x, y, width, height);
            }
            b"W" | b"W*" => self.clip_pending = true,
            b"n" => self.paint(false, false, false),
            b"f" | b"F" => self.paint(true, false, false),
            b"f*" => self.paint(true, false, true),
            b"S" => self.paint(false, true, false),
            b"B" => self.paint(true, true, false),
            b"B*" => self.paint(true, true, true),
            b"s" | b"b" | b"b*" => {
                self.path.close();
                let operator = operation.operator.deref();
                self.paint(operator != b"s", true, operator == b"b*");
            }
            _ => return None,
        }
        Some(())
    }

    /// Ends the path: as shapes, as clip, or as nothing.
    fn paint(&mut self, fill: bool, stroke: bool, even_odd: bool) {
        let painting = Painting {
            fill: self.state.fill.visible().filter(|_| fill),
            stroke: self.state.stroke.visible().filter(|_| stroke),
            even_odd,
            dot: (stroke && self.state.round_cap).then(|| {
                let (x, y) = self.state.ctm.vector(self.state.line_width, 0.0);
                x.hypot(y)
            }),
        };
        if (painting.fill.is_some() || painting.stroke.is_some()) && !self.marked.is_hidden() {
            for shape in self.path.paint(painting, self.state.clip) {
                self.add_shape(shape);
            }
        }
        if std::mem::take(&mut self.clip_pending) {
            self.state.clip_to(self.path.bounds());
        }
        self.path.clear();
    }

    fn add_shape(&mut self, shape: Shape) {
        if self.shapes.len() < MAX_SHAPES_PER_PAGE {
            self.shapes.push(shape);
        } else {
            self.shapes_left_out += 1;
        }
    }

    /// A shading fills all that is not clipped away.
    fn paint_shading(&mut self) {
        if let Some(bbox) = self.state.clip.filter(|_| !self.marked.is_hidden()) {
            let fill = Some(ColourSpace::Pattern.initial());
            self.add_shape(Shape { kind: ShapeKind::Box, bbox, fill, stroke: None });
        }
    }

    fn colour_operator(&mut self, operation: &Instruction<'_, '_>, frame: &Frame<'a>) -> Option<()> {
        let operator = operation.operator.deref();
        let paint: &mut Paint =
            if operator.first()?.is_ascii_uppercase() { &mut self.state.stroke } else { &mut self.state.fill };
        match operator {
            b"g" | b"G" => paint.set_space(device_gray()),
            b"rg" | b"RG" => paint.set_space(Rc::new(ColourSpace::Rgb)),
            b"k" | b"K" => paint.set_space(Rc::new(ColourSpace::Cmyk)),
            b"cs" | b"CS" => {
                paint.set_space(ColourSpace::named(name(operation)?, &frame.resources));
                return Some(());
            }
            b"sc" | b"SC" | b"scn" | b"SCN" => {}
            _ => return None,
        }
        paint.colour = paint.space.colour(&components(operation));
        Some(())
    }

    fn begin_marked_content(&mut self, operation: &Instruction<'_, '_>, frame: &Frame<'a>) {
        let mut operands = operation.operands();
        let tag = operands.next();
        let is_layer = matches!(tag, Some(Object::Name(tag)) if tag.as_ref() == b"OC");
        let (mut hidden, mut replacement) = (false, None);
        match operands.next() {
            Some(Object::Name(key)) => {
                let properties = &frame.resources.properties;
                hidden = is_layer && self.shared.layers.hides(properties, key.as_ref());
                replacement = properties.get::<Dict<'_>>(key.as_ref()).and_then(|list| actual_text(&list));
            }
            Some(Object::Dict(list)) => replacement = actual_text(list),
            _ => {}
        }
        self.marked.begin(&self.sink, hidden, replacement);
    }

    fn draw_object(&mut self, operation: &Instruction<'_, '_>, frame: &Frame<'a>) -> Result<(), Cut> {
        let Some(name) = name(operation) else {
            return Ok(());
        };
        let object = frame.resources.get_x_object(name).or_else(|| self.page_resources.get_x_object(name));
        let Some(object) = object else { return Ok(()) };
        if self.marked.is_hidden() || self.shared.layers.hides(object.dict(), "OC") {
            return Ok(());
        }
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Form") => self.draw_form(&object, frame),
            Some(b"Image") => {
                self.add_image();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn add_image(&mut self) {
        let area = self.state.ctm.box_of(0.0, 0.0, 1.0, 1.0);
        let area = area.and_then(|area| common(&area, &self.state.clip?));
        if let Some(area) = area.filter(|_| self.images.len() < MAX_BOXES_PER_PAGE) {
            self.images.push(area);
        }
    }

    fn draw_form(&mut self, form: &Stream<'a>, frame: &Frame<'a>) -> Result<(), Cut> {
        self.shared.budget.form()?;
        let id = form.obj_id();
        if frame.depth >= MAX_FORM_DEPTH || self.open_forms.contains(&id) {
            return Ok(());
        }
        let Ok(content) = form.decoded_data() else {
            self.forms_unreadable += 1;
            return Ok(());
        };
        self.shared.budget.content(content.len())?;
        let dict = form.dict();
        let matrix = dict.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix).then(&self.state.ctm);
        if !matrix.is_usable() {
            return Ok(());
        }
        let resources = dict.get::<Dict<'a>>("Resources").map_or_else(|| frame.resources.clone(), Resources::new);

        // The form has a state and a text object of its own, whatever it leaves open.
        let outer = self.state.clone();
        let outer_saved = std::mem::take(&mut self.saved);
        let outer_text = (self.text_matrix, self.line_matrix, std::mem::take(&mut self.unsaved));
        let outer_path = std::mem::take(&mut self.path);
        let outer_depth = self.marked.depth();
        self.state.ctm = matrix;
        if let Some([x0, y0, x1, y1]) = dict.get::<[f64; 4]>("BBox") {
            self.state.clip_to(matrix.box_of(x0, y0, x1, y1));
        }
        self.open_forms.push(id);
        let outcome = self.run(&content, resources, frame.depth + 1);
        self.open_forms.pop();
        self.marked.close_to(outer_depth, &mut self.sink);
        self.path = outer_path;
        (self.text_matrix, self.line_matrix, self.unsaved) = outer_text;
        self.saved = outer_saved;
        self.state = outer;
        outcome
    }

    /// The page as displayed.
    pub(super) fn page(&self) -> Rect {
        self.page
    }
}

/// Word and character spacing of the `"` operator.
fn spacing(operation: &Instruction<'_, '_>) -> [Option<f64>; 2] {
    let mut values = components(operation).into_iter();
    [values.next(), values.next()]
}

fn actual_text(properties: &Dict<'_>) -> Option<String> {
    properties.get::<PdfString<'_>>("ActualText").map(|text| super::colour::text_string(&text))
}
