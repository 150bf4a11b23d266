//! Single rules read on their own, and a profile with one of them in force: how a rule is tried before it is
//! published, and how a published one stands beside the files of the folder.

use crate::problem::{Log, Problem};
use crate::{Files, LightRuleSpec, NoticeDay, Profile, case_types, lights, notices};
use casework::{CaseType, CaseTypes};
use jiff::civil::Date;

/// One version of the light rules, written as in `lights.toml`; its number and first day are set where it is
/// published. Errors: those of the file, and `light_one` where it is not a single version.
pub fn light_rule(text: &str) -> Result<LightRuleSpec, Vec<Problem>> {
    let mut log = Log::default();
    let mut specs = lights::read(text, &mut log);
    if specs.len() > 1 {
        log.add(
            lights::FILE,
            1,
            "light_one",
            "草案只写一版亮灯规则（一个[[rule]]）",
        );
    }
    log.finish(specs.pop())
}

/// A notice, written as a file of `notices/`. Errors: those of the file, and `notice_empty`.
pub fn notice(name: &str, text: &str) -> Result<Vec<NoticeDay>, Vec<Problem>> {
    let mut log = Log::default();
    let file = format!("notices/{name}.csv");
    let days = notices::read(&Files::from([(file.clone(), text.to_owned())]), &mut log);
    if days.is_empty() {
        log.add(&file, 1, "notice_empty", "通知中没有日期");
    }
    log.finish(Some(days))
}

impl Profile {
    /// A case type of this district, written as a file of `case_types/`. Errors: those of the file.
    pub fn case_type(&self, text: &str) -> Result<CaseType, Vec<Problem>> {
        let mut log = Log::default();
        let files = Files::from([("case_types/draft.toml".to_owned(), text.to_owned())]);
        let types = case_types::read(&files, Some(&self.district), &mut log);
        log.finish(types.iter().next().cloned())
    }

    /// With a version of the light rules that holds from a day on.
    pub fn with_light_rule(&self, spec: &LightRuleSpec, version: u32, from: Date) -> Self {
        let mut with = self.clone();
        let mut spec = spec.clone();
        let overrides = spec.overrides.iter_mut().map(|o| &mut o.rule);
        for rule in std::iter::once(&mut spec.rule).chain(overrides) {
            (rule.version, rule.valid_from) = (version, from);
        }
        with.lights.retain(|old| old.rule.version != version);
        with.lights.push(spec);
        with.lights.sort_by_key(|spec| spec.rule.version);
        with
    }

    /// With the days of a notice; what another local notice made of one of them no longer holds.
    pub fn with_notice(&self, days: &[NoticeDay]) -> Self {
        let mut with = self.clone();
        let other = |old: &NoticeDay| days.iter().all(|day| day.date != old.date);
        with.notices.retain(other);
        with.notices.extend(days.iter().cloned());
        with.notices.sort_by_key(|day| day.date);
        with
    }

    /// With a version of a case type that new cases use from a day on; none where its number or day does not
    /// follow the versions there are.
    pub fn with_case_type(&self, kind: &CaseType, from: Date) -> Option<Self> {
        let new = CaseType {
            valid_from: Some(from),
            ..kind.clone()
        };
        let all = self.case_types.iter().cloned().chain([new]).collect();
        let case_types = CaseTypes::new(all).ok()?;
        Some(Self {
            case_types,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const RULE: &str =
        "[[rule]]\nid = \"d\"\nversion = 9\nvalid_from = \"2030-01-01\"\nyellow_gap_pp = \"-20\"\n";

    #[test]
    fn a_rule_alone_is_read_and_dated() {
        let spec = light_rule(RULE).unwrap();
        assert_eq!(spec.rule.yellow_gap_pp.to_string(), "-20");
        let two = light_rule(&format!(
            "{RULE}\n{}",
            RULE.replace('9', "10").replace("2030", "2031")
        ));
        assert_eq!(two.unwrap_err()[0].code, "light_one");
        assert!(light_rule("nonsense").is_err());
    }

    #[test]
    fn a_notice_alone_is_read() {
        let days = notice("typhoon", "date,kind,name\n2026-12-01,stop,台风\n").unwrap();
        assert_eq!(
            (days[0].date, days[0].notice.as_str()),
            (date(2026, 12, 1), "typhoon")
        );
        assert_eq!(
            notice("x", "date,kind,name\n").unwrap_err()[0].code,
            "notice_empty"
        );
        assert!(notice("x", "date,kind,name\n2026-13-01,stop,x\n").is_err());
    }
}
