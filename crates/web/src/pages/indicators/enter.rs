//! `/indicators/{code}/enter`: a value is typed; what looks wrong is asked about before anything is written.

use super::super::review::upload::{self, Upload};
use super::super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::problems::Problems;
use crate::state::Web;
use ::indicator::Stage;
use app::AppError;
use app::indicator::{self as indicators, Doubt, EnterCmd, IndicatorDetail};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use figure::Period;
use jiff::civil::Date;

/// How final a value is.
const STAGES: [&str; 3] = ["estimate", "provisional", "official"];
/// Most periods offered.
const PERIODS_MAX: usize = 40;

#[derive(Template)]
#[template(path = "indicators/enter.html")]
struct Page {
    f: Frame,
    d: IndicatorDetail,
    periods: Vec<Period>,
    form: Upload,
    doubts: Vec<Doubt>,
    problems: Problems,
}

impl Page {
    fn value(&self, name: &str) -> &str {
        self.form.field(name)
    }

    /// Whether a choice of a list is the one typed before.
    fn chosen(&self, name: &str, value: &str, usual: &str) -> bool {
        match self.form.field(name) {
            "" => value == usual,
            typed => value == typed,
        }
    }

    fn answer(&self, doubt: &Doubt) -> &str {
        self.form.field(&format!("answer_{}", doubt.said.code))
    }
}

pub async fn ask(State(web): State<Web>, viewer: Viewer, Path(code): Path<String>) -> Answer {
    html(&page(&web, &viewer, &code, Upload::default()).await?)
}

async fn page(web: &Web, viewer: &Viewer, code: &str, form: Upload) -> Result<Page, Fault> {
    let detail = indicators::show(web.app(), &viewer.actor, code, None).await?;
    if !detail.may.contains(&"claim") {
        return Err(AppError::forbidden("claim indicator").into());
    }
    let back = format!("/indicators/{code}");
    Ok(Page {
        f: Frame::of(viewer, "indicator.enter")
            .under("/indicators", "nav.indicators")
            .under_words(&back, &detail.row.name),
        periods: periods(&detail, web.app().today()),
        d: detail,
        form,
        doubts: vec![],
        problems: Problems::none(),
    })
}

/// The periods that have begun, the latest first.
fn periods(detail: &IndicatorDetail, today: Date) -> Vec<Period> {
    let Some(definition) = detail.definitions.first() else {
        return vec![];
    };
    let years = (0..3).map(|back| today.year() - back);
    let mut all: Vec<Period> = years
        .flat_map(|year| {
            definition
                .cadence
                .periods_of(year, definition.jan_feb_merged)
        })
        .filter(|p| p.first_day().is_some_and(|d| d <= today))
        .collect();
    all.sort_by_key(|p| std::cmp::Reverse(p.last_day()));
    all.truncate(PERIODS_MAX);
    all
}

fn read(form: &Upload) -> Result<EnterCmd, Fault> {
    let number = |name: &str| input::number_or_none(name, form.field(name));
    let period = form.field("period").parse();
    let stage = input::code("stage", form.field("stage"), STAGES)?;
    let firms = match input::given(form.field("contributors")) {
        None => None,
        Some(text) => {
            let read = text
                .parse()
                .map_err(|_| input::wrong("contributors", "input.number"));
            Some(read?)
        }
    };
    let answers = form.fields.iter().filter_map(|(name, answer)| {
        let code = name.strip_prefix("answer_")?;
        Some((code.to_owned(), answer.trim().to_owned()))
    });
    Ok(EnterCmd {
        period: period.map_err(|_| input::wrong("period", "input.choice"))?,
        value: number("value")?.ok_or_else(|| input::wrong("value", "input.number"))?,
        unit: input::given(form.field("unit")),
        published_growth: number("growth")?,
        comparable_base: number("base")?,
        contributors: firms,
        stage: stage
            .and_then(Stage::from_code)
            .ok_or_else(|| input::wrong("stage", "input.choice"))?,
        source: form.field("source").to_owned(),
        file: form.file.clone(),
        note: form.field("note").to_owned(),
        answers: answers.filter(|(_, answer)| !answer.is_empty()).collect(),
    })
}

pub async fn enter(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    form: Multipart,
) -> Answer {
    let form = upload::read(form).await?;
    let done = match read(&form) {
        Ok(cmd) => {
            let done = indicators::enter(web.app(), &viewer.actor, &code, cmd).await;
            done.map_err(Fault::from)
        }
        Err(fault) => Err(fault),
    };
    match done {
        Ok(done) if done.doubts.is_empty() => Ok(Flash::new("flash.indicator_entered")
            .go(&format!("/indicators/{code}"), web.options().secure_cookies)),
        Ok(done) => {
            let mut page = page(&web, &viewer, &code, form).await?;
            page.doubts = done.doubts;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let mut page = page(&web, &viewer, &code, form).await?;
            page.problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            Ok((fault.status, html(&page)?).into_response())
        }
        Err(fault) => Err(fault),
    }
}
