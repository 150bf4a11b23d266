//! From the file as written to a case type: words become roles, limits, triggers.

use super::problem::Log;
use super::raw::{
    RawAction, RawClock, RawField, RawMigration, RawNamed, RawStage, RawState, RawTogether,
    RawType, Word,
};
use super::{
    ActionSpec, ApprovalSpec, ArbitrationResult, By, CaseType, Channel, ClockSpec, Closing,
    ClosingRule, CountedStep, Effect, EvidenceSpec, FILE_BYTES_MAX, Field, FieldType, Grade,
    HoursRule, Migration, NotBy, Overstay, OwnerRule, Phase, Problem, Stage, StateSpec, Together,
    Trigger, Viewer, sound,
};
use calendar::Limit;
use std::collections::BTreeMap;
use toml::Spanned;

/// Returns at which an alarm is raised, where the file does not say.
const BOUNCES_ALARM: u32 = 3;
/// Most characters of a name.
const NAME_CHARS_MAX: usize = 60;

impl CaseType {
    /// Reads and checks a file; `duty_hours` are the names of duty hours that the district
    /// knows. Errors: everything wrong with it, by line.
    pub fn parse(path: &str, text: &str, duty_hours: &[&str]) -> Result<Self, Vec<Problem>> {
        let mut log = Log::new(path, text);
        if text.len() > FILE_BYTES_MAX {
            log.at(0, "file_too_large", format!("超过{FILE_BYTES_MAX}字节"));
            return Err(log.problems);
        }
        let raw: RawType = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                log.at(at, "toml", format!("写法有误：{}", error.message()));
                return Err(log.problems);
            }
        };
        let kind = Reader { log: &mut log }.case_type(&raw);
        if let (Some(kind), true) = (&kind, log.problems.is_empty()) {
            sound::check(kind, &raw, duty_hours, &mut log);
        }
        log.problems.sort();
        match kind {
            Some(kind) if log.problems.is_empty() => Ok(kind),
            _ => Err(log.problems),
        }
    }
}

struct Reader<'a, 'b> {
    log: &'a mut Log<'b>,
}

/// The place of a value in the file.
pub(super) fn at<T>(value: &Spanned<T>) -> usize {
    value.span().start
}

impl Reader<'_, '_> {
    fn case_type(&mut self, raw: &RawType) -> Option<CaseType> {
        self.key(&raw.id);
        let prefix = raw.prefix.get_ref();
        let plain = prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        if !plain || !(1..=6).contains(&prefix.len()) {
            self.log.at(
                at(&raw.prefix),
                "prefix_shape",
                "编号前缀应为1至6个大写字母",
            );
        }
        for number in [&raw.version, &raw.retention_days] {
            if *number.get_ref() == 0 {
                self.log.at(at(number), "number_zero", "至少为1");
            }
        }
        let valid_from = raw.valid_from.as_ref().map(|word| {
            let read = |word: &str| word.parse().ok();
            self.word(word, read, "date_shape", "日期应写成 2026-01-01")
        });
        Some(CaseType {
            id: raw.id.get_ref().clone(),
            version: *raw.version.get_ref(),
            valid_from: match valid_from {
                Some(day) => Some(day?),
                None => None,
            },
            name: self.name(&raw.name),
            prefix: prefix.clone(),
            standard: raw.standard.clone(),
            retention_days: *raw.retention_days.get_ref(),
            initial: raw.initial.get_ref().clone(),
            channels: self.coded(&raw.channels, Channel::from_code, "channel_unknown"),
            grades: self.named(&raw.grades, |key, name| Grade { key, name }),
            fields: self.each(&raw.field, Self::field)?,
            states: self.each(&raw.state, Self::state)?,
            actions: self.each(&raw.action, Self::action)?,
            clocks: self.each(&raw.clock, Self::clock)?,
            closing: Closing {
                requires: self.coded(
                    &raw.closing.get_ref().requires,
                    ClosingRule::from_code,
                    "closing_unknown",
                ),
                reopen_within: self.maybe_limit(raw.closing.get_ref().reopen_within.as_ref()),
            },
            bounces_alarm: raw
                .bounces_alarm
                .as_ref()
                .map_or(BOUNCES_ALARM, |n| *n.get_ref()),
            co_handling: self.together(raw.co_handling.as_ref()),
            whistle: self.together(raw.whistle.as_ref()),
            migrations: raw.migration.iter().map(migration).collect(),
        })
    }

    fn field(&mut self, raw: &RawField) -> Option<Field> {
        self.key(&raw.key);
        Some(Field {
            key: raw.key.get_ref().clone(),
            label: self.name(&raw.label),
            kind: self.one(&raw.kind, FieldType::from_code, "field_type_unknown")?,
            required_at: plain(raw.required_at.as_ref()),
            max: raw.max.as_ref().map(|max| *max.get_ref()),
            choices: self.named(&raw.choices, |key, name| (key, name)),
            unit: plain(raw.unit.as_ref()),
            seen_by: self.coded(&raw.seen_by, Viewer::from_code, "viewer_unknown"),
            personal: raw.personal,
        })
    }

