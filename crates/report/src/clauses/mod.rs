//! The commitment clauses of this year's part: where each stands, what it is, what it promises.

mod aim;
mod body;
mod due;
mod effect;
mod lead_in;
mod list;
mod merge;
mod milestone;
mod named;
mod principle;
mod split;
mod stance;
mod verb;
mod words;

use crate::{Clause, ClauseKind, ClauseRole, Figure, FigureKind, Section, Span, Text};
use body::{Passage, Setting};
use merge::Cut;
use principle::View;
use words::any;

/// Reads every clause of the sections that belong to this year's part, in order of place.
///
/// Headings, salutations and connecting clauses are left out. `figures` are the report's figures;
/// the clauses hold indexes into them. `year` is the year the report plans (deadlines default to
/// its last day).
pub fn read(text: &Text, outline: &[Section], figures: &[Figure], year: i16) -> Vec<Clause> {
    let mut out = Vec::new();
    for passage in body::passages(text, outline) {
        let mut goal = false;
        let sentences = split::sentences(text, passage.span);
        for (n, sentence) in sentences.iter().enumerate() {
            let setting = body::setting_of(&passage, n, sentences.len());
            let place = Place {
                setting,
                last: n + 1 == sentences.len(),
            };
            let cuts = merge::clauses(text, sentence, figures, &mut goal);
            out.extend(
                cuts.iter()
                    .map(|cut| clause(text, &passage, place, cut, &cuts, figures, year)),
            );
        }
    }
    out
}

/// Where a sentence stands in its passage.
#[derive(Clone, Copy)]
struct Place {
    setting: Setting,
    /// The last sentence of the passage.
    last: bool,
}

fn clause(
    text: &Text,
    passage: &Passage,
    place: Place,
    cut: &Cut,
    cuts: &[Cut],
    figures: &[Figure],
    year: i16,
) -> Clause {
    let setting = place.setting;
    let words = split::words(text, cut.span);
    let predicate = verb::predicate(&words);
    let object = object(text, cut.span, &predicate.object, figures);
    let named = named::names(&words, &object);
    let (targets, context_figures) = figures_in(cut.span, figures);
    let view = View {
        words: &words,
        predicate: &predicate,
        index: cut.index,
        of: cut.of,
        setting,
        goal: cut.goal,
        own_house: setting == Setting::Tail && passage.section.level == 1
            || passage.titles.iter().any(|t| speaks_of_itself(t)),
        named: !named.is_empty(),
        closes: place.last && cut.index + 1 == cut.of,
        statement: cut
            .rule
            .is_some_and(|r| matches!(r, "subject_before" | "one_phrase")),
    };
    let subject_first = !predicate.at_head;
    let word_target = if targets.is_empty() {
        aim::word_target(&words, subject_first, cut.goal)
    } else {
        None
    };
    let (kind, role, decided_by, certainty) =
        decide(&view, !targets.is_empty(), word_target.is_some(), cuts);
    let due = (kind != ClauseKind::Principle).then(|| due::due(&words, year));
    let (action, object) = match decided_by {
        "by_way_of" => (None, words.clone()),
        _ => (predicate.action, object),
    };
    Clause {
        span: cut.span,
        section: passage.section.path.clone(),
        kind,
        role,
        action,
        object,
        figures: targets,
        context_figures,
        word_target: word_target.filter(|_| kind == ClauseKind::Continuing),
        named,
        deadline: due.as_ref().map(|d| d.date.clone()),
        deadline_source: due.map(|d| d.source),
        hedge: predicate.hedge,
        decided_by: cut.rule.map_or_else(
            || decided_by.to_owned(),
            |rule| format!("{decided_by}+{rule}"),
        ),
        certainty,
    }
}

/// True for a heading about the government's own conduct, not about its debts or purchases.
fn speaks_of_itself(title: &str) -> bool {
    let other = any(title, "政府债 地方政府 政府投资 政府采购 政府性");
    any(title, OWN_HOUSE) || title.contains("政府") && !other
}

