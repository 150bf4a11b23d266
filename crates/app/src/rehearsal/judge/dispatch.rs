//! A draft of the rules of automatic dispatch: what would the platform have sent by itself?

use super::super::facts::{Past, past};
use super::super::row::{Row, Verdict};
use super::unjudged;
use crate::case::area_of;
use crate::learning::{Before, Said, said_of, would_send};
use crate::{App, Result};
use casework::Case;
use profile::Profile;
use std::sync::Arc;
use store::Loaded;

pub(in super::super) struct Dispatch {
    old: (bool, u32),
    new: (bool, u32),
    profile: Arc<Profile>,
    duties: crate::duty::InForce,
}

impl Dispatch {
    pub async fn of(app: &App, threshold: Option<u32>, automatic: bool) -> Result<Self> {
        let now = crate::learning::in_force(app).await?;
        let own = now
            .model
            .as_ref()
            .map_or(1_001, |model| model.own_threshold);
        Ok(Self {
            old: (now.automatic(), now.threshold()),
            new: (automatic, threshold.unwrap_or(own)),
            profile: app.profile(),
            duties: crate::duty::in_force(app, app.today()).await?,
        })
    }

    pub async fn judge(
        &self,
        app: &App,
        ids: &[String],
        cases: &[Loaded<Case>],
    ) -> Result<Vec<Verdict>> {
        let said = said_of(app, ids).await?;
        let past = past(app, ids).await?;
        let nothing = Past::default();
        let verdict = |case: &Loaded<Case>| {
            let past = past.get(&case.subject.id).unwrap_or(&nothing);
            self.one(&case.state, past, said.get(&case.subject.id))
        };
        Ok(cases.iter().map(verdict).collect())
    }

    fn one(&self, case: &Case, past: &Past, said: Option<&Said>) -> Verdict {
        let Some(then) = past.before_dispatch() else {
            return Verdict::NotConcerned;
        };
        let Some(said) = said else {
            let zh = "当时没有模型建议";
            return unjudged("no_proposal", zh, "No model had proposed anything");
        };
        let was = Case {
            state: then.state.clone(),
            ..then.on(case)
        };
        let area = then.place.as_ref().and_then(|p| area_of(&self.profile, p));
        let before = Before {
            profile: &self.profile,
            duties: &self.duties,
            case: &was,
            area: area.as_ref(),
        };
        let (old, new) = (
            would_send(&before, said, self.old),
            would_send(&before, said, self.new),
        );
        let unit = |sent: &std::result::Result<(org::UnitCode, String), &str>| match sent {
            Ok((unit, _)) => unit.to_string(),
            Err(_) => String::new(),
        };
        let (from, to) = (unit(&old), unit(&new));
        if from == to {
            return Verdict::Same;
        }
        let sure = said.per_mille();
        let share = format!("{}.{}%", sure / 10, sure % 10);
        let (zh, en) = match new {
            Ok((_, entry)) => (
                format!("草案会自动派遣：把握{share}，清单条目{entry}"),
                format!("The draft dispatches it by itself: {share}, entry {entry}"),
            ),
            Err(why) => (
                format!("草案交由人派遣：把握{share}（{why}）"),
                format!("The draft leaves it to people: {share} ({why})"),
            ),
        };
        let named = if to.is_empty() { &from } else { &to };
        let sent = case.dispatches.first();
        Verdict::Differs(vec![Row {
            what: "unit",
            about: "automatic".to_owned(),
            unit: named.clone(),
            effect: match said.confirmed() {
                None => "",
                Some(unit) if unit == named => "as_confirmed",
                Some(_) => "not_as_confirmed",
            },
            actual: sent.map(|sent| sent.unit.to_string()).unwrap_or_default(),
            old: from,
            new: to,
            zh,
            en,
            ..Row::default()
        }])
    }
}
