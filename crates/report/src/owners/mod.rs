//! Who might lead a commitment: candidates from the units' duty phrases and from an earlier
//! ledger, each with the words that matched. A proposal assigns nothing.

mod grams;

use grams::{Telling, grams};
use std::collections::{BTreeMap, BTreeSet};

/// Most candidates proposed for one clause.
pub const MOST_CANDIDATES: usize = 5;
/// Most matched phrases kept for one candidate.
const MOST_MATCHES: usize = 4;
/// What a heading's words count beside the clause's own.
const HEADING_SHARE: f64 = 0.35;
/// What a leaf heading counts beside headings above it.
const UPPER_SHARE: f64 = 0.4;
/// Least share of a phrase's weight that must be found.
const LEAST_COVER: f64 = 0.34;
/// Least share for a heading, which says much beside what its clauses are about.
const LEAST_HEADING_COVER: f64 = 0.5;
/// Least score worth proposing, per thousand.
const LEAST_SCORE: u32 = 100;
/// Score at which a candidate is half sure, in units of weight.
const HALF_SURE: f64 = 6.0;
/// Least likeness to an earlier task.
const LEAST_LIKENESS: f64 = 0.15;
/// What the other clauses of a section count, fading with distance.
const AROUND_SHARE: f64 = 0.5;
/// What all of them together weigh.
const AROUND_WEIGHT: f64 = 2.0;
/// The most they may weigh.
const MOST_AROUND: f64 = 4.0;
/// Ends of unit names that say nothing of the duty.
const NAME_TAILS: &[&str] = &[
    "管理局",
    "工作局",
    "监督局",
    "办公室",
    "委员会",
    "事务局",
    "工作部",
    "大队",
    "分局",
    "局",
    "办",
    "委",
    "部",
    "厅",
    "站",
    "会",
];
/// What a like task of an earlier ledger weighs.
const EARLIER_WEIGHT: f64 = 14.0;

/// A phrase of a unit's duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// Per hundred; 100 is plain.
    pub weight: u32,
}

/// What a unit is there for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// Code or name of the unit.
    pub unit: String,
    /// Its duties in short phrases.
    pub phrases: Vec<Phrase>,
}

/// A task of an earlier ledger and who led it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The task's words.
    pub task: String,
    /// The lead unit.
    pub unit: String,
}

/// What a proposal rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Duty phrases.
    Duties,
    /// A like task of an earlier ledger.
    Earlier,
    /// Both.
    Both,
    /// Only what the section's other clauses point to.
    Section,
}

/// A candidate for the lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The unit as the duties or the earlier ledger name it.
    pub unit: String,
    /// 0..=1000; only good for ranking and for showing how firm the match is.
    pub score: u32,
    /// The phrases or earlier tasks that matched, firmest first.
    pub matched: Vec<String>,
    /// What it rests on.
    pub source: Source,
}

/// Duties and earlier assignments, ready to be asked.
#[derive(Debug, Clone)]
pub struct Owners {
    duties: Vec<(String, Vec<Known>)>,
    earlier: Vec<(String, Known)>,
    by_task: Telling,
}

/// Words weighed once.
#[derive(Debug, Clone)]
struct Known {
    text: String,
    share: f64,
    words: Vec<([char; 2], f64)>,
    all: f64,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    duty: Vec<(f64, String)>,
    earlier: Vec<(f64, String)>,
    /// What the section's other clauses say, with the words that made them say it.
    around: Vec<(f64, String)>,
}

type Tallies = BTreeMap<String, Tally>;

