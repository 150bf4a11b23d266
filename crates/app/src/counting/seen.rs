//! A case as measures see it.

use casework::{Case, FieldValue, Phase};
use commitment::VerifiedCase;
use figure::Decimal;

/// None unless the case is closed and somebody else verified it in this round.
pub(super) fn seen(case: &Case) -> Option<VerifiedCase> {
    let ended = case.closed.as_ref()?;
    // What was handled once counts once: with the case that leads its incident.
    if case.carried.is_some() {
        return None;
    }
    if case.phase != Phase::Closed || case.verified_by.is_none() {
        return None;
    }
    let place = case.place.as_ref();
    let unit = |code: &org::UnitCode| code.as_str().to_owned();
    let fields = case.fields.iter();
    Some(VerifiedCase {
        id: case.id.clone(),
        case_type: case.case_type.clone(),
        outcome: ended.outcome.clone(),
        matter: case.matter.clone(),
        grid: place.and_then(|it| it.grid.clone()),
        community: place.and_then(|it| it.community.as_ref()).map(unit),
        subdistrict: place.and_then(|it| it.subdistrict.as_ref()).map(unit),
        address: place.map(|it| it.address.clone()).unwrap_or_default(),
        numbers: fields
            .clone()
            .filter_map(|(key, value)| Some((key.clone(), number(value)?)))
            .collect(),
        fields: fields
            .map(|(key, value)| (key.clone(), written(value)))
            .collect(),
        verified_on: calendar::civil_date(case.verified_at.unwrap_or(ended.at)),
    })
}

/// A value as a measure writes it.
pub(super) fn written(value: &FieldValue) -> String {
    match value {
        FieldValue::Flag(flag) => flag.to_string(),
        other => other.to_string(),
    }
}

/// Numbers from nought on; less than nothing adds nothing.
fn number(value: &FieldValue) -> Option<Decimal> {
    let number = match value {
        FieldValue::Integer(number) => Decimal::from(*number),
        FieldValue::Decimal(number) => *number,
        _ => return None,
    };
    (number >= Decimal::ZERO).then_some(number)
}
