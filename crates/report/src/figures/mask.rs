//! Places where no figure can stand: quoted names, book titles, headings of parts.

use crate::{Section, Text, outline};

/// A quoted name is at most this long; longer quotations are speech.
const LONGEST_NAME: usize = 30;

/// True for every code point that lies in a quoted name, a book title or a level-1 heading.
pub fn mask(text: &Text, sections: &[Section]) -> Vec<bool> {
    let chars = text.chars();
    let mut out = vec![false; chars.len()];
    for (open, close) in [
        ('“', '”'),
        ('《', '》'),
        ('〔', '〕'),
        ('［', '］'),
        ('「', '」'),
    ] {
        cover(chars, open, close, &mut out);
    }
    for section in sections {
        out[section.heading.start..section.heading.end].fill(true);
    }
    let end = outline::body_end(text, sections);
    out[end..].fill(true);
    out
}

fn cover(chars: &[char], open: char, close: char, out: &mut [bool]) {
    let mut start = None;
    for (at, c) in chars.iter().enumerate() {
        if *c == open {
            start = Some(at);
        } else if *c == '\n' {
            start = None;
        } else if *c == close
            && let Some(from) = start.take()
            && at - from <= LONGEST_NAME
            && !super::medal::is_tally(&chars[from + 1..at])
        {
            out[from..=at].fill(true);
        }
    }
}
