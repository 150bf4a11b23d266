//! An entry is added, or one is changed or ended; never taken out, because cases cite it.

use super::in_force::current;
use super::show::load;
use super::take_in::moved_on;
use crate::change_of::changed;
use crate::retry::on_the_side;
use crate::{Actor, App, AppError, Result, same_version};
use duty::check::{self, Severity};
use duty::sheet::next_id;
use duty::{Entry, EntryId, EntryKind, Period};
use jiff::civil::Date;
use org::{Action, OfficialCode, Resource, UnitCode};

/// Longest basis and reason, in characters.
const WORDS_CHARS_MAX: usize = 500;

/// An entry as somebody typed it.
#[derive(Debug, Clone)]
pub struct EntryForm {
    /// Which; none for a new one.
    pub id: Option<String>,
    /// Unit code.
    pub unit: String,
    /// What the list says.
    pub kind: EntryKind,
    /// Codes of subdistricts and communities; none for everywhere.
    pub places: Vec<String>,
    /// Whom it helps, or who took it over.
    pub counterpart: Option<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
    /// What it rests on.
    pub basis: String,
}

/// Adds or changes an entry of a matter, with the reason; the matter's new version.
///
/// Errors: `duty.basis`, `duty.reason`, `unit.unknown`, `duty.place`, and what
/// [`duty::check::entries`] calls an error.
pub async fn put(
    app: &App,
    actor: &Actor,
    matter: &str,
    expected: i64,
    form: &EntryForm,
    reason: &str,
) -> Result<i64> {
    app.require(actor, Action::Edit, Resource::DutyList, &[])?;
    on_the_side(|| put_once(app, actor, matter, expected, form, reason)).await
}

async fn put_once(
    app: &App,
    actor: &Actor,
    matter: &str,
    expected: i64,
    form: &EntryForm,
    reason: &str,
) -> Result<i64> {
    let before = load(app, matter).await?;
    same_version(expected, before.seq)?;
    let read = current(app).await?;
    words("reason", "duty.reason", "原因", reason)?;
    words("basis", "duty.basis", "依据", &form.basis)?;
    let id = match &form.id {
        Some(id) => EntryId::parse(id).ok(),
        None => {
            let matter = duty::MatterCode::parse(matter).ok();
            let taken = |id: &EntryId| read.list.iter().any(|e| e.id == *id);
            matter.and_then(|matter| next_id(&matter, taken))
        }
    };
    let id = id.ok_or_else(|| AppError::not_found("这个条目", "entry"))?;
    let entry = read_form(before.subject.id.as_str(), id, form)?;
    let mut after = before.state.clone();
    after.edited = true;
    match after.entries.iter_mut().find(|old| old.id == entry.id) {
        Some(old) => *old = entry.clone(),
        None if form.id.is_some() => return Err(AppError::not_found("这个条目", "entry")),
        None => after.entries.push(entry.clone()),
    }
    let line_of = |e: &Entry| usize::from(e.id == entry.id);
    let placed: Vec<(usize, Entry)> = after
        .entries
        .iter()
        .map(|e| (line_of(e), e.clone()))
        .collect();
    let found = check::entries(&placed, read.list.catalogue(), read.list.directory());
    let worst = found
        .into_iter()
        .find(|f| f.line == 1 && f.severity == Severity::Error);
    if let Some(finding) = worst {
        let en = finding.en();
        return Err(AppError::field(
            field_of(finding.code),
            finding.code,
            finding.zh,
            en,
        ));
    }
    if after == before.state {
        return Ok(before.seq);
    }
    let change = changed(&before, "duty.put", Some(reason), &after);
    let done = app
        .append(actor, vec![change, moved_on(app).await?])
        .await?;
    Ok(done.seqs.first().map_or(before.seq, |(_, seq)| *seq))
}

fn words(field: &str, code: &'static str, zh: &str, text: &str) -> Result<()> {
    let chars = text.trim().chars().count();
    if (1..=WORDS_CHARS_MAX).contains(&chars) {
        return Ok(());
    }
    Err(AppError::field(
        field,
        code,
        format!("请填写{zh}，至多{WORDS_CHARS_MAX}字"),
        format!("1 to {WORDS_CHARS_MAX} characters are needed"),
    ))
}

fn read_form(matter: &str, id: EntryId, form: &EntryForm) -> Result<Entry> {
    let unit = |field: &'static str, code: &str| {
        let unknown = || {
            let zh = format!("没有代码为“{code}”的单位");
            AppError::field(field, "unit.unknown", zh, "No such unit")
        };
        UnitCode::parse(code).map_err(|_| unknown())
    };
    let place = |code: &String| {
        OfficialCode::parse(code.trim())
            .map_err(|e| AppError::field("places", "duty.place", e.to_string(), "No such place"))
    };
    let matter =
        duty::MatterCode::parse(matter).map_err(|_| AppError::not_found("这个事项", "matter"))?;
    Ok(Entry {
        id,
        matter,
        unit: unit("unit", &form.unit)?,
        kind: form.kind,
        places: form.places.iter().map(place).collect::<Result<_>>()?,
        counterpart: match &form.counterpart {
            Some(code) => Some(unit("counterpart", code)?),
            None => None,
        },
        period: Period {
            valid_from: form.valid_from,
            valid_to: form.valid_to,
        },
        basis: form.basis.trim().to_owned(),
    })
}

/// The field of the form that a finding is about.
fn field_of(code: &str) -> &'static str {
    match code {
        "period_order" => "valid_to",
        "entry_place_unknown" | "entry_places_many" => "places",
        "entry_unit_unknown" => "unit",
        _ => "kind",
    }
}
