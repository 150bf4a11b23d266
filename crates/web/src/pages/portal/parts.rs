//! What every page of the portal shows.

use crate::edge::session::Visitor;
use crate::frame::Frame;
use crate::state::Web;
use crate::words::Lang;

/// The portal's own name, and the staffed channel that is always named.
pub struct Portal {
    pub name: String,
    pub phone: String,
}

/// Frame and names of a page with a heading.
pub fn framed(web: &Web, visitor: &Visitor, title: &str) -> (Frame, Portal) {
    let f = Frame::new(visitor);
    let title = f.t(title);
    let profile = web.app().profile();
    let words = match f.lang() {
        Lang::Zh => &profile.words.zh,
        Lang::En => &profile.words.en,
    };
    let word = |key: &str| words.get(key).cloned().unwrap_or_default();
    let portal = Portal {
        name: word("portal_resident"),
        phone: word("portal_phone"),
    };
    (f.titled(&title), portal)
}

/// A form field as coordinate in degrees; none where it is empty or no number.
pub fn degrees(text: Option<&String>) -> Option<f64> {
    text?.trim().parse().ok().filter(|d: &f64| d.is_finite())
}
