//! Reports that everybody may list.

use super::{SYSTEM, no_service, set_up};
use crate::district::unit_name;
use crate::duty::{InForce, in_force};
use crate::portal::PUBLIC_CHANNELS;
use crate::{App, AppError, Result, kinds};
use casework::{Case, Viewer};
use duty::MatterCode;
use jiff::{SignedDuration, Timestamp};
use privacy::mask_text;
use profile::{Open311, Open311Service, Profile};
use store::Loaded;
use store::case::{CaseFilter, CaseOf, CaseRow, MAX_SKIPPED, MAX_WINDOW};

/// The longest time asked for at once, in days.
pub const SPAN_DAYS_MAX: i64 = 90;
/// The most rows of a page.
pub const PAGE_ROWS_MAX: usize = MAX_WINDOW;
/// The most numbers asked for at once.
pub const IDS_MAX: usize = 200;
/// How far back a report may have come in whose changes are asked for, in days.
const MOVED_REPORTED_DAYS: i64 = 366;
const DAY_HOURS: i64 = 24;

/// Which reports.
#[derive(Debug, Clone)]
pub struct RequestAsk {
    /// These numbers; then nothing else counts but the page.
    pub ids: Vec<String>,
    /// Of these services; of all when empty.
    pub services: Vec<String>,
    /// Reported at this instant or later.
    pub from: Option<Timestamp>,
    /// Reported before or at this instant.
    pub to: Option<Timestamp>,
    /// Open ones, or ended ones.
    pub open: Option<bool>,
    /// Changed at this instant or later.
    pub updated_from: Option<Timestamp>,
    /// Changed before or at this instant.
    pub updated_to: Option<Timestamp>,
    /// From 1.
    pub page: usize,
    /// Rows of a page, at most [`PAGE_ROWS_MAX`].
    pub page_size: usize,
}

/// A page of reports.
#[derive(Debug, Clone)]
pub struct Found {
    /// The newest first.
    pub rows: Vec<Request>,
    /// Another page follows.
    pub more: bool,
}

/// A report as everybody may know it.
#[derive(Debug, Clone)]
pub struct Request {
    /// Number.
    pub id: String,
    /// Neither closed nor void.
    pub open: bool,
    /// The state by its public name.
    pub state: String,
    /// The part of the loop, by code.
    pub phase: String,
    /// Code of its service.
    pub service_code: String,
    /// Name of its service.
    pub service_name: String,
    /// Code of the matter.
    pub matter: Option<String>,
    /// What it is about, by the catalogue: the reporter's words are not public.
    pub about: String,
    /// The unit that handles it.
    pub agency: Option<String>,
    /// When it was reported.
    pub requested: Timestamp,
    /// When it came to its present state.
    pub updated: Timestamp,
    /// When its running clock is due; none where none runs.
    pub expected: Option<Timestamp>,
    /// Where, in words.
    pub address: Option<String>,
    /// Longitude and latitude, millionths of a degree, WGS 84.
    pub point_e6: Option<(i64, i64)>,
    /// Others who reported the same.
    pub joined: i64,
}

