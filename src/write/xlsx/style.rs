//! How cells look. The colours are told apart by those who see no red or green as well, and none says anything alone.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

const DARK: Color = Color::RGB(0x1F_3A_5F);
const PALE: Color = Color::RGB(0xE8_EE_F5);
const LINK: Color = Color::RGB(0x05_63_C1);
/// Ground of what a person corrected.
const MARKED: Color = Color::RGB(0xFC_E4_D6);
const RED: Color = Color::RGB(0xC0_39_00);
const GREEN: Color = Color::RGB(0x00_7A_5A);

/// The formats of cells by what they hold.
pub(super) struct Styles {
    pub(super) text: Format,
    pub(super) link: Format,
    pub(super) number_link: Format,
    pub(super) integer: Format,
    pub(super) number: Format,
    pub(super) date: Format,
    /// Whether an empty cell is to be seen.
    pub(super) shows_empty: bool,
}

/// The formats of a workbook.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    /// Text that stays on its line.
    pub(super) line: Format,
    pub(super) percent: Format,
    pub(super) plain: Styles,
    /// The same, of what a person corrected.
    pub(super) marked: Styles,
    /// Both, in rows of one line: a text that went on below would be printed over the next row.
    pub(super) one_line: Styles,
    pub(super) marked_one_line: Styles,
    /// Words in a cell: of both texts, of the old one alone, of the new one alone.
    pub(super) run: Format,
    pub(super) removed: Format,
    pub(super) added: Format,
    pub(super) good: Format,
    pub(super) doubtful: Format,
    pub(super) bad: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        let coloured =
            |font, ground| Format::new().set_font_color(Color::RGB(font)).set_background_color(Color::RGB(ground));
        let marked = cell
            .clone()
            .set_background_color(MARKED)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xC5_5A_11));
        let run = Format::new();
        Self {
            title: Format::new().set_bold().set_font_size(16).set_font_color(DARK),
            heading: Format::new()
                .set_bold()
                .set_font_size(12)
                .set_font_color(DARK)
                .set_background_color(PALE)
                .set_border_bottom(FormatBorder::Thin),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_font_color(Color::White)
                .set_background_color(DARK),
            line: cell.clone(),
            percent: cell.clone().set_num_format("0 %"),
            plain: styles(&cell, &cell.clone().set_text_wrap(), false),
            marked: styles(&marked, &marked.clone().set_text_wrap(), true),
            one_line: styles(&cell, &cell, false),
            marked_one_line: styles(&marked, &marked, true),
            removed: run.clone().set_font_strikethrough().set_font_color(RED),
            added: run.clone().set_underline(FormatUnderline::Single).set_font_color(GREEN),
            run,
            good: coloured(0x1F_3A_5F, 0xDD_EB_F7),
            doubtful: coloured(0x7F_60_00, 0xFF_F2_CC),
            bad: coloured(0x7A_1F_00, 0xF4_B1_83).set_bold(),
        }
    }
}

impl Style {
    /// The formats of cells of a row that is as high as its texts, or of one line; what a person corrected is marked.
    pub(super) fn of(&self, is_fitted: bool, is_marked: bool) -> &Styles {
        match (is_fitted, is_marked) {
            (true, false) => &self.plain,
            (true, true) => &self.marked,
            (false, false) => &self.one_line,
            (false, true) => &self.marked_one_line,
        }
    }
}

fn styles(cell: &Format, text: &Format, shows_empty: bool) -> Styles {
    let text = text.clone();
    // Not so far right that it runs into the text beside it.
    let number = Format::new().set_align(FormatAlign::Right).set_indent(1).merge(cell);
    Styles {
        number_link: number.clone().set_num_format("0").set_font_color(LINK).set_underline(FormatUnderline::Single),
        link: text.clone().set_font_color(LINK).set_underline(FormatUnderline::Single),
        text,
        integer: number.clone().set_num_format("0"),
        number: number.set_num_format("0.00"),
        date: cell.clone().set_num_format("dd/mm/yyyy"),
        shows_empty,
    }
}
