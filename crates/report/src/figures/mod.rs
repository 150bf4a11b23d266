//! The figures of a report: scan, sift, understand.

mod base;
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
mod named_plan;
mod naming;
mod number;
mod reader;
mod scan;
mod threshold;
mod time;
mod token;
mod unit_scan;
mod words;

use crate::{Figure, Role, Section, Text, outline};
use reader::Reader;
use token::Token;

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
    let mut reader = Reader {
        text,
        sections,
        year,
        tokens: &tokens,
        runs: &runs,
        out: Vec::new(),
        last_measure: None,
    };
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
        let follows = words::within(
            chars,
            token.span.end,
            token.span.end + 1,
            &["，", "。", "、", "；"],
        );
        let says = |w: &[&str]| words::within(chars, from, token.span.start, w);
        token.unit = if !follows
            && words::starting(
                chars,
                token.span.end,
                &["以上", "左右", "的", "大关", "台阶", "新台阶"],
            )
            .is_none()
        {
            "人"
        } else if says(&["人次", "旅客", "游客", "客流"]) {
            "人次"
        } else if says(&["户数", "商户", "经营主体", "市场主体", "商事主体"]) {
            "户"
        } else if says(&[
            "人数", "人口", "人员", "参保", "就业", "人才", "用户", "学生",
        ]) {
            "人"
        } else if says(&[
            "生产总值",
            "总额",
            "收入",
            "投资",
            "产值",
            "营收",
            "金额",
            "贷款",
            "存款",
            "资金",
            "税收",
            "规模",
            "总量",
        ]) {
            "元"
        } else {
            "个"
        }
        .to_owned();
    }
}
