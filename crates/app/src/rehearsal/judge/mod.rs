//! One judge a kind of rule: what a draft makes of each case beside the rule in force.

mod clocks;
mod dispatch;
mod duties;
mod lights;
mod notice;

use super::facts::{Past, past};
use super::row::{Found, Unjudged, Verdict};
use super::run::Progress;
use super::state::Draft;
use crate::district::day_start;
use crate::{App, AppError, Kind, Result, kinds};
use casework::Case;
use jiff::civil::Date;
use store::Loaded;
use store::case::{CaseFilter, CaseSort};

/// Cases of one batch.
const BATCH: usize = 100;
/// Cases are counted beforehand up to this many.
const TOTAL_MAX: usize = 10_000_000;

/// Found in a batch, and where the next one begins; none at the end.
pub(super) type Batch = (Vec<Found>, Option<String>);

/// What judges a draft.
pub(super) enum Judge {
    Duties(duties::Duties),
    Clocks(Box<clocks::Clocks>),
    Notice(Box<notice::Notice>),
    Dispatch(dispatch::Dispatch),
    Lights(Box<lights::Lights>),
}

impl Judge {
    /// Ready to judge what was reported between two days. Errors: a draft that no longer fits.
    pub async fn of(app: &App, draft: &Draft, (from, until): (Date, Date)) -> Result<Self> {
        Ok(match draft {
            Draft::DutyList { after, .. } => {
                Self::Duties(duties::Duties::of(app, after, until).await?)
            }
            Draft::Clocks { case_type, text } => {
                Self::Clocks(Box::new(clocks::Clocks::of(app, case_type, text).await?))
            }
            Draft::Notice { name, text } => {
                Self::Notice(Box::new(notice::Notice::of(app, name, text)?))
            }
            Draft::Dispatch {
                threshold,
                automatic,
            } => Self::Dispatch(dispatch::Dispatch::of(app, *threshold, *automatic).await?),
            Draft::LightRules { text } => {
                Self::Lights(Box::new(lights::Lights::of(app, text, (from, until))?))
            }
        })
    }

    /// How many there are to look at.
    pub async fn total(&self, app: &App, at: &Progress) -> Result<u64> {
        let found = match self {
            Self::Lights(_) => i64::try_from(crate::lights::issued(app).await?.len()),
            _ => Ok(app
                .store()
                .case_count_up_to(app.district(), &self.filter(at)?, TOTAL_MAX)
                .await?),
        };
        Ok(u64::try_from(found.unwrap_or_default()).unwrap_or_default())
    }

    /// The next batch.
    pub async fn batch(&self, app: &App, at: &Progress) -> Result<Batch> {
        if let Self::Lights(lights) = self {
            return lights.batch(app, at.cursor.as_deref()).await;
        }
        let (store, here) = (app.store(), app.district());
        let (filter, after) = (self.filter(at)?, at.cursor.as_deref());
        let order = CaseSort::Reported;
        let page = store.case_list(here, &filter, order, after, BATCH).await?;
        let ids: Vec<String> = page.rows.iter().map(|row| row.id.clone()).collect();
        let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
        let mut found = self.judged(app, &ids, &cases).await?;
        if let (Self::Notice(notice), None) = (self, &page.next) {
            found.extend(notice.supervision(app).await?);
        }
        Ok((found, page.next))
    }

    async fn judged(
        &self,
        app: &App,
        ids: &[String],
        cases: &[Loaded<Case>],
    ) -> Result<Vec<Found>> {
        let verdicts: Vec<Verdict> = match self {
            Self::Duties(judge) => {
                let past = past(app, ids).await?;
                let nothing = Past::default();
                let of = |case: &Case| past.get(&case.id).unwrap_or(&nothing);
                let verdict = |case: &Loaded<Case>| judge.judge(&case.state, of(&case.state));
                cases.iter().map(verdict).collect()
            }
            Self::Clocks(judge) => {
                let past = past(app, ids).await?;
                let nothing = Past::default();
                let of = |case: &Case| past.get(&case.id).unwrap_or(&nothing);
                let now = app.now();
                let verdict = |case: &Loaded<Case>| judge.judge(&case.state, of(&case.state), now);
                cases.iter().map(verdict).collect::<Result<_>>()?
            }
            Self::Notice(judge) => {
                let verdict = |case: &Loaded<Case>| judge.judge(&case.state, app.now());
                cases.iter().map(verdict).collect::<Result<_>>()?
            }
            Self::Dispatch(judge) => judge.judge(app, ids, cases).await?,
            Self::Lights(_) => vec![],
        };
        let found = cases.iter().zip(verdicts).map(|(case, verdict)| Found {
            kind: "case",
            id: case.subject.id.clone(),
            number: case.state.number.clone(),
            reported_ms: case.state.reported_at.as_millisecond(),
            open: !case.state.is_ended(),
            verdict,
        });
        Ok(found.collect())
    }

    fn filter(&self, at: &Progress) -> Result<CaseFilter> {
        let types = match self {
            Self::Clocks(judge) => vec![judge.case_type().to_owned()],
            _ => vec![],
        };
        Ok(CaseFilter {
            types,
            reported_from: Some(day_start(at.from)?.as_millisecond()),
            reported_to: Some(at.until_ms),
            ..CaseFilter::default()
        })
    }
}

fn unjudged(code: &'static str, zh: &str, en: &str) -> Verdict {
    Verdict::Unjudged(Unjudged {
        code,
        unit: String::new(),
        zh: zh.to_owned(),
        en: en.to_owned(),
    })
}

/// A draft that was sound when it was given and is not any more.
fn unfit(why: impl std::fmt::Display) -> AppError {
    AppError::new(
        Kind::Unprocessable,
        "rehearsal.unfit",
        "草案与现行配置已不相容，请重新起草",
        "The draft no longer fits what is in force; draft it anew",
    )
    .with_detail(why)
}
