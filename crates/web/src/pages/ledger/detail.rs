//! One commitment with everything behind it, now or on a past day.

use super::claim::ClaimForm;
use super::view::{self, RowView};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{self, Frame};
use crate::measure::{self, MeasureForm, ProjectsForm};
use crate::pages::audit::{EntryLine, entry};
use crate::pages::changes::{self, RequestLine};
use crate::pages::record::{RecordLine, line};
use crate::pages::{Answer, html};
use crate::state::Web;
use crate::units::{self, Choice};
use crate::{input, plan, words::Lang};
use app::App;
use app::counting::{MeasureWords, TypedMeasure, TypedProjects};
use app::ledger::{self, Detail, SourceView};
use app::supervision::SupervisionView;
use askama::Template;
use axum::extract::{Path, Query, State};
use commitment::{Commitment, MeasuredBy, Plan};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "ledger/detail.html")]
struct Page {
    f: Frame,
    id: String,
    version: i64,
    row: RowView,
    lead: String,
    text: String,
    rule: String,
    source: SourceView,
    source_start: usize,
    baseline: Option<(String, String)>,
    plan: Vec<(String, String)>,
    records: Vec<RecordLine>,
    requests: Vec<RequestLine>,
    items: Vec<SupervisionView>,
    versions: Vec<VersionLine>,
    history: Vec<EntryLine>,
    claim: ClaimForm,
    units: Vec<Choice>,
    leaders: Vec<Choice>,
    ask: ChangeForm,
    counts: Option<CountsView>,
    target_changed: bool,
    today: String,
    as_of: String,
    may: Vec<&'static str>,
    evidence_bytes_max: usize,
}

impl Page {
    fn may(&self, action: &str) -> bool {
        frame::holds(&self.may, action)
    }
}

