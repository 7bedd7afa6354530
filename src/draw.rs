//! Pages of a PDF → picture files for people to look at: small, and sharp enough to read.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use image_webp::{ColorType, EncodingError, WebPEncoder};

use crate::model::picture::{PagePicture, Picture};
use crate::read::pdf::{self, Renderer};

/// The version of these pictures: raised when a page is drawn otherwise.
pub const VERSION: u32 = 1;

/// Pixels of a picture: a page of A4 is some 890 by 1,260.
const PIXELS: f32 = 1.13e6;
/// Pixels a point at most: a page of a visiting card needs no more.
const LARGEST_SCALE: f32 = 3.0;
/// A file may be so large before something is given up for its size, in bytes.
const LARGE: usize = 220 << 10;
/// What is given up, less and less sparingly: the share of the sides that is left, and the bits of a colour. Five bits are
/// hardly seen in text; photographs come to the last.
const SAVINGS: [(f32, u32); 4] = [(1.0, 5), (1.0, 4), (0.75, 4), (0.6, 3)];

/// Draws these pages (1-based) of a PDF. A page that cannot be drawn is left out.
///
/// # Errors
/// As [`pdf::read`]: not a PDF, encrypted, or damaged beyond repair.
pub fn draw(bytes: &Arc<Vec<u8>>, options: &pdf::Options, pages: &[u32]) -> Result<Vec<PagePicture>, pdf::Error> {
    let renderer = Renderer::new(bytes, options)?;
    // What a page does to the renderer leaves the others alone.
    let page = |page: &u32| catch_unwind(AssertUnwindSafe(|| draw_page(&renderer, *page))).ok().flatten();
    Ok(pages.iter().filter_map(page).collect())
}

fn draw_page(renderer: &Renderer, page: u32) -> Option<PagePicture> {
    let (width, height) = renderer.size(page)?;
    let scale = (PIXELS / (width * height)).sqrt().min(LARGEST_SCALE);
    let mut drawn: Option<(f32, Picture)> = None;
    let mut webp = Vec::new();
    for (share, bits) in SAVINGS {
        let picture = match drawn.take() {
            Some((of, picture)) if of.total_cmp(&share).is_eq() => picture,
            _ => renderer.page(page, scale * share)?,
        };
        webp = encoded(&picture, bits).ok()?;
        if webp.len() <= LARGE {
            break;
        }
        drawn = Some((share, picture));
    }
    Some(PagePicture { page, width, height, webp })
}

/// The picture as a WebP file without loss but that of colours of so many bits each.
fn encoded(picture: &Picture, bits: u32) -> io::Result<Vec<u8>> {
    let levels = (1_u32 << bits) - 1;
    // White stays white, and black black.
    #[expect(clippy::cast_possible_truncation, reason = "a share of 255")]
    let colour = |value: u8| ((u32::from(value) * levels + 127) / 255 * 255 / levels) as u8;
    let table: Vec<u8> = (0..=u8::MAX).map(colour).collect();
    let pixels = picture.pixels.chunks_exact(4);
    let colours: Vec<u8> = pixels.flat_map(|pixel| [0, 1, 2].map(|part| table[usize::from(pixel[part])])).collect();
    let side = |length: usize| u32::try_from(length).map_err(io::Error::other);
    let mut webp = Vec::new();
    WebPEncoder::new(&mut webp)
        .encode(&colours, side(picture.width)?, side(picture.height)?, ColorType::Rgb8)
        .map_err(|error: EncodingError| io::Error::other(error))?;
    Ok(webp)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_picture_of_its_shape_and_a_page_that_is_not_there_is_none() {
        let bytes = Arc::new(std::fs::read("inputs/guide-collectif.pdf").unwrap());
        let pictures = draw(&bytes, &pdf::Options::default(), &[1, 9_999, 2]).unwrap();
        assert_eq!(pictures.iter().map(|picture| picture.page).collect::<Vec<_>>(), [1, 2]);
        for picture in &pictures {
            let mut decoder = image_webp::WebPDecoder::new(io::Cursor::new(&picture.webp)).unwrap();
            let (width, height) = decoder.dimensions();
            let shape = f64::from(width) / f64::from(height);
            assert!((shape - f64::from(picture.width / picture.height)).abs() < 0.01, "{width}×{height}");
            assert!(picture.webp.len() <= LARGE, "{} bytes", picture.webp.len());
            let mut pixels = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut pixels).unwrap();
            // Paper is white, and something is printed on it.
            assert_eq!(pixels[..3], [255; 3]);
            assert!(pixels.iter().any(|value| *value < 128));
        }
    }

    #[test]
    fn what_is_large_is_made_small() {
        // Noise is the worst that a photograph can be.
        let mut state = 1_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        let pixels = (0..400 * 400).flat_map(|_| [noise(), noise(), noise(), 255]).collect();
        let picture = Picture { width: 400, height: 400, scale: 1.0, pixels };
        let sizes = SAVINGS.map(|(_, bits)| encoded(&picture, bits).unwrap().len());
        assert!(sizes.is_sorted_by(|a, b| a >= b) && sizes[3] < sizes[0], "{sizes:?}");
    }
}
