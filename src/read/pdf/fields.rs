//! Values of form fields, and notes typed onto the page, that no appearance draws: viewers make one, and so is done here.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};

use super::colour::{helper_bytes, text_string};
use super::doubles::{Reach, Trace};
use super::interpreter::Interpreter;
use super::limits::{Cut, MAX_ASIDE_PER_PAGE, MAX_TREE_NODES};
use super::unicode::{clean, decode_text_string};
use crate::message;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::document::{Aside, AsideKind, Direction, Glyph, Rgb};
use crate::model::geometry::Rect;

/// Fields within fields.
const MAX_DEPTH: usize = 16;
/// Characters of one value.
const MOST_CHARACTERS: usize = 20_000;
/// Distance of the text from the border of its field (points).
const PADDING: f32 = 2.0;
/// Widths of letters of the font that stands in, in em.
const ADVANCE: f32 = 0.5;
/// Sizes of text in fields that leave the size open (points).
const AUTO_SIZE: (f32, f32) = (4.0, 12.0);

/// What the document's form says of all its fields.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// Appearances in the file may be out of date.
    stale: bool,
    /// Size of text where a field states none.
    size: Option<f32>,
    /// Whether the form is kept in XFA too, or alone.
    pub(super) xfa: bool,
}

impl Form {
    pub(super) fn read(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let form = xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalogue| catalogue.get::<Dict<'_>>("AcroForm"));
        let Some(form) = form else { return Self::default() };
        Self {
            stale: form.get::<bool>("NeedAppearances").unwrap_or(false),
            size: size_of(&form),
            xfa: form.contains_key("XFA"),
        }
    }

    /// That the form is kept in XFA, which is not read.
    pub(super) fn diagnostic(&self) -> Option<Diagnostic> {
        self.xfa.then(|| Diagnostic::new(Severity::Warning, "xfa-form", message!("xfa-form")))
    }
}

/// The size in a default appearance such as `/Helv 10 Tf`; `None` where it is left open.
fn size_of(holder: &Dict<'_>) -> Option<f32> {
    let appearance = text_string(&inherited(holder, "DA")?.into_string()?);
    let words: Vec<&str> = appearance.split_ascii_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    let size: f32 = words.get(at.checked_sub(1)?)?.parse().ok()?;
    (size > 0.5 && size < 200.0).then_some(size)
}

/// An entry of a field or of those around it.
fn inherited<'a>(field: &Dict<'a>, key: &str) -> Option<Object<'a>> {
    let mut field = field.clone();
    for _ in 0..MAX_DEPTH {
        if let Some(value) = field.get::<Object<'a>>(key) {
            return Some(value);
        }
        field = field.get::<Dict<'a>>("Parent")?;
    }
    None
}

/// A field's flags.
fn flags(field: &Dict<'_>) -> i32 {
    match inherited(field, "Ff") {
        #[expect(clippy::cast_possible_truncation, reason = "saturates; flags are bits of a small number")]
        Some(Object::Number(flags)) => flags.as_f64() as i32,
        _ => 0,
    }
}

/// What a field shows.
enum Value {
    Text(String),
    /// A box or a button, and whether it is chosen.
    Mark {
        round: bool,
        on: bool,
    },
}

fn value(field: &Dict<'_>) -> Option<Value> {
    const PASSWORD: i32 = 1 << 13;
    const RADIO: i32 = 1 << 15;
    const PUSH_BUTTON: i32 = 1 << 16;
    let flags = flags(field);
    match inherited(field, "FT")?.into_name()?.as_ref() {
        b"Tx" if flags & PASSWORD == 0 => text(field).map(Value::Text),
        b"Ch" => {
            let options = inherited(field, "Opt").and_then(Object::into_array);
            let shown =
                |value: String| options.as_ref().and_then(|options| shown_for(options, &value)).unwrap_or(value);
            let Some(values) = inherited(field, "V") else { return chosen(field, options.as_ref()?).map(Value::Text) };
            let values: Vec<String> = match values {
                Object::String(value) => vec![shown(text_string(&value))],
                Object::Array(values) => {
                    let values = values.iter::<PdfString<'_>>().take(1000);
                    values.map(|value| shown(text_string(&value))).collect()
                }
                _ => return None,
            };
            Some(Value::Text(values.join("\n")))
        }
        b"Btn" if flags & PUSH_BUTTON == 0 => {
            let state = field.get::<Name<'_>>("AS").or_else(|| inherited(field, "V").and_then(Object::into_name));
            let on = state.is_some_and(|state| state.as_ref() != b"Off");
            Some(Value::Mark { round: flags & RADIO != 0, on })
        }
        _ => None,
    }
}

