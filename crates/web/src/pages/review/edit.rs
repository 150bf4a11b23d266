//! `…/edit`: what a draft says is mended.

use super::answer::{Island, Scene};
use super::conflict::Clash;
use super::form::{self, DraftForm, Head};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input::{day_or_none, given, wrong};
use crate::measure::{MeasureForm, ProjectsForm, SeriesForm};
use crate::pages::Answer;
use crate::plan;
use crate::problems::Problems;
use crate::state::Web;
use app::counting::{TypedMeasure, TypedProjects, TypedSeries, series_choices};
use app::review::{self, Edit, Versioned};
use askama::Template;
use axum::extract::{Form, Path, State};
use commitment::{CaseMeasure, Commitment, IndicatorMeasure, Kind, MeasuredBy, ProjectMeasure};
use figure::Target;
use org::Action;
use serde::Deserialize;

/// The draft as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    back: String,
    text: String,
    title: String,
    kind: String,
    target: String,
    measure: String,
    deadline: String,
    no_deadline_reason: String,
    measured_by: String,
    review_every_days: String,
    plan: String,
    plan_points: String,
    cases_total: String,
    cases_type: String,
    cases_matters: String,
    cases_areas: String,
    cases_outcomes: String,
    cases_fields: String,
    cases_from: String,
    cases_to: String,
    projects_total: String,
    projects_bureau: String,
    projects_place: String,
    projects_category: String,
    series_indicator: String,
    series_value: String,
    series_partner: String,
    series_partner_value: String,
}

/// What facts can be measured by.
const MEASURES: [MeasuredBy; 7] = [
    MeasuredBy::Records,
    MeasuredBy::Cases,
    MeasuredBy::Projects,
    MeasuredBy::Indicators,
    MeasuredBy::Readings,
    MeasuredBy::Milestones,
    MeasuredBy::Notes,
];

#[derive(Template)]
#[template(path = "review/edit.html")]
struct EditForm {
    f: Frame,
    action: String,
    no: u32,
    quote: String,
    typed: Typed,
    cases: MeasureForm,
    projects: ProjectsForm,
    series: SeriesForm,
    problems: Problems,
    clash: Option<Clash>,
    cancel: String,
}

impl EditForm {
    fn kinds() -> Vec<&'static str> {
        Kind::ALL.iter().map(|k| k.code()).collect()
    }
    fn plans() -> [&'static str; 3] {
        plan::KINDS
    }
    fn measures() -> Vec<&'static str> {
        MEASURES.iter().map(|m| m.code()).collect()
    }
}

impl DraftForm for Typed {
    const ACTION: Action = Action::Edit;
    const PATH: &'static str = "edit";
    const TITLE: &'static str = "review.edit_title";
    const FLASH: &'static str = "flash.draft_edited";

    fn fresh(draft: &Commitment) -> Self {
        as_typed(draft)
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn back(&self) -> &str {
        &self.back
    }
    fn at(self, version: i64, back: &str) -> Self {
        Self {
            version,
            back: back.to_owned(),
            ..self
        }
    }
    fn page(self, scene: &Scene<'_>, c: &Commitment, head: Head) -> impl Template {
        let lang = scene.viewer.visitor.prefs.lang;
        EditForm {
            cases: MeasureForm::new(scene.web.app(), lang, self.cases()),
            projects: ProjectsForm::new(lang, self.projects()),
            series: SeriesForm::new(lang, self.series(), series_choices(scene.web.app())),
            quote: c.source.quote.clone(),
            typed: self,
            f: head.f,
            action: head.action,
            no: head.no,
            problems: head.problems,
            clash: head.clash,
            cancel: head.cancel,
        }
    }
    async fn act(
        &self,
        scene: &Scene<'_>,
        c: &Commitment,
    ) -> Result<Vec<Versioned<Commitment>>, Fault> {
        let cmd = Edit {
            cases: self.cases_of(scene, c).await?,
            projects: self.projects_of(scene, c)?,
            indicators: self.series_of(c)?,
            ..edit_of(self, c)?
        };
        let (app, actor) = (scene.web.app(), &scene.viewer.actor);
        Ok(vec![
            review::edit(app, actor, &c.id, self.version, &cmd).await?,
        ])
    }
}

impl Typed {
    fn cases(&self) -> TypedMeasure {
        TypedMeasure {
            total: self.cases_total.clone(),
            case_type: self.cases_type.clone(),
            matters: self.cases_matters.clone(),
            areas: self.cases_areas.clone(),
            outcomes: self.cases_outcomes.clone(),
            fields: self.cases_fields.clone(),
            from: self.cases_from.clone(),
            to: self.cases_to.clone(),
        }
    }

    fn projects(&self) -> TypedProjects {
        TypedProjects {
            total: self.projects_total.clone(),
            bureau: self.projects_bureau.clone(),
            place: self.projects_place.clone(),
            category: self.projects_category.clone(),
        }
    }

    fn series(&self) -> TypedSeries {
        TypedSeries {
            indicator: self.series_indicator.clone(),
            value: self.series_value.clone(),
            partner: self.series_partner.clone(),
            partner_value: self.series_partner_value.clone(),
        }
    }

    /// What of which series measures it, where that differs from the draft.
    fn series_of(&self, c: &Commitment) -> Result<Option<Option<IndicatorMeasure>>, Fault> {
        if self.measured_by != MeasuredBy::Indicators.code() {
            return Ok(None);
        }
        let read = Some(self.series().read()?);
        Ok(Some(read).filter(|read| *read != c.indicators))
    }