/// Headings about the government itself.
const OWN_HOUSE: &str =
    "从严治党 党的领导 党风 政治建设 作风 廉洁 清廉 忠诚 担当 实干 自身建设 为政 为民作为";

fn decide(
    view: &View,
    quantified: bool,
    word_target: bool,
    cuts: &[Cut],
) -> (ClauseKind, ClauseRole, &'static str, u8) {
    if quantified {
        return (
            ClauseKind::Quantified,
            ClauseRole::Item,
            "target_figure",
            92,
        );
    }
    if word_target && (view.goal || view.setting == Setting::Preamble) {
        return (
            ClauseKind::Continuing,
            ClauseRole::Item,
            "target_in_words",
            70,
        );
    }
    if let Some((rule, certainty)) = milestone::milestone(view.words, view.predicate, view.named) {
        return (ClauseKind::Milestone, ClauseRole::Item, rule, certainty);
    }
    if let Some((role, rule, certainty)) = principle::principle(view) {
        return (ClauseKind::Principle, role, rule, certainty);
    }
    let role = if !view.goal && umbrella(view, cuts) {
        ClauseRole::Umbrella
    } else {
        ClauseRole::Item
    };
    let certainty = if view.predicate.at_head { 80 } else { 60 };
    (ClauseKind::Continuing, role, "goes_on", certainty)
}

/// The short first clause of a sentence of three or more, without names: what follows spells it out.
fn umbrella(view: &View, cuts: &[Cut]) -> bool {
    view.index == 0
        && cuts.len() >= 3
        && !view.named
        && view.words.chars().count() <= 18
        && !view.words.contains('、')
}

fn figures_in(span: Span, figures: &[Figure]) -> (Vec<usize>, Vec<usize>) {
    let inside = |f: &Figure| f.value_span.start >= span.start && f.value_span.end <= span.end;
    let all = figures.iter().enumerate().filter(|(_, f)| inside(f));
    let (targets, others): (Vec<_>, Vec<_>) =
        all.partition(|(_, f)| matches!(f.kind, FigureKind::TargetYear | FigureKind::TargetTerm));
    (
        targets.into_iter().map(|(n, _)| n).collect(),
        others.into_iter().map(|(n, _)| n).collect(),
    )
}

/// The object without the target's number and its relation words.
fn object(text: &Text, span: Span, object: &str, figures: &[Figure]) -> String {
    let mut out = object.to_owned();
    for figure in figures
        .iter()
        .filter(|f| f.value_span.start >= span.start && f.value_span.end <= span.end)
    {
        let value = text.slice(figure.value_span);
        for tail in ["左右", "以上", "以内", ""] {
            let written = format!("{value}{tail}");
            if out.contains(&written) {
                out = out.replacen(&written, "", 1);
                break;
            }
        }
    }
    if out == object {
        return out;
    }
    let bare = out.trim_end_matches(['、', '和', '至', '到', '达', '超']);
    let bare = LEFT_OVER
        .iter()
        .find_map(|w| bare.strip_suffix(w))
        .unwrap_or(bare);
    let bare = LEFT_OVER
        .iter()
        .find_map(|w| bare.strip_prefix(w))
        .unwrap_or(bare);
    if bare.is_empty() {
        out
    } else {
        bare.to_owned()
    }
}

/// What a number leaves behind when it is taken out.
const LEFT_OVER: &[&str] = &[
    "不少于",
    "不低于",
    "不超过",
    "分别提升",
    "分别提高",
    "分别达",
    "分别",
    "提升",
    "提高",
    "达到",
    "超过",
    "累计",
];

#[cfg(test)]
mod tests {
    use super::*;
    use figure::{Basis, Comparator, Decimal};

