//! What people do to a project: forms of its page, each ending in a redirect or in the form shown again.

use super::super::Answer;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input;
use crate::retry::{Input, Retry};
use crate::state::Web;
use ::project::{
    Amount, Batch, Decide, EvidenceKind, Ledger, Report, ReverseMilestone, SetPlan, SetTotal,
};
use app::FileIn;
use app::project::{self, ApprovalCmd, EntryKind, FileOf, MilestoneCmd};
use axum::extract::{Form, Multipart, Path, State};
use axum::http::StatusCode;
use figure::Decimal;
use std::collections::HashMap;

/// Most parts of a form with files.
const PARTS_MAX: usize = 40;
/// 万元 in 元.
const WAN: i64 = 10_000;

/// The fields of a form by name.
pub(super) type Fields = HashMap<String, String>;

pub(super) fn of<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

pub(super) fn version(fields: &Fields) -> i64 {
    of(fields, "version").parse().unwrap_or_default()
}

/// An amount in 万元, as 元; none where the field is empty.
fn yuan(field: &str, fields: &Fields) -> Result<Option<Decimal>, Fault> {
    let wan = input::number_or_none(field, of(fields, field))?;
    let yuan = |wan: Decimal| {
        let yuan = wan.checked_mul(Decimal::from(WAN));
        yuan.ok_or_else(|| input::wrong(field, "input.number"))
    };
    wan.map(yuan).transpose()
}

pub(super) fn needed(field: &str, fields: &Fields) -> Result<Decimal, Fault> {
    yuan(field, fields)?.ok_or_else(|| input::wrong(field, "input.number"))
}

fn whole<T: std::str::FromStr>(field: &str, fields: &Fields) -> Result<T, Fault> {
    let read = of(fields, field).trim().parse();
    read.map_err(|_| input::wrong(field, "input.number"))
}

/// The redirect, or the form again with what was typed.
pub(super) fn answer<T>(
    web: &Web,
    viewer: &Viewer,
    done: Result<T, Fault>,
    (id, path, flash): (&str, &str, &str),
    again: impl FnOnce(Retry) -> Retry,
) -> Answer {
    let back = format!("/projects/{id}");
    match done {
        Ok(_) => Ok(Flash::new(flash).go(&back, web.options().secure_cookies)),
        Err(fault) => {
            again(Retry::to(format!("/projects/{id}/{path}"), &back)).answer(viewer, fault)
        }
    }
}

