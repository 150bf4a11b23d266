//! Photographs of cases: what they tell of place and time, and a copy that tells nothing more than
//! the picture (F2-02; personal data, issue of privacy).
//!
//! Pure: bytes in, bytes out. The original stays as it came, under its own hash; what the public sees
//! is always a copy made here, drawn anew from the pixels, so that no metadata can travel with it.

mod copy;
mod limits;
mod read;
#[cfg(test)]
mod test_pictures;

pub use copy::{Blackened, public_copy};
pub use limits::{BLACKENED_MAX, COPY_SIDE_MAX, PIXELS_MAX};
pub use read::{Position, Told, told};

/// Why a photograph cannot be used. Words are Chinese; codes are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Not JPEG, PNG or WebP, or damaged.
    #[error("照片无法读取，请使用 JPEG、PNG 或 WebP 格式的完整照片")]
    Unreadable,
    /// More pixels than [`PIXELS_MAX`].
    #[error("照片的像素过多，请用手机的普通尺寸重拍")]
    TooManyPixels,
    /// More areas than [`BLACKENED_MAX`], or one outside the picture.
    #[error("遮挡区域过多或超出照片范围")]
    Area,
}

impl PhotoError {
    /// Stable code for logs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "photo.unreadable",
            Self::TooManyPixels => "photo.pixels",
            Self::Area => "photo.area",
        }
    }
}
