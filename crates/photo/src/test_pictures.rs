//! Small pictures for the tests of this crate.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([200, u8::try_from((x + y) % 200).unwrap(), 90])
    })
}

pub(crate) fn jpeg_of(width: u32, height: u32) -> Vec<u8> {
    let mut out = vec![];
    JpegEncoder::new(&mut out)
        .encode_image(&picture(width, height))
        .unwrap();
    out
}

pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(vec![]);
    picture(width, height)
        .write_to(&mut out, ImageFormat::Png)
        .unwrap();
    out.into_inner()
}

/// Puts an Exif block after the start of a JPEG: 23°7′30″N 113°15′54″E, 2026-06-01 08:30:00.
pub(crate) fn with_gps(jpeg: Vec<u8>) -> Vec<u8> {
    let tiff = tiff();
    let mut block = b"Exif\0\0".to_vec();
    block.extend(tiff);
    let size = u16::try_from(block.len() + 2).unwrap();
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(size.to_be_bytes());
    out.extend(block);
    out.extend(&jpeg[2..]);
    out
}

/// TIFF, big endian: IFD0 → Exif IFD (date) and GPS IFD (position).
fn tiff() -> Vec<u8> {
    const EXIF_AT: u32 = 8 + 2 + 2 * 12 + 4;
    const GPS_AT: u32 = EXIF_AT + 2 + 12 + 4;
    const DATE_AT: u32 = GPS_AT + 2 + 4 * 12 + 4;
    const LAT_AT: u32 = DATE_AT + 20;
    const LON_AT: u32 = LAT_AT + 24;
    let mut out = b"MM\0\x2a\0\0\0\x08".to_vec();
    ifd(&mut out, &[(0x8769, 4, 1, EXIF_AT), (0x8825, 4, 1, GPS_AT)]);
    ifd(&mut out, &[(0x9003, 2, 20, DATE_AT)]);
    let north = u32::from_be_bytes(*b"N\0\0\0");
    let east = u32::from_be_bytes(*b"E\0\0\0");
    ifd(
        &mut out,
        &[
            (1, 2, 2, north),
            (2, 5, 3, LAT_AT),
            (3, 2, 2, east),
            (4, 5, 3, LON_AT),
        ],
    );
    out.extend(b"2026:06:01 08:30:00\0");
    for part in [23u32, 7, 30, 113, 15, 54] {
        out.extend(part.to_be_bytes());
        out.extend(1u32.to_be_bytes());
    }
    out
}

fn ifd(out: &mut Vec<u8>, entries: &[(u16, u16, u32, u32)]) {
    out.extend(u16::try_from(entries.len()).unwrap().to_be_bytes());
    for (tag, kind, count, value) in entries {
        out.extend(tag.to_be_bytes());
        out.extend(kind.to_be_bytes());
        out.extend(count.to_be_bytes());
        out.extend(value.to_be_bytes());
    }
    out.extend(0u32.to_be_bytes());
}