/// A page of reports: at most two queries.
///
/// Without any time the last 90 days are meant; with one end, 90 days from there. Errors:
/// `open311.span`, `open311.service_code`, `open311.page`.
pub async fn requests(app: &App, ask: &RequestAsk) -> Result<Found> {
    let profile = app.profile();
    let own = set_up(&profile)?;
    let filter = match ask.ids.is_empty() {
        false => CaseFilter {
            numbers: numbers(&ask.ids)?,
            of: of(own, own.services.iter().filter(|s| s.public)),
            ..everybodys()
        },
        true => filter(app, own, ask)?,
    };
    if filter.of.is_empty() {
        return Ok(Found {
            rows: vec![],
            more: false,
        });
    }
    let size = ask.page_size.clamp(1, PAGE_ROWS_MAX);
    let skip = ask.page.saturating_sub(1).saturating_mul(size);
    if skip > MAX_SKIPPED {
        let zh = format!("最多翻到第{MAX_SKIPPED}条，请缩短时间范围");
        let en = format!("Pages reach to row {MAX_SKIPPED}; ask for a shorter time");
        return Err(AppError::field("page", "open311.page", zh, en));
    }
    // One more than shown says whether another page follows; a full window asks for it on page two.
    let wanted = (size + 1).min(MAX_WINDOW);
    let store = app.store();
    let rows = store
        .case_window(app.district(), &filter, skip, wanted)
        .await?;
    let more = rows.len() > size || (size == MAX_WINDOW && rows.len() == size);
    let duties = in_force(app, app.today()).await?;
    let shown = rows.iter().take(size);
    let shown = shown.filter_map(|row| view(&profile, own, &duties, row));
    Ok(Found {
        rows: shown.collect(),
        more,
    })
}

/// One report. Errors: `not_found`, also where it is not everybody's to know.
pub async fn request(app: &App, id: &str) -> Result<Request> {
    let ask = RequestAsk {
        ids: vec![id.to_owned()],
        ..RequestAsk::default()
    };
    let found = requests(app, &ask).await?.rows.into_iter().next();
    found.ok_or_else(|| AppError::not_found("这个编号的公开事项", "service_request_id"))
}

/// The number that a token stands for. Whoever holds a token was given it. Errors: `not_found`.
pub async fn number_of(app: &App, token: &str) -> Result<String> {
    set_up(&app.profile())?;
    let missing = || AppError::not_found("这个凭单（token）", "token");
    let store = app.store();
    let id = store
        .case_by_source(app.district(), SYSTEM, token.trim())
        .await?;
    let names = ("这个凭单（token）", "token");
    let case: Loaded<Case> = app
        .load(kinds::CASE, &id.ok_or_else(missing)?, names)
        .await?;
    Ok(case.state.number)
}

impl Default for RequestAsk {
    fn default() -> Self {
        Self {
            ids: vec![],
            services: vec![],
            from: None,
            to: None,
            open: None,
            updated_from: None,
            updated_to: None,
            page: 1,
            page_size: PAGE_ROWS_MAX,
        }
    }
}

/// What every public list is narrowed to.
pub(super) fn everybodys() -> CaseFilter {
    CaseFilter {
        channels: PUBLIC_CHANNELS.map(str::to_owned).to_vec(),
        ..CaseFilter::default()
    }
}

pub(super) fn numbers(ids: &[String]) -> Result<Vec<String>> {
    crate::app::within(ids.len(), IDS_MAX, "编号", "service_request_id")?;
    Ok(ids
        .iter()
        .map(|id| id.trim().to_ascii_uppercase())
        .collect())
}

fn filter(app: &App, own: &Open311, ask: &RequestAsk) -> Result<CaseFilter> {
    let mut services = vec![];
    for code in &ask.services {
        services.push(own.service(code).ok_or_else(|| no_service(code))?);
    }
    if services.is_empty() {
        services.extend(&own.services);
    }
    let moved = ask.updated_from.is_some() || ask.updated_to.is_some();
    let free = ask.from.is_none() && ask.to.is_none();
    let (from, to) = match moved && free {
        true => {
            let (from, _) = span(app, ask.updated_from, ask.updated_to)?;
            (before(from, days(MOVED_REPORTED_DAYS)), app.now())
        }
        false => span(app, ask.from, ask.to)?,
    };
    let after = |t: Timestamp| t.as_millisecond().saturating_add(1);
    Ok(CaseFilter {
        of: of(own, services.into_iter().filter(|s| s.public)),
        open: ask.open,
        reported_from: Some(from.as_millisecond()),
        reported_to: Some(after(to)),
        moved_from: ask.updated_from.map(Timestamp::as_millisecond),
        moved_to: ask.updated_to.map(after),
        ..everybodys()
    })
}

