//! Reading a formula: `+ - * /`, brackets, decimals, operands in square brackets.

use super::{Formula, Operand, Origin, Shift, Sign, Term};
use crate::Refusal;

/// Longest formula, in code points.
const CHARS_MAX: usize = 500;
/// Deepest nesting of brackets.
const DEPTH_MAX: usize = 20;

impl Formula {
    /// Reads a formula. Errors: `formula_too_long`, `formula_unreadable` with the place,
    /// `formula_operand`, `formula_without_operand`.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if text.chars().count() > CHARS_MAX {
            return Err(Refusal::on("formula_too_long", "formula").with("max", CHARS_MAX));
        }
        let mut reader = Reader {
            chars: text.chars().collect(),
            at: 0,
        };
        let term = reader.sum(0)?;
        reader.space();
        if reader.at < reader.chars.len() {
            return Err(reader.unreadable());
        }
        let formula = Self { term };
        match formula.operands().is_empty() {
            true => Err(Refusal::on("formula_without_operand", "formula")),
            false => Ok(formula),
        }
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn sum(&mut self, depth: usize) -> Result<Term, Refusal> {
        let mut left = self.product(depth)?;
        loop {
            let sign = match self.peek() {
                Some('+' | '＋') => Sign::Add,
                Some('-' | '−' | '－') => Sign::Sub,
                _ => return Ok(left),
            };
            self.at += 1;
            left = Term::Pair(sign, Box::new(left), Box::new(self.product(depth)?));
        }
    }

    fn product(&mut self, depth: usize) -> Result<Term, Refusal> {
        let mut left = self.factor(depth)?;
        loop {
            let sign = match self.peek() {
                Some('*' | '×') => Sign::Mul,
                Some('/' | '÷') => Sign::Div,
                _ => return Ok(left),
            };
            self.at += 1;
            left = Term::Pair(sign, Box::new(left), Box::new(self.factor(depth)?));
        }
    }

    fn factor(&mut self, depth: usize) -> Result<Term, Refusal> {
        match self.peek() {
            Some('(' | '（') if depth < DEPTH_MAX => {
                self.at += 1;
                let term = self.sum(depth + 1)?;
                match self.peek() {
                    Some(')' | '）') => self.at += 1,
                    _ => return Err(self.unreadable()),
                }
                Ok(term)
            }
            Some('[') => {
                self.at += 1;
                let words = self.while_(|c| c != ']');
                match self.peek() {
                    Some(']') => self.at += 1,
                    _ => return Err(self.unreadable()),
                }
                operand(&words).map(Term::Read)
            }
            Some(c) if c.is_ascii_digit() => {
                let words = self.while_(|c| c.is_ascii_digit() || c == '.');
                words
                    .parse()
                    .map(Term::Number)
                    .map_err(|_| self.unreadable())
            }
            _ => Err(self.unreadable()),
        }
    }

    fn while_(&mut self, fits: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.chars.get(self.at).is_some_and(|c| fits(*c)) {
            self.at += 1;
        }
        self.chars[from..self.at].iter().collect()
    }

    fn space(&mut self) {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.space();
        self.chars.get(self.at).copied()
    }

    fn unreadable(&self) -> Refusal {
        let rest: String = self.chars[self.at.min(self.chars.len())..]
            .iter()
            .take(20)
            .collect();
        Refusal::on("formula_unreadable", "formula")
            .with("at", self.at + 1)
            .with("rest", rest)
    }
}

fn operand(words: &str) -> Result<Operand, Refusal> {
    let refuse = || Refusal::on("formula_operand", "formula").with("operand", words);
    let (name, shift) = words
        .trim()
        .split_once('@')
        .unwrap_or((words.trim(), "same"));
    let (origin, code) = match name.split_once('.') {
        Some((origin, code)) => (Origin::from_code(origin).ok_or_else(refuse)?, code),
        None => (Origin::Indicator, name),
    };
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if code.is_empty() || !code.chars().all(fits) {
        return Err(refuse());
    }
    Ok(Operand {
        origin,
        code: code.to_owned(),
        shift: Shift::from_code(shift).ok_or_else(refuse)?,
    })
}
