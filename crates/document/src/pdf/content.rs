//! The drawing operations of a page, followed for where each piece of text stands.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::fonts::Decoder;
use super::refusal;
use crate::limits::{
    MAX_PDF_FORMS_DEPTH, MAX_PDF_OPERATIONS, MAX_PDF_PAGES, MAX_PDF_STREAM_BYTES, MAX_TEXT_CHARS,
};
use crate::refusal::Refusal;

/// A piece of text and where its first character stands, in points from the page's lower left.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Piece {
    pub x: f64,
    pub y: f64,
    /// Height of the characters, in points.
    pub size: f64,
    pub text: String,
}

/// An affine map `[a b c d e f]` as PDF writes it.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first`, then `second`.
fn compose(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [p, q, r, s, t, u] = second;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

/// What the operators of one content stream change.
#[derive(Clone)]
struct State<'a> {
    page: Matrix,
    font: Option<Rc<Decoder<'a>>>,
    size: f64,
    leading: f64,
}

/// The pieces of text of a document, page by page.
pub(super) struct Reading<'a> {
    document: &'a Document,
    decoders: HashMap<usize, Rc<Decoder<'a>>>,
    operations: usize,
    /// Pieces of every page read, in drawing order.
    pub pages: Vec<Vec<Piece>>,
    /// Characters read.
    pub chars_found: usize,
    /// Codes whose character could not be told.
    pub chars_lost: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            decoders: HashMap::new(),
            operations: 0,
            pages: Vec::new(),
            chars_found: 0,
            chars_lost: 0,
        }
    }

    /// Reads one page.
    pub(super) fn page(&mut self, page: ObjectId) -> Result<(), Refusal> {
        self.pages.push(Vec::new());
        let content = self
            .document
            .get_page_content_with_limit(page, MAX_PDF_STREAM_BYTES)
            .map_err(refusal)?;
        let (own, inherited) = self.document.get_page_resources(page).map_err(refusal)?;
        let mut resources: Vec<&'a Dictionary> = own.into_iter().collect();
        resources.extend(
            inherited
                .into_iter()
                .filter_map(|id| self.document.get_dictionary(id).ok()),
        );
        let state = State {
            page: IDENTITY,
            font: None,
            size: 0.0,
            leading: 0.0,
        };
        self.stream(&content, &resources, state, 0)
    }

    fn stream(
        &mut self,
        content: &[u8],
        resources: &[&'a Dictionary],
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let mut saved: Vec<State<'a>> = Vec::new();
        let (mut text, mut line) = (IDENTITY, IDENTITY);
        // A piece goes on with the one before unless the text position was set in between.
        let mut moved = true;
        for operation in Content::<Vec<Operation>>::decode_iter(content) {
            let Ok(Operation { operator, operands }) = operation else {
                break;
            };
            self.operations += 1;
            if self.operations > MAX_PDF_OPERATIONS {
                return Err(Refusal::OversizedPdf {
                    limit: MAX_PDF_PAGES,
                });
            }
            let number = |i: usize| {
                operands
                    .get(i)
                    .and_then(|o| o.as_float().ok())
                    .map_or(0.0, f64::from)
            };
            let next_line =
                |line: Matrix, x: f64, y: f64| compose([1.0, 0.0, 0.0, 1.0, x, y], line);
            match operator.as_str() {
                "q" if saved.len() < MAX_PDF_PAGES => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.page = compose(std::array::from_fn(number), state.page),
                "BT" => (text, line, moved) = (IDENTITY, IDENTITY, true),
                "Tf" => {
                    state.size = number(1);
                    state.font = match operands.first().and_then(|o| o.as_name().ok()) {
                        Some(name) => self.font(resources, name)?,
                        None => None,
                    };
                }
                "TL" => state.leading = number(0),
                "Td" | "TD" => {
                    if operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = next_line(line, number(0), number(1));
                    (text, moved) = (line, true);
                }
                "Tm" => {
                    line = std::array::from_fn(number);
                    (text, moved) = (line, true);
                }
                "T*" | "'" | "\"" => {
                    line = next_line(line, 0.0, -state.leading);
                    (text, moved) = (line, true);
                    if let Some(Object::String(codes, _)) = operands.last() {
                        self.show(&state, text, std::mem::take(&mut moved), codes)?;
                    }
                }
                "Tj" => {
                    if let Some(Object::String(codes, _)) = operands.first() {
                        self.show(&state, text, std::mem::take(&mut moved), codes)?;
                    }
                }
                "TJ" => {
                    for part in operands
                        .first()
                        .and_then(|o| o.as_array().ok())
                        .into_iter()
                        .flatten()
                    {
                        match part {
                            Object::String(codes, _) => {
                                self.show(&state, text, std::mem::take(&mut moved), codes)?
                            }
                            gap => self.gap(gap.as_float().map_or(0.0, f64::from)),
                        }
                    }
                }
                "Do" => {
                    if let Some(name) = operands.first().and_then(|o| o.as_name().ok()) {
                        self.form(resources, name, &state, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Text drawn at the text position.
    fn show(
        &mut self,
        state: &State<'a>,
        text: Matrix,
        moved: bool,
        codes: &[u8],
    ) -> Result<(), Refusal> {
        let Some(font) = &state.font else {
            return Ok(());
        };
        let decoded = font.decode(codes);
        let lost = decoded.chars().filter(|&c| c == '\u{fffd}').count();
        self.chars_lost += lost;
        self.chars_found += decoded.chars().filter(|c| !c.is_whitespace()).count() - lost;
        if self.chars_found + self.chars_lost > MAX_TEXT_CHARS {
            return Err(Refusal::TooLong {
                limit: MAX_TEXT_CHARS,
            });
        }
        let Some(page) = self.pages.last_mut() else {
            return Ok(());
        };
        match page.last_mut() {
            Some(piece) if !moved => piece.text.push_str(&decoded),
            _ => {
                let [_, _, c, d, x, y] = compose(text, state.page);
                page.push(Piece {
                    x,
                    y,
                    size: state.size.abs() * c.hypot(d),
                    text: decoded,
                });
            }
        }
        Ok(())
    }

    /// A shift inside a string, in thousandths of the size; a wide one parts Latin words.
    fn gap(&mut self, shift: f64) {
        if shift < -200.0
            && let Some(piece) = self.pages.last_mut().and_then(|p| p.last_mut())
            && piece
                .text
                .ends_with(|c: char| c.is_ascii_alphanumeric() || c == ',' || c == '.')
        {
            piece.text.push(' ');
        }
    }

    /// A form drawn on the page: a stream of its own.
    fn form(
        &mut self,
        resources: &[&'a Dictionary],
        name: &[u8],
        state: &State<'a>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let Some(Object::Stream(form)) = self.resource(resources, b"XObject", name) else {
            return Ok(());
        };
        let is_form = form
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|n| n == b"Form");
        if !is_form || depth >= MAX_PDF_FORMS_DEPTH {
            return Ok(());
        }
        let matrix = form
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array)
            .map_or(IDENTITY, |m| {
                let mut matrix = IDENTITY;
                for (slot, value) in matrix.iter_mut().zip(m) {
                    *slot = value.as_float().map_or(*slot, f64::from);
                }
                matrix
            });
        let content = form
            .get_plain_content_with_limit(MAX_PDF_STREAM_BYTES)
            .map_err(refusal)?;
        let own = form
            .dict
            .get_deref(b"Resources", self.document)
            .and_then(Object::as_dict)
            .ok();
        let inner: Vec<&'a Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let state = State {
            page: compose(matrix, state.page),
            ..state.clone()
        };
        self.stream(&content, &inner, state, depth + 1)
    }

    fn font(
        &mut self,
        resources: &[&'a Dictionary],
        name: &[u8],
    ) -> Result<Option<Rc<Decoder<'a>>>, Refusal> {
        let Some(Object::Dictionary(font)) = self.resource(resources, b"Font", name) else {
            return Ok(None);
        };
        let key = std::ptr::from_ref(font).addr();
        if let Some(decoder) = self.decoders.get(&key) {
            return Ok(Some(Rc::clone(decoder)));
        }
        let decoder = Rc::new(Decoder::new(font, self.document)?);
        self.decoders.insert(key, Rc::clone(&decoder));
        Ok(Some(decoder))
    }

    /// A named resource of a kind, the innermost first.
    fn resource(
        &self,
        resources: &[&'a Dictionary],
        kind: &[u8],
        name: &[u8],
    ) -> Option<&'a Object> {
        resources.iter().find_map(|r| {
            r.get_deref(kind, self.document)
                .and_then(Object::as_dict)
                .ok()?
                .get_deref(name, self.document)
                .ok()
        })
    }
}
