//! E-mail addresses.

use super::Span;

/// The longest part before the sign, in characters (RFC 5321).
const LOCAL_MAX: usize = 64;

pub(super) fn find(plain: &[char]) -> Vec<Span> {
    let at = plain.iter().enumerate().filter(|(_, c)| **c == '@');
    at.filter_map(|(at, _)| around(plain, at)).collect()
}

fn around(plain: &[char], at: usize) -> Option<Span> {
    let local = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let before = plain[..at]
        .iter()
        .rev()
        .take(LOCAL_MAX)
        .take_while(|c| local(c))
        .count();
    let domain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let mut after = plain[at + 1..].iter().take_while(|c| domain(c)).count();
    while after > 0 && !plain[at + after].is_ascii_alphanumeric() {
        after -= 1;
    }
    let name: String = plain[at + 1..at + 1 + after].iter().collect();
    let (host, top) = name.rsplit_once('.')?;
    let named = before > 0 && !host.is_empty() && top.len() >= 2;
    let lettered = top.chars().all(|c| c.is_ascii_alphabetic());
    (named && lettered).then_some(Span {
        start: at - before,
        end: at + 1 + after,
    })
}
