//! External objects: forms are run, images leave their box.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::fields::is_list_box;
use super::ground::Ground;
use super::inflate::{decode, grows_too_large, is_whole};
use super::interpreter::{Frame, Interpreter};
use super::limits::{Cut, MAX_BOXES_PER_PAGE, MAX_FORM_DEPTH, MAX_PICTURE_PIXELS};
use super::operands::name;
use super::state::{Bounds, Matrix, common};

impl<'a> Interpreter<'a, '_> {
    pub(super) fn draw_object(&mut self, operation: &Instruction<'_, '_>, frame: &Frame<'a>) -> Result<(), Cut> {
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
            Some(b"Image") if self.text_alone => Ok(()),
            Some(b"Image") => {
                self.pictures_too_large += usize::from(is_too_large(&object));
                self.add_image();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn add_image(&mut self) {
        let area = self.state.ctm.box_of(0.0, 0.0, 1.0, 1.0);
        let area = area.and_then(|area| common(&area, &self.state.clip?));
        let Some(area) = area else { return };
        self.add_ground(Ground { bbox: area, colour: None, exact: false, opaque: false });
        if self.images.len() < MAX_BOXES_PER_PAGE {
            self.images.push(area);
        }
    }

    fn draw_form(&mut self, form: &Stream<'a>, frame: &Frame<'a>) -> Result<(), Cut> {
        self.shared.budget.form()?;
        let id = form.obj_id();
        // What draws itself has no end, and viewers do not draw it again either.
        if self.open_forms.contains(&id) {
            return Ok(());
        }
        if self.textless.contains(&id) {
            return Ok(());
        }
        if frame.depth >= MAX_FORM_DEPTH {
            self.forms_too_deep += 1;
            return Ok(());
        }
        let Some(content) = decode(form) else {
            self.forms_unreadable += 1;
            return Ok(());
        };
        self.forms_broken += usize::from(!is_whole(form, &content));
        self.shared.budget.content(content.len())?;
        let dict = form.dict();
        let matrix = form_matrix(dict).then(&self.state.ctm);
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
        let shown = self.sink.tally.shown;
        let outcome = self.run(&content, resources, frame.depth + 1);
        self.open_forms.pop();
        if self.text_alone && self.sink.tally.shown == shown {
            self.textless.insert(id);
        }
        self.marked.close_to(outer_depth, &mut self.sink);
        self.path = outer_path;
        (self.text_matrix, self.line_matrix, self.unsaved) = outer_text;
        self.saved = outer_saved;
        self.state = outer;
        outcome
    }

    /// Draws what annotations look like: filled-in fields, notes typed onto the page, stamps.
    pub(super) fn draw_annotations(&mut self, page: &Dict<'a>) -> Result<(), Cut> {
        let Some(annotations) = page.get::<Array<'a>>("Annots") else {
            return Ok(());
        };
        let annotations = annotations.iter::<Object<'a>>().filter_map(Object::into_dict);
        for annotation in annotations.take(MAX_BOXES_PER_PAGE) {
            self.shared.budget.operation()?;
            if is_shown(&annotation) && !self.shared.layers.hides(&annotation, "OC") {
                self.draw_annotation(&annotation)?;
            }
        }
        Ok(())
    }

    /// By its appearance, or by what it says where that shows none.
    fn draw_annotation(&mut self, annotation: &Dict<'a>) -> Result<(), Cut> {
        let appearance = appearance(annotation);
        if is_list_box(annotation) {
            self.leave_choices_out(annotation);
            return self.show_value(annotation);
        }
        if self.draws_value(annotation, appearance.is_some()) {
            return self.show_value(annotation);
        }
        let shown = self.sink.tally.shown;
        if let Some((appearance, place)) = appearance {
            self.draw_appearance(&appearance, place)?;
            // A ticked box may be drawn without a letter.
            if has_states(annotation) {
                return Ok(());
            }
        }
        if self.sink.tally.shown == shown { self.show_value(annotation) } else { Ok(()) }
    }

    fn draw_appearance(&mut self, appearance: &Stream<'a>, place: Matrix) -> Result<(), Cut> {
        let resources = self.page_resources.clone();
        let frame = Frame::new(resources, 0);
        let outer = self.state.clone();
        self.state.ctm = place.then(&self.state.ctm);
        let outcome = if self.state.ctm.is_usable() { self.draw_form(appearance, &frame) } else { Ok(()) };
        self.state = outer;
        outcome
    }
}

/// Whether drawing a picture would take more memory than there is.
fn is_too_large(picture: &Stream<'_>) -> bool {
    let side = |key: &str| picture.dict().get::<u32>(key).map_or(0, u64::from);
    side("Width").saturating_mul(side("Height")) > MAX_PICTURE_PIXELS || grows_too_large(picture)
}

fn form_matrix(form: &Dict<'_>) -> Matrix {
    form.get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix)
}

/// Neither hidden by its flags nor a kind that viewers draw only on demand.
fn is_shown(annotation: &Dict<'_>) -> bool {
    const HIDDEN: i32 = 1 << 1;
    const NO_VIEW: i32 = 1 << 5;
    let flags = annotation.get::<i32>("F").unwrap_or(0);
    let subtype = annotation.get::<Name<'_>>("Subtype");
    flags & (HIDDEN | NO_VIEW) == 0 && !matches!(subtype.as_deref(), Some(b"Popup" | b"Link"))
}

/// Whether an annotation has an appearance for each of its states.
fn has_states(annotation: &Dict<'_>) -> bool {
    annotation.get::<Dict<'_>>("AP").is_some_and(|all| all.get::<Stream<'_>>("N").is_none() && all.contains_key("N"))
}

/// The normal appearance of an annotation, and the map that fits its box into the annotation's place.
fn appearance<'a>(annotation: &Dict<'a>) -> Option<(Stream<'a>, Matrix)> {
    let all = annotation.get::<Dict<'a>>("AP")?;
    let form = all.get::<Stream<'a>>("N").or_else(|| {
        // One appearance for each state, such as a ticked and an empty box.
        all.get::<Dict<'a>>("N")?.get::<Stream<'a>>(annotation.get::<Name<'a>>("AS")?)
    })?;
    let [x0, y0, x1, y1] = form.dict().get::<[f64; 4]>("BBox")?;
    let matrix = form_matrix(form.dict());
    let drawn = Bounds::of([(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| matrix.apply(x, y)))?;
    let [x0, y0, x1, y1] = annotation.get::<[f64; 4]>("Rect")?;
    let place = Bounds::of([(x0, y0), (x1, y1)])?;
    let scale = |place: f64, drawn: f64| {
        if drawn.abs() > 1e-9 { place / drawn } else { 1.0 }
    };
    let (sx, sy) = (scale(place.width(), drawn.width()), scale(place.height(), drawn.height()));
    Some((form, Matrix([sx, 0.0, 0.0, sy, place.x0 - sx * drawn.x0, place.y0 - sy * drawn.y0])))
}
