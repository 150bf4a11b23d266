//! From a reading to drafts.

use crate::testing::dec;
use crate::{Commitment, Kind, MeasuredBy, OwnerProposal, RemarkCode, Status, draft};
use figure::{Basis, Comparator, Target};
use jiff::civil::date;
use report::{
    Clause, ClauseKind, ClauseRole, Direction, Figure, FigureKind, Front, Link, Reading, Role,
    Section, Span,
};

const TEXT: &str =
    "三、做好工作。坚持实干。新建园子3个、站点5个；覆盖率提升至50%；就业稳步提升；建成大桥。";

fn span(words: &str) -> Span {
    let at = TEXT.find(words).expect("words of the text");
    let start = TEXT[..at].chars().count();
    Span {
        start,
        end: start + words.chars().count(),
    }
}

fn figure(words: &str, measure: &str, value: &str, unit: &str) -> Figure {
    Figure {
        quote: span(words),
        value_span: span(words),
        measure: measure.into(),
        basis: Basis::Level,
        comparator: Comparator::Eq,
        cue: None,
        value: dec(value),
        value_hi: None,
        unit: unit.into(),
        raw_value: value.into(),
        raw_unit: unit.into(),
        direction: None,
        kind: FigureKind::TargetYear,
        section: vec!["三".into()],
        period: "2026".into(),
        deadline: None,
        hedge: None,
        qualifier: None,
        chinese_numeral: false,
        multiple_sense: None,
        distributive: None,
        decided_by: "test".into(),
        certainty: 90,
    }
}

fn clause(words: &str, kind: ClauseKind, figures: Vec<usize>) -> Clause {
    Clause {
        span: span(words),
        section: vec!["三".into()],
        kind,
        role: ClauseRole::Item,
        action: None,
        object: words.into(),
        figures,
        context_figures: Vec::new(),
        word_target: None,
        named: Vec::new(),
        deadline: Some("2026-12-31".into()),
        deadline_source: Some("default".into()),
        hedge: None,
        decided_by: "test".into(),
        certainty: 80,
    }
}

fn reading() -> Reading {
    let rising = Target {
        measure: "就业".into(),
        comparator: Comparator::NonDecreasing,
        value: None,
        value_hi: None,
        unit: String::new(),
        basis: Basis::Level,
        in_step_with: None,
        written: "稳步提升".into(),
    };
    let share = |value: &str, kind, period: &str| Figure {
        basis: Basis::Share,
        cue: Some("提升至".into()),
        kind,
        period: period.into(),
        hedge: Some("力争".into()),
        ..figure("50%", "覆盖率", value, "%")
    };
    let mut word = clause("就业稳步提升", ClauseKind::Quantified, vec![]);
    word.word_target = Some(rising);
    word.certainty = 40;
    Reading {
        year: 2026,
        front: Front::default(),
        sections: vec![Section {
            level: 1,
            label: "三".into(),
            title: "做好工作".into(),
            heading: span("三、做好工作"),
            span: Span {
                start: 0,
                end: TEXT.chars().count(),
            },
            path: vec!["三".into()],
            role: Role::PlanYear,
            children: vec![],
        }],
        figures: vec![
            figure("3个", "新建园子", "3", "个"),
            figure("5个", "新建站点", "5", "个"),
            share("50", FigureKind::TargetYear, "2026"),
            share("56", FigureKind::ResultYear, "2025"),
        ],
        clauses: vec![
            clause("坚持实干", ClauseKind::Principle, vec![]),
            clause("新建园子3个、站点5个", ClauseKind::Quantified, vec![0, 1]),
            clause("覆盖率提升至50%", ClauseKind::Quantified, vec![2]),
            word,
            clause("建成大桥", ClauseKind::Milestone, vec![]),
        ],
        glossary: vec![],
        problems: vec![],
        plan_tasks: vec![],
        links: vec![Link {
            target: 2,
            result: 3,
            relation: "same_measure".into(),
            below_result: true,
        }],
    }
}

fn drafts(reading: &Reading) -> Vec<Commitment> {
    let proposal = OwnerProposal {
        unit: "parks".into(),
        score_percent: 80,
        matched: vec!["园子".into()],
    };
    let mut next = 0;
    draft(reading, TEXT, &[vec![], vec![proposal]], || {
        next += 1;
        format!("id{next}")
    })
}

