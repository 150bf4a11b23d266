//! A draft of a case type's clocks: when would each run have ended?

use super::super::facts::Past;
use super::super::row::{Row, Unjudged, Verdict};
use super::unfit;
use crate::case::duty_hours;
use crate::{App, Result};
use calendar::{Calendar, DutyHours, Limit};
use casework::case_type::HoursRule;
use casework::clock::{Measure, Ran, limit_of, replay, replay_asked, replay_new, would_run};
use casework::{Case, CaseType, ClockRun, ClockSpec, OwnerRule};
use duty::MatterCode;
use jiff::Timestamp;
use profile::Profile;
use std::sync::Arc;

/// Day and night.
const ALWAYS: &str = "mon-sun 00:00-24:00";

pub(in super::super) struct Clocks {
    base: CaseType,
    draft: CaseType,
    profile: Arc<Profile>,
    calendar: Arc<Calendar>,
    duties: crate::duty::InForce,
}

impl Clocks {
    pub async fn of(app: &App, case_type: &str, text: &str) -> Result<Self> {
        let profile = app.profile();
        let draft = profile
            .case_type(text)
            .map_err(|found| unfit(format!("{found:?}")))?;
        let base = profile.case_types.current(case_type, app.today());
        Ok(Self {
            base: base.cloned().ok_or_else(|| unfit(case_type))?,
            draft,
            calendar: app.calendar(),
            duties: crate::duty::in_force(app, app.today()).await?,
            profile,
        })
    }

    pub fn case_type(&self) -> &str {
        &self.base.id
    }

    pub fn judge(&self, case: &Case, past: &Past, now: Timestamp) -> Result<Verdict> {
        let mut rows = vec![];
        let mut unknown = None;
        for run in &case.clocks {
            let Some(old) = self.base.clock(&run.key) else {
                continue;
            };
            let then = past.at_start(&run.key, run.started);
            let then = then.map(|then| then.on(case));
            let then = then.as_ref().unwrap_or(case);
            let unit = self.owner(case, run);
            match self.run(then, run, old, now)? {
                Judged::Same => {}
                Judged::Moves(row) => rows.push(Row { unit, ..*row }),
                Judged::Unknown => unknown = Some((run.key.clone(), unit)),
            }
        }
        for spec in self.added() {
            for ran in would_run(spec, &self.draft, &case.acts) {
                let unit = self.unit_in(&case.acts[ran.act].to, case, ran.started);
                let then = past.at_act(ran.act).map(|then| then.on(case));
                match self.new_run(then.as_ref().unwrap_or(case), spec, ran, now)? {
                    Some(row) => rows.push(Row { unit, ..row }),
                    None => unknown = Some((spec.key.clone(), unit)),
                }
            }
        }
        rows.extend(self.asked(case)?);
        Ok(match (rows.is_empty(), unknown) {
            (false, _) => Verdict::Differs(rows),
            (true, None) => Verdict::Same,
            (true, Some((key, unit))) => Verdict::Unjudged(Unjudged {
                code: "hours_unknown",
                unit,
                zh: format!("时钟{key}按单位的值班时间计，而当时未记下该单位的值班时间"),
                en: format!("Clock {key} goes by the unit's hours, which were not kept then"),
            }),
        })
    }

