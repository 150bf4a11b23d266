//! What everybody may know of an open report, and joining it (我也遇到).

use super::ticket::Ticket;
use crate::case::{self, Filer};
use crate::district::unit_name;
use crate::duty::{InForce, in_force};
use crate::{App, AppError, Kind, Result};
use duty::MatterCode;
use jiff::Timestamp;
use profile::Profile;
use store::case::{CaseFilter, CaseRow, CaseSort};

/// Channels whose open cases others may see and join: what people see on the street. An appeal by
/// telephone may be about somebody's home.
pub(crate) const PUBLIC_CHANNELS: [&str; 3] = ["portal", "grid", "open311"];

/// A report as everybody may see it: no words of the reporter, no photographs, no place finer than
/// the kind of matter.
#[derive(Debug, Clone)]
pub struct Public {
    /// Number.
    pub number: String,
    /// The matter or type.
    pub kind: String,
    /// The state by its public name.
    pub state: String,
    /// The unit that handles it.
    pub unit: Option<String>,
    /// When it is due.
    pub due: Option<Timestamp>,
    /// True where that is past.
    pub late: bool,
    /// Others who reported the same.
    pub joined: i64,
}

/// What everybody may know of a case that came in by a public channel. Errors: `not_found`.
pub async fn open(app: &App, number: &str) -> Result<Public> {
    let row = row(app, number).await?;
    let duties = in_force(app, app.today()).await?;
    let profile = app.profile();
    let version = u32::try_from(row.type_version).unwrap_or_default();
    let kind = profile.case_types.get(&row.case_type, version);
    let state = kind.and_then(|k| k.state(&row.state));
    let due = row
        .due_ms
        .and_then(|ms| Timestamp::from_millisecond(ms).ok());
    Ok(Public {
        kind: kind_words(&profile, &duties, &row),
        state: state.map_or_else(|| row.state.clone(), |s| s.public_name.clone()),
        unit: row.handler.as_deref().map(|unit| unit_name(&profile, unit)),
        late: due.is_some_and(|due| app.now() > due),
        due,
        joined: row.joined,
        number: row.number,
    })
}

/// Joins an open report nearby with a prepared one. Each prepared report joins once.
pub async fn join(app: &App, ticket: &str, number: &str) -> Result<String> {
    let ticket = Ticket::read(app, ticket)?;
    let row = row(app, number).await?;
    if !row.is_open {
        return Err(AppError::new(
            Kind::Unprocessable,
            "portal.closed",
            "这件已经办结，请按新问题提交",
            "That one has ended; please send a new report",
        ));
    }
    let named = crate::idempotency::Once::new(
        &format!("portal/{}", ticket.nonce),
        &[ticket.nonce.as_bytes()],
    )?;
    let public = case::public_actor(app);
    let joined = case::join(app, &Filer::Public, &row.id);
    if let Ok(done) = crate::idempotency::once(app, &public, named, joined).await? {
        done?;
    }
    Ok(row.number)
}

async fn row(app: &App, number: &str) -> Result<CaseRow> {
    let filter = CaseFilter {
        number: Some(number.trim().to_ascii_uppercase()),
        channels: PUBLIC_CHANNELS.map(str::to_owned).to_vec(),
        ..CaseFilter::default()
    };
    let store = app.store();
    let found = store
        .case_list(app.district(), &filter, CaseSort::Reported, None, 1)
        .await?;
    let same = |row: &CaseRow| Some(&row.number) == filter.number.as_ref();
    let row = found.rows.into_iter().find(same);
    row.ok_or_else(|| AppError::not_found("这个编号的公开事项", "public report of that number"))
}

/// The matter's name, or the type's.
pub(super) fn kind_words(profile: &Profile, duties: &InForce, row: &CaseRow) -> String {
    let code = row
        .matter
        .as_deref()
        .and_then(|c| MatterCode::parse(c).ok());
    if let Some(matter) = code.and_then(|code| duties.matter(&code)) {
        return matter.name.clone();
    }
    let version = u32::try_from(row.type_version).unwrap_or_default();
    let kind = profile.case_types.get(&row.case_type, version);
    kind.map_or_else(|| row.case_type.clone(), |k| k.name.clone())
}
