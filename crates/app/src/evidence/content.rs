//! Whether a file is whole as what its first bytes say it is: pictures have dimensions, pixels and an
//! end, a PDF has its trailer, office files have their parts. Nothing is unpacked or drawn.

mod office;
mod picture;

/// Most pixels of a picture (250 million; the largest sensors of phones have 200 million).
pub(super) const PIXELS_MAX: u64 = 250_000_000;
/// Where a PDF's end must be, in bytes from the end of the file.
const PDF_TAIL_BYTES_MAX: usize = 2048;

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It begins like its type and is not one, or is cut off.
    Broken,
    /// A picture of more than [`PIXELS_MAX`] pixels.
    TooManyPixels,
}

/// Looks through a file that was recognised by its first bytes as `media_type`.
pub(super) fn check(media_type: &str, bytes: &[u8]) -> Result<(), Flaw> {
    let whole = |is_whole: bool| is_whole.then_some(()).ok_or(Flaw::Broken);
    let size = match media_type {
        "image/png" => picture::png(bytes),
        "image/jpeg" => picture::jpeg(bytes),
        "image/webp" => picture::webp(bytes),
        "image/heif" => picture::heif(bytes),
        "application/pdf" => return whole(is_pdf(bytes)),
        "application/msword" => return whole(office::compound_has(bytes, &["WordDocument"])),
        "application/vnd.ms-excel" => {
            return whole(office::compound_has(bytes, &["Workbook", "Book"]));
        }
        _ => return whole(office::package_has_parts(media_type, bytes)),
    };
    let (width, height) = size.filter(|(w, h)| *w > 0 && *h > 0).ok_or(Flaw::Broken)?;
    match u64::from(width) * u64::from(height) <= PIXELS_MAX {
        true => Ok(()),
        false => Err(Flaw::TooManyPixels),
    }
}

/// `%PDF-` at the beginning; `startxref`, a place inside the file and `%%EOF` at the end.
fn is_pdf(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(PDF_TAIL_BYTES_MAX)..];
    let tail = String::from_utf8_lossy(tail);
    let Some((_, after)) = tail.rsplit_once("startxref") else {
        return false;
    };
    let offset = after.split_whitespace().next();
    let offset: Option<usize> = offset.and_then(|digits| digits.parse().ok());
    bytes.starts_with(b"%PDF-")
        && offset.is_some_and(|offset| offset < bytes.len())
        && after.contains("%%EOF")
}

#[cfg(test)]
mod tests;
