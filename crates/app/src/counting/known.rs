//! A measure against what the district knows: types, fields, matters, areas.

use crate::duty::in_force;
use crate::{App, AppError, Result};
use casework::{CaseType, ClosingRule, Field, FieldType, Phase};
use commitment::{CaseMeasure, CaseTotal};
use duty::MatterCode;
use org::{UnitCode, UnitKind};

/// Refuses a measure that names what is not there, what is personal, or a type whose cases are closed
/// without anybody else's verification. Errors: `cases.type`, `cases.not_verified`, `cases.matter`,
/// `cases.area`, `cases.field`, `cases.unit`, `cases.outcome`.
pub(crate) async fn check_measure(app: &App, measure: &CaseMeasure) -> Result<()> {
    let profile = app.profile();
    let Some(kind) = profile.case_types.current(&measure.case_type, app.today()) else {
        let zh = format!("没有代码为“{}”的案件类型", measure.case_type);
        return refuse("cases.type", zh, "No such case type");
    };
    if !kind
        .closing
        .requires
        .contains(&ClosingRule::VerifiedByOther)
    {
        let zh = format!("“{}”不经他人核查即可结案，不能用来计数", kind.name);
        let en = "Cases of this type are closed without anybody else's verification";
        return refuse("cases.not_verified", zh, en);
    }
    let duties = in_force(app, app.today()).await?;
    for code in &measure.matters {
        let known = MatterCode::parse(code).ok();
        if !known.is_some_and(|code| duties.list().catalogue().knows(&code)) {
            let zh = format!("没有代码为“{code}”的事项");
            return refuse("cases.matter", zh, "No such matter");
        }
    }
    for code in &measure.areas {
        if !is_area(app, code) {
            let zh = format!("没有代码为“{code}”的街道、社区或网格");
            return refuse("cases.area", zh, "No such subdistrict, community or grid");
        }
    }
    for key in &measure.outcomes {
        let closed = kind.state(key).filter(|state| state.phase == Phase::Closed);
        if closed.is_none() {
            let zh = format!("“{}”没有“{key}”这个结案状态", kind.name);
            return refuse("cases.outcome", zh, "No such closing state");
        }
    }
    check_fields(measure, kind)
}

fn check_fields(measure: &CaseMeasure, kind: &CaseType) -> Result<()> {
    for condition in &measure.fields {
        let field = plain(kind, &condition.field)?;
        let key = |value: &String| field.choices.iter().any(|choice| choice.0 == *value);
        let unknown = condition.any_of.iter().find(|value| !key(value));
        if let Some(value) = unknown.filter(|_| field.kind == FieldType::Choice) {
            let zh = format!("“{}”没有“{value}”这个选项", field.label);
            return refuse("cases.field", zh, "No such choice of the field");
        }
    }
    if let CaseTotal::Sum { field, unit } = &measure.total {
        let field = plain(kind, field)?;
        if !matches!(field.kind, FieldType::Integer | FieldType::Decimal) {
            let zh = format!("“{}”不是数值，不能求和", field.label);
            return refuse("cases.field", zh, "The field holds no numbers");
        }
        if let Some(own) = field.unit.as_ref().filter(|own| *own != unit) {
            let zh = format!("“{}”的单位是{own}", field.label);
            return refuse("cases.unit", zh, "The field is in another unit");
        }
    }
    Ok(())
}

/// A field that is not personal.
fn plain<'a>(kind: &'a CaseType, key: &str) -> Result<&'a Field> {
    match kind.field(key).filter(|field| !field.personal) {
        Some(field) => Ok(field),
        None => {
            let zh = format!("“{}”没有可用来计数的字段“{key}”", kind.name);
            refuse("cases.field", zh, "No such field to count by")
        }
    }
}

fn is_area(app: &App, code: &str) -> bool {
    let profile = app.profile();
    let unit = UnitCode::parse(code)
        .ok()
        .and_then(|code| profile.directory.get(&code).map(|unit| unit.kind));
    let is_unit = matches!(unit, Some(UnitKind::Subdistrict | UnitKind::Community));
    is_unit || profile.areas.get(code, app.today()).is_some()
}

fn refuse<T>(code: &'static str, zh: String, en: &str) -> Result<T> {
    Err(AppError::field("cases", code, zh, en))
}
