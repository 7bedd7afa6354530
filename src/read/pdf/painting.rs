//! Paths and colours: what the operators that draw and colour do.

use std::ops::Deref;

use std::rc::Rc;

use hayro_syntax::content::Instruction;

use super::colour::ColourSpace;
use super::ground::{Ground, LEAST_SIDE};
use super::interpreter::{Frame, Interpreter};
use super::limits::{MAX_GROUNDS_PER_PAGE, MAX_SHAPES_PER_PAGE};
use super::operands::{components, name, numbers};
use super::shapes::Painting;
use super::state::Paint;
use crate::model::document::{Shape, ShapeKind};

impl<'a> Interpreter<'a, '_> {
    pub(super) fn path_operator(&mut self, operation: &Instruction<'_, '_>) -> Option<()> {
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
                self.add_ground_of(&shape);
                self.add_shape(shape);
            }
        }
        if std::mem::take(&mut self.clip_pending) {
            self.state.clip_is_box &= self.path.is_box();
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

    /// Keeps what a shape means for the text over and under it.
    fn add_ground_of(&mut self, shape: &Shape) {
        let state = &self.state;
        if let Some(colour) = shape.fill {
            let plain = !matches!(*state.fill.space, ColourSpace::Pattern);
            let exact = shape.kind == ShapeKind::Box && state.clip_is_box && !state.masked && plain;
            let opaque = exact && state.fill.alpha >= 0.999 && !state.blended;
            let colour = plain.then_some(colour);
            self.add_ground(Ground { bbox: shape.bbox, colour, exact, opaque });
        }
        if shape.stroke.is_none() {
            return;
        }
        // A thick line is a band.
        let (x, y) = self.state.ctm.vector(self.state.line_width, 0.0);
        #[expect(clippy::cast_possible_truncation, reason = "single precision is the model's")]
        let width = x.hypot(y) as f32;
        if let Some(colour) = shape.stroke.filter(|_| (LEAST_SIDE..1000.0).contains(&width)) {
            let bbox = shape.bbox.grown(width / 2.0);
            self.add_ground(Ground { bbox, colour: Some(colour), exact: false, opaque: false });
        }
    }

    pub(super) fn add_ground(&mut self, ground: Ground) {
        if ground.bbox.width().min(ground.bbox.height()) < LEAST_SIDE {
            return;
        }
        let page = self.page();
        if self.text_alone {
            return;
        }
        if self.grounds.len() < MAX_GROUNDS_PER_PAGE {
            self.grounds.push(ground);
        } else if let Some(last) = self.grounds.last_mut() {
            // What lies under all that follows is not known.
            *last = Ground { bbox: page, colour: None, exact: false, opaque: false };
        }
    }

    /// A shading fills all that is not clipped away.
    pub(super) fn paint_shading(&mut self) {
        if let Some(bbox) = self.state.clip.filter(|_| !self.marked.is_hidden()) {
            self.add_ground(Ground { bbox, colour: None, exact: false, opaque: false });
            let fill = Some(ColourSpace::Pattern.initial());
            self.add_shape(Shape { kind: ShapeKind::Box, bbox, fill, stroke: None });
        }
    }

    pub(super) fn colour_operator(&mut self, operation: &Instruction<'_, '_>, frame: &mut Frame<'a>) -> Option<()> {
        let operator = operation.operator.deref();
        let paint: &mut Paint =
            if operator.first()?.is_ascii_uppercase() { &mut self.state.stroke } else { &mut self.state.fill };
        match operator {
            b"g" | b"G" => paint.set_space(Rc::clone(&self.shared.device.gray)),
            b"rg" | b"RG" => paint.set_space(Rc::clone(&self.shared.device.rgb)),
            b"k" | b"K" => paint.set_space(Rc::clone(&self.shared.device.cmyk)),
            b"cs" | b"CS" => {
                let name = name(operation)?;
                let space = match frame.colour_spaces.get(name.as_ref()) {
                    Some(space) => Rc::clone(space),
                    None => {
                        let space = ColourSpace::named(name, &frame.resources);
                        frame.colour_spaces.insert(name.to_vec(), Rc::clone(&space));
                        space
                    }
                };
                paint.set_space(space);
                return Some(());
            }
            b"sc" | b"SC" | b"scn" | b"SCN" => {}
            _ => return None,
        }
        paint.colour = paint.space.colour(&components(operation));
        Some(())
    }
}
