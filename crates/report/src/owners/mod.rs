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
/// Least score worth proposing, per thousand.
const LEAST_SCORE: u32 = 60;
/// Score at which a candidate is half sure, in units of weight.
const HALF_SURE: f64 = 6.0;
/// Least likeness to an earlier task.
const LEAST_LIKENESS: f64 = 0.22;
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
    duties: Vec<Duty>,
    earlier: Vec<Earlier>,
    telling: Telling,
}

#[derive(Debug, Default)]
struct Tally {
    duty: Vec<(f64, String)>,
    earlier: Vec<(f64, String)>,
}

impl Owners {
    /// Prepares the index.
    pub fn new(duties: Vec<Duty>, earlier: Vec<Earlier>) -> Self {
        let mut units: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for duty in &duties {
            units.entry(&duty.unit).or_default().extend(duty.phrases.iter().map(|p| p.text.as_str()));
        }
        for task in &earlier {
            units.entry(&task.unit).or_default().push(&task.task);
        }
        let telling = Telling::of(units.into_values());
        Self { duties, earlier, telling }
    }

    /// Ranked candidates, best first; empty when nothing matches. `section_titles` run from the
    /// root to the clause's own section. The same input always gives the same answer.
    pub fn propose(&self, clause: &str, section_titles: &[&str]) -> Vec<Proposal> {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for duty in &self.duties {
            let found = self.duty_matches(duty, clause, section_titles);
            if !found.is_empty() {
                tallies.entry(&duty.unit).or_default().duty.extend(found);
            }
        }
        for task in &self.earlier {
            let likeness = self.likeness(clause, &task.task);
            if likeness >= LEAST_LIKENESS {
                tallies.entry(&task.unit).or_default().earlier.push((likeness * EARLIER_WEIGHT, task.task.clone()));
            }
        }
        let mut out: Vec<Proposal> = tallies.into_iter().map(|(unit, tally)| tally.proposal(unit)).filter(|p| p.score >= LEAST_SCORE).collect();
        out.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.unit.cmp(&b.unit)));
        out.truncate(MOST_CANDIDATES);
        out
    }

    fn duty_matches(&self, duty: &Duty, clause: &str, titles: &[&str]) -> Vec<(f64, String)> {
        let mut out = Vec::new();
        for phrase in &duty.phrases {
            let own = self.match_of(&phrase.text, clause);
            let depth = titles.len();
            let heading = titles
                .iter()
                .enumerate()
                .map(|(n, title)| self.match_of(&phrase.text, title) * if n + 1 == depth { 1.0 } else { UPPER_SHARE })
                .fold(0.0, f64::max);
            let value = (own + heading * HEADING_SHARE) * f64::from(phrase.weight) / 100.0;
            if value > 0.0 {
                out.push((value, phrase.text.clone()));
            }
        }
        out
    }

    /// How firmly `phrase` stands in `text`: its found weight times the share found.
    fn match_of(&self, phrase: &str, text: &str) -> f64 {
        let all = self.telling.sum(phrase);
        if all <= 0.0 {
            return 0.0;
        }
        if text.contains(phrase) {
            return all * 1.25 + 0.5;
        }
        let there: BTreeSet<[char; 2]> = grams(text).into_iter().collect();
        let found: f64 = grams(phrase).into_iter().filter(|g| there.contains(g)).map(|g| self.telling.weight(g)).sum();
        let cover = found / all;
        if cover < LEAST_COVER { 0.0 } else { found * cover }
    }

    /// Cosine of the weighted words of two texts, 0..=1.
    fn likeness(&self, a: &str, b: &str) -> f64 {
        let bag = |s: &str| grams(s).into_iter().collect::<BTreeSet<_>>();
        let (a, b) = (bag(a), bag(b));
        let norm = |s: &BTreeSet<[char; 2]>| s.iter().map(|g| self.telling.weight(*g).powi(2)).sum::<f64>().sqrt();
        let both: f64 = a.intersection(&b).map(|g| self.telling.weight(*g).powi(2)).sum();
        let whole = norm(&a) * norm(&b);
        if whole <= 0.0 { 0.0 } else { both / whole }
    }
}

impl Tally {
    fn proposal(mut self, unit: &str) -> Proposal {
        let source = match (self.duty.is_empty(), self.earlier.is_empty()) {
            (false, false) => Source::Both,
            (true, false) => Source::Earlier,
            _ => Source::Duties,
        };
        let sum = fading_sum(&mut self.duty) + fading_sum(&mut self.earlier);
        let mut all: Vec<(f64, String)> = self.duty.into_iter().chain(self.earlier).collect();
        by_value(&mut all);
        let mut matched: Vec<String> = Vec::new();
        for (_, words) in all {
            if matched.len() < MOST_MATCHES && !matched.contains(&words) {
                matched.push(words);
            }
        }
        Proposal { unit: unit.to_owned(), score: permille(sum), matched, source }
    }
}

/// The best counts whole, each further one half of the one before.
fn fading_sum(values: &mut [(f64, String)]) -> f64 {
    by_value(values);
    let mut share = 1.0;
    let mut sum = 0.0;
    for (value, _) in values.iter() {
        sum += value * share;
        share *= 0.5;
    }
    sum
}

fn by_value(values: &mut [(f64, String)]) {
    values.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn permille(sum: f64) -> u32 {
    (1000.0 * sum / (sum + HALF_SURE)).round() as u32
}

/// Candidates for one clause; see [`Owners`] for many.
pub fn propose(clause: &str, section_titles: &[&str], duties: &[Duty], earlier: &[Earlier]) -> Vec<Proposal> {
    Owners::new(duties.to_vec(), earlier.to_vec()).propose(clause, section_titles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duty(unit: &str, phrases: &[&str]) -> Duty {
        Duty { unit: unit.into(), phrases: phrases.iter().map(|p| Phrase { text: (*p).into(), weight: 100 }).collect() }
    }

    fn duties() -> Vec<Duty> {
        vec![duty("教育", &["学校建设", "教师队伍", "基础教育学位"]), duty("民政", &["养老服务", "社会救助"]), duty("水务", &["河道治理", "供水管网"])]
    }

    #[test]
    fn the_matching_phrase_names_the_unit() {
        let found = propose("新增基础教育学位300个", &["办好教育"], &duties(), &[]);
        assert_eq!(found[0].unit, "教育");
        assert_eq!(found[0].matched[0], "基础教育学位");
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
        let earlier = [Earlier { task: "建成居家养老床位200张".into(), unit: "民政".into() }, Earlier { task: "疏浚河道3公里".into(), unit: "水务".into() }];
        let found = propose("新增居家养老床位150张", &[], &duties(), &earlier);
        assert_eq!(found[0].unit, "民政");
        assert_ne!(found[0].source, Source::Duties);
    }

    #[test]
    fn headings_help_where_the_clause_is_silent() {
        let found = propose("完善长效机制", &["重点任务", "加强养老服务"], &duties(), &[]);
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