/// Both ends of a time of at most 90 days. Errors: `open311.span`.
pub(super) fn span(
    app: &App,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
) -> Result<(Timestamp, Timestamp)> {
    let longest = days(SPAN_DAYS_MAX);
    // Asked once: a clock goes on between two looks.
    let now = app.now();
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => {
            let end = from.checked_add(longest).unwrap_or(Timestamp::MAX);
            (from, now.min(end).max(from))
        }
        (None, Some(to)) => (before(to, longest), to),
        (None, None) => (before(now, longest), now),
    };
    if to < from || to.duration_since(from) > longest {
        return Err(AppError::field(
            "start_date",
            "open311.span",
            "start_date 应早于 end_date，且相隔不超过90天",
            "start_date must be before end_date, at most 90 days apart",
        ));
    }
    Ok((from, to))
}

/// So long before an instant; the first one there is where it would be none.
pub(super) fn before(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * DAY_HOURS)
}

/// Conditions that stand for services.
pub(super) fn of<'a>(
    own: &'a Open311,
    services: impl Iterator<Item = &'a Open311Service>,
) -> Vec<CaseOf> {
    let codes = |s: &Open311Service| s.matters.iter().map(|m| m.to_string()).collect::<Vec<_>>();
    let mut all = vec![];
    for service in services {
        let case_type = service.case_type.clone();
        if !service.matters.is_empty() {
            all.push(CaseOf::Matters {
                case_type: case_type.clone(),
                matters: codes(service),
            });
        }
        if service.rest {
            let others = own.services.iter().filter(|s| s.case_type == case_type);
            let but = others.flat_map(codes).collect();
            all.push(CaseOf::RestOf { case_type, but });
        }
    }
    all
}

fn view(profile: &Profile, own: &Open311, duties: &InForce, row: &CaseRow) -> Option<Request> {
    let service = own.service_of(&row.case_type, row.matter.as_deref())?;
    let version = u32::try_from(row.type_version).unwrap_or_default();
    let kind = profile.case_types.get(&row.case_type, version);
    let state = kind.and_then(|k| k.state(&row.state));
    let code = row.matter.as_deref();
    let code = code.and_then(|c| MatterCode::parse(c).ok());
    let matter = code.and_then(|c| duties.matter(&c)).map(|m| m.name.clone());
    let at = |ms| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    let seen = kind.and_then(|k| k.field("place"));
    let seen = seen.is_some_and(|f| f.seen_by.contains(&Viewer::Public));
    let plain = mask_text(&row.address) == row.address;
    Some(Request {
        id: row.number.clone(),
        open: row.is_open,
        state: state.map_or_else(|| row.state.clone(), |s| s.public_name.clone()),
        phase: row.phase.clone(),
        service_code: service.code.clone(),
        service_name: service.name.clone(),
        matter: row.matter.clone(),
        about: matter.unwrap_or_else(|| service.name.clone()),
        agency: row.handler.as_deref().map(|unit| unit_name(profile, unit)),
        requested: at(row.reported_ms),
        updated: at(row.entered_ms),
        expected: row.due_ms.filter(|_| row.is_open && !row.paused).map(at),
        address: match seen && plain && !row.address.is_empty() {
            true => Some(row.address.clone()),
            false => area(profile, row),
        },
        point_e6: row.lon_e6.zip(row.lat_e6).filter(|_| seen && plain),
        joined: row.joined,
    })
}

/// Subdistrict and community, which no address is.
fn area(profile: &Profile, row: &CaseRow) -> Option<String> {
    let units = [row.subdistrict.as_deref(), row.community.as_deref()];
    let names = units.into_iter().flatten().map(|u| unit_name(profile, u));
    let names = names.collect::<Vec<_>>().join(" ");
    (!names.is_empty()).then_some(names)
}
