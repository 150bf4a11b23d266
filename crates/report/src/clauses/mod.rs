//! The commitment clauses of this year's part: where each stands, what it is, what it promises.

mod aim;
mod body;
mod due;
mod list;
mod merge;
mod milestone;
mod named;
mod principle;
mod split;
mod verb;
mod words;

use crate::{Clause, ClauseKind, ClauseRole, Figure, FigureKind, Section, Span, Text};
use body::Passage;
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
        for sentence in split::sentences(text, passage.span) {
            let cuts = merge::clauses(text, &sentence, figures, &mut goal);
            out.extend(
                cuts.iter()
                    .map(|cut| clause(text, &passage, cut, &cuts, figures, year)),
            );
        }
    }
    out
}

fn clause(
    text: &Text,
    passage: &Passage,
    cut: &Cut,
    cuts: &[Cut],
    figures: &[Figure],
    year: i16,
) -> Clause {
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
        setting: passage.setting,
        goal: cut.goal,
        own_house: passage.setting == body::Setting::Tail && passage.section.level == 1
            || passage.titles.iter().any(|t| any(t, OWN_HOUSE)),
        named: !named.is_empty(),
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
    Clause {
        span: cut.span,
        section: passage.section.path.clone(),
        kind,
        role,
        action: predicate.action,
        object,
        figures: targets,
        context_figures,
        word_target,
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

/// Headings about the government itself.
const OWN_HOUSE: &[&str] = &[
    "政府",
    "从严治党",
    "党的领导",
    "党风",
    "政治建设",
    "作风",
    "廉洁",
    "清廉",
    "忠诚",
    "担当",
    "实干",
    "自身建设",
    "为政",
    "为民作为",
];

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
    if word_target && (view.goal || view.setting == body::Setting::Preamble) {
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
        all.partition(|(_, f)| f.kind == FigureKind::TargetYear);
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
    for cue in ["不少于", "不低于", "不超过", "达到", "超过"] {
        if let Some(cut) = out.strip_suffix(cue) {
            out = cut.to_owned();
        }
    }
    out
}
