//! 越有数 on questions written for it: a number with its caliber, or no number.

use crate::{Dictionary, Facet, Measure, Metric, Note, Place, Register, Value, ask};
use crate::{cases, commitments, projects};
use indicator::{Cadence, Flow};
use jiff::civil::{Date, date};
use proptest::prelude::*;

pub const TODAY: Date = date(2026, 11, 23);
const QUESTIONS: &str = include_str!("../../tests/questions.tsv");

fn metric(
    line: &str,
    cadence: Cadence,
    flow: Flow,
    measures: &[Measure],
    by_place: bool,
) -> Metric {
    let mut parts = line.split('|').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let (code, unit, name) = (next(), next(), next());
    Metric {
        jan_feb_merged: cadence == Cadence::Month && flow == Flow::Cumulative,
        code,
        unit,
        name,
        aliases: parts.collect(),
        cadence,
        flow,
        measures: measures.to_vec(),
        by_place,
        ..Metric::of_indicator("", "")
    }
}

fn metrics() -> Vec<Metric> {
    use Cadence::{Day, Month, Quarter, Week, Xun};
    use Flow::{Cumulative, Current, Stock};
    use Measure::*;
    let mut all = vec![
        metric(
            "gdp|亿元|地区生产总值|GDP|生产总值|经济总量",
            Quarter,
            Cumulative,
            &[Value, Growth, TwoYearAverage],
            false,
        ),
        metric(
            "fai|亿元|固定资产投资|固投|投资额",
            Month,
            Cumulative,
            &[Value, Growth, LevelChange, TwoYearAverage, Streak, Forecast],
            true,
        ),
        metric(
            "retail|亿元|社会消费品零售总额|社零|社零总额",
            Month,
            Cumulative,
            &[Value, Growth, TwoYearAverage, Streak, Forecast],
            true,
        ),
        metric(
            "project_investment|亿元|重点项目投资|重点建设项目投资|投资额",
            Month,
            Cumulative,
            &[Value, Plan, Completion, Ahead, Gap, RunRate, Forecast],
            true,
        ),
        metric(
            "budget_revenue|亿元|一般公共预算收入|财政收入",
            Month,
            Cumulative,
            &[Value, Growth, LevelChange],
            false,
        ),
        metric(
            "electricity|千瓦时|全社会用电量|用电量",
            Day,
            Current,
            &[Value, Growth],
            false,
        ),
        metric(
            "tax|亿元|税收收入|税收入库",
            Xun,
            Current,
            &[Value, Growth],
            false,
        ),
        metric(
            "firms|家|四上企业数|四上企业|四上企业数量",
            Month,
            Stock,
            &[Value, LevelChange],
            true,
        ),
        metric(
            "market|户|商事主体数|商事主体|经营主体数|经营主体",
            Month,
            Stock,
            &[Value, Growth, LevelChange],
            true,
        ),
        metric(
            "industry|亿元|规上工业增加值|规上工业",
            Month,
            Cumulative,
            &[Growth],
            false,
        ),
        metric(
            "trade|亿元|外贸进出口总值|外贸进出口|进出口总值|外贸",
            Month,
            Cumulative,
            &[Value, Growth, Streak],
            false,
        ),
        metric("appeals|件|12345诉求量", Day, Current, &[Value], true),
        metric(
            "satisfaction|%|12345满意率|满意率",
            Month,
            Current,
            &[Value],
            true,
        ),
        metric(
            "income|元|居民人均可支配收入|居民收入",
            Quarter,
            Cumulative,
            &[Value, Growth],
            false,
        ),
        metric(
            "visitors|人次|商圈客流量|客流量",
            Day,
            Current,
            &[Value],
            false,
        ),
        metric(
            "new_firms|家|新设企业数|新设企业",
            Month,
            Current,
            &[Value, Growth],
            true,
        ),
        metric(
            "service|亿元|规上服务业营业收入|规上服务业营收",
            Month,
            Cumulative,
            &[Value, Growth],
            false,
        ),
        metric(
            "signing|亿元|招商签约额|签约额",
            Week,
            Current,
            &[Value],
            false,
        ),
    ];
    for metric in &mut all {
        if metric.code == "project_investment" {
            metric.stands_for = vec![Ahead];
        }
        let apart = ["project_investment", "budget_revenue"].contains(&metric.code.as_str());
        metric.jan_feb_merged &= !apart;
    }
    all
}

