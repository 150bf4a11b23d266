//! From this year's target to last year's result, and to the five-year total, of the same measure.

use std::collections::HashMap;

use figure::Basis;

use crate::{Direction, Figure, FigureKind, Link};

/// Measures whose characters agree at least this much (bigram F1, per cent) are the same.
const SAME: usize = 72;
/// A measure contained in the other counts when it is at least this share of it, per cent.
const CONTAINED: usize = 60;
/// Verbs and fillers that say what is done, not what is measured.
#[rustfmt::skip]
const DOING: &[&str] = &[
    "加快推进", "扎实推进", "接续攻坚", "新开工", "新改建", "新缔结", "新培育", "新增", "新建", "建成", "完成", "推进", "开展", "举办", "各类", "改造", "增加", "解决", "缔结", "培育", "引进", "打造", "办好", "实施", "全部",
    "全年", "累计", "实现", "预计", "全省", "全市", "全区", "全县", "总数", "总量", "达到", "覆盖", "公办", "发放", "年均", "数量", "创建", "认定",
];

/// Results of one unit and basis that are compared, at most: far more than a report holds.
const MOST_RESULTS: usize = 500;
/// Words that make another measure of the same noun.
#[rustfmt::skip]
const DISTINCT: &[&str] = &["人均", "民间", "脱贫", "网上", "入境", "进口", "出口", "工业", "农村", "城镇居民"];
/// Words of a stock reached, against which what is newly built is not held.
const STOCK: &[&str] = &["达", "至", "到"];

/// Figures that may be compared: of one kind, unit and basis.
type Group<'f> = (FigureKind, &'f str, Basis);

/// Links every target of the year to the closest result of the same measure, unit and basis.
pub fn links(figures: &[Figure]) -> Vec<Link> {
    let mut results: HashMap<Group<'_>, Vec<(usize, String)>> = HashMap::new();
    for (i, f) in figures
        .iter()
        .enumerate()
        .filter(|(_, f)| matches!(f.kind, FigureKind::ResultYear | FigureKind::ResultTerm))
    {
        let known = results
            .entry((f.kind, f.unit.as_str(), f.basis))
            .or_default();
        let core = core(&f.measure);
        // The first of several results with one measure stands for all of them.
        if known.len() < MOST_RESULTS
            && !known
                .iter()
                .any(|(k, c)| *c == core && figures[*k].direction == f.direction)
        {
            known.push((i, core));
        }
    }
    let mut out = Vec::new();
    for (t, target) in figures
        .iter()
        .enumerate()
        .filter(|(_, f)| f.kind == FigureKind::TargetYear)
    {
        let words = core(&target.measure);
        for (kind, relation) in [
            (FigureKind::ResultYear, "same_measure"),
            (FigureKind::ResultTerm, "same_measure_5y_total"),
        ] {
            let Some(known) = results.get(&(kind, target.unit.as_str(), target.basis)) else {
                continue;
            };
            let best = known
                .iter()
                .filter(|(r, _)| comparable(target, &figures[*r]))
                .map(|(r, core)| (likeness(&words, core), *r))
                .filter(|(score, _)| *score >= SAME)
                .max_by_key(|(score, r)| (*score, usize::MAX - r));
            out.extend(best.map(|(_, r)| Link {
                target: t,
                result: r,
                relation: relation.to_owned(),
                below_result: below(target, &figures[r], kind),
            }));
        }
    }
    out
}

fn comparable(target: &Figure, result: &Figure) -> bool {
    let like = |w: &&str| target.measure.contains(*w) == result.measure.contains(*w);
    DISTINCT.iter().all(like)
        && target
            .direction
            .is_none_or(|d| result.direction.is_none_or(|r| r == d))
}

/// A target below last year's result. Totals of five years are no yardstick for a year, and of
/// falling measures less is more.
fn below(target: &Figure, result: &Figure, kind: FigureKind) -> bool {
    let fair = match (kind, target.basis) {
        (FigureKind::ResultYear, _) | (_, Basis::Share) => true,
        (_, Basis::Growth) => result.qualifier.as_deref() == Some("年均"),
        _ => false,
    };
    let stock = target.measure.starts_with('新')
        && result
            .cue
            .as_deref()
            .is_some_and(|c| STOCK.iter().any(|s| c.ends_with(s)));
    fair && !stock
        && target.direction != Some(Direction::Down)
        && target.basis != Basis::Rank
        && target.value_hi.unwrap_or(target.value) < result.value
}

/// The measure without doing words and quotation marks.
fn core(measure: &str) -> String {
    let mut words: String = measure
        .chars()
        .filter(|c| !matches!(c, '“' | '”' | ' ' | '（' | '）'))
        .collect();
    for word in DOING {
        if words.chars().count() > word.chars().count() + 1 {
            words = words.replacen(word, "", 1);
        }
    }
    words
}

/// Bigram F1 in per cent; containment lifts it to the threshold.
fn likeness(a: &str, b: &str) -> usize {
    if a == b && !a.is_empty() {
        return 100;
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if x.len() <= y.len() {
        (&x, &y)
    } else {
        (&y, &x)
    };
    if short.len() < 3 {
        return 0;
    }
    let contained = long.windows(short.len()).any(|w| w == short.as_slice())
        && short.len() * 100 >= long.len() * CONTAINED;
    let shared = shared_bigrams(&x, &y);
    let f1 = 200 * shared / (x.len() + y.len() - 2).max(1);
    if contained { f1.max(SAME) } else { f1 }
}

fn shared_bigrams(x: &[char], y: &[char]) -> usize {
    let mut counts: HashMap<(char, char), usize> = HashMap::new();
    for pair in x.windows(2) {
        *counts.entry((pair[0], pair[1])).or_default() += 1;
    }
    y.windows(2)
        .filter(|pair| {
            counts.get_mut(&(pair[0], pair[1])).is_some_and(|n| {
                if *n > 0 {
                    *n -= 1;
                    true
                } else {
                    false
                }
            })
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doing_words_do_not_count() {
        assert_eq!(core("新建5G基站"), "5G基站");
        assert!(likeness(&core("举办各类宣讲活动"), &core("举办宣讲活动")) >= SAME);
        assert!(likeness(&core("地区生产总值"), &core("固定资产投资")) < SAME);
    }
}
