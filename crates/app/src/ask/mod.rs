//! 越有数 (F6-02): a question in Chinese is answered with one number or a small table, its definition, the instant
//! up to which everything was known, an id and the rows behind it; or it is refused with what comes nearest.

mod cases;
mod commitments;
mod dictionary;
mod indicators;
mod moment;
mod projects;
mod rank;
mod view;

pub use view::{AnswerView, Asked, Behind, Near, RefusedView, RowView};

use crate::indicator::Said;
use crate::{Actor, App, AppError, Kind, Result};
use ::ask::{Dictionary, Metric, Query};
use moment::Moment;
use org::{Action, Resource};

pub use ::ask::{Measure, QUESTION_CHARS_MAX, Register};

/// What may be asked for. Errors: `auth.forbidden`.
pub fn registers(app: &App, actor: &Actor) -> Result<Vec<Register>> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::Indicator, &own)?;
    let others = [
        (Resource::Project, Register::Projects),
        (Resource::Commitment, Register::Commitments),
        (Resource::Case, Register::Cases),
    ];
    let may = |of: &&(Resource, Register)| app.may(actor, Action::List, of.0, &own);
    let others = others.iter().filter(may).map(|of| of.1);
    Ok(std::iter::once(Register::Indicators)
        .chain(others)
        .collect())
}

/// Answers a question now, or says why not. Errors: `auth.forbidden`.
pub async fn ask(app: &App, actor: &Actor, question: &str) -> Result<Asked> {
    let dictionary = dictionary::of(app, actor).await?;
    let query = match ::ask::ask(&dictionary, question, app.today()) {
        Ok(query) => query,
        Err(refused) => return Ok(Asked::Refused(RefusedView::of(&dictionary, refused))),
    };
    let answered = answer(app, actor, &dictionary, &query, Moment::now(app)).await;
    told(&dictionary, answered)
}

/// Answers the question of an id again, with what was known then. Errors: `auth.forbidden`, `ask.id`.
pub async fn again(app: &App, actor: &Actor, id: &str) -> Result<Asked> {
    let dictionary = dictionary::of(app, actor).await?;
    let (query, at) = ::ask::read_id(id).map_err(|_| unknown_id())?;
    if at > app.now() {
        return Err(unknown_id());
    }
    let answered = answer(app, actor, &dictionary, &query, Moment::at(at)).await;
    told(&dictionary, answered)
}

/// A refusal of the answer is one of the question; other errors stay errors.
fn told(dictionary: &Dictionary, answered: Answered) -> Result<Asked> {
    match answered {
        Ok(view) => Ok(Asked::Answered(Box::new(view))),
        Err(NoAnswer::Refused(said)) => Ok(Asked::Refused(RefusedView {
            said,
            nearest: vec![],
            metrics: dictionary.metrics().len(),
        })),
        Err(NoAnswer::Failed(error)) => Err(error),
    }
}

fn unknown_id() -> AppError {
    AppError::new(
        Kind::NotFound,
        "ask.id",
        "查询编号无效，或超出你能查询的范围",
        "There is no such query, or you may not ask it",
    )
}

/// Why there is no answer.
enum NoAnswer {
    Refused(Said),
    Failed(AppError),
}

impl From<AppError> for NoAnswer {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl<T: refusal::Table> From<refusal::Refusal<T>> for NoAnswer {
    fn from(refusal: refusal::Refusal<T>) -> Self {
        Self::Refused(Said {
            code: refusal.code.to_owned(),
            zh: refusal.zh(),
            en: refusal.en(),
        })
    }
}

type Answered = std::result::Result<AnswerView, NoAnswer>;
/// Rows before they are ordered, what has to be known with them, and the version of the definition.
type Rows = std::result::Result<Found, NoAnswer>;

struct Found {
    rows: Vec<RowView>,
    notes: Vec<String>,
    definition: Option<u32>,
}

async fn answer(
    app: &App,
    actor: &Actor,
    dictionary: &Dictionary,
    query: &Query,
    moment: Moment,
) -> Answered {
    let metric = asked_of(dictionary, query).ok_or_else(unknown_id)?;
    let on = Asking {
        app,
        actor,
        dictionary,
        query,
        metric,
        moment,
    };
    let found = match metric.register {
        Register::Indicators => indicators::rows(&on).await?,
        Register::Projects => projects::rows(&on).await?,
        Register::Commitments => commitments::rows(&on).await?,
        Register::Cases => cases::rows(&on).await?,
    };
    let mut notes: Vec<String> = query.notes.iter().map(|n| n.zh().to_owned()).collect();
    notes.extend(found.notes);
    Ok(AnswerView {
        id: ::ask::id_of(query, moment.at),
        query: query.to_string(),
        register: metric.register,
        metric: metric.code.clone(),
        name: metric.name.clone(),
        caliber: metric.caliber.clone(),
        unit: metric.unit.clone(),
        definition: found.definition,
        read_as: view::read_as(&on),
        known_at: moment.at,
        past: moment.past,
        notes,
        rows: rank::ordered(found.rows, query),
    })
}

/// The metric of a query, where an id can ask it so of this dictionary.
fn asked_of<'a>(dictionary: &'a Dictionary, query: &Query) -> Option<&'a Metric> {
    use ::ask::Where;
    let metric = dictionary.metric(&query.metric)?;
    let kept = match &query.place {
        Where::Whole => true,
        Where::Each => metric.by_place,
        Where::EachUnit => metric.by_unit,
        Where::Place(code) => {
            metric.by_place && dictionary.places().iter().any(|p| p.code == *code)
        }
        Where::Unit(code) => metric.by_unit && dictionary.units().iter().any(|u| u.code == *code),
    };
    let value = |n: &::ask::Narrowing| {
        let mut values = dictionary.values().iter();
        values.any(|v| v.register == metric.register && v.facet == n.facet && v.code == n.code)
    };
    let measured = query.measure == Measure::Overview || metric.measures.contains(&query.measure);
    let ranked = query.order.is_none() || metric.ranked;
    let narrowed = query.narrowed.iter().all(value);
    (kept && measured && ranked && narrowed).then_some(metric)
}

/// Everything an answer is made from.
struct Asking<'a> {
    app: &'a App,
    actor: &'a Actor,
    dictionary: &'a Dictionary,
    query: &'a Query,
    metric: &'a Metric,
    moment: Moment,
}

impl Asking<'_> {
    /// The code of what the query is narrowed to.
    fn narrowed(&self, facet: ::ask::Facet) -> Option<&str> {
        let own = self.query.narrowed.iter().find(|n| n.facet == facet);
        own.map(|n| n.code.as_str())
    }

    /// Whether several rows are reckoned: a table, or the rank of one in it.
    fn is_table(&self) -> bool {
        self.query.place.is_table() || self.query.order.is_some()
    }

    /// What is reckoned of each row.
    fn measures(&self) -> Vec<Measure> {
        match self.query.measure {
            Measure::Overview => self.metric.measures.clone(),
            measure => vec![measure],
        }
    }

    /// Name of a place or unit.
    fn name(&self, key: &str) -> String {
        match key {
            "" => String::new(),
            key => crate::district::unit_name(&self.app.profile(), key),
        }
    }
}