pub async fn report(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let read = || -> Result<Report, Fault> {
        let amount = needed("amount", &fields)?;
        let ledger = input::code(
            "ledger",
            of(&fields, "ledger"),
            ["reported", "enrolled", "bond"],
        )?;
        Ok(Report {
            ledger: ledger
                .and_then(Ledger::from_code)
                .unwrap_or(Ledger::Reported),
            year: whole("year", &fields)?,
            month: whole("month", &fields)?,
            amount: match input::code("basis", of(&fields, "basis"), ["ytd", "month"])? {
                Some("month") => Amount::Month(amount),
                _ => Amount::YearToDate(amount),
            },
            note: of(&fields, "note").to_owned(),
        })
    };
    let done = match read() {
        Ok(cmd) => {
            let done = project::report(web.app(), &viewer.actor, &id, version(&fields), cmd).await;
            done.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let said = (id.as_str(), "report", "flash.project_claimed");
    answer(&web, &viewer, done, said, |form| {
        form.hidden("version", of(&fields, "version"))
            .hidden("ledger", of(&fields, "ledger"))
            .hidden("basis", of(&fields, "basis"))
            .field("year", "project.year", of(&fields, "year"), Input::Line)
            .field("month", "project.month", of(&fields, "month"), Input::Line)
            .field(
                "amount",
                "project.amount_wan",
                of(&fields, "amount"),
                Input::Line,
            )
            .long("note", "project.note", of(&fields, "note"))
    })
}

pub async fn set_plan(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let read = || -> Result<SetPlan, Fault> {
        let month = input::number_or_none("start_month", of(&fields, "start_month"))?;
        Ok(SetPlan {
            year: whole("year", &fields)?,
            amount: needed("amount", &fields)?,
            curve: None,
            bond: yuan("bond", &fields)?,
            start_month: match month {
                None => None,
                Some(_) => Some(whole("start_month", &fields)?),
            },
            basis: of(&fields, "basis").to_owned(),
            reason: of(&fields, "reason").to_owned(),
        })
    };
    let done = match read() {
        Ok(cmd) => {
            let done = project::set_plan(web.app(), &viewer.actor, &id, version(&fields), cmd);
            done.await.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let said = (id.as_str(), "plan", "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        let line =
            |form: Retry, name, label| form.field(name, label, of(&fields, name), Input::Line);
        let form = form.hidden("version", of(&fields, "version"));
        let form = line(form, "year", "project.year");
        let form = line(form, "amount", "project.plan_wan");
        let form = line(form, "bond", "project.bond_wan");
        let form = line(form, "start_month", "project.start_month");
        let form = line(form, "basis", "project.basis");
        form.long("reason", "project.reason", of(&fields, "reason"))
    })
}

pub async fn set_total(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let done = match needed("amount", &fields) {
        Ok(amount) => {
            let cmd = SetTotal {
                amount,
                basis: of(&fields, "basis").to_owned(),
                reapproval: input::given(of(&fields, "reapproval")),
            };
            let done = project::set_total(web.app(), &viewer.actor, &id, version(&fields), cmd);
            done.await.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let said = (id.as_str(), "total", "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        let line =
            |form: Retry, name, label| form.field(name, label, of(&fields, name), Input::Line);
        let form = form.hidden("version", of(&fields, "version"));
        let form = line(form, "amount", "project.total_wan");
        let form = line(form, "basis", "project.basis");
        line(form, "reapproval", "project.reapproval")
    })
}

/// Verifies or returns one entry.
pub async fn decide(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, kind, no, verb)): Path<(String, String, u32, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let missing = || Fault::of(StatusCode::NOT_FOUND, "no_page");
    let entry = match kind.as_str() {
        "investment" => EntryKind::Investment,
        "milestone" => EntryKind::Milestone,
        _ => return Err(missing()),
    };
    let verified = match verb.as_str() {
        "verify" => true,
        "return" => false,
        _ => return Err(missing()),
    };
    let reason = of(&fields, "reason").to_owned();
    let cmd = Decide {
        no,
        verified,
        reason,
    };
    let done = project::decide(
        web.app(),
        &viewer.actor,
        &id,
        version(&fields),
        (entry, cmd),
    );
    let done = done.await.map_err(Into::into);
    let path = format!("entries/{kind}/{no}/{verb}");
    let flash = match verified {
        true => "flash.record_verified",
        false => "flash.record_returned",
    };
    answer(&web, &viewer, done, (&id, &path, flash), |form| {
        form.hidden("version", of(&fields, "version")).long(
            "reason",
            "form.reason",
            of(&fields, "reason"),
        )
    })
}

pub async fn reverse(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, no)): Path<(String, u32)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let reason = of(&fields, "reason").to_owned();
    let cmd = ReverseMilestone { no, reason };
    let done = project::reverse_milestone(web.app(), &viewer.actor, &id, version(&fields), cmd);
    let done = done.await.map_err(Into::into);
    let path = format!("milestones/{no}/reverse");
    let said = (id.as_str(), path.as_str(), "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        form.hidden("version", of(&fields, "version")).long(
            "reason",
            "form.reason",
            of(&fields, "reason"),
        )
    })
}

