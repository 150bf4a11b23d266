//! Coverage and accuracy side by side, by month, matter and unit; and how the mix of matters moved.

use super::compare::per_mille;
use serde::Serialize;
use std::collections::BTreeMap;
use store::proposal::ProposalGroup;

/// Matters whose share moved most, shown.
const MIX_LINES: usize = 12;

/// Counts of one month, matter or unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Month, or code of the matter or unit.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Cases with a proposal.
    pub proposed: u32,
    /// Proposals at or above the threshold.
    pub sure: u32,
    /// Cases that ended as people confirmed them.
    pub known: u32,
    /// Of these with the matter proposed.
    pub matter_right: u32,
    /// Of these with the unit proposed.
    pub unit_right: u32,
    /// Sure ones among those that ended so.
    pub sure_known: u32,
    /// Of these with the matter proposed.
    pub sure_right: u32,
    /// Dispatched by the platform.
    pub automatic: u32,
    /// Given back by the unit.
    pub returned: u32,
}

impl Line {
    fn add(&mut self, group: &ProposalGroup) {
        let cases = u32::try_from(group.cases).unwrap_or(u32::MAX);
        let when = |yes: bool| if yes { cases } else { 0 };
        self.proposed += cases;
        self.sure += when(group.sure);
        self.known += when(group.known);
        self.matter_right += when(group.known && group.matter_right);
        self.unit_right += when(group.known && group.unit_right);
        self.sure_known += when(group.known && group.sure);
        self.sure_right += when(group.known && group.sure && group.matter_right);
        self.automatic += when(group.automatic);
        self.returned += when(group.returned);
    }

    /// Sure ones among all, in thousandths.
    pub fn coverage(&self) -> Option<u32> {
        per_mille(self.sure, self.proposed)
    }
    /// Abstained among all, in thousandths.
    pub fn abstained(&self) -> Option<u32> {
        per_mille(self.proposed - self.sure, self.proposed)
    }
    /// Agreement with people's final matter, in thousandths.
    pub fn agreement(&self) -> Option<u32> {
        per_mille(self.matter_right, self.known)
    }
    /// The same for units.
    pub fn unit_agreement(&self) -> Option<u32> {
        per_mille(self.unit_right, self.known)
    }
    /// Agreement where it was sure.
    pub fn sure_agreement(&self) -> Option<u32> {
        per_mille(self.sure_right, self.sure_known)
    }
    /// Dispatched by the platform and kept by the unit, in thousandths of those dispatched so.
    pub fn kept(&self) -> Option<u32> {
        per_mille(self.automatic - self.returned, self.automatic)
    }
}

/// The same counts three ways.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// All together.
    pub all: Line,
    /// By month, the latest first.
    pub months: Vec<Line>,
    /// By matter proposed, the most first.
    pub matters: Vec<Line>,
    /// By unit proposed, the most first.
    pub units: Vec<Line>,
}

impl Sums {
    /// Adds groups up; names are the caller's.
    pub(super) fn of(
        groups: &[ProposalGroup],
        matter: impl Fn(&str) -> String,
        unit: impl Fn(&str) -> String,
    ) -> Self {
        let mut all = Line::default();
        groups.iter().for_each(|group| all.add(group));
        let mut months = lines(groups, |g| &g.month, |month| month.to_owned());
        months.sort_by(|a, b| b.key.cmp(&a.key));
        let mut matters = lines(groups, |g| &g.matter, matter);
        let mut units = lines(groups, |g| &g.unit, unit);
        units.retain(|line| !line.key.is_empty());
        for lines in [&mut matters, &mut units] {
            lines.sort_by(|a, b| b.proposed.cmp(&a.proposed).then_with(|| a.key.cmp(&b.key)));
        }
        Self {
            all,
            months,
            matters,
            units,
        }
    }
}

fn lines(
    groups: &[ProposalGroup],
    key: impl Fn(&ProposalGroup) -> &String,
    name: impl Fn(&str) -> String,
) -> Vec<Line> {
    let mut lines: BTreeMap<&str, Line> = BTreeMap::new();
    for group in groups {
        lines.entry(key(group)).or_default().add(group);
    }
    let named = lines.into_iter().map(|(key, line)| Line {
        key: key.to_owned(),
        name: name(key),
        ..line
    });
    named.collect()
}

/// A matter's share then and now, in thousandths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mix {
    /// Code.
    pub matter: String,
    /// Name.
    pub name: String,
    /// Among the messages learnt from.
    pub then: u32,
    /// Among the cases of the last thirty days.
    pub now: u32,
}

/// The matters whose share moved most, and half the sum of all moves (0 alike, 1000 nothing shared).
pub(super) fn mix(
    then: &BTreeMap<String, u32>,
    now: &BTreeMap<String, u32>,
    name: impl Fn(&str) -> String,
) -> (Option<u32>, Vec<Mix>) {
    let (all_then, all_now) = (then.values().sum::<u32>(), now.values().sum::<u32>());
    if all_then == 0 || all_now == 0 {
        return (None, vec![]);
    }
    let share = |of: &BTreeMap<String, u32>, all: u32, key: &str| {
        per_mille(of.get(key).copied().unwrap_or(0), all).unwrap_or(0)
    };
    let keys: std::collections::BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    let mut lines: Vec<Mix> = keys
        .into_iter()
        .map(|key| Mix {
            matter: key.clone(),
            name: name(key),
            then: share(then, all_then, key),
            now: share(now, all_now, key),
        })
        .collect();
    let moved = lines.iter().map(|l| l.then.abs_diff(l.now)).sum::<u32>() / 2;
    lines.sort_by(|a, b| {
        let by = |l: &Mix| l.then.abs_diff(l.now);
        by(b).cmp(&by(a)).then_with(|| a.matter.cmp(&b.matter))
    });
    lines.truncate(MIX_LINES);
    (Some(moved), lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(month: &str, matter: &str, sure: bool, right: bool, cases: i64) -> ProposalGroup {
        ProposalGroup {
            month: month.into(),
            matter: matter.into(),
            unit: "jiaotong".into(),
            sure,
            automatic: sure,
            returned: sure && !right,
            known: true,
            matter_right: right,
            unit_right: right,
            cases,
        }
    }

    #[test]
    fn coverage_stands_beside_accuracy() {
        let groups = [
            group("2026-10", "06013", true, true, 18),
            group("2026-11", "06013", true, false, 2),
            group("2026-11", "06010", false, false, 5),
        ];
        let sums = Sums::of(&groups, str::to_owned, str::to_owned);
        assert_eq!(sums.all.coverage(), Some(800));
        assert_eq!(sums.all.sure_agreement(), Some(900));
        assert_eq!(sums.all.agreement(), Some(720));
        assert_eq!(sums.all.kept(), Some(900));
        assert_eq!(sums.months[0].key, "2026-11");
        assert_eq!(sums.matters[0].key, "06013");
        assert_eq!(sums.matters[1].sure_agreement(), None);
    }

    #[test]
    fn a_mix_that_moved_is_told_by_its_largest_moves() {
        let then = [("a".to_owned(), 50), ("b".to_owned(), 50)].into();
        let now = [("a".to_owned(), 10), ("c".to_owned(), 30)].into();
        let (moved, lines) = mix(&then, &now, str::to_owned);
        // a from 500 to 250, b from 500 to 0, c from 0 to 750.
        assert_eq!(moved, Some(750));
        assert_eq!(lines[0].matter, "c");
        assert_eq!(mix(&then, &BTreeMap::new(), str::to_owned).0, None);
    }
}