    /// A target of the year at `span`.
    pub fn target(span: Span) -> Figure {
        Figure {
            quote: span,
            value_span: span,
            measure: String::new(),
            basis: Basis::Level,
            comparator: Comparator::Eq,
            cue: None,
            value: Decimal::ONE,
            value_hi: None,
            unit: String::new(),
            raw_value: String::new(),
            raw_unit: String::new(),
            direction: None,
            kind: FigureKind::TargetYear,
            section: Vec::new(),
            period: String::new(),
            deadline: None,
            hedge: None,
            qualifier: None,
            chinese_numeral: false,
            multiple_sense: None,
            distributive: None,
            decided_by: String::new(),
            certainty: 100,
        }
    }

    const REPORT: &str = "青溪县政府工作报告\n各位代表：\n一、2025年工作回顾\n修路5公里，茶产值增长3%。\n二、2026年工作安排\n\
        今年发展目标是：茶产值增长6%，外贸总值稳中有进。\n要做好以下工作：\n（一）做强茶业，富裕茶农。坚持绿色兴茶，促进茶旅融合。\n\
        建好茶园。上半年建成青溪茶市，新建茶亭12个、步道3公里，让茶农增收。健全茶企服务机制。\n\
        （二）办好民生。尽力而为，量力而行。\n修好道路。完成青溪大桥改造，优化公交线路。";

    fn read_report() -> Vec<(String, Clause)> {
        let reading = crate::read(REPORT, &crate::ReadOptions::default()).expect("a report");
        let text = Text::new(REPORT);
        reading
            .clauses
            .into_iter()
            .map(|c| (text.slice(c.span), c))
            .collect()
    }

    fn of<'a>(all: &'a [(String, Clause)], words: &str) -> &'a Clause {
        &all.iter()
            .find(|c| c.0 == words)
            .unwrap_or_else(|| {
                panic!(
                    "{words} in {:?}",
                    all.iter().map(|c| &c.0).collect::<Vec<_>>()
                )
            })
            .1
    }

    #[test]
    fn a_small_report_is_read_whole() {
        let all = read_report();
        assert!(
            all.iter()
                .all(|c| !c.0.contains("回顾") && !c.0.contains("以下工作") && c.0 != "修路5公里")
        );
        let grown = of(&all, "茶产值增长6%");
        assert_eq!(
            (grown.kind, grown.figures.len(), grown.action.as_deref()),
            (ClauseKind::Quantified, 1, Some("增长"))
        );
        let steady = of(&all, "外贸总值稳中有进");
        assert_eq!(
            (
                steady.kind,
                steady.word_target.as_ref().map(|t| t.comparator)
            ),
            (ClauseKind::Continuing, Some(Comparator::NonDecreasing))
        );
        assert_eq!(of(&all, "坚持绿色兴茶").kind, ClauseKind::Principle);
        let built = of(&all, "上半年建成青溪茶市");
        assert_eq!(
            (built.kind, built.deadline.as_deref()),
            (ClauseKind::Milestone, Some("2026-06-30"))
        );
        let pavilions = of(&all, "新建茶亭12个、步道3公里");
        assert_eq!(
            (
                pavilions.kind,
                pavilions.figures.len(),
                pavilions.object.as_str()
            ),
            (ClauseKind::Quantified, 2, "茶亭、步道")
        );
        let effect = of(&all, "让茶农增收");
        assert_eq!(
            (effect.kind, effect.role, effect.deadline.clone()),
            (ClauseKind::Principle, ClauseRole::Outcome, None)
        );
        assert_eq!(
            of(&all, "健全茶企服务机制").deadline_source.as_deref(),
            Some("default")
        );
        assert_eq!(of(&all, "完成青溪大桥改造").kind, ClauseKind::Milestone);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic_and_in_order(words in "[一二三、，。；：（）“”是的建成完成推动坚持以为与和0-9%年前底增长\n ]{0,200}") {
            let source = format!("一、2025年工作回顾\n{words}\n二、2026年工作安排\n{words}\n{words}");
            let text = Text::new(&source);
            let outline = crate::outline::outline(&text);
            let clauses = read(&text, &outline, &[], 2026);
            proptest::prop_assert!(clauses.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            proptest::prop_assert!(clauses.iter().all(|c| c.span.start < c.span.end && c.span.end <= text.len() && c.certainty <= 100));
        }
    }
}