    fn run(&self, then: &Case, run: &ClockRun, old: &ClockSpec, now: Timestamp) -> Result<Judged> {
        let named = self.named(then);
        let Some(new) = self.draft.clock(&run.key) else {
            let (zh, en) = ("草案没有这个时钟".to_owned(), "The draft has no such clock");
            return Ok(Judged::Moves(Box::new(Row {
                what: "deadline",
                about: run.key.clone(),
                old: run.due.map(|due| due.to_string()).unwrap_or_default(),
                zh,
                en: en.to_owned(),
                ..Row::default()
            })));
        };
        let limits = (limit_of(old, then, named), limit_of(new, then, named));
        if limits.0 == limits.1 && old.hours == new.hours {
            return Ok(Judged::Same);
        }
        let hours = (
            self.hours(&old.hours, then, run),
            self.hours(&new.hours, then, run),
        );
        let (Some(old_hours), Some(new_hours)) = hours else {
            return Ok(Judged::Unknown);
        };
        let due = |limit: Limit, duty: &DutyHours| {
            let measure = Measure {
                limit,
                duty,
                calendar: &self.calendar,
            };
            replay(run, measure, now)
        };
        let (was, is) = (due(limits.0, &old_hours)?.at, due(limits.1, &new_hours)?.at);
        if was == is {
            return Ok(Judged::Same);
        }
        let zh = match limits.0 == limits.1 {
            true => format!("{}的计时时段改变", new.name),
            false => format!("{}的时限 {} → {}", new.name, limits.0, limits.1),
        };
        let en = match limits.0 == limits.1 {
            true => format!("Other hours of clock {}", run.key),
            false => format!("Limit of clock {}: {} → {}", run.key, limits.0, limits.1),
        };
        Ok(Judged::Moves(Box::new(Row {
            about: run.key.clone(),
            zh,
            en,
            ..moved(was, is, run.stopped, now)
        })))
    }

    /// Clocks that only the draft has.
    fn added(&self) -> impl Iterator<Item = &ClockSpec> {
        let clocks = self.draft.clocks.iter();
        clocks.filter(|spec| self.base.clock(&spec.key).is_none())
    }

    /// A deadline that the case would have had besides; none where nobody kept in whose hours.
    fn new_run(
        &self,
        then: &Case,
        spec: &ClockSpec,
        ran: Ran,
        now: Timestamp,
    ) -> Result<Option<Row>> {
        let duty = match &spec.hours {
            HoursRule::Unit => self.hours_at(then, ran.started),
            rule => self.ruled(rule),
        };
        let Some(duty) = duty else {
            return Ok(None);
        };
        let measure = Measure {
            limit: limit_of(spec, then, self.named(then)),
            duty: &duty,
            calendar: &self.calendar,
        };
        let due = replay_new(spec, ran, then, measure, now)?.at;
        let late = ran.stopped.unwrap_or(now) > due;
        Ok(Some(Row {
            what: "deadline",
            about: spec.key.clone(),
            new: due.to_string(),
            effect: if late { "late" } else { "" },
            zh: format!("草案新增时钟“{}”，时限 {}", spec.name, measure.limit),
            en: format!(
                "New clock {} of the draft, limit {}",
                spec.key, measure.limit
            ),
            ..Row::default()
        }))
    }

    /// The hours of the unit that had the case at an instant, as a run by them that started there and then
    /// has them.
    fn hours_at(&self, case: &Case, at: Timestamp) -> Option<DutyHours> {
        let kind = self
            .profile
            .case_types
            .get(&case.case_type, case.type_version)?;
        let by_unit = |run: &&ClockRun| {
            let spec = kind.clock(&run.key);
            run.started == at && spec.is_some_and(|spec| spec.hours == HoursRule::Unit)
        };
        Some(case.clocks.iter().find(by_unit)?.duty.clone())
    }

    /// The hours of a rule that names them.
    fn ruled(&self, rule: &HoursRule) -> Option<DutyHours> {
        match rule {
            HoursRule::Always => ALWAYS.parse().ok(),
            HoursRule::Named(name) => duty_hours(&self.profile, name),
            HoursRule::Unit => None,
        }
    }

    /// The limit that the catalogue names for the case's matter.
    fn named(&self, then: &Case) -> Option<Limit> {
        let matter = MatterCode::parse(then.matter.as_deref()?).ok()?;
        self.duties.matter(&matter)?.limit(then.grade.as_deref())
    }