impl Owners {
    /// Prepares the index. Words of a unit's own name count when the caller puts them among its
    /// phrases (see [`name_phrases`]).
    pub fn new(duties: Vec<Duty>, earlier: Vec<Earlier>) -> Self {
        let by_unit = Telling::of(
            duties
                .iter()
                .map(|d| d.phrases.iter().map(|p| p.text.as_str())),
        );
        let by_task = Telling::of(earlier.iter().map(|e| [e.task.as_str()]));
        let duties = duties
            .into_iter()
            .map(|d| {
                (
                    d.unit,
                    d.phrases
                        .into_iter()
                        .map(|p| Known::new(by_unit.phrase(&p.text), p.text, p.weight))
                        .collect(),
                )
            })
            .collect();
        let earlier = earlier
            .into_iter()
            .map(|e| (e.unit, Known::new(by_task.words(&e.task), e.task, 100)))
            .collect();
        Self {
            duties,
            earlier,
            by_task,
        }
    }

    /// Ranked candidates, best first; empty when nothing matches. `section_titles` run from the
    /// root to the clause's own section. The same input always gives the same answer.
    pub fn propose(&self, clause: &str, section_titles: &[&str]) -> Vec<Proposal> {
        ranked(self.tallies(clause, section_titles))
    }

    /// Candidates for all clauses of one section, in order: what its other clauses point to helps
    /// where a clause says little.
    pub fn propose_section(&self, clauses: &[&str], section_titles: &[&str]) -> Vec<Vec<Proposal>> {
        let mut all: Vec<Tallies> = clauses
            .iter()
            .map(|c| self.tallies(c, section_titles))
            .collect();
        let votes: Vec<BTreeMap<String, (f64, String)>> = all
            .iter()
            .map(|t| t.iter().map(|(u, t)| (u.clone(), t.vote())).collect())
            .collect();
        for (n, tallies) in all.iter_mut().enumerate() {
            for (m, vote) in votes.iter().enumerate().filter(|(m, _)| *m != n) {
                let share = AROUND_SHARE
                    / f64::from(u32::try_from(m.abs_diff(n)).unwrap_or(u32::MAX)).sqrt();
                for (unit, (vote, words)) in vote {
                    tallies
                        .entry(unit.clone())
                        .or_default()
                        .around
                        .push((vote * share, words.clone()));
                }
            }
        }
        all.into_iter().map(ranked).collect()
    }

    fn tallies(&self, clause: &str, titles: &[&str]) -> Tallies {
        let here = words_of(clause);
        let above: Vec<_> = titles.iter().map(|t| words_of(t)).collect();
        let mut out = Tallies::new();
        for (unit, phrases) in &self.duties {
            for phrase in phrases {
                let value = phrase.value(clause, &here, titles, &above);
                if value > 0.0 {
                    out.entry(unit.clone())
                        .or_default()
                        .duty
                        .push((value, phrase.text.clone()));
                }
            }
        }
        let norm = here
            .iter()
            .map(|g| self.by_task.weight(*g).powi(2))
            .sum::<f64>()
            .sqrt();
        for (unit, task) in &self.earlier {
            let likeness = task.likeness(&here, norm);
            if likeness >= LEAST_LIKENESS {
                out.entry(unit.clone())
                    .or_default()
                    .earlier
                    .push((likeness * EARLIER_WEIGHT, task.text.clone()));
            }
        }
        out
    }
}

fn words_of(text: &str) -> BTreeSet<[char; 2]> {
    grams(text).into_iter().collect()
}

fn ranked(tallies: Tallies) -> Vec<Proposal> {
    let mut out: Vec<Proposal> = tallies
        .into_iter()
        .map(|(unit, tally)| tally.proposal(&unit))
        .filter(|p| p.score >= LEAST_SCORE)
        .collect();
    out.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.unit.cmp(&b.unit)));
    out.truncate(MOST_CANDIDATES);
    out
}

impl Known {
    fn new(words: Vec<([char; 2], f64)>, text: String, weight: u32) -> Self {
        Self {
            all: words.iter().map(|w| w.1).sum(),
            share: f64::from(weight) / 100.0,
            text,
            words,
        }
    }