pub async fn milestone(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let (fields, files) = parts(form).await?;
    let read = || -> Result<MilestoneCmd, Fault> {
        let batch = input::code("batch", of(&fields, "batch"), super::asked::BATCHES)?;
        let batch = batch.and_then(Batch::from_code);
        let of_kind = |(name, file): (String, FileIn)| {
            let kind = EvidenceKind::from_code(name.strip_prefix("file_")?)?;
            Some(FileOf { kind, file })
        };
        Ok(MilestoneCmd {
            batch: batch.ok_or_else(|| input::wrong("batch", "input.choice"))?,
            date: input::day("date", of(&fields, "date"))?,
            files: files.into_iter().filter_map(of_kind).collect(),
            note: of(&fields, "note").to_owned(),
        })
    };
    let done = match read() {
        Ok(cmd) => {
            let done =
                project::claim_milestone(web.app(), &viewer.actor, &id, version(&fields), cmd);
            done.await.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let said = (id.as_str(), "milestone", "flash.project_claimed");
    answer(&web, &viewer, done, said, |form| {
        let form = form
            .hidden("version", of(&fields, "version"))
            .hidden("batch", of(&fields, "batch"))
            .field("date", "project.day", of(&fields, "date"), Input::Day)
            .long("note", "project.note", of(&fields, "note"));
        let kinds = Batch::from_code(of(&fields, "batch")).map_or(&[][..], Batch::evidence);
        kinds.iter().fold(form, |form, kind| {
            let (name, label) = file_field(*kind);
            form.field(name, label, "", Input::Files)
        })
    })
}

/// Name and words of the field for files of a kind.
fn file_field(kind: EvidenceKind) -> (&'static str, &'static str) {
    match kind {
        EvidenceKind::ReserveDecision => {
            ("file_reserve_decision", "project.evidence.reserve_decision")
        }
        EvidenceKind::StartOrder => ("file_start_order", "project.evidence.start_order"),
        EvidenceKind::Permit => ("file_permit", "project.evidence.permit"),
        EvidenceKind::SitePhoto => ("file_site_photo", "project.evidence.site_photo"),
        EvidenceKind::Acceptance => ("file_acceptance", "project.evidence.acceptance"),
        EvidenceKind::InUse => ("file_in_use", "project.evidence.in_use"),
        EvidenceKind::Other => ("file_other", "project.evidence.other"),
    }
}

pub async fn approval(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let (fields, mut files) = parts(form).await?;
    let read = || -> Result<ApprovalCmd, Fault> {
        if of(&fields, "state") == "not_needed" {
            let reason = of(&fields, "reason").to_owned();
            return Ok(ApprovalCmd::NotNeeded { reason });
        }
        let file = files.pop().map(|(_, file)| file);
        Ok(ApprovalCmd::Held {
            number: of(&fields, "number").to_owned(),
            issued_on: input::day("issued_on", of(&fields, "issued_on"))?,
            expires_on: input::day_or_none("expires_on", of(&fields, "expires_on"))?,
            file: Box::new(file.ok_or_else(|| input::wrong("file", "review.file_missing"))?),
        })
    };
    let mut read = read;
    let done = match read() {
        Ok(cmd) => {
            let entry = (of(&fields, "item").to_owned(), cmd);
            let done =
                project::enter_approval(web.app(), &viewer.actor, &id, version(&fields), entry);
            done.await.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let said = (id.as_str(), "approval", "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        form.hidden("version", of(&fields, "version"))
            .hidden("item", of(&fields, "item"))
            .hidden("state", of(&fields, "state"))
            .field(
                "number",
                "project.number",
                of(&fields, "number"),
                Input::Line,
            )
            .field(
                "issued_on",
                "project.issued_on",
                of(&fields, "issued_on"),
                Input::Day,
            )
            .field(
                "expires_on",
                "project.expires_on",
                of(&fields, "expires_on"),
                Input::Day,
            )
            .long("reason", "project.not_needed_why", of(&fields, "reason"))
            .field("file", "project.document", "", Input::Files)
    })
}

/// Fields and files of a form.
async fn parts(mut form: Multipart) -> Result<(Fields, Vec<(String, FileIn)>), Fault> {
    let unreadable = |_| Fault::of(StatusCode::BAD_REQUEST, "unreadable");
    let (mut fields, mut files) = (Fields::new(), vec![]);
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        if fields.len() + files.len() >= PARTS_MAX {
            return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(unreadable)?.to_vec();
        match file_name {
            Some(file) if !(file.is_empty() && bytes.is_empty()) => {
                files.push((name, FileIn { name: file, bytes }));
            }
            Some(_) => {}
            None => {
                fields.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    Ok((fields, files))
}
