//! Whether a formula means anything: units, periods, prices, and no indicator out of itself.

use super::{Formula, Operand, Origin, Sign, Term};
use crate::{Cadence, Flow, Price, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// Deepest chain of derived indicators.
const CHAIN_MAX: usize = 20;

/// What is to be known of an operand, or of the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Unit symbol.
    pub unit: String,
    /// How often; none for counts that can be taken for any period.
    pub cadence: Option<Cadence>,
    /// What a value covers.
    pub flow: Flow,
    /// In which prices; none for counts.
    pub price: Option<Price>,
}

/// What a term measures.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Pure,
    Of(String),
    Per(String, String),
}

/// Checks a formula against what it reads and is to give. Errors: `formula_unknown`,
/// `formula_cadence`, `formula_flow`, `formula_price`, `formula_units`, `formula_result`.
pub fn check(
    formula: &Formula,
    result: &Facts,
    facts: impl Fn(&Operand) -> Option<Facts>,
) -> Result<(), Refusal> {
    let mut known = BTreeMap::new();
    for operand in formula.operands() {
        let found = facts(&operand);
        let found = found
            .ok_or_else(|| Refusal::new("formula_unknown").with("operand", operand.written()))?;
        known.insert(operand, found);
    }
    for (operand, facts) in &known {
        if facts.cadence.is_some() && facts.cadence != result.cadence {
            let words = |c: Option<Cadence>| c.map_or("不限", Cadence::zh);
            return Err(Refusal::new("formula_cadence")
                .with("operand", operand.written())
                .with("from", words(facts.cadence))
                .with("to", words(result.cadence)));
        }
    }
    same(&known, |f| Some(f.flow.zh()), "formula_flow")?;
    same(&known, |f| f.price.map(Price::zh), "formula_price")?;
    let kind = kind(&formula.term, &known)?;
    let fits = match &kind {
        Kind::Pure => matches!(result.unit.as_str(), "%" | "倍"),
        Kind::Of(unit) => *unit == result.unit,
        Kind::Per(..) => false,
    };
    match fits {
        true => Ok(()),
        false => Err(Refusal::new("formula_result")
            .with("found", words(&kind))
            .with("unit", &result.unit)),
    }
}

fn same(
    known: &BTreeMap<Operand, Facts>,
    of: impl Fn(&Facts) -> Option<&'static str>,
    code: &'static str,
) -> Result<(), Refusal> {
    let all: BTreeSet<&str> = known.values().filter_map(of).collect();
    match all.len() > 1 {
        true => {
            Err(Refusal::new(code).with("kinds", all.into_iter().collect::<Vec<_>>().join("、")))
        }
        false => Ok(()),
    }
}

fn kind(term: &Term, known: &BTreeMap<Operand, Facts>) -> Result<Kind, Refusal> {
    match term {
        Term::Number(_) => Ok(Kind::Pure),
        Term::Read(operand) => Ok(known
            .get(operand)
            .map_or(Kind::Pure, |facts| Kind::Of(facts.unit.clone()))),
        Term::Pair(sign, a, b) => pair(*sign, kind(a, known)?, kind(b, known)?),
    }
}

fn pair(sign: Sign, a: Kind, b: Kind) -> Result<Kind, Refusal> {
    let share = |k: &Kind| *k == Kind::Of("%".to_owned());
    match sign {
        Sign::Sub if share(&a) && share(&b) => Ok(Kind::Of("百分点".to_owned())),
        Sign::Add | Sign::Sub if a == b => Ok(a),
        Sign::Add | Sign::Sub => Err(units(&a, &b)),
        Sign::Mul => match (a, b) {
            (Kind::Pure, other) | (other, Kind::Pure) => Ok(other),
            (other, rate) | (rate, other) if share(&rate) => Ok(other),
            (Kind::Per(up, down), Kind::Of(unit)) | (Kind::Of(unit), Kind::Per(up, down))
                if down == unit =>
            {
                Ok(Kind::Of(up))
            }
            (a, b) => Err(units(&a, &b)),
        },
        Sign::Div => match (a, b) {
            (a, b) if a == b => Ok(Kind::Pure),
            (other, Kind::Pure) => Ok(other),
            (Kind::Of(up), Kind::Of(down)) => Ok(Kind::Per(up, down)),
            (a, b) => Err(units(&a, &b)),
        },
    }
}

fn units(a: &Kind, b: &Kind) -> Refusal {
    Refusal::new("formula_units")
        .with("left", words(a))
        .with("right", words(b))
}

fn words(kind: &Kind) -> String {
    match kind {
        Kind::Pure => "无单位".to_owned(),
        Kind::Of(unit) => unit.clone(),
        Kind::Per(up, down) => format!("{up}/{down}"),
    }
}

/// Refuses a formula that leads back to its own indicator. `formula_of` gives the formula of a derived
/// indicator, none for others. Errors: `formula_cycle` with the way, `formula_chain`.
pub fn cycle(
    code: &str,
    formula: &Formula,
    formula_of: impl Fn(&str) -> Option<Formula>,
) -> Result<(), Refusal> {
    let mut done = BTreeSet::new();
    let mut way = vec![code.to_owned()];
    descend(formula, &formula_of, &mut way, &mut done)
}

fn descend(
    formula: &Formula,
    formula_of: &dyn Fn(&str) -> Option<Formula>,
    way: &mut Vec<String>,
    done: &mut BTreeSet<String>,
) -> Result<(), Refusal> {
    for operand in formula.operands() {
        if operand.origin != Origin::Indicator || done.contains(&operand.code) {
            continue;
        }
        if way.contains(&operand.code) {
            way.push(operand.code);
            return Err(Refusal::new("formula_cycle").with("way", way.join("→")));
        }
        if way.len() >= CHAIN_MAX {
            return Err(Refusal::new("formula_chain").with("max", CHAIN_MAX));
        }
        if let Some(inner) = formula_of(&operand.code) {
            way.push(operand.code.clone());
            descend(&inner, formula_of, way, done)?;
            way.pop();
        }
        done.insert(operand.code);
    }
    Ok(())
}