    /// The hours of a rule for a run; none where the rule goes by the unit and the run did not.
    fn hours(&self, rule: &HoursRule, case: &Case, run: &ClockRun) -> Option<DutyHours> {
        match rule {
            HoursRule::Unit => {
                let types = &self.profile.case_types;
                let ran = types.get(&case.case_type, case.type_version)?;
                let ran = ran.clock(&run.key)?;
                (ran.hours == HoursRule::Unit).then(|| run.duty.clone())
            }
            rule => self.ruled(rule),
        }
    }

    /// Whose clock it was: the handling unit's, or the centre's or arbiter's.
    fn owner(&self, case: &Case, run: &ClockRun) -> String {
        let mut states = self.base.states.iter();
        let state = states.find(|state| state.clock.as_ref() == Some(&run.key));
        self.unit_by(state.map(|state| &state.owner), case, run.started)
    }

    /// Whose the case was in a state that it entered at an instant.
    fn unit_in(&self, state: &str, case: &Case, at: Timestamp) -> String {
        let state = self.draft.state(state);
        self.unit_by(state.map(|state| &state.owner), case, at)
    }

    fn unit_by(&self, rule: Option<&OwnerRule>, case: &Case, at: Timestamp) -> String {
        let desk = self.profile.district.casework.as_ref();
        let unit = match rule {
            Some(OwnerRule::Centre) => desk.map(|desk| &desk.centre),
            Some(OwnerRule::Arbiter) => desk.map(|desk| &desk.arbiter),
            _ => {
                let mut sent = case.dispatches.iter();
                let sent = sent.rfind(|sent| sent.at <= at);
                sent.map(|sent| &sent.unit)
                    .or(desk.map(|desk| &desk.centre))
            }
        };
        unit.map(ToString::to_string).unwrap_or_default()
    }

    /// Units that were asked to help or to come.
    fn asked(&self, case: &Case) -> Result<Vec<Row>> {
        let limits = |of: fn(&CaseType) -> Option<Limit>| {
            let (old, new) = (of(&self.base)?, of(&self.draft)?);
            (old != new).then_some((old, new))
        };
        let mut rows = vec![];
        let mut row = |about: &str, unit: &org::UnitCode, asked, counted, (old, new)| {
            let was = replay_asked(counted, asked, old, &self.calendar)?.at;
            let is = replay_asked(counted, asked, new, &self.calendar)?.at;
            if was != is {
                rows.push(Row {
                    about: about.to_owned(),
                    unit: unit.to_string(),
                    zh: format!("时限 {old} → {new}"),
                    en: format!("Limit {old} → {new}"),
                    ..moved(was, is, Some(asked), asked)
                });
            }
            Ok::<(), casework::Refusal>(())
        };
        if let Some(both) = limits(|kind| kind.co_handling.as_ref().map(|it| it.limit)) {
            for part in &case.co_handling {
                if let Some(counted) = &part.counted {
                    row("co_handling", &part.unit, part.asked_at, counted, both)?;
                }
            }
        }
        if let Some(both) = limits(|kind| kind.whistle.as_ref().map(|it| it.limit)) {
            for whistle in &case.whistles {
                for called in &whistle.called {
                    if let Some(counted) = &called.counted {
                        row("whistle", &called.unit, whistle.at, counted, both)?;
                    }
                }
            }
        }
        Ok(rows)
    }
}

enum Judged {
    Same,
    Moves(Box<Row>),
    /// In whose hours it would have been counted is not known.
    Unknown,
}

/// A deadline that moves; `late` or `in_time` where the run ended, or now is, between the two.
pub(super) fn moved(
    was: Timestamp,
    is: Timestamp,
    stopped: Option<Timestamp>,
    now: Timestamp,
) -> Row {
    let until = stopped.unwrap_or(now);
    Row {
        what: "deadline",
        old: was.to_string(),
        new: is.to_string(),
        effect: match (until > was, until > is) {
            (false, true) => "late",
            (true, false) => "in_time",
            _ => "",
        },
        shift_ms: is.as_millisecond() - was.as_millisecond(),
        ..Row::default()
    }
}
