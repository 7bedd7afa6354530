//! A page as pixels, and as a file.

use serde::{Deserialize, Serialize};

/// A picture in memory, rows from top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: usize,
    /// Number of rows.
    pub height: usize,
    /// Pixels per PDF point.
    pub scale: f32,
    /// Red, green, blue and 255 for each pixel: `width * height * 4` bytes.
    pub pixels: Vec<u8>,
}

impl Picture {
    /// Luminance of each pixel, 0 for black: `width * height` bytes.
    #[must_use]
    pub fn grey(&self) -> Vec<u8> {
        let luminance = |p: &[u8]| (u32::from(p[0]) * 77 + u32::from(p[1]) * 150 + u32::from(p[2]) * 29) >> 8;
        #[expect(clippy::cast_possible_truncation, reason = "the weights add up to 256")]
        self.pixels.chunks_exact(4).map(|pixel| luminance(pixel) as u8).collect()
    }
}

/// A page as a picture file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PagePicture {
    /// 1-based page number.
    pub page: u32,
    /// Width of the page as displayed, in PDF points.
    pub width: f32,
    /// Height of the page as displayed, in PDF points.
    pub height: f32,
    /// The bytes of a WebP file.
    pub webp: Vec<u8>,
}
