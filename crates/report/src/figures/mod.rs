//! The figures of a report: scan, sift, understand.

mod basis;
mod cue;
mod filter;
mod forms;
mod hedge;
mod kind;
mod list;
mod mask;
mod measure;
mod medal;
mod number;
mod scan;
mod token;
mod unit_scan;
mod words;

use figure::{Basis, Comparator};

use crate::{Distributive, Figure, Role, Section, Span, Text, outline};
use basis::{Nature, nature};
use list::Run;
use token::{Form, Token};

/// All figures of the body in order of place. Values that several subjects share (均) stand once
/// for each subject, with the same span.
pub fn read(text: &Text, sections: &[Section], year: i16) -> Vec<Figure> {
    let masked = mask::mask(text, sections);
    let candidates = scan::scan(text, &masked);
    let paragraphs = outline::paragraphs(text, sections);
    let mut tokens: Vec<Token> = Vec::with_capacity(candidates.len());
    for (i, token) in candidates.iter().enumerate() {
        if filter::keep(text, token, candidates.get(i + 1)) {
            tokens.push(token.clone());
        }
    }
    supply_units(text.chars(), &mut tokens);
    let runs = list::runs(text.chars(), &tokens);
    let mut reader = Reader { text, sections, year, tokens: &tokens, runs: &runs, out: Vec::new(), last_measure: None };
    let mut p = 0;
    for (i, token) in tokens.iter().enumerate() {
        let at = token.span.start;
        while p + 1 < paragraphs.len() && paragraphs[p].span.end <= at {
            p += 1;
        }
        let role = paragraphs.get(p).map_or(Role::Front, |p| p.role);
        if !matches!(role, Role::Front | Role::Annex | Role::Closing) {
            reader.figure(i, role);
        }
    }
    reader.out
}

/// Numbers without a written unit get the one their measure implies.
fn supply_units(chars: &[char], tokens: &mut [Token]) {
    for token in tokens.iter_mut().filter(|t| t.unit == "微克") {
        token.unit = "微克/立方米".to_owned();
        token.unit_supplied = true;
    }
    for token in tokens.iter_mut().filter(|t| t.unit.is_empty()) {
        let from = words::clause_start(chars, token.span.start);
        let follows = words::within(chars, token.span.end, token.span.end + 1, &["，", "。", "、", "；"]);
        let says = |w: &[&str]| words::within(chars, from, token.span.start, w);
        token.unit = if !follows && words::starting(chars, token.span.end, &["以上", "左右", "的", "大关", "台阶", "新台阶"]).is_none() {
            "人"
        } else if says(&["人次", "旅客", "游客", "客流"]) {
            "人次"
        } else if says(&["户数", "商户", "经营主体", "市场主体", "商事主体"]) {
            "户"
        } else if says(&["人数", "人口", "人员", "参保", "就业", "人才", "用户", "学生"]) {
            "人"
        } else if says(&["生产总值", "总额", "收入", "投资", "产值", "营收", "金额", "贷款", "存款", "资金", "税收", "规模", "总量"]) {
            "元"
        } else {
            "个"
        }
        .to_owned();
    }
}

struct Reader<'t> {
    text: &'t Text,
    sections: &'t [Section],
    year: i16,
    tokens: &'t [Token],
    runs: &'t [Run],
    out: Vec<Figure>,
    last_measure: Option<(usize, String)>,
}

