//! PDF pages → pictures, as a viewer would show them.
//!
//! For people who debug a report, and for pages whose text is to be read off their picture.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_syntax::Pdf;

use super::{Error, Options, open};
use crate::model::picture::Picture;

/// The largest picture: a page of A3 at 300 dots an inch has 17 million pixels.
const MOST_PIXELS: f32 = 20.0e6;
/// The renderer counts pixels of a side in 16 bits.
const LONGEST_SIDE: f32 = 16_000.0;

/// A PDF whose pages can be drawn. May be shared between threads.
pub struct Renderer {
    pdf: Pdf,
}

impl Renderer {
    /// Opens a PDF.
    ///
    /// # Errors
    /// As [`read`](super::read): not a PDF, encrypted, or damaged beyond repair.
    pub fn new(bytes: &Arc<Vec<u8>>, options: &Options) -> Result<Self, Error> {
        Ok(Self { pdf: open(bytes, options)?.0 })
    }

    /// Width and height of a page (1-based) as displayed, in PDF points; `None` where there is no such page, or it has no
    /// sane size.
    #[must_use]
    pub fn size(&self, number: u32) -> Option<(f32, f32)> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let (width, height) = self.pdf.pages().get(index)?.render_dimensions();
        let sane = |side: f32| side.is_finite() && side >= 1.0;
        (sane(width) && sane(height)).then_some((width, height))
    }

    /// Draws a page (1-based) on white, `scale` pixels a point, fewer where the picture would be too large; `None`
    /// where there is no such page, or it has no sane size.
    #[must_use]
    pub fn page(&self, number: u32, scale: f32) -> Option<Picture> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let page = self.pdf.pages().get(index)?;
        let (width, height) = self.size(number)?;
        let scale = scale.min((MOST_PIXELS / (width * height)).sqrt()).min(LONGEST_SIDE / width.max(height));
        if width.min(height) * scale < 1.0 {
            return None;
        }
        // The cache cannot be shared between threads; a page alone gains nothing from one that outlives it.
        let cache = RenderCache::new();
        let pixmap = render(
            page,
            &cache,
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
        );
        // On white everything is opaque, so colours need not be divided by their alpha.
        Some(Picture {
            width: usize::from(pixmap.width()),
            height: usize::from(pixmap.height()),
            scale,
            pixels: pixmap.data_as_u8_slice().to_vec(),
        })
    }
}
