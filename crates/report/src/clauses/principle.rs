//! Clauses that are no task: stances, lead-ins and hoped-for effects.

use super::body::Setting;
use super::effect::effect;
use super::lead_in::lead_in;
use super::stance::stance;
use super::verb::Predicate;
use crate::ClauseRole;

/// What the rules look at.
pub struct View<'a> {
    /// The clause.
    pub words: &'a str,
    /// Its predicate.
    pub predicate: &'a Predicate,
    /// Place in its sentence and clauses in the sentence.
    pub index: usize,
    /// Clauses in the sentence.
    pub of: usize,
    /// Place of its sentence.
    pub setting: Setting,
    /// True in the list of expected targets.
    pub goal: bool,
    /// True under a heading about government itself.
    pub own_house: bool,
    /// True where a subject and what is said of it were joined.
    pub statement: bool,
    /// True for the last clause of a passage.
    pub closes: bool,
    /// True where it names something in quotes or a named work.
    pub named: bool,
}

/// A rule's finding: role, rule name, certainty.
pub type Finding = (ClauseRole, &'static str, u8);

/// The finding, where the clause is a principle.
pub fn principle(view: &View) -> Option<Finding> {
    if view.goal {
        return hoped_in_goals(view.words).or_else(|| beside_goals(view));
    }
    if let Some(found) = by_place(view) {
        return Some(found);
    }
    lead_in(view)
        .or_else(|| stance(view))
        .or_else(|| effect(view))
}

fn hoped_in_goals(words: &str) -> Option<Finding> {
    (words.contains("更好结果") || words.contains("争取更")).then_some((
        ClauseRole::Stance,
        "hope_beside_goals",
        90,
    ))
}

/// Calls to action after the list of targets.
fn beside_goals(view: &View) -> Option<Finding> {
    let acts = view.predicate.at_head || lead_in(view).is_some();
    if acts { by_place(view) } else { None }
}

fn by_place(view: &View) -> Option<Finding> {
    if !matches!(view.setting, Setting::Preamble | Setting::Intro) {
        return None;
    }
    let certainty = if view.setting == Setting::Preamble {
        85
    } else {
        80
    };
    if let Some((_, rule, _)) = lead_in(view) {
        return Some((ClauseRole::LeadIn, rule, 90));
    }
    if view.of > 1 && view.index + 1 == view.of {
        return Some((ClauseRole::Outcome, "closes_introduction", certainty));
    }
    Some((ClauseRole::Stance, "introduction", certainty))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::clauses::verb::predicate;

    /// The finding for a clause at `index` of `of` under a heading of tasks.
    pub fn found(words: &str, index: usize, of: usize) -> Option<&'static str> {
        at(words, index, of, Setting::Tasks, false)
    }

    /// The same with its place.
    pub fn at(
        words: &str,
        index: usize,
        of: usize,
        setting: Setting,
        own_house: bool,
    ) -> Option<&'static str> {
        let predicate = predicate(words);
        let named = words.contains('“');
        let view = View {
            words,
            predicate: &predicate,
            index,
            of,
            setting,
            goal: false,
            own_house,
            statement: false,
            closes: false,
            named,
        };
        principle(&view).map(|f| f.1)
    }

    #[test]
    fn an_introduction_is_no_task() {
        assert_eq!(
            at("扩大茶园投资", 0, 3, Setting::Intro, false),
            Some("introduction")
        );
        assert_eq!(
            at("扩大茶园投资", 2, 3, Setting::Intro, false),
            Some("closes_introduction")
        );
        assert_eq!(at("扩大茶园投资", 2, 3, Setting::Tasks, false), None);
    }
}