/// What a change request starts from: what stands now.
struct ChangeForm {
    supporting: Vec<String>,
    plans: [&'static str; 3],
    plan: &'static str,
    plan_points: String,
    /// Which cases count; asked where the target is fed by cases, projects or amounts.
    cases: Option<MeasureForm>,
    /// What of which projects counts.
    projects: ProjectsForm,
}

/// What cases or projects add up to, or a series says.
struct CountsView {
    title: &'static str,
    rule: &'static str,
    /// The words of the link to what stands behind it, and to where.
    open: String,
    href: String,
    total: String,
    words: Vec<String>,
}

impl CountsView {
    fn of(f: &Frame, d: &Detail, lang: Lang) -> Option<Self> {
        let day = d.as_of.map(|then| format!("?as_of={}", then.day()));
        let day = day.unwrap_or_default();
        let id = &d.commitment.id;
        let said = |words: &MeasureWords| match lang {
            Lang::Zh => words.zh.clone(),
            Lang::En => words.en.clone(),
        };
        let cases = d.cases.as_ref().map(|all| Self {
            title: "cases.title",
            rule: "cases.rule",
            open: f.t1("cases.open", "n", all.cases),
            href: format!("/ledger/{id}/cases{day}"),
            total: view::total_words(&all.total),
            words: said(&all.words),
        });
        let projects = || {
            let all = d.projects.as_ref()?;
            Some(Self {
                title: "counted_projects.title",
                rule: "counted_projects.rule",
                open: f.t1("counted_projects.open", "n", all.projects),
                href: format!("/ledger/{id}/projects{day}"),
                total: view::total_words(&all.total),
                words: said(&all.words),
            })
        };
        let series = || {
            let all = d.series.as_ref()?;
            Some(Self {
                title: "counted_series.title",
                rule: "counted_series.rule",
                open: f.t1("counted_series.open", "n", all.periods),
                href: format!("/ledger/{id}/series{day}"),
                total: match (&all.total, &all.period_zh) {
                    (Some(total), Some(period)) => {
                        format!("{period} {}", view::total_words(total))
                    }
                    _ => f.t("counted_series.nothing"),
                },
                words: said(&all.words),
            })
        };
        cases.or_else(projects).or_else(series)
    }
}

impl ChangeForm {
    fn of(app: &App, lang: Lang, c: &Commitment) -> Self {
        let by_amounts = matches!(
            c.measured_by,
            MeasuredBy::Cases | MeasuredBy::Projects | MeasuredBy::Records
        );
        let typed = c.cases.as_ref().map(TypedMeasure::of).unwrap_or_default();
        let cases = by_amounts.then(|| MeasureForm::new(app, lang, typed));
        let (plan, plan_points) = plan::written(&c.plan);
        Self {
            supporting: c.supporting.clone(),
            plans: plan::KINDS,
            plan,
            plan_points,
            cases,
            projects: ProjectsForm::new(
                lang,
                c.projects
                    .as_ref()
                    .map(TypedProjects::of)
                    .unwrap_or_default(),
            ),
        }
    }
    fn supports(&self, code: &str) -> bool {
        self.supporting.iter().any(|unit| unit == code)
    }
}

/// A text that was in force, numbered from 1 in the order they came.
struct VersionLine {
    nth: usize,
    target_changed: bool,
    lead: String,
    deadline: String,
    target: String,
    text: String,
    cases: Vec<String>,
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    as_of: String,
    #[serde(default)]
    resubmit: String,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let app = web.app();
    let past = input::as_of_or_none("as_of", &asked.as_of)?;
    let detail = ledger::show(app, &viewer.actor, &id, past).await?;
    let claim = ClaimForm::fresh(app, &detail, &asked.resubmit);
    html(&page(app, &viewer, detail, claim))
}

fn page(app: &App, viewer: &Viewer, d: Detail, claim: ClaimForm) -> Page {
    let lang = viewer.visitor.prefs.lang;
    let c = &d.commitment;
    let title = format!("{}. {}", c.no, c.title);
    let f = Frame::new(&viewer.visitor)
        .titled(&title)
        .under("/ledger", "nav.ledger")
        .shown_as_of(d.as_of);
    Page {
        id: c.id.clone(),
        version: d.row.version,
        row: view::row(&d.row, lang, d.as_of),
        lead: d
            .row
            .lead
            .as_ref()
            .map(|n| n.name.clone())
            .unwrap_or_default(),
        text: c.text.clone(),
        rule: d
            .row
            .light
            .as_ref()
            .map(|l| l.rule.clone())
            .unwrap_or_default(),
        source_start: c.source.start,
        baseline: c
            .baseline
            .as_ref()
            .map(|b| (b.period.clone(), b.written.clone())),
        plan: points(&c.plan),
        ask: ChangeForm::of(app, lang, c),
        counts: CountsView::of(&f, &d, lang),
        target_changed: c.target_changed,
        records: d.records.into_iter().map(|r| line(r, lang)).collect(),
        requests: d
            .requests
            .into_iter()
            .map(|r| changes::line(app, lang, r))
            .collect(),
        items: d.supervision,
        versions: versions(app, lang, &d.versions),
        history: d.history.iter().rev().map(|e| entry(e, lang)).collect(),
        claim,
        units: units::owners(app),
        leaders: units::leaders(app),
        today: app.today().to_string(),
        as_of: d
            .as_of
            .map(|past| past.day().to_string())
            .unwrap_or_default(),
        may: d.may,
        evidence_bytes_max: app::evidence::EVIDENCE_BYTES_MAX,
        source: d.source,
        f,
    }
}

fn versions(app: &App, lang: Lang, all: &[Commitment]) -> Vec<VersionLine> {
    let before = std::iter::once(None).chain(all.iter().map(Some));
    let numbered = all.iter().zip(before).enumerate();
    numbered
        .map(|(at, (c, before))| version(app, lang, at + 1, (c, before)))
        .collect()
}

fn version(
    app: &App,
    lang: Lang,
    nth: usize,
    (c, before): (&Commitment, Option<&Commitment>),
) -> VersionLine {
    VersionLine {
        nth,
        target_changed: before.is_some_and(|before| before.target != c.target),
        lead: c
            .lead
            .as_deref()
            .map(|code| units::name(app, code))
            .unwrap_or_default(),
        deadline: c.deadline.map(|d| d.to_string()).unwrap_or_default(),
        target: c
            .target
            .as_ref()
            .map(app::review::target_words)
            .unwrap_or_default(),
        text: c.text.clone(),
        cases: measure::words(app, lang, c),
    }
}

/// Points of the plan: when, and what is to be reached.
fn points(plan: &Plan) -> Vec<(String, String)> {
    match plan {
        Plan::LinearDays => vec![],
        Plan::Months(months) => {
            let point = |m: &commitment::MonthPoint| {
                (
                    format!("{}-{:02}", m.year, m.month),
                    m.cumulative.normalize().to_string(),
                )
            };
            months.iter().map(point).collect()
        }
        Plan::Milestones(points) => points
            .iter()
            .map(|p| (format::short_day(p.due, Lang::Zh), p.title.clone()))
            .collect(),
    }
}