    fn value(
        &self,
        clause: &str,
        here: &BTreeSet<[char; 2]>,
        titles: &[&str],
        above: &[BTreeSet<[char; 2]>],
    ) -> f64 {
        let last = titles.len();
        let heading = titles
            .iter()
            .zip(above)
            .enumerate()
            .map(|(n, (title, words))| {
                self.found_in(title, words, LEAST_HEADING_COVER)
                    * if n + 1 == last { 1.0 } else { UPPER_SHARE }
            })
            .fold(0.0, f64::max);
        (self.found_in(clause, here, LEAST_COVER) + heading * HEADING_SHARE) * self.share
    }

    /// How firmly the phrase stands in a text: its found weight times the share found, which is at least `least`.
    fn found_in(&self, text: &str, there: &BTreeSet<[char; 2]>, least: f64) -> f64 {
        if self.all <= 0.0 {
            return 0.0;
        }
        if text.contains(&self.text) {
            return self.all * 1.25 + 0.5;
        }
        let found: f64 = self
            .words
            .iter()
            .filter(|w| there.contains(&w.0))
            .map(|w| w.1)
            .sum();
        let cover = found / self.all;
        if cover < least { 0.0 } else { found * cover }
    }

    /// Cosine of the weighted words, 0..=1. `norm` is the length of `there`.
    fn likeness(&self, there: &BTreeSet<[char; 2]>, norm: f64) -> f64 {
        let own: BTreeMap<[char; 2], f64> = self.words.iter().copied().collect();
        let both: f64 = own
            .iter()
            .filter(|w| there.contains(w.0))
            .map(|w| w.1.powi(2))
            .sum();
        let whole = norm * own.values().map(|w| w.powi(2)).sum::<f64>().sqrt();
        if whole <= 0.0 { 0.0 } else { both / whole }
    }
}

impl Tally {
    /// What the clause says to its neighbours, 0..1, and its firmest words.
    fn vote(&self) -> (f64, String) {
        let sum = fading_sum(&self.duty) + fading_sum(&self.earlier);
        let best = self
            .duty
            .iter()
            .chain(&self.earlier)
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
        (
            sum / (sum + HALF_SURE),
            best.map(|b| b.1.clone()).unwrap_or_default(),
        )
    }

    fn proposal(self, unit: &str) -> Proposal {
        let source = match (self.duty.is_empty(), self.earlier.is_empty()) {
            (false, false) => Source::Both,
            (true, false) => Source::Earlier,
            (false, true) => Source::Duties,
            (true, true) => Source::Section,
        };
        let around =
            (self.around.iter().map(|a| a.0).sum::<f64>() * AROUND_WEIGHT).min(MOST_AROUND);
        let sum = fading_sum(&self.duty) + fading_sum(&self.earlier) + around;
        let mut all: Vec<(f64, String)> = self.duty.into_iter().chain(self.earlier).collect();
        if source == Source::Section {
            all = self.around;
        }
        by_value(&mut all);
        let mut matched: Vec<String> = Vec::new();
        for (_, words) in all {
            if matched.len() < MOST_MATCHES && !matched.contains(&words) {
                matched.push(words);
            }
        }
        Proposal {
            unit: unit.to_owned(),
            score: permille(sum),
            matched,
            source,
        }
    }
}

/// The best counts whole, each further one half of the one before.
fn fading_sum(values: &[(f64, String)]) -> f64 {
    let mut numbers: Vec<f64> = values.iter().map(|v| v.0).collect();
    numbers.sort_by(|a, b| b.total_cmp(a));
    numbers
        .iter()
        .rev()
        .fold(0.0, |sum, value| value + sum * 0.5)
}

