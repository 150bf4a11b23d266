//! Which rule a draft is compared with: by a name that is another one as soon as that rule is.

use super::state::Draft;
use crate::{App, Result};

/// The rule in force now, as far as this draft is concerned.
pub(super) async fn base(app: &App, draft: &Draft) -> Result<String> {
    let profile = app.profile();
    Ok(match draft {
        Draft::DutyList { .. } => format!("duty_list@{}", crate::duty::current(app).await?.head),
        Draft::Clocks { case_type, .. } => {
            let versions = profile.case_types.versions(case_type);
            let last = versions.map(|kind| kind.version).max();
            format!("{case_type}@{}", last.unwrap_or_default())
        }
        Draft::LightRules { .. } => {
            let last = profile.lights.iter().map(|spec| spec.rule.version).max();
            format!("light_rules@{}", last.unwrap_or_default())
        }
        Draft::Notice { .. } => {
            let days = profile.notices.iter().map(|day| {
                let (date, kind) = (day.date, day.kind.code());
                format!("{date} {kind} {}\n", day.name)
            });
            let days: String = days.collect();
            format!("notices@{}", &crate::evidence::hash(days.as_bytes())[..16])
        }
        Draft::Dispatch { .. } => {
            let now = crate::learning::in_force(app).await?;
            let model = now.model.as_ref().map_or(0, |model| model.version);
            format!("dispatch@{model}.{}.{}", now.threshold(), now.automatic())
        }
    })
}