    /// What of which projects counts, where that differs from the draft.
    fn projects_of(
        &self,
        scene: &Scene<'_>,
        c: &Commitment,
    ) -> Result<Option<Option<ProjectMeasure>>, Fault> {
        if self.measured_by != MeasuredBy::Projects.code() {
            return Ok(None);
        }
        let read = Some(self.projects().read(scene.web.app())?);
        Ok(Some(read).filter(|read| *read != c.projects))
    }

    /// Which cases count, where that differs from the draft.
    async fn cases_of(
        &self,
        scene: &Scene<'_>,
        c: &Commitment,
    ) -> Result<Option<Option<CaseMeasure>>, Fault> {
        if self.measured_by != MeasuredBy::Cases.code() {
            return Ok(None);
        }
        let read = Some(self.cases().read(scene.web.app()).await?);
        Ok(Some(read).filter(|read| *read != c.cases))
    }
}

pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path(place): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    form::submit(&web, &viewer, island, place, typed).await
}

fn as_typed(c: &Commitment) -> Typed {
    let (plan, plan_points) = plan::written(&c.plan);
    let cases = c.cases.as_ref().map(TypedMeasure::of).unwrap_or_default();
    let projects = c
        .projects
        .as_ref()
        .map(TypedProjects::of)
        .unwrap_or_default();
    let series = c
        .indicators
        .as_ref()
        .map(TypedSeries::of)
        .unwrap_or_default();
    Typed {
        series_indicator: series.indicator,
        series_value: series.value,
        series_partner: series.partner,
        series_partner_value: series.partner_value,
        projects_total: projects.total,
        projects_bureau: projects.bureau,
        projects_place: projects.place,
        projects_category: projects.category,
        cases_total: cases.total,
        cases_type: cases.case_type,
        cases_matters: cases.matters,
        cases_areas: cases.areas,
        cases_outcomes: cases.outcomes,
        cases_fields: cases.fields,
        cases_from: cases.from,
        cases_to: cases.to,
        plan: plan.to_owned(),
        plan_points,
        text: c.text.clone(),
        title: c.title.clone(),
        kind: c.kind.code().to_owned(),
        target: c
            .target
            .as_ref()
            .map(review::target_words)
            .unwrap_or_default(),
        measure: c
            .target
            .as_ref()
            .map(|t| t.measure.clone())
            .unwrap_or_default(),
        deadline: c.deadline.map(|d| d.to_string()).unwrap_or_default(),
        no_deadline_reason: c.no_deadline_reason.clone().unwrap_or_default(),
        measured_by: c.measured_by.code().to_owned(),
        review_every_days: c
            .review_every_days
            .map(|d| d.to_string())
            .unwrap_or_default(),
        ..Typed::default()
    }
}

/// Only what differs from the draft, so that nothing is set that nobody typed.
fn edit_of(typed: &Typed, c: &Commitment) -> Result<Edit, Fault> {
    let was = as_typed(c);
    let mut edit = Edit::default();
    let differs = |new: &str, old: &str| new.trim() != old.trim();
    if differs(&typed.text, &was.text) {
        edit.text = Some(typed.text.trim().replace("\r\n", "\n"));
    }
    if differs(&typed.title, &was.title) {
        edit.title = Some(typed.title.trim().to_owned());
    }
    if differs(&typed.kind, &was.kind) {
        edit.kind = Some(Kind::from_code(&typed.kind).ok_or_else(|| wrong("kind", "form.choose"))?);
    }
    if differs(&typed.target, &was.target) || differs(&typed.measure, &was.measure) {
        edit.target = Some(target_of(typed, c, differs(&typed.target, &was.target))?);
    }
    if differs(&typed.deadline, &was.deadline) {
        edit.deadline = Some(day_or_none("deadline", &typed.deadline)?);
    }
    if differs(&typed.no_deadline_reason, &was.no_deadline_reason) {
        edit.no_deadline_reason = Some(given(&typed.no_deadline_reason));
    }
    if differs(&typed.measured_by, &was.measured_by) {
        edit.measured_by = Some(
            MeasuredBy::from_code(&typed.measured_by)
                .ok_or_else(|| wrong("measured_by", "form.choose"))?,
        );
    }
    if differs(&typed.review_every_days, &was.review_every_days) {
        let days = given(&typed.review_every_days).map(|d| {
            d.parse()
                .map_err(|_| wrong("review_every_days", "input.number"))
        });
        edit.review_every_days = Some(days.transpose()?);
    }
    let next = plan::read(&typed.plan, &typed.plan_points)?;
    edit.plan = next.filter(|plan| *plan != c.plan);
    Ok(edit)
}

/// The target as typed: words the spreadsheet understands too. Empty takes it away.
fn target_of(typed: &Typed, c: &Commitment, words_differ: bool) -> Result<Option<Target>, Fault> {
    let Some(words) = given(&typed.target) else {
        return Ok(None);
    };
    let read = if words_differ {
        app::sheet::read_target(&words, c.target.as_ref())
    } else {
        c.target.clone()
    };
    let mut target = read.ok_or_else(|| wrong("target", "review.target_unreadable"))?;
    target.measure = given(&typed.measure).unwrap_or_else(|| c.title.clone());
    Ok(Some(target))
}
