//! Proposals for people: what the model says beside the duty list, with words and certainty, and
//! plainly where it is not sure or where there is none yet.

use super::confirmed;
use super::held::in_force;
use super::state::{Guess, ProposalState};
use crate::case::Suggested;
use crate::duty::InForce as Duties;
use crate::{App, Result, kinds};
use casework::Case;
use duty::MatterCode;
use serde::Serialize;
use store::Loaded;

/// Words shown with a proposal at most.
const WORDS_SHOWN: usize = 4;

/// What the model says of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// The version that says so.
    pub model: u32,
    /// The matter's code.
    pub matter: String,
    /// Its name.
    pub matter_name: String,
    /// In thousandths.
    pub per_mille: u32,
    /// The next likely matter by name, in thousandths.
    pub instead: Option<(String, u32)>,
    /// The unit's code, name and probability in thousandths.
    pub unit: Option<(String, String, u32)>,
    /// Words that decided.
    pub words: Vec<String>,
    /// The probability reaches the threshold; else the model is not sure, and a person decides.
    pub sure: bool,
    /// The threshold, in thousandths.
    pub threshold: u32,
    /// What the platform decided: `sent`, or why it did not dispatch; none while undecided.
    pub considered: Option<String>,
}

/// What was proposed for a case; where that is not written down yet, what the model in force says.
/// None without a model. Two queries at most.
pub(crate) async fn of_case(app: &App, duties: &Duties, case: &Case) -> Result<Option<Offered>> {
    let known: Option<Loaded<ProposalState>> = app
        .store()
        .load(app.district(), kinds::PROPOSAL, &case.id)
        .await?;
    if let Some(known) = known {
        return Ok(Some(offered(app, duties, &known.state)));
    }
    let now = in_force(app).await?;
    let Some(model) = &now.model else {
        return Ok(None);
    };
    let said = model.judge(&confirmed::text(case), &confirmed::place(app, case));
    Ok(said.map(|said| Offered {
        model: model.version,
        matter_name: name(duties, &said.matter.code),
        per_mille: said.matter.per_mille,
        instead: said.instead.map(|g| (name(duties, &g.code), g.per_mille)),
        unit: said.unit.map(|g| unit(app, g)),
        words: said.words.into_iter().take(WORDS_SHOWN).collect(),
        sure: said.matter.per_mille >= now.threshold(),
        threshold: now.threshold(),
        considered: None,
        matter: said.matter.code,
    }))
}

/// What was proposed for some cases, by id: one query.
pub(crate) async fn of_cases(
    app: &App,
    duties: &Duties,
    ids: &[String],
) -> Result<std::collections::HashMap<String, Offered>> {
    let known: Vec<Loaded<ProposalState>> = app
        .store()
        .load_many(app.district(), kinds::PROPOSAL, ids)
        .await?;
    let named = known
        .into_iter()
        .map(|p| (p.subject.id, offered(app, duties, &p.state)));
    Ok(named.collect())
}

pub(super) fn offered(app: &App, duties: &Duties, said: &ProposalState) -> Offered {
    Offered {
        model: said.model,
        matter: said.matter.code.clone(),
        matter_name: name(duties, &said.matter.code),
        per_mille: said.matter.per_mille,
        instead: said
            .instead
            .as_ref()
            .map(|g| (name(duties, &g.code), g.per_mille)),
        unit: said.unit.clone().map(|g| unit(app, g)),
        words: said.words.iter().take(WORDS_SHOWN).cloned().collect(),
        sure: said.sure,
        threshold: said.threshold,
        considered: said.considered.clone(),
    }
}

fn unit(app: &App, guess: Guess) -> (String, String, u32) {
    let name = crate::district::unit_name(&app.profile(), &guess.code);
    (guess.code, name, guess.per_mille)
}

/// The name of a matter on any day, or its code.
pub(super) fn name(duties: &Duties, code: &str) -> String {
    let parsed = MatterCode::parse(code).ok();
    let known = parsed.and_then(|c| duties.list().catalogue().versions(&c).last().cloned());
    known.map_or_else(|| code.to_owned(), |matter| matter.name)
}

/// Thousandths as people read them: `97.1%`.
pub(crate) fn percent(per_mille: u32) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

/// Why the platform dispatched a case by itself, as the case's own record keeps it.
pub(crate) fn reason_of(app: &App, said: &ProposalState, entry: &str) -> String {
    let named = crate::duty::held(app, app.today());
    let matter = named.map_or_else(
        || said.matter.code.clone(),
        |duties| name(&duties, &said.matter.code),
    );
    let words = said.words.iter().take(WORDS_SHOWN);
    let words = words.cloned().collect::<Vec<_>>().join("、");
    format!(
        "自动派遣：模型第{}版判为“{matter}”（{}，阈值{}），依据“{words}”；履职清单{entry}仅列该单位主责",
        said.model,
        percent(said.matter.per_mille),
        percent(said.threshold.min(1000)),
    )
}

/// Matters that a text seems to be about: the model's where it is sure, then those of the phrases,
/// then what the model holds likeliest without being sure.
pub(crate) async fn matters(app: &App, duties: &Duties, text: &str) -> Result<Vec<Suggested>> {
    let mut found: Vec<Suggested> = duties
        .suggest(text)
        .into_iter()
        .map(|s| {
            let words: Vec<&str> = s.words.iter().map(|w| w.text.as_str()).collect();
            let words = words.join("、");
            Suggested {
                code: s.code.to_string(),
                name: s.name,
                reasons: vec![(
                    format!("清单短语：{words}"),
                    format!("phrases of the list: {words}"),
                )],
            }
        })
        .collect();
    let now = in_force(app).await?;
    let said = now.model.as_ref().and_then(|m| m.judge(text, ""));
    let (Some(model), Some(said)) = (&now.model, said) else {
        return Ok(found);
    };
    let parsed = MatterCode::parse(&said.matter.code).ok();
    let Some(matter) = parsed.and_then(|code| duties.matter(&code)) else {
        return Ok(found);
    };
    let sure = said.matter.per_mille >= now.threshold();
    let words = said.words.iter().take(WORDS_SHOWN);
    let words = words.cloned().collect::<Vec<_>>().join("、");
    let share = percent(said.matter.per_mille);
    let (zh, en) = if sure {
        ("", "")
    } else {
        ("，不确定", ", not sure")
    };
    let reason = (
        format!("模型第{}版{share}{zh}：{words}", model.version),
        format!("model {} {share}{en}: {words}", model.version),
    );
    let at = found.iter().position(|s| s.code == said.matter.code);
    let mut first = match at {
        Some(at) => found.remove(at),
        None => Suggested {
            code: said.matter.code.clone(),
            name: matter.name.clone(),
            reasons: vec![],
        },
    };
    first.reasons.insert(0, reason);
    match (sure, at) {
        (true, _) => found.insert(0, first),
        (false, Some(at)) => found.insert(at, first),
        (false, None) => found.push(first),
    }
    Ok(found)
}

/// The same without reasons, for the public.
pub(crate) async fn matters_alone(
    app: &App,
    duties: &Duties,
    text: &str,
) -> Result<Vec<(String, String)>> {
    let found = matters(app, duties, text).await?.into_iter();
    Ok(found.map(|s| (s.code, s.name)).collect())
}
