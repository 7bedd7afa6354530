//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

const DARK: Color = Color::RGB(0x1F_3A_5F);
const PALE: Color = Color::RGB(0xE8_EE_F5);
const LINK: Color = Color::RGB(0x05_63_C1);

/// The formats of a workbook.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    /// Text that stays on its line.
    pub(super) line: Format,
    pub(super) link: Format,
    pub(super) integer: Format,
    pub(super) number: Format,
    pub(super) date: Format,
    pub(super) good: Format,
    pub(super) doubtful: Format,
    pub(super) bad: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let cell = Format::new().set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        let coloured =
            |font, ground| Format::new().set_font_color(Color::RGB(font)).set_background_color(Color::RGB(ground));
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
            link: text.clone().set_font_color(LINK).set_underline(FormatUnderline::Single),
            text,
            integer: cell.clone().set_num_format("0"),
            number: cell.clone().set_num_format("0.00"),
            date: cell.set_num_format("dd/mm/yyyy"),
            good: coloured(0x00_61_00, 0xC6_EF_CE),
            doubtful: coloured(0x9C_57_00, 0xFF_EB_9C),
            bad: coloured(0x9C_00_06, 0xFF_C7_CE),
        }
    }
}
