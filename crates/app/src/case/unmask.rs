//! Somebody sees who reported, for a stated purpose that the auditor can read.

use super::detail::viewers;
use super::ground::Ground;
use super::hidden::hidden_texts;
use super::reporter::Sealed;
use super::{Filer, reach, step};
use crate::change_of::made;
use crate::{Actor, App, AppError, Kind, Result, ids, kinds};
use casework::{Case, Viewer};
use org::{Action, Resource};
use privacy::Purpose;
use serde::Serialize;
use std::collections::BTreeMap;

/// Who reported, plainly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revealed {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Other personal fields, by key, and free texts in which somebody is named, by label.
    pub more: BTreeMap<String, String>,
}

/// That somebody saw it, as the journal keeps it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Unmasking {
    case: String,
    number: String,
    person: String,
    unit: String,
    purpose: String,
    at: jiff::Timestamp,
    /// The sealed file that was opened; none where it was who reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// That somebody sees something of a case now.
pub(super) fn seen(app: &App, actor: &Actor, case: &Case, purpose: &Purpose) -> Unmasking {
    Unmasking {
        case: case.id.clone(),
        number: case.number.clone(),
        person: actor.person.clone(),
        unit: actor.unit.to_string(),
        purpose: purpose.as_str().to_owned(),
        at: app.now(),
        evidence: None,
    }
}

/// Refuses whoever the type or the reporter does not let know. Errors: `case.reporter_hidden`.
pub(super) fn require_known(app: &App, actor: &Actor, case: &Case) -> Result<()> {
    let ground = Ground::new(app, &Filer::Staff(actor))?;
    let viewers = viewers(&ground, actor, case);
    let kind = ground.kind_of(case);
    if kind.is_some_and(|kind| may_know(case, kind, &viewers)) {
        return Ok(());
    }
    Err(AppError::new(
        Kind::Forbidden,
        "case.reporter_hidden",
        "反映人身份对承办单位保密",
        "Who reported is hidden from the handling unit",
    ))
}

/// Whether the type and the reporter let somebody with these parts in the case know.
pub(super) fn may_know(case: &Case, kind: &casework::CaseType, viewers: &[Viewer]) -> bool {
    let hidden = case.reporter.as_ref().is_some_and(|r| r.hidden);
    let personal = kind.fields.iter().filter(|f| f.personal);
    let mut seen_by = personal.flat_map(|f| f.seen_by.iter());
    let centre = viewers.contains(&Viewer::Centre);
    if hidden && !centre {
        return false;
    }
    seen_by.any(|v| viewers.contains(v))
}

/// Opens the sealed reporter. Errors: `privacy.purpose`, `auth.forbidden`,
/// `case.reporter_hidden` for the unit complained of, `case.no_reporter`.
pub async fn unmask(app: &App, actor: &Actor, id: &str, purpose: &str) -> Result<Revealed> {
    let purpose = Purpose::parse(purpose)
        .map_err(|e| AppError::field("purpose", e.code(), e.to_string(), e.en()))?;
    let case = step::load(app, id).await?;
    reach::require(app, actor, Action::Unmask, Resource::Case, &case.state)?;
    require_known(app, actor, &case.state)?;
    let sealed = case.state.reporter.as_ref().map(|r| r.sealed.clone());
    let sealed = sealed.filter(|s| !s.is_empty());
    let profile = app.profile();
    let kind = profile
        .case_types
        .get(&case.state.case_type, case.state.type_version);
    let texts = kind.map_or_else(BTreeMap::new, |kind| hidden_texts(kind, &case.state));
    if sealed.is_none() && texts.is_empty() {
        return Err(AppError::new(
            Kind::NotFound,
            "case.no_reporter",
            "反映人没有留下姓名或电话",
            "Nobody left a name or number",
        ));
    }
    let seen = seen(app, actor, &case.state, &purpose);
    let plain = match sealed {
        Some(sealed) => app.sealer().unseal(&case.state.id, &sealed).await?,
        None => String::new(),
    };
    // On record before it is shown.
    let change = made(kinds::UNMASKING, &ids::new_id(), "case.unmask", &seen);
    app.append(actor, vec![change]).await?;
    let plain: Sealed = serde_json::from_str(&plain).unwrap_or_default();
    Ok(Revealed {
        name: plain.name,
        phone: plain.phone,
        more: plain.more.into_iter().chain(texts).collect(),
    })
}
