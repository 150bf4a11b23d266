//! Asking for a change and deciding on it.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::{Flash, own_path};
use crate::input;
use crate::pages::Answer;
use crate::retry::{Input, Retry};
use crate::state::Web;
use crate::words::Lang;
use crate::{measure, plan, units};
use app::App;
use app::change::{self, Changes};
use app::counting::{TypedMeasure, TypedProjects};
use axum::extract::{Form, Path, RawForm, State};
use commitment::Commitment;
use figure::Target;
use serde::Deserialize;

/// A request as typed; an empty field stays as it is.
#[derive(Default)]
struct RequestForm {
    version: i64,
    deadline: String,
    value: String,
    lead: String,
    leader: String,
    /// All of them; none where the form did not ask.
    supporting: Option<Vec<String>>,
    plan: String,
    plan_points: String,
    cases: TypedMeasure,
    projects: TypedProjects,
    reason: String,
}

/// Most supporting units read from a form; the domain's own limit is lower.
const SUPPORTING_READ_MAX: usize = 500;

impl RequestForm {
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            let into = match name.as_ref() {
                "version" => {
                    form.version = value.parse().unwrap_or(0);
                    continue;
                }
                "supporting" => {
                    let chosen = form.supporting.get_or_insert_default();
                    if !value.is_empty() && chosen.len() < SUPPORTING_READ_MAX {
                        chosen.push(value.into_owned());
                    }
                    continue;
                }
                "deadline" => &mut form.deadline,
                "value" => &mut form.value,
                "lead" => &mut form.lead,
                "leader" => &mut form.leader,
                "plan" => &mut form.plan,
                "plan_points" => &mut form.plan_points,
                "cases_total" => &mut form.cases.total,
                "cases_type" => &mut form.cases.case_type,
                "cases_matters" => &mut form.cases.matters,
                "cases_areas" => &mut form.cases.areas,
                "cases_outcomes" => &mut form.cases.outcomes,
                "cases_fields" => &mut form.cases.fields,
                "cases_from" => &mut form.cases.from,
                "cases_to" => &mut form.cases.to,
                "projects_total" => &mut form.projects.total,
                "projects_bureau" => &mut form.projects.bureau,
                "projects_place" => &mut form.projects.place,
                "projects_category" => &mut form.projects.category,
                "reason" => &mut form.reason,
                _ => continue,
            };
            *into = value.into_owned();
        }
        form
    }

    /// What differs from what stands now.
    async fn changes(&self, app: &App, now: &Commitment) -> Result<Changes, Fault> {
        let value = input::number_or_none("value", &self.value)?;
        let target = match (value, &now.target) {
            (None, _) => None,
            (Some(_), None) => return Err(input::wrong("value", "input.no_target")),
            (Some(value), Some(target)) => Some(Target {
                value: Some(value),
                ..target.clone()
            }),
        };
        let cases = match self.cases.is_empty() {
            true => None,
            false => Some(self.cases.read(app).await?),
        };
        let projects = match self.projects.total.trim().is_empty() {
            true => None,
            false => Some(self.projects.read(app)?),
        };
        Ok(Changes {
            projects: projects.filter(|projects| Some(projects) != now.projects.as_ref()),
            cases: cases.filter(|cases| Some(cases) != now.cases.as_ref()),
            lead: input::given(&self.lead),
            supporting: self.supporting_beside(now),
            leader: input::given(&self.leader),
            target,
            deadline: input::day_or_none("deadline", &self.deadline)?,
            plan: plan::read(&self.plan, &self.plan_points)?.filter(|plan| *plan != now.plan),
        })
    }

    /// The supporting units where they are to change; a unit that takes the lead leaves them.
    fn supporting_beside(&self, now: &Commitment) -> Option<Vec<String>> {
        let lead = input::given(&self.lead);
        let mut chosen = self.supporting.clone().unwrap_or(now.supporting.clone());
        chosen.retain(|unit| Some(unit) != lead.as_ref());
        let same = chosen.len() == now.supporting.len()
            && chosen.iter().all(|unit| now.supporting.contains(unit));
        (!same).then_some(chosen)
    }

    fn retry(&self, web: &Web, lang: Lang, id: &str) -> Retry {
        Retry::to(format!("/ledger/{id}/changes"), &format!("/ledger/{id}"))
            .hidden("version", self.version)
            .field("deadline", "change.deadline", &self.deadline, Input::Day)
            .field("value", "change.value", &self.value, Input::Line)
            .field(
                "lead",
                "change.lead",
                &self.lead,
                Input::Choice(units::owners(web.app())),
            )
            .field(
                "leader",
                "change.leader",
                &self.leader,
                Input::Choice(units::leaders(web.app())),
            )
            .field(
                "supporting",
                "change.supporting",
                self.supporting.as_deref().unwrap_or_default().join(","),
                Input::Several(units::owners(web.app())),
            )
            .field(
                "plan",
                "plan.label",
                &self.plan,
                Input::Choice(plan::choices(lang)),
            )
            .long("plan_points", "plan.points", &self.plan_points)
            .field(
                "cases_total",
                "cases.total",
                &self.cases.total,
                Input::Choice(measure::totals(web.app(), lang)),
            )
            .field(
                "cases_type",
                "cases.type",
                &self.cases.case_type,
                Input::Choice(measure::types(web.app())),
            )
            .long("cases_matters", "cases.matters", &self.cases.matters)
            .long("cases_areas", "cases.areas", &self.cases.areas)
            .long("cases_fields", "cases.fields", &self.cases.fields)
            .long("cases_outcomes", "cases.outcomes", &self.cases.outcomes)
            .field("cases_from", "cases.from", &self.cases.from, Input::Day)
            .field("cases_to", "cases.to", &self.cases.to, Input::Day)
            .field(
                "projects_total",
                "counted_projects.total",
                &self.projects.total,
                Input::Choice(measure::of_projects(lang)),
            )
            .field(
                "projects_bureau",
                "counted_projects.bureau",
                &self.projects.bureau,
                Input::Line,
            )
            .field(
                "projects_place",
                "counted_projects.place",
                &self.projects.place,
                Input::Line,
            )
            .field(
                "projects_category",
                "counted_projects.category",
                &self.projects.category,
                Input::Line,
            )
            .long("reason", "form.reason", &self.reason)
    }
}