fn text(field: &Dict<'_>) -> Option<String> {
    match inherited(field, "V")? {
        Object::String(value) => Some(text_string(&value)),
        Object::Stream(value) => Some(decode_text_string(&helper_bytes(&value)?)),
        // Some producers write names.
        Object::Name(value) => Some(value.as_str().to_owned()),
        Object::Number(value) => Some(value.as_f64().to_string()),
        _ => None,
    }
}

/// The texts of the choices that are told by their places in the list.
fn chosen(field: &Dict<'_>, options: &Array<'_>) -> Option<String> {
    let places: Vec<u32> = inherited(field, "I")?.into_array()?.iter::<u32>().take(1000).collect();
    let texts = options.iter::<Object<'_>>().take(MAX_TREE_NODES).zip(0..);
    let texts: Vec<String> =
        texts.filter(|(_, at)| places.contains(at)).filter_map(|(option, _)| option_text(option)).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// The text that a choice shows.
fn option_text(option: Object<'_>) -> Option<String> {
    match option {
        Object::String(text) => Some(text_string(&text)),
        // What is kept, and what is shown.
        Object::Array(pair) => pair.iter::<PdfString<'_>>().nth(1).map(|text| text_string(&text)),
        _ => None,
    }
}

/// The text that a choice shows for a value which is kept under another name.
fn shown_for(options: &Array<'_>, value: &str) -> Option<String> {
    options.iter::<Array<'_>>().take(MAX_TREE_NODES).find_map(|option| {
        let mut pair = option.iter::<PdfString<'_>>();
        let (kept, shown) = (pair.next()?, pair.next()?);
        (text_string(&kept) == value).then(|| text_string(&shown))
    })
}