impl Reader<'_> {
    fn figure(&mut self, i: usize, role: Role) {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let run = self.runs[i];
        let head = &self.tokens[run.head];
        let from = words::clause_start(chars, head.span.start);
        let to = words::clause_end(chars, token.span.end);
        let nature = self.continued(i, nature(chars, token, self.verb_from(run.head, from), head.span.start, to));
        let cue = self.cue(i);
        let purpose = kind::purpose(self.text, token, head, &self.tokens[run.head + run.of - 1], role, self.year);
        let certainty = certainty(token, &nature, purpose.certainty, &cue);
        let base = Figure {
            quote: Span { start: words::clause_start(chars, token.span.start), end: to },
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
            self.last_measure = Some((token.span.end, measure.clone()));
            self.out.push(Figure { measure, distributive, ..base.clone() });
        }
    }

    /// 增长5.5%左右，力争达到6%: a bare value goes on with the nature of the one before.
    fn continued(&self, i: usize, own: Nature) -> Nature {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let Some(before) = i.checked_sub(1).map(|p| &self.tokens[p]) else { return own };
        let Some(last) = self.out.last().filter(|f| f.value_span == before.span && f.unit == token.unit) else { return own };
        if own.basis != Basis::Share || last.basis != Basis::Growth || token.span.start - before.span.end > 12 {
            return own;
        }
        let mut between: String = chars[before.span.end..token.span.start].iter().collect();
        for word in ["以上", "左右", "力争", "争取", "确保", "达到", "达", "努力", "并", "实现", "，", ",", "、"] {
            between = between.replace(word, "");
        }
        if between.is_empty() { Nature { basis: last.basis, direction: last.direction, sense: last.multiple_sense, sure: false } } else { own }
    }

    /// Where the text that may hold the governing verb begins: after the value before, when that
    /// stands in the same clause.
    fn verb_from(&self, head: usize, from: usize) -> usize {
        head.checked_sub(1).map_or(from, |p| self.tokens[p].span.end.max(from).min(self.tokens[head].span.start))
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
            return cue::Cue { comparator, word: Some(word.to_owned()) };
        }
        if let Some((word, comparator)) = cue::before(chars, self.tokens[run.head].span.start) {
            return cue::Cue { comparator, word: Some(word.to_owned()) };
        }
        own
    }

    fn measures(&self, i: usize, from: usize) -> Vec<(String, Option<Distributive>)> {
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
            let cut = (lead..head).rev().find(|k| words::starting(chars, *k, &["分别", "各为"]).is_some()).unwrap_or(head);
            let mut subjects = list::subjects(chars, lead, cut);
            if subjects.len() != run.of {
                subjects = list::subjects_by_comma(chars, lead, cut);
            }
            if let Some(earlier) = self.earlier(i, lead) {
                return vec![(earlier, Some(Distributive { index: run.index, of: run.of, cue: "分别".into() }))];
            }
            let words = if subjects.len() == run.of { list::named(chars, &subjects, run.index) } else { chars[lead..cut].iter().collect() };
            return vec![(words.trim_matches(['、', '，']).to_owned(), Some(Distributive { index: run.index, of: run.of, cue: "分别".into() }))];
        }
        let start = self.verb_from(i, words::clause_start(chars, token.span.start));
        let skip = chars[start..token.span.start].iter().take_while(|c| matches!(c, '、' | '和' | '及' | '与' | ' ')).count();
        let after_cue = cue::after(chars, start).filter(|_| start > from).map_or(0, |(w, _)| w.chars().count());
        let lead = (start + skip + after_cue).min(token.span.start);
        let lead = if after_cue > 0 { lead + chars[lead..token.span.start].iter().take_while(|c| matches!(c, '、' | '和')).count() } else { lead };
        let borrowed = self.last_measure.as_ref().filter(|(end, _)| *end >= from).map(|(_, m)| m.as_str());
        let mut words = measure::measure(chars, token, lead, next, borrowed);
        if words.is_empty() || words.starts_with('较') && borrowed.is_none() {
            let sentence = words::sentence_start(chars, token.span.start);
            words = self.last_measure.as_ref().filter(|(end, _)| *end >= sentence).map(|(_, m)| m.clone()).unwrap_or_else(|| subject(chars, sentence, from));
        }
        let part = (token.form == Form::Part).then(|| Distributive { index: run.index, of: run.of, cue: "∶".into() });
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
        let named: Vec<&Figure> = self.out.iter().rev().take_while(|f| f.value_span.start >= sentence).filter(|f| f.value_span.end <= head).take(run.of).collect();
        (named.len() == run.of).then(|| named[run.of - 1 - run.index].measure.clone())
    }

    /// Several subjects that share one value: 甲、乙均增长6.3%.
    fn shared(&self, i: usize, from: usize) -> Option<Vec<(String, Option<Distributive>)>> {
        let chars = self.text.chars();
        let token = &self.tokens[i];
        let lead = self.verb_from(i, from);
        let all = (lead..token.span.start).rev().find(|k| matches!(chars[*k], '均' | '都'))?;
        let near = token.span.start - all <= 8 && words::starting(chars, all, &["均衡", "均价", "都市"]).is_none();
        let part = all > 0 && matches!(chars[all - 1], '年' | '人' | '平' | '月' | '户' | '日' | '首' | '成' | '地' | '亩' | '校');
        if !near || part || self.runs[i].of > 1 {
            return None;
        }
        let subjects = list::subjects(chars, lead, all);
        if subjects.len() < 2 || subjects.len() > 8 || subjects.iter().any(|(a, b)| b <= a) {
            return None;
        }
        let of = subjects.len();
        Some((0..of).map(|index| (list::named(chars, &subjects, index), Some(Distributive { index, of, cue: "均".into() }))).collect())
    }
}

/// The words before the first verb of the sentence, for a value that names no measure itself.
fn subject(chars: &[char], sentence: usize, from: usize) -> String {
    let clause = &chars[sentence..words::clause_end(chars, sentence).min(from.max(sentence))];
    clause.iter().take_while(|c| !matches!(c, '连' | '达' | '增' | '突' | '实' | '完')).take(16).collect()
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