    fn state(&mut self, raw: &RawState) -> Option<StateSpec> {
        self.key(&raw.key);
        let name = self.name(&raw.name);
        if let Some(role) = &raw.role {
            self.word(role, org::Role::from_code, "role_unknown", "没有这个角色");
        }
        let public_name = raw.public_name.as_ref().map(|name| self.name(name));
        let on_overstay = match raw.on_overstay.as_ref().map(|word| word.get_ref().as_str()) {
            None | Some("alarm") => Overstay::Alarm,
            Some(action) => Overstay::Act(action.to_owned()),
        };
        Some(StateSpec {
            key: raw.key.get_ref().clone(),
            public_name: public_name.unwrap_or_else(|| name.clone()),
            name,
            phase: self.one(&raw.phase, Phase::from_code, "phase_unknown")?,
            owner: self.one(&raw.owner, OwnerRule::from_code, "owner_unknown")?,
            role: plain(raw.role.as_ref()),
            clock: plain(raw.clock.as_ref()),
            no_clock: plain(raw.no_clock.as_ref()),
            max_stay: self.maybe_limit(raw.max_stay.as_ref()),
            on_overstay,
            is_final: raw.is_final,
        })
    }

    fn action(&mut self, raw: &RawAction) -> Option<ActionSpec> {
        self.key(&raw.key);
        let effect = match &raw.effect {
            Some(word) => self.one(word, Effect::from_code, "effect_unknown")?,
            None => Effect::Plain,
        };
        let result = match &raw.result {
            Some(word) => Some(self.one(word, ArbitrationResult::from_code, "result_unknown")?),
            None => None,
        };
        let approval = raw.approval.as_ref().map(|approval| ApprovalSpec {
            by: self.by(&approval.by),
            before_due: approval.before_due,
        });
        Some(ActionSpec {
            key: raw.key.get_ref().clone(),
            name: self.name(&raw.name),
            from: keys(&raw.from),
            to: plain(raw.to.as_ref()),
            by: self.by(&raw.by),
            effect,
            gives: keys(&raw.gives),
            corrects: keys(&raw.corrects),
            reason: raw.reason,
            approval,
            once: raw.once,
            within: self.maybe_limit(raw.within.as_ref()),
            not_by: self.coded(&raw.not_by, NotBy::from_code, "not_by_unknown"),
            evidence: raw.evidence.as_ref().map(|evidence| EvidenceSpec {
                kind: evidence.kind.get_ref().clone(),
                min: *evidence.min.get_ref(),
            }),
            clock: plain(raw.clock.as_ref()),
            result,
            to_unit: raw.to_unit || effect == Effect::Dispatch,
        })
    }

    fn clock(&mut self, raw: &RawClock) -> Option<ClockSpec> {
        self.key(&raw.key);
        let warn_at = raw.warn_at.as_ref().map(|word| {
            let percent = |word: &str| word.strip_suffix('%')?.parse().ok();
            let fits = |word: &str| percent(word).filter(|n| (1..100).contains(n));
            self.word(word, fits, "warn_shape", "应写成 80%，1% 至 99%")
        });
        let step = match &raw.step {
            Some(word) => Some(self.one(word, CountedStep::from_code, "step_unknown")?),
            None => None,
        };
        Some(ClockSpec {
            key: raw.key.get_ref().clone(),
            name: self.name(&raw.name),
            step,
            starts: self.triggers(&raw.starts),
            stops: self.triggers(&raw.stops),
            limit: self.limit(&raw.limit)?,
            by_grade: self.limits(&raw.by_grade),
            by_matter: raw.by_matter,
            by_field: self.by_field(&raw.by_field),
            hours: match raw.hours.get_ref().as_str() {
                "unit" => HoursRule::Unit,
                "always" => HoursRule::Always,
                name => HoursRule::Named(name.to_owned()),
            },
            pausable: raw.pausable,
            extend_once: raw.extend_once,
            warn_at: warn_at.flatten(),
            warn_counted: raw.warn_counted,
            stages: self.stages(&raw.stages)?,
        })
    }

    fn by_field(
        &mut self,
        raw: &BTreeMap<String, Word>,
    ) -> Option<(String, BTreeMap<String, Limit>)> {
        let field = raw.get("field")?.get_ref().clone();
        let limits = raw.iter().filter(|(key, _)| *key != "field");
        let limits = limits.map(|(key, limit)| Some((key.clone(), self.limit(limit)?)));
        Some((field, limits.collect::<Option<_>>()?))
    }

