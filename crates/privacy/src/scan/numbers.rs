//! Runs of digits, and runs joined by separators into one number.

use super::Span;
use super::chars::introduced;

/// The most digits that are looked at as one number.
const DIGITS_MAX: usize = 19;
/// The most separators between two runs.
const GAP_MAX: usize = 2;

/// Words that name a number which is nobody's.
const OTHER_NUMBERS: [&str; 14] = [
    "编号", "单号", "案号", "件号", "卷号", "理号", "文号", "水号", "批号", "序号", "工单", "案件",
    "代码", "条码",
];

/// All longest runs of digits.
pub(super) fn runs(plain: &[char]) -> Vec<Span> {
    let mut runs: Vec<Span> = vec![];
    for (at, c) in plain.iter().enumerate() {
        if !c.is_ascii_digit() {
            continue;
        }
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(Span {
                start: at,
                end: at + 1,
            }),
        }
    }
    runs
}

/// Several runs read as one number.
pub(super) struct Number {
    pub span: Span,
    pub digits: Vec<char>,
    /// How many digits stand together.
    pub groups: Vec<usize>,
}

/// Every number that begins with a run: the run alone, then joined with those behind it as long as
/// only separators stand between, and always the same ones.
pub(super) fn from_run(plain: &[char], runs: &[Span], first: usize) -> Vec<Number> {
    let mut numbers: Vec<Number> = vec![];
    let mut digits: Vec<char> = vec![];
    let mut groups = vec![];
    let mut gap: Option<&[char]> = None;
    for (n, run) in runs.iter().enumerate().skip(first) {
        if n > first {
            let between = &plain[runs[n - 1].end..run.start];
            if !is_gap(between) || gap.is_some_and(|g| g != between) {
                break;
            }
            gap = Some(between);
        }
        if digits.len() + (run.end - run.start) > DIGITS_MAX {
            break;
        }
        digits.extend(&plain[run.start..run.end]);
        groups.push(run.end - run.start);
        numbers.push(Number {
            span: Span {
                start: runs[first].start,
                end: run.end,
            },
            digits: digits.clone(),
            groups: groups.clone(),
        });
    }
    numbers
}

fn is_gap(between: &[char]) -> bool {
    let separator = |c: &char| matches!(c, ' ' | '-' | '–' | '—' | '·' | '.' | '_');
    (1..=GAP_MAX).contains(&between.len()) && between.iter().all(separator)
}

/// True where a number can be somebody's: no letter, sign of money or decimal point touches it, no
/// unit follows, and no word calls it a case number.
pub(super) fn stands_free(plain: &[char], span: Span) -> bool {
    let before = span.start.checked_sub(1).map(|at| plain[at]);
    let before_that = span.start.checked_sub(2).map(|at| plain[at]);
    let after = plain.get(span.end).copied();
    let after_that = plain.get(span.end + 1).copied();
    let decimal = |point: Option<char>, digit: Option<char>| {
        matches!(point, Some('.' | ',')) && digit.is_some_and(|d| d.is_ascii_digit())
    };
    let money = matches!(before, Some('¥' | '￥' | '$' | '€'));
    let unit = matches!(
        after,
        Some('元' | '万' | '亿' | '%' | '角' | '件' | '户' | '吨' | '米' | '年')
    );
    let letter_after = after.is_some_and(|c| c.is_ascii_alphabetic());
    !money
        && !unit
        && !letter_after
        && !decimal(before, before_that)
        && !decimal(after, after_that)
        && !introduced(plain, span.start, &OTHER_NUMBERS)
}

/// True where a letter touches the number from before: it is part of a longer mark.
pub(super) fn lettered(plain: &[char], start: usize) -> bool {
    let before = |steps: usize| start.checked_sub(steps).map(|at| plain[at]);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    letter(before(1)) || (matches!(before(1), Some('-' | '_')) && letter(before(2)))
}
