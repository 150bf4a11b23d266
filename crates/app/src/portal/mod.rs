//! The public portal: what residents do without an account (F3-01, F3-03). A report is prepared
//! (photographs, place, what is near), then sent or joined. Its number and code open it to the
//! reporter alone, see [`crate::case::track`].

mod challenge;
mod kept;
pub mod map;
mod open;
mod photo;
mod prepare;
mod send;
mod signed;
mod ticket;

pub use challenge::Challenge;
pub use kept::{Kept, keep_photos};
pub(crate) use open::PUBLIC_CHANNELS;
pub use open::{Public, join, open};
pub use photo::photo;
pub(crate) use prepare::look;
pub use prepare::{MatterChoice, Near, Prepare, Prepared, Spot, prepare, prepared};
pub(crate) use send::title;
pub use send::{Filed, Send, send};

use crate::{App, AppError, Kind, Result};

/// Most photographs of one report.
pub const PHOTOS_MAX: usize = 5;
/// Largest photograph of a resident, in bytes (12 MiB).
pub const PHOTO_BYTES_MAX: usize = 12 * 1024 * 1024;
/// Most characters of a description.
pub const DESCRIPTION_CHARS_MAX: usize = 1_000;

/// A question for the form of a report.
pub fn challenge(app: &App) -> Result<Challenge> {
    let dice: [u8; 2] = rand::random();
    let signer = |words: &str| app.sealer().code(words);
    challenge::ask(&signer, app.now(), dice, &crate::ids::new_id()).ok_or_else(|| {
        AppError::new(
            Kind::Unavailable,
            "portal.challenge",
            "暂时不能提交，请稍后再试",
            "Reports cannot be taken just now",
        )
    })
}
