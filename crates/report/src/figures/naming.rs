//! The measure of each value, also where values or subjects share words.

use super::{cue, list, measure, reader::Reader, token::Form, words};
use crate::{Distributive, Figure};

/// A measure with its place in a list, if it has one.
type Named = (String, Option<Distributive>);

/// More subjects than this do not share one value.
const MOST_SHARING: usize = 8;

impl Reader<'_> {
    /// The measures of token `i`: several where subjects share one value. `from` is the clause.
    pub(super) fn measures(&self, i: usize, from: usize) -> Vec<Named> {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let run = self.runs[i];
        if let Some(many) = self.shared(i, from) {
            return many;
        }
        let next = self.tokens.get(i + 1).map_or(usize::MAX, |t| t.span.start);
        if run.of > 1 && run.each {
            let head = self.tokens[run.head].span.start;
            let lead = self.verb_from(run.head, from);
            let cut = (lead..head)
                .rev()
                .find(|k| words::starting(chars, *k, &["分别", "各为"]).is_some())
                .unwrap_or(head);
            let mut subjects = list::subjects(chars, lead, cut);
            if subjects.len() != run.of {
                subjects = list::subjects_by_comma(chars, lead, cut);
            }
            if let Some(earlier) = self.earlier(i, lead) {
                return vec![(
                    earlier,
                    Some(Distributive {
                        index: run.index,
                        of: run.of,
                        cue: "分别".into(),
                    }),
                )];
            }
            let words = if subjects.len() == run.of {
                list::named(chars, &subjects, run.index)
            } else {
                chars[lead..cut].iter().collect()
            };
            return vec![(
                words.trim_matches(['、', '，']).to_owned(),
                Some(Distributive {
                    index: run.index,
                    of: run.of,
                    cue: "分别".into(),
                }),
            )];
        }
        let start = self.verb_from(i, words::clause_start(chars, token.span.start));
        let skip = chars[start..token.span.start]
            .iter()
            .take_while(|c| matches!(c, '、' | '和' | '及' | '与' | ' '))
            .count();
        let after_cue = cue::after(chars, start)
            .filter(|_| start > from)
            .map_or(0, |(w, _)| w.chars().count());
        let lead = (start + skip + after_cue).min(token.span.start);
        let lead = if after_cue > 0 {
            lead + chars[lead..token.span.start]
                .iter()
                .take_while(|c| matches!(c, '、' | '和'))
                .count()
        } else {
            lead
        };
        // 甲3个、乙5个 with the things after the numbers: what stands before 、 is the other's.
        let lead = if start > from && token.span.start > lead && chars[token.span.start - 1] == '、'
        {
            token.span.start
        } else {
            lead
        };
        let borrowed = self
            .last_measure
            .as_ref()
            .filter(|(end, _)| *end >= from)
            .map(|(_, m)| m.as_str());
        let mut words = measure::measure(chars, token, lead, next, borrowed);
        if words.is_empty() || words.starts_with('较') && borrowed.is_none() {
            let sentence = words::sentence_start(chars, token.span.start);
            words = self
                .last_measure
                .as_ref()
                .filter(|(end, _)| *end >= sentence)
                .map(|(_, m)| m.clone())
                .unwrap_or_else(|| subject(chars, sentence, from));
        }
        let part = (token.form == Form::Part).then(|| Distributive {
            index: run.index,
            of: run.of,
            cue: "∶".into(),
        });
        vec![(words, part)]
    }

    /// 甲20、乙30，较上年分别增长5%、6%: the measures named before, in their order.
    fn earlier(&self, i: usize, lead: usize) -> Option<String> {
        let chars = self.text.chars();
        let run = self.runs[i];
        if !matches!(chars.get(lead), Some('较' | '比')) {
            return None;
        }
        let sentence = words::sentence_start(chars, lead);
        let head = self.tokens[run.head].span.start;
        let named: Vec<&Figure> = self
            .out
            .iter()
            .rev()
            .take_while(|f| f.value_span.start >= sentence)
            .filter(|f| f.value_span.end <= head)
            .take(run.of)
            .collect();
        (named.len() == run.of).then(|| named[run.of - 1 - run.index].measure.clone())
    }

    /// 新建甲、改造乙各10个: the value counts each of the things named before 各.
    fn each_of(&self, i: usize, lead: usize) -> Option<Vec<Named>> {
        let chars = self.text.chars();
        let each = self.tokens[i].span.start.checked_sub(1)?;
        if each < lead || chars[each] != '各' || self.runs[i].of > 1 {
            return None;
        }
        let subjects = list::subjects(chars, lead, each);
        let of = subjects.len();
        if !(2..=MOST_SHARING).contains(&of) || subjects.iter().any(|(a, b)| b <= a) {
            return None;
        }
        let named = |(index, (a, b)): (usize, &(usize, usize))| {
            shared_by(index, of, chars[*a..*b].iter().collect(), "各")
        };
        Some(subjects.iter().enumerate().map(named).collect())
    }

    /// 甲20、乙30，均增长12%: 均 opens the clause, so all measures of the clause before share it.
    fn all_before(&self, from: usize) -> Option<Vec<Named>> {
        let chars = self.text.chars();
        let stop = from
            .checked_sub(1)
            .filter(|s| matches!(chars[*s], '，' | ','))?;
        let start = words::clause_start(chars, stop);
        let before: Vec<&Figure> = self
            .out
            .iter()
            .rev()
            .take(MOST_SHARING + 1)
            .take_while(|f| f.value_span.start >= start)
            .collect();
        let of = before.len();
        if !(2..=MOST_SHARING).contains(&of) {
            return None;
        }
        let named = |(index, f): (usize, &&Figure)| shared_by(index, of, f.measure.clone(), "均");
        Some(before.iter().rev().enumerate().map(named).collect())
    }

    /// Several subjects that share one value: 甲、乙均增长6.3%.
    fn shared(&self, i: usize, from: usize) -> Option<Vec<Named>> {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let lead = self.verb_from(i, from);
        if let Some(each) = self.each_of(i, lead) {
            return Some(each);
        }
        let all = (lead..token.span.start)
            .rev()
            .find(|k| matches!(chars[*k], '均' | '都'))?;
        if all == from {
            return self.all_before(from);
        }
        let near = token.span.start - all <= 8
            && words::starting(chars, all, &["均衡", "均价", "都市"]).is_none();
        let part = all > 0
            && matches!(
                chars[all - 1],
                '年' | '人' | '平' | '月' | '户' | '日' | '首' | '成' | '地' | '亩' | '校'
            );
        if !near || part || self.runs[i].of > 1 {
            return None;
        }
        let subjects = list::subjects(chars, lead, all);
        if subjects.len() < 2
            || subjects.len() > MOST_SHARING
            || subjects.iter().any(|(a, b)| b <= a)
        {
            return None;
        }
        let of = subjects.len();
        Some(
            (0..of)
                .map(|index| {
                    (
                        list::named(chars, &subjects, index),
                        Some(Distributive {
                            index,
                            of,
                            cue: "均".into(),
                        }),
                    )
                })
                .collect(),
        )
    }
}

/// One name of several that share a value, with its place among them.
fn shared_by(index: usize, of: usize, measure: String, cue: &str) -> Named {
    let place = Distributive {
        index,
        of,
        cue: cue.to_owned(),
    };
    (measure, Some(place))
}

/// The words before the first verb of the sentence, for a value that names no measure itself.
fn subject(chars: &[char], sentence: usize, from: usize) -> String {
    let clause = &chars[sentence..words::clause_end(chars, sentence).min(from.max(sentence))];
    clause
        .iter()
        .take_while(|c| !matches!(c, '连' | '达' | '增' | '突' | '实' | '完'))
        .take(16)
        .collect()
}