impl<'a> Interpreter<'a, '_> {
    /// Whether a widget is drawn by its value, its appearance being missing or out of date.
    pub(super) fn draws_value(&self, annotation: &Dict<'a>, has_appearance: bool) -> bool {
        is_widget(annotation) && (!has_appearance || self.shared.form.stale) && value(annotation).is_some()
    }

    /// Shows the value of a field, or the text of a note.
    pub(super) fn show_value(&mut self, annotation: &Dict<'a>) -> Result<(), Cut> {
        const MULTILINE: i32 = 1 << 12;
        let note = annotation.get::<Name<'_>>("Subtype").as_deref() == Some(b"FreeText");
        let shown = if note {
            annotation.get::<PdfString<'_>>("Contents").map(|text| Value::Text(text_string(&text)))
        } else if is_widget(annotation) {
            value(annotation)
        } else {
            None
        };
        let Some([x0, y0, x1, y1]) = annotation.get::<[f64; 4]>("Rect") else { return Ok(()) };
        let (Some(shown), Some(area)) = (shown, self.state.ctm.box_of(x0, y0, x1, y1)) else { return Ok(()) };
        let size = size_of(annotation).or(self.shared.form.size);
        match shown {
            Value::Text(text) => {
                let lines = flags(annotation) & MULTILINE != 0;
                self.show_in(&text, area, size, note || lines || text_has_lines(annotation))
            }
            Value::Mark { round, on } => {
                let mark = match (round, on) {
                    (false, true) => "☒",
                    (false, false) => "☐",
                    (true, true) => "◉",
                    (true, false) => "◯",
                };
                // It fills its field, which is as high as the label beside it.
                self.show_in(mark, area, size.or(Some(area.height().clamp(AUTO_SIZE.0, AUTO_SIZE.1))), false)
            }
        }
    }

    /// Sets the choices of a list aside that are not chosen: the page shows them, and they are no text of the report.
    pub(super) fn leave_choices_out(&mut self, annotation: &Dict<'a>) {
        let Some([x0, y0, x1, y1]) = annotation.get::<[f64; 4]>("Rect") else { return };
        let (Some(area), Some(options)) =
            (self.state.ctm.box_of(x0, y0, x1, y1), inherited(annotation, "Opt").and_then(Object::into_array))
        else {
            return;
        };
        let chosen = match value(annotation) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        let size = size_of(annotation).or(self.shared.form.size).unwrap_or(AUTO_SIZE.1);
        let room = MAX_ASIDE_PER_PAGE.saturating_sub(self.choices.len());
        let texts = options.iter::<Object<'_>>().take(room).filter_map(option_text);
        let left = texts.filter(|text| !text.trim().is_empty() && !chosen.split('\n').any(|chosen| chosen == text));
        self.choices.extend(left.map(|text| Aside {
            kind: AsideKind::Unchosen,
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            bbox: area,
            size,
            angle: 0.0,
        }));
    }

    /// Sets text into a box of the page, on one line or on as many as it takes.
    fn show_in(&mut self, text: &str, area: Rect, size: Option<f32>, several: bool) -> Result<(), Cut> {
        let text: String = text.chars().take(MOST_CHARACTERS).collect();
        let width = (area.width() - 2.0 * PADDING).max(1.0);
        let room = (area.height() - 2.0 * PADDING).max(1.0);
        let (least, most) = AUTO_SIZE;
        if several {
            let size = size.unwrap_or(10.0);
            let lines = wrapped(&text, width / (ADVANCE * size));
            #[expect(clippy::cast_precision_loss, reason = "counts are small")]
            let leading = (room / lines.len().max(1) as f32).min(1.2 * size);
            let size = size.min(leading / 1.1);
            let mut baseline = area.y0 + PADDING + 0.85 * size;
            for line in lines {
                self.show_line(&line, area.x0 + PADDING, baseline, size, width)?;
                baseline += leading;
            }
            return Ok(());
        }
        let size = size.unwrap_or((0.75 * room).clamp(least, most)).min(area.height().max(1.0));
        let line = text.split(['\r', '\n']).collect::<Vec<_>>().join(" ");
        self.show_line(&line, area.x0 + PADDING, area.centre_y() + 0.35 * size, size, width)
    }

    fn show_line(&mut self, line: &str, x: f32, baseline: f32, size: f32, width: f32) -> Result<(), Cut> {
        let font = self.shared.fonts.stand_in();
        #[expect(clippy::cast_precision_loss, reason = "counts are small")]
        let advance = (ADVANCE * size).min(width / line.chars().count().max(1) as f32);
        let mut x = x;
        for character in line.chars() {
            let Some(text) = clean(character.encode_utf8(&mut [0; 4])) else { continue };
            self.shared.budget.glyph()?;
            self.sink.tally.shown += 1;
            let glyph = Glyph {
                text,
                bbox: Rect::new(x, baseline - 0.8 * size, x + advance, baseline + 0.2 * size),
                origin: (x, baseline),
                size,
                direction: Direction::Right,
                font,
                colour: Rgb(0, 0, 0),
                invisible: false,
                guessed: false,
                element: None,
            };
            let grounds = u32::try_from(self.grounds.len()).unwrap_or(u32::MAX);
            let trace = Trace { code: u32::from(character), advance, grounds, ..Trace::default() };
            let reach = Reach::of(glyph.size, glyph.direction);
            self.sink.add(glyph, trace, reach, false);
            x += advance;
        }
        Ok(())
    }
}

fn is_widget(annotation: &Dict<'_>) -> bool {
    annotation.get::<Name<'_>>("Subtype").as_deref() == Some(b"Widget")
}

/// Whether an annotation is a list of all choices, as opposed to one that opens: what is not chosen is no text of the page,
/// though its appearance draws it.
pub(super) fn is_list_box(annotation: &Dict<'_>) -> bool {
    const COMBO: i32 = 1 << 17;
    is_widget(annotation)
        && inherited(annotation, "FT").and_then(Object::into_name).as_deref() == Some(b"Ch")
        && flags(annotation) & COMBO == 0
}

/// A list that shows several choices has a line for each.
fn text_has_lines(field: &Dict<'_>) -> bool {
    inherited(field, "FT").and_then(Object::into_name).as_deref() == Some(b"Ch")
        && matches!(inherited(field, "V"), Some(Object::Array(_)))
}

/// Text on lines of at most so many characters, broken between words.
fn wrapped(text: &str, characters: f32) -> Vec<String> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let most = (characters as usize).max(8);
    let mut lines = Vec::new();
    for paragraph in text.replace("\r\n", "\n").split(['\r', '\n']) {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > most {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}
