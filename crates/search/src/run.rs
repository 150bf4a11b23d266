//! A text in runs: Chinese characters, and numbers or codes with their hyphens.

use crate::fold::is_han;
use std::ops::Range;

/// What a run consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Chinese characters.
    Han,
    /// Letters and digits, joined by `-`, `_`, `.` or `/` within.
    Code,
}

/// The runs of a folded text as ranges of its characters; everything else parts them.
pub(crate) fn runs(chars: &[char]) -> Vec<(Kind, Range<usize>)> {
    let mut found: Vec<(Kind, Range<usize>)> = vec![];
    let mut at = 0;
    while at < chars.len() {
        let kind = match chars[at] {
            c if is_han(c) => Kind::Han,
            c if c.is_alphanumeric() => Kind::Code,
            _ => {
                at += 1;
                continue;
            }
        };
        let start = at;
        while at < chars.len() && continues(kind, chars, at) {
            at += 1;
        }
        found.push((kind, start..at));
    }
    found
}

fn continues(kind: Kind, chars: &[char], at: usize) -> bool {
    let code = |c: &char| c.is_alphanumeric() && !is_han(*c);
    match kind {
        Kind::Han => is_han(chars[at]),
        Kind::Code => {
            let joint = matches!(chars[at], '-' | '_' | '.' | '/');
            code(&chars[at]) || joint && chars.get(at + 1).is_some_and(code)
        }
    }
}

/// A code without its joints, as it is stored and asked for.
pub(crate) fn bare(code: &[char]) -> String {
    code.iter().filter(|c| c.is_alphanumeric()).collect()
}

/// The parts of a code between its joints, where there are several.
pub(crate) fn parts(code: &[char]) -> Vec<String> {
    let parts: Vec<String> = code
        .split(|c| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.iter().collect())
        .collect();
    if parts.len() > 1 { parts } else { vec![] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_their_joints_and_sentences_lose_theirs() {
        let chars: Vec<char> = "案件ax-2026-0012。电话020-8333".chars().collect();
        let got: Vec<(Kind, String)> = runs(&chars)
            .into_iter()
            .map(|(kind, range)| (kind, chars[range].iter().collect()))
            .collect();
        let want = [
            (Kind::Han, "案件"),
            (Kind::Code, "ax-2026-0012"),
            (Kind::Han, "电话"),
            (Kind::Code, "020-8333"),
        ];
        assert_eq!(got, want.map(|(k, s)| (k, s.to_owned())));
        assert_eq!(parts(&['a', '-', '1']), ["a", "1"]);
    }
}