fn by_value(values: &mut [(f64, String)]) {
    values.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn permille(sum: f64) -> u32 {
    (1000.0 * sum / (sum + HALF_SURE)).round() as u32
}

/// The telling words of a unit's name (市某区教育和文化局 → 教育, 文化), to stand among its phrases.
pub fn name_phrases(name: &str, weight: u32) -> Vec<Phrase> {
    let core = name.trim_start_matches(['省', '市', '区', '县']);
    let core = NAME_TAILS
        .iter()
        .find_map(|t| core.strip_suffix(t))
        .unwrap_or(core);
    core.split(['和', '与', '、'])
        .filter(|w| (2..=8).contains(&w.chars().count()) && !grams::is_general(w))
        .map(|w| Phrase {
            text: w.to_owned(),
            weight,
        })
        .collect()
}

/// Candidates for one clause; see [`Owners`] for many.
pub fn propose(
    clause: &str,
    section_titles: &[&str],
    duties: &[Duty],
    earlier: &[Earlier],
) -> Vec<Proposal> {
    Owners::new(duties.to_vec(), earlier.to_vec()).propose(clause, section_titles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duty(unit: &str, phrases: &[&str]) -> Duty {
        Duty {
            unit: unit.into(),
            phrases: phrases
                .iter()
                .map(|p| Phrase {
                    text: (*p).into(),
                    weight: 100,
                })
                .collect(),
        }
    }

    fn duties() -> Vec<Duty> {
        vec![
            duty("教育", &["学校建设", "教师队伍", "新增学位"]),
            duty("民政", &["养老服务", "社会救助"]),
            duty("水务", &["河道治理", "供水管网"]),
        ]
    }

    #[test]
    fn the_matching_phrase_names_the_unit() {
        let found = propose("新增学位300个", &["办好教育"], &duties(), &[]);
        assert_eq!(found[0].unit, "教育");
        assert_eq!(found[0].matched[0], "新增学位");
        assert_eq!(found[0].source, Source::Duties);
    }

    #[test]
    fn nothing_is_proposed_when_nothing_matches() {
        assert!(propose("坚持稳中求进", &[], &duties(), &[]).is_empty());
        assert!(propose("修路", &[], &[], &[]).is_empty());
        assert!(propose("", &[], &duties(), &[]).is_empty());
    }

    #[test]
    fn an_earlier_ledger_speaks_too() {
        let earlier = [
            Earlier {
                task: "建成居家养老床位200张".into(),
                unit: "民政".into(),
            },
            Earlier {
                task: "疏浚河道3公里".into(),
                unit: "水务".into(),
            },
        ];
        let found = propose("新增居家养老床位150张", &[], &duties(), &earlier);
        assert_eq!(found[0].unit, "民政");
        assert_ne!(found[0].source, Source::Duties);
    }

    #[test]
    fn filler_words_of_a_heading_name_nobody() {
        let duties = [
            duty("青年", &["青少年工作", "志愿者"]),
            duty("教育", &["学校建设"]),
            duty("水务", &["疏浚河道"]),
            duty("城管", &["市容环境"]),
            duty("民政", &["养老机构"]),
        ];
        for title in ["2026年工作安排", "全年工作安排", "2026年建设计划"] {
            let found = propose("做好各项事情", &[title], &duties, &[]);
            assert!(found.is_empty(), "{title}: {found:?}");
        }
        let found = propose("做好各项事情", &["关心青少年"], &duties, &[]);
        assert_eq!(found.first().map(|p| p.unit.as_str()), Some("青年"));
    }

    #[test]
    fn headings_help_where_the_clause_is_silent() {
        let found = propose(
            "完善长效机制",
            &["重点任务", "加强养老服务"],
            &duties(),
            &[],
        );
        assert_eq!(found.first().map(|p| p.unit.as_str()), Some("民政"));
    }

    proptest::proptest! {
        #[test]
        fn any_words_give_ranked_and_equal_answers(clause in ".{0,40}", title in ".{0,20}") {
            let owners = Owners::new(duties(), vec![Earlier { task: clause.clone(), unit: "水务".into() }]);
            let first = owners.propose(&clause, &[&title]);
            proptest::prop_assert!(first.len() <= MOST_CANDIDATES);
            proptest::prop_assert!(first.windows(2).all(|w| w[0].score >= w[1].score));
            proptest::prop_assert_eq!(first, owners.propose(&clause, &[&title]));
        }
    }
}
