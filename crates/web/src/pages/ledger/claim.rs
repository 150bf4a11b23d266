//! `POST /ledger/{id}/records`: a unit reports progress, once, with its evidence.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use app::ledger::Detail;
use app::record::{self, ClaimCmd};
use app::{App, FileIn};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use commitment::{MeasuredBy, Plan, RecordKind};

/// Most fields of the form, files included.
const FIELDS_MAX: usize = 40;

/// The form as typed, or as it starts.
#[derive(Debug, Clone, Default)]
pub struct ClaimForm {
    /// `amount`, `reading`, `milestone`, `note`.
    pub kind: String,
    /// Index of the milestone, from 0.
    pub step: String,
    /// Day.
    pub date: String,
    /// Number.
    pub amount: String,
    /// Unit of the number.
    pub unit: String,
    /// Where.
    pub place: String,
    /// Words.
    pub note: String,
    /// The returned record entered again.
    pub resubmits: String,
    /// Milestones that can be chosen, by title.
    pub steps: Vec<String>,
}

impl ClaimForm {
    /// A form that asks for what the commitment is measured by; filled from a returned record that is
    /// entered again.
    pub fn fresh(app: &App, detail: &Detail, resubmit: &str) -> Self {
        let c = &detail.commitment;
        let kind = match c.measured_by {
            MeasuredBy::Readings => "reading",
            MeasuredBy::Milestones => "milestone",
            MeasuredBy::Notes
            | MeasuredBy::Cases
            | MeasuredBy::Projects
            | MeasuredBy::Indicators => "note",
            _ => "amount",
        };
        let steps = match &c.plan {
            Plan::Milestones(points) => points.iter().map(|p| p.title.clone()).collect(),
            _ => vec![],
        };
        let form = Self {
            kind: kind.to_owned(),
            date: app.today().to_string(),
            unit: c
                .target
                .as_ref()
                .map(|t| t.unit.clone())
                .unwrap_or_default(),
            steps,
            ..Self::default()
        };
        let returned = detail
            .records
            .iter()
            .find(|r| r.record.id == resubmit && r.may.contains(&"resubmit"));
        match returned {
            Some(view) => form.filled_from(&view.record),
            None => form,
        }
    }

    fn filled_from(mut self, r: &commitment::Record) -> Self {
        (self.kind, self.step) = match r.kind {
            RecordKind::Amount => ("amount".into(), String::new()),
            RecordKind::Reading => ("reading".into(), String::new()),
            RecordKind::Milestone(i) => ("milestone".into(), i.to_string()),
            RecordKind::Note => ("note".into(), String::new()),
        };
        self.date = r.date.to_string();
        self.amount = r
            .amount
            .map(|a| a.normalize().to_string())
            .unwrap_or_default();
        self.unit = r.unit.clone().unwrap_or_default();
        self.place = r.place.clone().unwrap_or_default();
        self.note = r.note.clone();
        self.resubmits = r.id.clone();
        self
    }

    fn command(&self, evidence: Vec<FileIn>) -> Result<ClaimCmd, Fault> {
        let kind = match self.kind.as_str() {
            "amount" => RecordKind::Amount,
            "reading" => RecordKind::Reading,
            "milestone" => RecordKind::Milestone(
                self.step
                    .parse()
                    .map_err(|_| input::wrong("step", "input.step"))?,
            ),
            _ => RecordKind::Note,
        };
        Ok(ClaimCmd {
            kind,
            date: input::day("date", &self.date)?,
            amount: input::number_or_none("amount", &self.amount)?,
            unit: input::given(&self.unit).filter(|_| !self.amount.trim().is_empty()),
            place: input::given(&self.place),
            note: self.note.trim().to_owned(),
            evidence,
            resubmits: input::given(&self.resubmits),
        })
    }

    fn retry(&self, id: &str) -> Retry {
        let form = Retry::to(format!("/ledger/{id}/records"), &format!("/ledger/{id}"))
            .hidden("kind", &self.kind)
            .hidden("step", &self.step)
            .hidden("resubmits", &self.resubmits)
            .field("date", "claim.date", &self.date, Input::Day);
        let form = match self.kind.as_str() {
            "amount" | "reading" => form
                .field("amount", "claim.amount", &self.amount, Input::Line)
                .field("unit", "claim.unit", &self.unit, Input::Line),
            _ => form,
        };
        form.field("place", "claim.place", &self.place, Input::Line)
            .long("note", "claim.note", &self.note)
            .field("evidence", "claim.evidence", "", Input::Files)
    }
}

pub async fn claim(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    multipart: Multipart,
) -> Answer {
    let (form, files) = read(multipart).await?;
    let done = match form.command(files) {
        Ok(cmd) => record::claim(web.app(), &viewer.actor, &id, cmd)
            .await
            .map_err(Fault::from),
        Err(fault) => Err(fault),
    };
    match done {
        Ok(_) => Ok(Flash::new("flash.claimed").go(
            &format!("/ledger/{id}#records"),
            web.options().secure_cookies,
        )),
        Err(fault) => form.retry(&id).answer(&viewer, fault),
    }
}

async fn read(mut multipart: Multipart) -> Result<(ClaimForm, Vec<FileIn>), Fault> {
    let unreadable = |_| Fault::of(StatusCode::BAD_REQUEST, "unreadable");
    let (mut form, mut files) = (ClaimForm::default(), vec![]);
    let mut fields = 0;
    while let Some(field) = multipart.next_field().await.map_err(unreadable)? {
        fields += 1;
        if fields > FIELDS_MAX {
            return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
        }
        let name = field.name().unwrap_or_default().to_owned();
        if name == "evidence" {
            let file_name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            if !file_name.is_empty() || !bytes.is_empty() {
                files.push(FileIn {
                    name: file_name,
                    bytes,
                });
            }
            continue;
        }
        let text = field.text().await.map_err(unreadable)?;
        let into = match name.as_str() {
            "kind" => &mut form.kind,
            "step" => &mut form.step,
            "date" => &mut form.date,
            "amount" => &mut form.amount,
            "unit" => &mut form.unit,
            "place" => &mut form.place,
            "note" => &mut form.note,
            "resubmits" => &mut form.resubmits,
            _ => continue,
        };
        *into = text;
    }
    Ok((form, files))
}