/// Units, places, indicators and registers of an invented district.
pub fn dictionary() -> Dictionary {
    let place = |code: &str, name: &str, end: &str| Place {
        code: code.to_owned(),
        name: format!("{name}{end}"),
        aliases: vec![format!("{name}街")],
    };
    let unit = |code: &str, name: &str| Place {
        code: code.to_owned(),
        name: format!("区{name}"),
        aliases: vec![name.to_owned()],
    };
    let places = vec![place("wj", "望江", "街道"), place("lq", "柳桥", "街道")];
    let units = vec![unit("jy", "教育局"), unit("zj", "住建局")];
    let rates = [
        ("handled_in_time", "按期处置率", "按期处置数÷应处置数"),
        ("closed_in_time", "按期结案率", "按期结案数÷应结案数"),
        ("rework", "返工率", "返工数÷应结案数"),
    ];
    let (mut all, mut nouns, mut values) = (metrics(), vec![], vec![]);
    for (metrics, noun, words) in [projects(), commitments(), cases(&rates)] {
        all.extend(metrics);
        nouns.push(noun);
        values.extend(words);
    }
    // In this district another series stands for the schedule.
    for metric in all.iter_mut().filter(|m| m.register == Register::Projects) {
        metric.stands_for.retain(|m| *m == Measure::Value);
    }
    values.push(Value {
        register: Register::Cases,
        facet: Facet::Matter,
        code: "06023".to_owned(),
        names: vec!["噪音扰民".to_owned()],
    });
    let whole = vec!["兰汀区".to_owned()];
    let dictionary = Dictionary::new(all, places, whole).unwrap();
    dictionary.with(units, nouns, values)
}

fn written() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = QUESTIONS
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.map(|line| line.split_once('\t').expect(line))
}

#[test]
fn every_written_question_means_what_it_should() {
    let dictionary = dictionary();
    let mut wrong = vec![];
    for (question, expected) in written() {
        let got = match ask(&dictionary, question, TODAY) {
            Ok(query) => query.to_string(),
            Err(refused) => format!("!{}", refused.refusal.code),
        };
        if got != expected {
            wrong.push(format!("{question}: {got}, not {expected}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn there_are_enough_and_a_third_is_refused() {
    let all: Vec<_> = written().collect();
    let mut distinct: Vec<_> = all.iter().map(|(question, _)| *question).collect();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(distinct.len(), all.len(), "a question stands twice");
    let refused = all
        .iter()
        .filter(|(_, expected)| expected.starts_with('!'))
        .count();
    assert!(all.len() >= 200, "{}", all.len());
    assert!(refused * 3 >= all.len(), "{refused} of {}", all.len());
}

#[test]
fn a_refusal_names_the_nearest_and_explains_itself() {
    let refused = ask(&dictionary(), "工业投资增速", TODAY).unwrap_err();
    assert!(
        refused.refusal.zh().starts_with("没有这个口径"),
        "{}",
        refused.refusal
    );
    assert!(
        refused.nearest.contains(&"固定资产投资".to_owned()),
        "{:?}",
        refused.nearest
    );
    let refused = ask(&dictionary(), "投资额多少", TODAY).unwrap_err();
    assert_eq!(
        refused.refusal.arg("names"),
        Some("固定资产投资、重点项目投资")
    );
    for (question, expected) in written().filter(|(_, e)| e.starts_with('!')) {
        let refused = ask(&dictionary(), question, TODAY).unwrap_err();
        let words = refused.refusal.zh();
        assert!(!words.contains('□'), "a word is missing: {words}");
        assert_eq!(format!("!{}", refused.refusal.code), expected, "{question}");
    }
}

#[test]
fn an_answer_says_how_the_question_was_read() {
    let notes = |question| ask(&dictionary(), question, TODAY).unwrap().notes;
    assert_eq!(notes("三季度固投增速"), [Note::CumulativeOnly]);
    assert_eq!(notes("一季度固投增速"), []);
    assert_eq!(notes("三季度四上企业数"), [Note::EndOfPeriod]);
    assert_eq!(notes("哪个街道落后时序进度最多"), [Note::Implied]);
    assert!(Note::Implied.zh().contains("默认"));
}

#[test]
fn limits() {
    let long = "固投".repeat(41);
    assert_eq!(
        ask(&dictionary(), &long, TODAY).unwrap_err().refusal.code,
        "question_too_long"
    );
    assert_eq!(
        ask(&dictionary(), " \n", TODAY).unwrap_err().refusal.code,
        "question_empty"
    );
    let twice = [metrics(), metrics()].concat();
    assert_eq!(
        Dictionary::new(twice, vec![], vec![]).unwrap_err().code,
        "dictionary_twice"
    );
}

/// What a reading has to account for: a single character more that means something must not pass.
const FOREIGN: [&str; 8] = [
    "甲",
    "不含",
    "房地产",
    "沿海",
    "超过",
    "剔除",
    "下辖",
    "民营",
];

proptest! {
    #[test]
    fn a_foreign_word_anywhere_is_never_passed_over(index in 0usize..400, word in prop::sample::select(FOREIGN.to_vec()), at in 0usize..40) {
        let all: Vec<_> = written().filter(|(_, e)| !e.starts_with('!')).collect();
        let (question, _) = all[index % all.len()];
        let chars: Vec<char> = question.chars().collect();
        let at = at % (chars.len() + 1);
        let mixed: String = chars[..at].iter().chain(&word.chars().collect::<Vec<_>>()).chain(&chars[at..]).collect();
        prop_assert!(ask(&dictionary(), &mixed, TODAY).is_err(), "{}", mixed);
    }

    #[test]
    fn any_text_is_answered_or_refused(text in "\\PC{0,40}", day in 0i32..3000) {
        let today = TODAY.checked_add(jiff::Span::new().days(day)).unwrap();
        if let Err(refused) = ask(&dictionary(), &text, today) {
            prop_assert!(!refused.refusal.zh().is_empty());
        }
    }
}
