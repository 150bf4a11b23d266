//! The facts of each kind as known on a day, as everybody who sees bulletins may see them.

use crate::district::unit_name;
use crate::{Actor, App, AppError, AsOf, Result, kinds, ledger};
use ::bulletin::{
    Arrival, Block, CommitmentMonth, Daily, Kind, Late, Monthly, Move, Names, Refusal, Tally,
};
use figure::Period;
use indicator::cadence::before;
use jiff::ToSpan;
use jiff::civil::Date;
use meeting::{Meeting, Review};
use serde::de::DeserializeOwned;
use store::Subject;

/// Reviews set beside one.
const BESIDE: usize = 3;

/// Title and text of a bulletin. `past` is the day as known on; none is now.
pub(super) async fn text(
    app: &App,
    actor: &Actor,
    (kind, period): (Kind, Period),
    past: Option<Date>,
) -> Result<(String, Vec<Block>)> {
    let known_on = past.unwrap_or_else(|| app.today());
    match kind {
        Kind::Daily => daily(app, period, known_on).await,
        Kind::Agenda | Kind::Minutes => {
            let id = period.to_string();
            let found: Option<Meeting> = known(app, kinds::MEETING, &id, past).await?;
            let found = found.ok_or_else(|| Refusal::on("not_frozen", "period"))?;
            let unit = |code: &str| unit_name(&app.profile(), code);
            let href = |source: &meeting::Source| as_of(crate::meeting::href(source), known_on);
            let names = Names {
                unit: &unit,
                href: &href,
            };
            Ok(match kind {
                Kind::Agenda => ::bulletin::agenda(&found, known_on, &names),
                _ => ::bulletin::minutes(&found, known_on, &names)?,
            })
        }
        Kind::TenDay => ten_day(app, period, past).await,
        Kind::Monthly => monthly(app, actor, period, known_on).await,
    }
}

/// The address with the day as known on, before the part of the page it names.
fn as_of(href: String, on: Date) -> String {
    match href.split_once('#') {
        Some((page, part)) => format!("{page}?as_of={on}#{part}"),
        None => format!("{href}?as_of={on}"),
    }
}

/// A subject as it is, or was known at the end of a day; one query. A meeting that was not there yet is none.
async fn known<T: DeserializeOwned>(
    app: &App,
    kind: &'static str,
    id: &str,
    past: Option<Date>,
) -> Result<Option<T>> {
    let (store, district) = (app.store(), app.district());
    let Some(day) = past else {
        let found: Option<store::Loaded<T>> = store.load(district, kind, id).await?;
        return Ok(found.map(|one| one.state));
    };
    let until = AsOf::Day(day).until()?;
    let subject = Subject::new(kind, id);
    let found = store.as_of_one(district, &subject, until).await?;
    let read = |one: store::Loaded<serde_json::Value>| serde_json::from_value(one.state);
    found.map(read).transpose().map_err(|error| {
        let code = "bulletin.unreadable";
        let (zh, en) = ("当日的记录无法读取", "What was known then cannot be read");
        AppError::new(crate::Kind::Unavailable, code, zh, en).with_detail(error)
    })
}

async fn ten_day(app: &App, xun: Period, past: Option<Date>) -> Result<(String, Vec<Block>)> {
    let missing = || Refusal::on("review_not_issued", "period");
    let kind = kinds::TEN_DAY_REVIEW;
    let review: Option<Review> = known(app, kind, &xun.to_string(), past).await?;
    let review = review.ok_or_else(missing)?;
    let (mut beside, mut earlier) = (vec![], before(xun, false));
    for _ in 0..BESIDE {
        let Some(xun) = earlier else { break };
        beside.extend(known::<Review>(app, kind, &xun.to_string(), past).await?);
        earlier = before(xun, false);
    }
    let unit = |code: &str| unit_name(&app.profile(), code);
    Ok(::bulletin::ten_day(&review, &beside, &unit)?)
}

async fn daily(app: &App, period: Period, known_on: Date) -> Result<(String, Vec<Block>)> {
    let on = period.first_day().unwrap_or(known_on);
    let board = crate::indicator::seen_by(app, None, None, Some(on)).await?;
    let page = |code: &str| format!("/indicators/{code}?as_of={on}");
    let arrived = board.arrived.into_iter().map(|one| Arrival {
        href: page(&one.code),
        value: one.value.map(|value| (value, one.unit.clone())),
        growth: one.growth.map(|growth| (growth, one.growth_unit.clone())),
        name: one.name,
        period_zh: one.period_zh,
        stage_zh: one.stage.zh().to_owned(),
        revised_from: one.revised_from,
    });
    let moved = board.moved.into_iter().map(|one| Move {
        href: page(&one.code),
        name: one.name,
        period_zh: one.period_zh,
        value: (one.value, one.unit),
        why_zh: one.why_zh,
        caveats: one.caveats,
    });
    let late = board.stale.into_iter().map(|one| Late {
        href: page(&one.code),
        name: one.name,
        period_zh: one.period_zh,
        source: one.source,
        due: one.due,
        days: one.days,
    });
    Ok(::bulletin::daily(&Daily {
        on,
        since: board.since,
        series: board.series,
        href: format!("/daily?since={}&as_of={on}", board.since),
        arrived: arrived.collect(),
        arrived_total: board.arrived_total,
        moved: moved.collect(),
        moved_total: board.moved_total,
        late: late.collect(),
        late_total: board.stale_total,
    }))
}

/// Projects and commitments are told as on the day as known on, or a month after the end where that is earlier: so
/// that the page of each number shows the same.
async fn monthly(
    app: &App,
    actor: &Actor,
    month: Period,
    known_on: Date,
) -> Result<(String, Vec<Block>)> {
    let last = month.last_day().unwrap_or(known_on);
    let next = last.saturating_add(1.day()).last_of_month();
    let on = known_on.min(next);
    let overview = ledger::overview(app, actor, Some(AsOf::Day(on))).await?;
    let t = &overview.tally;
    let href = format!("/ledger?as_of={on}");
    let red = |row: &ledger::Row| {
        let lead = row
            .lead
            .as_ref()
            .map_or_else(String::new, |l| l.name.clone());
        let light = row.light.as_ref();
        let why = light.map_or_else(String::new, |l| l.reason_zh.clone());
        let href = format!("/ledger/{}?as_of={on}", row.id);
        (row.title.clone(), lead, why, href)
    };
    let commitments = CommitmentMonth {
        on,
        tally: Tally {
            total: t.total,
            done: t.done,
            green: t.green,
            yellow: t.yellow,
            red: t.red,
            grey: t.grey,
        },
        reds: overview.reds.iter().map(red).collect(),
        href,
    };
    Ok(::bulletin::monthly(&Monthly {
        month,
        known_on,
        indicators: crate::indicator::month(app, month, known_on).await?,
        projects: crate::project::month(app, last.year(), on).await?,
        commitments,
    }))
}