    fn stages(&mut self, raw: &[RawStage]) -> Option<Vec<Stage>> {
        let stage = |reader: &mut Self, raw: &RawStage| {
            Some(Stage {
                name: reader.name(&raw.name),
                limit: reader.limit(&raw.limit)?,
                matters: raw.matters.clone(),
            })
        };
        raw.iter().map(|raw| stage(self, raw)).collect()
    }

    fn limits(&mut self, raw: &BTreeMap<String, Word>) -> BTreeMap<String, Limit> {
        let read = raw.iter();
        read.filter_map(|(key, limit)| Some((key.clone(), self.limit(limit)?)))
            .collect()
    }

    fn together(&mut self, raw: Option<&RawTogether>) -> Option<Together> {
        let raw = raw?;
        Some(Together {
            by: self.by(&raw.by),
            limit: self.limit(&raw.limit)?,
        })
    }

    /// Every part, unless there are too many or one cannot be read.
    fn each<R, T>(
        &mut self,
        raw: &[Spanned<R>],
        read: fn(&mut Self, &R) -> Option<T>,
    ) -> Option<Vec<T>> {
        if let Some(first) = raw.get(super::PARTS_MAX) {
            let message = format!("最多{}项", super::PARTS_MAX);
            self.log.at(at(first), "too_many_parts", message);
            return None;
        }
        let all: Vec<Option<T>> = raw.iter().map(|part| read(self, part.get_ref())).collect();
        all.into_iter().collect()
    }

    fn named<T>(&mut self, raw: &[Spanned<RawNamed>], make: fn(String, String) -> T) -> Vec<T> {
        let mut seen: Vec<&str> = Vec::new();
        let mut all = Vec::new();
        for item in raw {
            let item = item.get_ref();
            self.key(&item.key);
            if seen.contains(&item.key.get_ref().as_str()) {
                self.twice(&item.key);
            }
            seen.push(item.key.get_ref());
            all.push(make(item.key.get_ref().clone(), self.name(&item.name)));
        }
        all
    }

    fn twice(&mut self, key: &Word) {
        let message = format!("“{}”出现两次", key.get_ref());
        self.log.at(at(key), "key_duplicate", message);
    }

    /// A key: `a-z 0-9 _`, at most 40.
    fn key(&mut self, key: &Word) {
        let text = key.get_ref();
        let plain = text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if !plain || text.is_empty() || text.len() > 40 {
            let message = format!("“{text}”只能用小写字母、数字和下划线，1至40个字符");
            self.log.at(at(key), "key_shape", message);
        }
    }

    fn name(&mut self, name: &Word) -> String {
        let text = name.get_ref().trim();
        if text.is_empty() || text.chars().count() > NAME_CHARS_MAX {
            let message = format!("名称不能为空，最多{NAME_CHARS_MAX}字");
            self.log.at(at(name), "name_shape", message);
        }
        text.to_owned()
    }

    fn word<T>(
        &mut self,
        word: &Word,
        read: impl Fn(&str) -> Option<T>,
        code: &'static str,
        wanted: &str,
    ) -> Option<T> {
        let value = read(word.get_ref());
        if value.is_none() {
            self.log
                .at(at(word), code, format!("“{}”：{wanted}", word.get_ref()));
        }
        value
    }

    fn one<T>(
        &mut self,
        word: &Word,
        read: fn(&str) -> Option<T>,
        code: &'static str,
    ) -> Option<T> {
        self.word(word, read, code, "不认识这个词")
    }

    fn coded<T>(
        &mut self,
        words: &[Word],
        read: fn(&str) -> Option<T>,
        code: &'static str,
    ) -> Vec<T> {
        let read = words.iter().map(|word| self.one(word, read, code));
        let all: Vec<Option<T>> = read.collect();
        all.into_iter().flatten().collect()
    }

    fn by(&mut self, words: &[Word]) -> Vec<By> {
        self.coded(words, By::parse, "role_unknown")
    }

    fn triggers(&mut self, words: &[Word]) -> Vec<Trigger> {
        self.coded(words, Trigger::parse, "trigger_shape")
    }

    fn limit(&mut self, word: &Word) -> Option<Limit> {
        let read = |word: &str| word.parse().ok();
        let wanted = "应为数字加单位，如 24h、2wh、5wd、60d、3mo";
        self.word(word, read, "limit_shape", wanted)
    }

    fn maybe_limit(&mut self, word: Option<&Word>) -> Option<Limit> {
        word.and_then(|word| self.limit(word))
    }
}

fn plain(word: Option<&Word>) -> Option<String> {
    word.map(|word| word.get_ref().clone())
}

fn keys(words: &[Word]) -> Vec<String> {
    words.iter().map(|word| word.get_ref().clone()).collect()
}

fn migration(raw: &Spanned<RawMigration>) -> Migration {
    let raw = raw.get_ref();
    let states = raw.states.iter();
    Migration {
        from: *raw.from.get_ref(),
        states: states
            .map(|(old, new)| (old.clone(), new.get_ref().clone()))
            .collect(),
    }
}
