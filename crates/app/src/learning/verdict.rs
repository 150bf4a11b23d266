//! The rule by which a new model is put in force, as the journal keeps it.

use super::state::Rule;
use super::{HELD_MIN, Score};

/// The accuracy that answers above the threshold shall have, in thousandths.
pub(super) const TARGET: u32 = 970;

/// A model is put in force where, on the same messages held back, it calls more matters right than
/// what proposes now, and is right at least as often where it is sure (or as often as is aimed at).
pub(super) fn verdict(new: &Score, now: &Score, now_name: (&str, &str)) -> Rule {
    let (zh, en) = now_name;
    let words = |what_zh: &str, what_en: &str| {
        (
            format!(
                "留出{}件：新模型判对{}件，{zh}判对{}件；有把握{}件中判对{}件，{zh}{}件中{}件。{what_zh}",
                new.cases,
                new.matter_right,
                now.matter_right,
                new.sure,
                new.sure_right,
                now.sure,
                now.sure_right,
            ),
            format!(
                "Held back {}: the new model called {} right, {en} {}; where sure, {} of {} right, {en} {} of {}. {what_en}",
                new.cases,
                new.matter_right,
                now.matter_right,
                new.sure_right,
                new.sure,
                now.sure_right,
                now.sure,
            ),
        )
    };
    let steady = new.sure_accuracy().unwrap_or(1000)
        >= TARGET.min(now.sure_accuracy().filter(|_| now.sure > 0).unwrap_or(0));
    let (promoted, code, (zh, en)) = match () {
        () if (new.cases as usize) < HELD_MIN => (
            false,
            "too_few_held",
            words(
                "留出的案件太少，不予启用。",
                "Too few held back to judge; not put in force.",
            ),
        ),
        () if new.matter_right <= now.matter_right => (
            false,
            "not_better",
            words("没有更好，不予启用。", "Not better; not put in force."),
        ),
        () if !steady => (
            false,
            "less_sure",
            words(
                "有把握时的正确率下降，不予启用。",
                "Less right where sure; not put in force.",
            ),
        ),
        () => (
            true,
            "better",
            words("更好，予以启用。", "Better; put in force."),
        ),
    };
    Rule {
        promoted,
        code: code.to_owned(),
        zh,
        en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(matter_right: u32, sure: u32, sure_right: u32) -> Score {
        Score {
            cases: 40,
            matter_right,
            sure,
            sure_right,
            ..Score::default()
        }
    }

    #[test]
    fn only_more_right_answers_put_a_model_in_force() {
        let judged = |new: Score, now: Score| verdict(&new, &now, ("第1版", "version 1"));
        assert!(judged(score(31, 20, 20), score(30, 20, 20)).promoted);
        assert_eq!(
            judged(score(30, 40, 30), score(30, 20, 20)).code,
            "not_better"
        );
        // More right in all, but wrong more often where it is sure.
        assert_eq!(
            judged(score(33, 30, 28), score(30, 20, 20)).code,
            "less_sure"
        );
        // As often as is aimed at is enough.
        let new = Score {
            cases: 100,
            ..score(80, 70, 68)
        };
        let now = Score {
            cases: 100,
            ..score(79, 50, 50)
        };
        assert!(judged(new, now).promoted);
        let few = Score {
            cases: 5,
            ..score(5, 5, 5)
        };
        assert_eq!(judged(few, Score::default()).code, "too_few_held");
    }

    #[test]
    fn the_rule_says_its_figures() {
        let rule = verdict(&score(31, 20, 19), &score(30, 0, 0), ("短语", "phrases"));
        assert!(
            rule.zh.contains("新模型判对31件，短语判对30件"),
            "{}",
            rule.zh
        );
        assert!(rule.en.contains("19 of 20 right"), "{}", rule.en);
    }
}