pub async fn request(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    RawForm(body): RawForm,
) -> Answer {
    let form = RequestForm::read(&body);
    match ask(&web, &viewer, &id, &form).await {
        Ok(()) => Ok(Flash::new("flash.change_requested").go(
            &format!("/ledger/{id}#changes"),
            web.options().secure_cookies,
        )),
        Err(fault) => form
            .retry(&web, viewer.visitor.prefs.lang, &id)
            .answer(&viewer, fault),
    }
}

async fn ask(web: &Web, viewer: &Viewer, id: &str, form: &RequestForm) -> Result<(), Fault> {
    let now = app::ledger::show(web.app(), &viewer.actor, id, None).await?;
    let changes = form.changes(web.app(), &now.commitment).await?;
    change::request(
        web.app(),
        &viewer.actor,
        id,
        form.version,
        changes,
        &form.reason,
    )
    .await?;
    Ok(())
}

#[derive(Deserialize)]
pub struct Decision {
    version: i64,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    back: String,
}

pub async fn approve(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = change::approve(
        web.app(),
        &viewer.actor,
        &id,
        form.version,
        input::given(&form.reason),
    )
    .await;
    after(
        &web,
        &viewer,
        done,
        format!("/changes/{id}/approve"),
        "flash.change_approved",
        &form,
    )
}

pub async fn refuse(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = change::refuse(web.app(), &viewer.actor, &id, form.version, &form.reason).await;
    after(
        &web,
        &viewer,
        done,
        format!("/changes/{id}/refuse"),
        "flash.change_refused",
        &form,
    )
}

pub async fn withdraw(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Decision>,
) -> Answer {
    let done = change::withdraw(web.app(), &viewer.actor, &id, form.version).await;
    after(
        &web,
        &viewer,
        done,
        format!("/changes/{id}/withdraw"),
        "flash.change_withdrawn",
        &form,
    )
}

fn after<T>(
    web: &Web,
    viewer: &Viewer,
    done: app::Result<T>,
    action: String,
    flash: &str,
    form: &Decision,
) -> Answer {
    match done {
        Ok(_) => Ok(Flash::new(flash).go(own_path(&form.back), web.options().secure_cookies)),
        Err(error) => Retry::to(action, &form.back)
            .hidden("version", form.version)
            .long("reason", "form.reason", &form.reason)
            .answer(viewer, error.into()),
    }
}
