//! Cutting running text into pieces at ， ； 。 outside quotation marks and brackets.

use crate::{Span, Text};

/// Longest piece kept whole, in code points; a text without stops is cut there.
const LONGEST_PIECE: usize = 2_000;

/// A piece between two stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Without the stop.
    pub span: Span,
    /// The stop that ends it; `\n` at the end of a passage.
    pub stop: char,
}

/// The words of `span` on one line.
pub fn words(text: &Text, span: Span) -> String {
    text.get(span)
        .iter()
        .filter(|c| !matches!(c, '\n' | '\r' | '\u{3000}'))
        .collect()
}

/// The sentences of `span`, each a list of pieces.
pub fn sentences(text: &Text, span: Span) -> Vec<Vec<Piece>> {
    let (mut out, mut sentence) = (Vec::new(), Vec::new());
    let mut start = span.start;
    let mut depth = 0usize;
    for at in span.start..span.end {
        let c = text.chars()[at];
        match c {
            '“' | '‘' | '（' | '(' | '《' | '「' | '【' => depth += 1,
            '”' | '’' | '）' | ')' | '》' | '」' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?');
        let cuts = matches!(c, '，' | ',') && !between_digits(text, at)
            || matches!(c, '：' | ':') && opens_list(text, at);
        let too_long = at - start >= LONGEST_PIECE;
        if (depth == 0 && (ends || cuts))
            || too_long
            || (c == '。' && depth == 1 && unclosed(text, at, span.end))
        {
            push(text, Span { start, end: at }, c, &mut sentence);
            start = at + 1;
            if ends {
                depth = 0;
                flush(&mut sentence, &mut out);
            }
        }
    }
    push(
        text,
        Span {
            start,
            end: span.end,
        },
        '\n',
        &mut sentence,
    );
    flush(&mut sentence, &mut out);
    out
}

fn push(text: &Text, span: Span, stop: char, sentence: &mut Vec<Piece>) {
    let span = text.trim(span);
    if span.start < span.end {
        sentence.push(Piece { span, stop });
    }
}

fn flush(sentence: &mut Vec<Piece>, out: &mut Vec<Vec<Piece>>) {
    if !sentence.is_empty() {
        out.push(std::mem::take(sentence));
    }
}

/// A comma that groups thousands.
fn between_digits(text: &Text, at: usize) -> bool {
    let digit = |i: usize| text.chars().get(i).is_some_and(char::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1)
}

/// A colon that is no ratio and no clock time.
fn opens_list(text: &Text, at: usize) -> bool {
    !between_digits(text, at)
}

/// True where no closing mark follows before the passage ends: a quotation left open.
fn unclosed(text: &Text, at: usize, end: usize) -> bool {
    !text.chars()[at..end]
        .iter()
        .any(|c| matches!(c, '”' | '’' | '）' | ')' | '》' | '」' | '】'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(s: &str) -> Vec<Vec<String>> {
        let text = Text::new(s);
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        sentences(&text, whole)
            .iter()
            .map(|s| s.iter().map(|p| text.slice(p.span)).collect())
            .collect()
    }

    #[test]
    fn stops_inside_quotes_and_numbers_do_not_cut() {
        assert_eq!(
            cut("修路，架桥。坚持“少说，多做”；收税1,200元"),
            [
                vec!["修路".to_owned(), "架桥".into()],
                vec!["坚持“少说，多做”".into()],
                vec!["收税1,200元".into()],
            ]
        );
    }

    #[test]
    fn an_open_quotation_does_not_swallow_the_rest() {
        assert_eq!(
            cut("推进“甲乙建设。实施丙。"),
            [vec!["推进“甲乙建设".to_owned()], vec!["实施丙".into()]]
        );
    }
}
