//! A model as a .docx file. Each version of the layout is a folder that is never changed once a bulletin was
//! sealed with it: what has to look different is a new version beside it.

mod package;
mod v1;
mod xml;

use crate::{Bulletin, Refusal};

/// The layout that drafts are made in today.
pub const LAYOUT: u32 = 1;
/// The media type of the file.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The file of a model: the same bytes for the same model, always. Errors: `layout_unknown`, `file_not_written`,
/// those of the limits.
pub fn file(of: &Bulletin) -> Result<Vec<u8>, Refusal> {
    of.within_limits()?;
    let parts = match of.layout {
        1 => v1::parts(of),
        layout => return Err(Refusal::new("layout_unknown").with("layout", layout)),
    };
    package::package(&parts)
}
