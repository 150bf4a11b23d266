//! Limits, with their units.

/// Most pixels of a photograph that is decoded (width × height): a 50-megapixel phone camera fits.
pub const PIXELS_MAX: u64 = 64_000_000;
/// Longest side of a public copy, in pixels.
pub const COPY_SIDE_MAX: u32 = 1_600;
/// Most blackened areas of one photograph.
pub const BLACKENED_MAX: usize = 50;
/// Quality of the JPEG that the public sees, of 100.
pub(crate) const COPY_QUALITY: u8 = 82;
/// Most bytes a decoder may ask for: four for each pixel, twice.
pub(crate) const DECODE_BYTES_MAX: u64 = PIXELS_MAX * 8;
