//! External objects: forms are run, images leave their box.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Dict, Name, Stream};
use hayro_syntax::page::Resources;

use super::interpreter::{Frame, Interpreter};
use super::limits::{Cut, MAX_BOXES_PER_PAGE, MAX_FORM_DEPTH};
use super::operands::name;
use super::state::{Matrix, common};

impl<'a> Interpreter<'a, '_> {
    pub(super) fn draw_object(
        &mut self,
        operation: &Instruction<'_, '_>,
        frame: &Frame<'a>,
    ) -> Result<(), Cut> {
        let Some(name) = name(operation) else {
            return Ok(());
        };
        let object = frame
            .resources
            .get_x_object(name)
            .or_else(|| self.page_resources.get_x_object(name));
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

    pub(super) fn add_image(&mut self) {
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
        let matrix = dict
            .get::<[f64; 6]>("Matrix")
            .map_or(Matrix::IDENTITY, Matrix)
            .then(&self.state.ctm);
        if !matrix.is_usable() {
            return Ok(());
        }
        let resources = dict
            .get::<Dict<'a>>("Resources")
            .map_or_else(|| frame.resources.clone(), Resources::new);

        // The form has a state and a text object of its own, whatever it leaves open.
        let outer = self.state.clone();
        let outer_saved = std::mem::take(&mut self.saved);
        let outer_text = (
            self.text_matrix,
            self.line_matrix,
            std::mem::take(&mut self.unsaved),
        );
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
}
