//! From tokens to figures: nature, comparator, purpose and name of each.

use figure::{Basis, Comparator};

use super::{
    basis::{Nature, nature},
    cue, hedge, kind,
    list::Run,
    token::{Form, Token},
    words,
};
use crate::{Figure, Role, Section, Span, Text, outline};

/// Goes through the tokens in order and makes figures of them.
pub struct Reader<'t> {
    pub(super) text: &'t Text,
    pub(super) sections: &'t [Section],
    pub(super) year: i16,
    pub(super) tokens: &'t [Token],
    pub(super) runs: &'t [Run],
    pub(super) out: Vec<Figure>,
    pub(super) last_measure: Option<(usize, String)>,
}

impl Reader<'_> {
    /// Understands token `i`, which stands in a paragraph of role `role`.
    pub fn figure(&mut self, i: usize, role: Role) {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let run = self.runs[i];
        let head = &self.tokens[run.head];
        let from = words::clause_start(chars, head.span.start);
        let to = words::clause_end(chars, token.span.end);
        let nature = self.continued(
            i,
            nature(
                chars,
                token,
                self.verb_from(run.head, from),
                head.span.start,
                to,
            ),
        );
        let cue = self.cue(i);
        let purpose = kind::purpose(
            self.text,
            token,
            head,
            &self.tokens[run.head + run.of - 1],
            role,
            self.year,
        );
        let certainty = certainty(token, &nature, purpose.certainty, &cue);
        let base = Figure {
            quote: Span {
                start: words::clause_start(chars, token.span.start),
                end: to,
            },
            value_span: token.span,
            measure: String::new(),
            basis: nature.basis,
            comparator: cue.comparator,
            cue: cue.word,
            value: token.value.normalize(),
            value_hi: token.value_hi.map(|v| v.normalize()),
            unit: token.unit.clone(),
            raw_value: token.raw_value.clone(),
            raw_unit: token.raw_unit.clone(),
            direction: nature.direction,
            kind: purpose.kind,
            section: outline::path_at(self.sections, token.span.start),
            period: purpose.period,
            deadline: purpose.deadline,
            hedge: hedge::hedge(chars, token.span.start).map(str::to_owned),
            qualifier: hedge::qualifier(chars, from, head.span.start, purpose.base),
            chinese_numeral: token.chinese,
            multiple_sense: nature.sense,
            distributive: None,
            decided_by: format!("{}+{}", form_name(token.form), purpose.rule),
            certainty,
        };
        for (measure, distributive) in self.measures(i, from) {
            let measure = super::measure::without_notes(&measure);
            self.last_measure = Some((token.span.end, measure.clone()));
            self.out.push(Figure {
                measure,
                distributive,
                ..base.clone()
            });
        }
    }

    /// 增长5.5%左右，力争达到6%: a bare value goes on with the nature of the one before.
    fn continued(&self, i: usize, own: Nature) -> Nature {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let Some(before) = i.checked_sub(1).map(|p| &self.tokens[p]) else {
            return own;
        };
        let Some(last) = self
            .out
            .last()
            .filter(|f| f.value_span == before.span && f.unit == token.unit)
        else {
            return own;
        };
        if own.basis != Basis::Share
            || last.basis != Basis::Growth
            || token.span.start - before.span.end > 12
        {
            return own;
        }
        let mut between: String = chars[before.span.end..token.span.start].iter().collect();
        for word in [
            "以上",
            "左右",
            "力争",
            "争取",
            "确保",
            "达到",
            "达",
            "努力",
            "并",
            "实现",
            "奋斗目标",
            "，",
            ",",
            "、",
        ] {
            between = between.replace(word, "");
        }
        if between.is_empty() {
            Nature {
                basis: last.basis,
                direction: last.direction,
                sense: last.multiple_sense,
                sure: false,
            }
        } else {
            own
        }
    }

    /// Where the text that may hold the governing verb begins: after the value before, when that
    /// stands in the same clause.
    pub(super) fn verb_from(&self, head: usize, from: usize) -> usize {
        head.checked_sub(1).map_or(from, |p| {
            self.tokens[p]
                .span
                .end
                .max(from)
                .min(self.tokens[head].span.start)
        })
    }

    /// The comparator: a run of bare values shares the word before its first and the word after
    /// its last value.
    fn cue(&self, i: usize) -> cue::Cue {
        let chars = self.text.chars();
        let own = cue::own(chars, &self.tokens[i]);
        let run = self.runs[i];
        if run.of < 2 || own.comparator != Comparator::Eq || self.tokens[i].form == Form::Part {
            return own;
        }
        let last = &self.tokens[run.head + run.of - 1];
        if run.each
            && let Some((word, comparator)) = cue::after(chars, last.span.end)
        {
            return cue::Cue {
                comparator,
                word: Some(word.to_owned()),
            };
        }
        if let Some((word, comparator)) = cue::before(chars, self.tokens[run.head].span.start) {
            return cue::Cue {
                comparator,
                word: Some(word.to_owned()),
            };
        }
        own
    }
}

fn form_name(form: Form) -> &'static str {
    match form {
        Form::Plain => "number_with_unit",
        Form::Range => "range",
        Form::Rank => "rank",
        Form::Fraction => "fraction",
        Form::Part => "ratio_part",
        Form::Ratio => "ratio",
        Form::Doubling => "doubling",
        Form::TwoDigit => "two_digit",
        Form::Medal => "medal",
    }
}

/// Certainty falls where a unit was supplied, the numeral is Chinese, or the basis is a fallback.
fn certainty(token: &Token, nature: &Nature, kind: u8, cue: &cue::Cue) -> u8 {
    let mut out = kind;
    let mut less = |by: u8| out = out.saturating_sub(by);
    if token.unit_supplied {
        less(15);
    }
    if token.chinese && !matches!(token.form, Form::Rank) {
        less(10);
    }
    if !nature.sure {
        less(15);
    }
    if nature.basis == Basis::ChangePoints && nature.direction.is_none() {
        less(5);
    }
    if cue.word.as_deref() == Some("近") {
        less(10);
    }
    out.max(10)
}