#[test]
fn every_clause_is_drafted_and_none_is_accepted() {
    let drafts = drafts(&reading());
    let numbers: Vec<u32> = drafts.iter().map(|draft| draft.no).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    assert_eq!(drafts[5].id, "id6");
    assert!(
        drafts
            .iter()
            .all(|d| d.status == Status::Proposed && d.lead.is_none())
    );
    let kinds: Vec<Kind> = drafts.iter().map(|draft| draft.kind).collect();
    use Kind::{Milestone, Principle, Quantified};
    assert_eq!(
        kinds,
        [
            Principle, Quantified, Quantified, Quantified, Quantified, Milestone
        ]
    );
    assert_eq!(drafts[0].section_of_tests(), ("三、做好工作", "做好工作"));
    assert_eq!(
        (drafts[5].start, drafts[5].deadline),
        (date(2026, 1, 1), Some(date(2026, 12, 31)))
    );
}

impl Commitment {
    fn section_of_tests(&self) -> (&str, &str) {
        (&self.source.section[0], &self.source.section_title)
    }
}

#[test]
fn a_clause_with_two_figures_gives_two_drafts_over_the_same_words() {
    let drafts = drafts(&reading());
    let (one, two) = (&drafts[1], &drafts[2]);
    assert_eq!(one.source, two.source);
    assert_eq!(one.source.quote, "新建园子3个、站点5个");
    assert_eq!(
        (one.title.as_str(), two.title.as_str()),
        ("新建园子3个", "新建站点5个")
    );
    assert_eq!(two.target.as_ref().unwrap().value, Some(dec("5")));
    assert_eq!(one.remarks[0].code, RemarkCode::SharedClause);
    let told = |draft: &Commitment| {
        let args = draft.remarks[0].args.iter();
        args.map(|(name, value)| format!("{name} {value}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(told(one), "index 1, of 2, first 2, last 3");
    assert_eq!(told(two), "index 2, of 2, first 2, last 3");
    assert_eq!(
        (
            one.proposals.len(),
            two.proposals.len(),
            drafts[3].proposals.len()
        ),
        (1, 1, 0)
    );
    assert_eq!((one.measured_by, one.certainty), (MeasuredBy::Records, 80));
}

#[test]
fn last_years_result_becomes_the_baseline_and_a_lower_target_a_remark() {
    let draft = &drafts(&reading())[3];
    let baseline = draft.baseline.as_ref().unwrap();
    assert_eq!(
        (baseline.value, baseline.written.as_str()),
        (dec("56"), "56%")
    );
    let remark = &draft.remarks[0];
    assert_eq!(remark.code, RemarkCode::BelowLastResult);
    assert_eq!(remark.args[0], ("target".into(), "50%".into()));
    assert_eq!(
        (draft.measured_by, draft.hedge.as_deref()),
        (MeasuredBy::Readings, Some("力争"))
    );
    let mut other = reading();
    other.links[0].relation = "same_measure_5y_total".into();
    assert!(drafts(&other)[3].baseline.is_none() && drafts(&other)[3].remarks.is_empty());
}

#[test]
fn word_targets_are_targets_and_doubt_is_said() {
    let draft = &drafts(&reading())[4];
    assert_eq!(
        draft.target.as_ref().unwrap().comparator,
        Comparator::NonDecreasing
    );
    assert_eq!(
        (draft.measured_by, draft.remarks[0].code),
        (MeasuredBy::Readings, RemarkCode::Unsure)
    );
}

#[test]
fn a_stock_to_be_raised_is_read_not_summed() {
    let mut reading = reading();
    reading.figures[0].cue = Some("增至".into());
    assert_eq!(drafts(&reading)[1].measured_by, MeasuredBy::Readings);
}

#[test]
fn a_fall_aimed_at_is_a_negative_rate() {
    let mut reading = reading();
    let figure = &mut reading.figures[0];
    figure.basis = Basis::Growth;
    figure.direction = Some(Direction::Down);
    figure.comparator = Comparator::Ge;
    figure.value_hi = Some(dec("4"));
    let target = drafts(&reading)[1].target.clone().unwrap();
    assert_eq!(target.comparator, Comparator::Le);
    assert_eq!(
        (target.value, target.value_hi),
        (Some(dec("-4")), Some(dec("-3")))
    );
}

#[test]
fn spans_beyond_the_text_and_unknown_figures_do_no_harm() {
    let mut reading = reading();
    reading.clauses[0].span = Span {
        start: 500,
        end: 900,
    };
    reading.clauses[1].figures = vec![99];
    reading.clauses[1].span = Span { start: 9, end: 3 };
    let drafts = drafts(&reading);
    assert_eq!(drafts[0].source.quote, "");
    assert_eq!(
        (drafts[1].kind, drafts[1].target.clone()),
        (Kind::Continuing, None)
    );
}
