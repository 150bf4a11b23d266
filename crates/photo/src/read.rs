//! What a photograph tells: its size, where and when it was taken.

use crate::PhotoError;
use crate::limits::{DECODE_BYTES_MAX, PIXELS_MAX};
use exif::{Exif, In, Rational, Reader, Tag, Value};
use image::{ImageFormat, ImageReader};
use jiff::civil::DateTime;
use serde::Serialize;
use std::io::Cursor;

/// Degrees of WGS84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Position {
    /// East of Greenwich, −180 to 180.
    pub lon: f64,
    /// North of the equator, −90 to 90.
    pub lat: f64,
}

/// What the file says of itself. Place and time are claims of the camera, never proof.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// Pixels across, as stored.
    pub width: u32,
    /// Pixels down, as stored.
    pub height: u32,
    /// Where the camera says it was.
    pub position: Option<Position>,
    /// When, by the camera's own clock, without a zone.
    pub taken: Option<DateTime>,
}

/// Reads header and metadata without decoding the pixels.
///
/// Errors: [`PhotoError::Unreadable`], [`PhotoError::TooManyPixels`].
pub fn told(bytes: &[u8]) -> Result<Told, PhotoError> {
    let (width, height) = reader(bytes)?
        .into_dimensions()
        .map_err(|_| PhotoError::Unreadable)?;
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PhotoError::TooManyPixels);
    }
    let exif = metadata(bytes);
    Ok(Told {
        width,
        height,
        position: exif.as_ref().and_then(position),
        taken: exif.as_ref().and_then(taken),
    })
}

pub(crate) fn reader(bytes: &[u8]) -> Result<ImageReader<Cursor<&[u8]>>, PhotoError> {
    let format = image::guess_format(bytes).map_err(|_| PhotoError::Unreadable)?;
    if !matches!(
        format,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    ) {
        return Err(PhotoError::Unreadable);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    reader.limits(limits);
    Ok(reader)
}

pub(crate) fn metadata(bytes: &[u8]) -> Option<Exif> {
    Reader::new()
        .read_from_container(&mut Cursor::new(bytes))
        .ok()
}

fn position(exif: &Exif) -> Option<Position> {
    let lat = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S')?;
    let lon = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W')?;
    let on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    // A camera without a fix writes zeros.
    (on_earth && (lat, lon) != (0.0, 0.0)).then_some(Position { lon, lat })
}

fn degrees(exif: &Exif, value: Tag, side: Tag, negative: u8) -> Option<f64> {
    let Value::Rational(parts) = &exif.get_field(value, In::PRIMARY)?.value else {
        return None;
    };
    let [d, m, s] = parts.as_slice() else {
        return None;
    };
    let part = |r: &Rational| (r.denom != 0).then(|| f64::from(r.num) / f64::from(r.denom));
    let size = part(d)? + part(m)? / 60.0 + part(s).unwrap_or(0.0) / 3600.0;
    let Value::Ascii(sides) = &exif.get_field(side, In::PRIMARY)?.value else {
        return None;
    };
    let side = *sides.first()?.first()?;
    Some(if side == negative { -size } else { size })
}

fn taken(exif: &Exif) -> Option<DateTime> {
    let Value::Ascii(texts) = &exif.get_field(Tag::DateTimeOriginal, In::PRIMARY)?.value else {
        return None;
    };
    let text = std::str::from_utf8(texts.first()?).ok()?;
    DateTime::strptime("%Y:%m:%d %H:%M:%S", text.trim_end_matches('\0')).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_pictures::{jpeg_of, with_gps};
    use proptest::prelude::*;

    #[test]
    fn place_and_time_come_out_of_a_camera_file() {
        let told = told(&with_gps(jpeg_of(8, 6))).unwrap();
        assert_eq!((told.width, told.height), (8, 6));
        let at = told.position.unwrap();
        assert!((at.lat - 23.125).abs() < 1e-6, "{at:?}");
        assert!((at.lon - 113.265).abs() < 1e-6, "{at:?}");
        assert_eq!(told.taken.unwrap().to_string(), "2026-06-01T08:30:00");
    }

    #[test]
    fn a_plain_picture_tells_no_place() {
        let told = told(&jpeg_of(8, 6)).unwrap();
        assert_eq!((told.position, told.taken), (None, None));
    }

    #[test]
    fn what_only_begins_like_a_picture_is_refused() {
        assert_eq!(told(b"\xff\xd8\xff\xe0"), Err(PhotoError::Unreadable));
        assert_eq!(told(b"\x89PNG\r\n\x1a\n0000"), Err(PhotoError::Unreadable));
        assert_eq!(told(b"GIF89a"), Err(PhotoError::Unreadable));
        assert_eq!(told(b""), Err(PhotoError::Unreadable));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0usize..900) {
            let _ = told(&bytes);
            let mut real = with_gps(jpeg_of(8, 6));
            let at = cut % real.len();
            real[at] = real[at].wrapping_add(1);
            let _ = told(&real);
            let _ = told(&real[..at]);
        }
    }
}
