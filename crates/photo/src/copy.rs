//! The copy that others may see: upright, no larger than needed, without metadata, with areas blackened.

use crate::PhotoError;
use crate::limits::{BLACKENED_MAX, COPY_QUALITY, COPY_SIDE_MAX, PIXELS_MAX};
use crate::read::{metadata, reader};
use exif::{In, Tag};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, Rgb, RgbImage};
use serde::{Deserialize, Serialize};

/// An area to blacken, in thousandths of the upright picture's width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blackened {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
    /// Width, at least 1.
    pub width: u16,
    /// Height, at least 1.
    pub height: u16,
}

const THOUSAND: u32 = 1_000;

/// A JPEG drawn anew from the pixels: turned upright, shrunk to [`COPY_SIDE_MAX`], blackened.
///
/// Errors: [`PhotoError::Unreadable`], [`PhotoError::TooManyPixels`], [`PhotoError::Area`].
pub fn public_copy(bytes: &[u8], blackened: &[Blackened]) -> Result<Vec<u8>, PhotoError> {
    if blackened.len() > BLACKENED_MAX || !blackened.iter().all(inside) {
        return Err(PhotoError::Area);
    }
    let (width, height) = reader(bytes)?
        .into_dimensions()
        .map_err(|_| PhotoError::Unreadable)?;
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PhotoError::TooManyPixels);
    }
    let mut picture = reader(bytes)?
        .decode()
        .map_err(|_| PhotoError::Unreadable)?;
    picture.apply_orientation(orientation(bytes));
    if picture.width().max(picture.height()) > COPY_SIDE_MAX {
        picture = picture.thumbnail(COPY_SIDE_MAX, COPY_SIDE_MAX);
    }
    let mut pixels = on_white(&picture);
    for area in blackened {
        blacken(&mut pixels, *area);
    }
    let mut copy = Vec::new();
    JpegEncoder::new_with_quality(&mut copy, COPY_QUALITY)
        .encode_image(&pixels)
        .map_err(|_| PhotoError::Unreadable)?;
    Ok(copy)
}

fn inside(area: &Blackened) -> bool {
    let within = |from: u16, size: u16| size > 0 && u32::from(from) + u32::from(size) <= THOUSAND;
    within(area.x, area.width) && within(area.y, area.height)
}

fn orientation(bytes: &[u8]) -> Orientation {
    metadata(bytes)
        .and_then(|exif| {
            let turned = exif.get_field(Tag::Orientation, In::PRIMARY)?;
            Orientation::from_exif(u8::try_from(turned.value.get_uint(0)?).ok()?)
        })
        .unwrap_or(Orientation::NoTransforms)
}

/// Transparent pixels become white, so that nothing hidden under them comes to light.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let rgba = picture.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0;
        let mix = |c: u8| {
            let over = u16::from(c) * u16::from(a) + 255 * (255 - u16::from(a));
            u8::try_from(over / 255).unwrap_or(u8::MAX)
        };
        Rgb([mix(r), mix(g), mix(b)])
    })
}

/// Rounds outwards: the edge of an area is always covered.
fn blacken(pixels: &mut RgbImage, area: Blackened) {
    let (width, height) = pixels.dimensions();
    let from = |at: u16, whole: u32| u32::from(at) * whole / THOUSAND;
    let to = |at: u16, size: u16, whole: u32| {
        ((u32::from(at) + u32::from(size)) * whole).div_ceil(THOUSAND)
    };
    for y in from(area.y, height)..to(area.y, area.height, height).min(height) {
        for x in from(area.x, width)..to(area.x, area.width, width).min(width) {
            pixels.put_pixel(x, y, Rgb([0, 0, 0]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::told;
    use crate::test_pictures::{jpeg_of, png_of, with_gps};
    use proptest::prelude::*;

    const ALL: Blackened = Blackened {
        x: 0,
        y: 0,
        width: 1000,
        height: 1000,
    };

    #[test]
    fn a_copy_tells_neither_place_nor_time() {
        let original = with_gps(jpeg_of(40, 30));
        assert!(told(&original).unwrap().position.is_some());
        let copy = public_copy(&original, &[]).unwrap();
        let seen = told(&copy).unwrap();
        assert_eq!((seen.position, seen.taken), (None, None));
        assert!(metadata(&copy).is_none());
    }

    #[test]
    fn a_large_picture_shrinks_and_keeps_its_shape() {
        let copy = public_copy(&png_of(3200, 1600), &[]).unwrap();
        let seen = told(&copy).unwrap();
        assert_eq!((seen.width, seen.height), (1600, 800));
    }

    #[test]
    fn a_blackened_area_is_black_and_the_rest_is_not() {
        let half = Blackened { width: 500, ..ALL };
        let copy = public_copy(&png_of(100, 80), &[half]).unwrap();
        let seen = image::load_from_memory(&copy).unwrap().to_rgb8();
        assert!(seen.get_pixel(10, 40).0.iter().all(|c| *c < 16));
        assert!(seen.get_pixel(90, 40).0.iter().any(|c| *c > 64));
    }

    #[test]
    fn areas_outside_and_too_many_are_refused() {
        let wide = Blackened { x: 1, ..ALL };
        let none = Blackened { width: 0, ..ALL };
        let picture = png_of(10, 10);
        assert_eq!(public_copy(&picture, &[wide]), Err(PhotoError::Area));
        assert_eq!(public_copy(&picture, &[none]), Err(PhotoError::Area));
        let many = vec![ALL; BLACKENED_MAX + 1];
        assert_eq!(public_copy(&picture, &many), Err(PhotoError::Area));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn a_black_pixel_stays_for_every_area(x in 0u16..999, y in 0u16..999) {
            let dot = Blackened { x, y, width: 1, height: 1 };
            let mut pixels = RgbImage::from_pixel(7, 5, Rgb([255, 255, 255]));
            blacken(&mut pixels, dot);
            prop_assert!(pixels.pixels().any(|p| p.0 == [0, 0, 0]));
        }
    }
}
