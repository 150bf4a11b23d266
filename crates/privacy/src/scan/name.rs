//! Names of people, where a word introduces them or a title follows.

use super::Span;
use super::chars::{ends_with, is_han, starts_with};
use super::surnames::surname_length;

/// Words behind which a name stands, by themselves.
const LABELS: [&str; 18] = [
    "姓名",
    "联系人",
    "投诉人",
    "举报人",
    "反映人",
    "来电人",
    "诉求人",
    "当事人",
    "申请人",
    "户主",
    "经办人",
    "负责人",
    "法人",
    "收件人",
    "事主",
    "伤者",
    "我叫",
    "名叫",
];
/// Words behind which a name may stand, if something ends it.
const WEAK: [&str; 6] = ["我是", "本人", "业主", "租客", "房东", "居民"];
/// Titles that follow a name.
const TITLES: [&str; 10] = [
    "先生", "女士", "小姐", "同志", "阿姨", "叔叔", "师傅", "老师", "医生", "警官",
];
/// Characters with which a sentence goes on behind a name.
const GOES_ON: &str =
    "的在是住电手说反投要和与及先女同身联家有因于也就曾被将已来去到从请求向为对并或等女男岁微地：";
/// What may stand before a name that a title follows.
const BEFORE: &str = "是叫找请为由与和向给被对跟让及、房室号户楼";

pub(super) fn find(plain: &[char]) -> Vec<Span> {
    let mut found = vec![];
    for end in 1..=plain.len() {
        let before = &plain[..end];
        if LABELS.iter().any(|word| ends_with(before, word)) {
            found.extend(labelled(plain, end));
        } else if WEAK.iter().any(|word| ends_with(before, word)) {
            found.extend(introduced(plain, end));
        }
        if TITLES.iter().any(|word| starts_with(&plain[end..], word)) {
            found.extend(titled(plain, end));
        }
    }
    found
}

/// 姓名：张三, 我叫张三住在
fn labelled(plain: &[char], after: usize) -> Option<Span> {
    let start = skip_signs(plain, after);
    name_at(plain, start).map(|(span, _)| span)
}

/// 我是张三，: only where something ends the name.
fn introduced(plain: &[char], after: usize) -> Option<Span> {
    let start = skip_signs(plain, after);
    let (span, ended) = name_at(plain, start)?;
    let sentence_ends = plain.get(span.end).is_none_or(|c| !is_han(*c));
    let goes_on = ["电话", "手机", "身份", "住", "联系"];
    let next = goes_on
        .iter()
        .any(|word| starts_with(&plain[span.end..], word));
    (ended && (sentence_ends || next)).then_some(span)
}

fn skip_signs(plain: &[char], after: usize) -> usize {
    let signs = plain[after..].iter().take(3);
    after
        + signs
            .take_while(|c| matches!(c, ':' | ' ' | '为' | '是' | '(' | '“'))
            .count()
}

/// A family name with one or two characters, and whether something ended it before it was full.
fn name_at(plain: &[char], start: usize) -> Option<(Span, bool)> {
    let rest = plain.get(start..)?;
    let family = surname_length(rest)?;
    let goes_on = |c: &char| GOES_ON.contains(*c);
    let given = rest[family..]
        .iter()
        .take(2)
        .take_while(|c| is_han(**c) && !goes_on(c))
        .count();
    let end = start + family + given;
    let ended = plain.get(end).is_none_or(|c| !is_han(*c) || goes_on(c));
    (given > 0).then_some((Span { start, end }, ended))
}

/// 王小明先生: the whole name before a title; 王先生 alone says too little to hide.
fn titled(plain: &[char], end: usize) -> Option<Span> {
    (2..=4).rev().find_map(|size| {
        let start = end.checked_sub(size)?;
        let family = surname_length(&plain[start..end])?;
        let given = size - family.min(size);
        let all_han = plain[start..end].iter().all(|c| is_han(*c));
        let free = start == 0 || !is_han(plain[start - 1]) || BEFORE.contains(plain[start - 1]);
        (all_han && free && (1..=2).contains(&given)).then_some(Span { start, end })
    })
}
