//! What surrounds a decision on a case: time, types, calendar and units of the district.

use super::filer::Filer;
use crate::duty::InForce;
use crate::{App, AppError, Kind, Result, ids};
use calendar::{Calendar, DutyHours, Interval, Limit};
use casework::{ActorRef, Case, Context, Units};
use duty::MatterCode;
use jiff::Timestamp;
use org::{UnitCode, UnitKind};
use profile::{Casework, Profile};
use std::sync::Arc;

/// Kept while a command is decided.
pub(super) struct Ground {
    profile: Arc<Profile>,
    calendar: Arc<Calendar>,
    casework: Casework,
    actor: ActorRef,
    new_id: String,
    now: Timestamp,
    pub matter_limit: Option<Limit>,
    pub open_children: u32,
}

impl Ground {
    /// Errors: `case.not_set_up` where the profile names no centre or no case types.
    pub(super) fn new(app: &App, who: &Filer<'_>) -> Result<Self> {
        let profile = app.profile();
        let casework = profile
            .district
            .casework
            .clone()
            .filter(|_| profile.case_types.iter().next().is_some());
        Ok(Self {
            casework: casework.ok_or_else(not_set_up)?,
            actor: who.actor_ref(),
            new_id: ids::new_id(),
            now: app.now(),
            calendar: app.calendar(),
            matter_limit: None,
            open_children: 0,
            profile,
        })
    }

    /// With the limit that the catalogue names for the matter of a case.
    pub(super) fn about(
        mut self,
        duties: &InForce,
        matter: Option<&str>,
        grade: Option<&str>,
    ) -> Self {
        let code = matter.and_then(|code| MatterCode::parse(code).ok());
        let matter = code.and_then(|code| duties.matter(&code));
        self.matter_limit = matter.and_then(|matter| matter.limit(grade));
        self
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            now: self.now,
            actor: &self.actor,
            types: &self.profile.case_types,
            calendar: &self.calendar,
            centre: &self.casework.centre,
            arbiter: &self.casework.arbiter,
            units: self,
            new_id: &self.new_id,
            matter_limit: self.matter_limit,
            open_children: self.open_children,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.now
    }
    pub(super) fn profile(&self) -> &Profile {
        &self.profile
    }
    /// Kept while the ground moves on.
    pub(super) fn shared_profile(&self) -> Arc<Profile> {
        Arc::clone(&self.profile)
    }
    pub(super) fn centre(&self) -> &UnitCode {
        &self.casework.centre
    }
    pub(super) fn actor(&self) -> &ActorRef {
        &self.actor
    }

    /// The type a case runs on.
    pub(super) fn kind_of(&self, case: &Case) -> Option<&casework::CaseType> {
        self.profile
            .case_types
            .get(&case.case_type, case.type_version)
    }
}

fn not_set_up() -> AppError {
    AppError::new(
        Kind::NotFound,
        "case.not_set_up",
        "本区配置中没有案件类型或指挥中心，尚不能受理案件",
        "This district has no case types or no centre for them",
    )
}

impl Units for Ground {
    fn exists(&self, unit: &UnitCode) -> bool {
        let known = self.profile.directory.get(unit);
        known.is_some_and(|u| !matches!(u.kind, UnitKind::Group | UnitKind::Leadership))
    }
    fn hours_of(&self, unit: &UnitCode) -> String {
        let own = self.profile.directory.get(unit);
        let own = own.and_then(|u| u.duty_hours.clone());
        own.unwrap_or_else(|| self.profile.district.default_duty_hours.clone())
    }
    fn duty(&self, name: &str) -> Option<DutyHours> {
        duty_hours(&self.profile, name)
    }
}

/// The duty hours of a name, as the calendar counts them.
pub(crate) fn duty_hours(profile: &Profile, name: &str) -> Option<DutyHours> {
    let hours = profile.district.duty_hours.get(name)?;
    let spans: Option<Vec<Interval>> = hours
        .spans
        .iter()
        .map(|s| Interval::new(s.from_min, s.to_min).ok())
        .collect();
    let spans = spans?;
    let mut week: [Vec<Interval>; 7] = Default::default();
    for day in &hours.days {
        let at = usize::try_from(day.to_monday_zero_offset()).ok()?;
        week[at].clone_from(&spans);
    }
    DutyHours::new(week).ok()
}
