//! People and units.

use super::field::{flag, json, maybe, text};
use super::{DistrictId, Fields, RowOp, Sql};
use crate::value::params;

pub(crate) static PUT_PERSON: Sql = Sql::new(
    "person.put",
    "INSERT INTO person (district_id, id, name, login, unit, roles, disabled) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, id) DO UPDATE SET \
     name = excluded.name, login = excluded.login, unit = excluded.unit, roles = excluded.roles, \
     disabled = excluded.disabled",
);
pub(crate) static PUT_UNIT: Sql = Sql::new(
    "unit.put",
    "INSERT INTO unit (district_id, code, name, short, kind, parent, official_code) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (district_id, code) DO UPDATE SET \
     name = excluded.name, short = excluded.short, kind = excluded.kind, parent = excluded.parent, \
     official_code = excluded.official_code",
);

/// State: `{"name", "login", "unit", "roles": […], "disabled"}`; without a login the id is it.
pub(super) fn person(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    let login = state.get("login").and_then(|login| login.as_str());
    let login = login.unwrap_or(id);
    vec![RowOp::new(
        &PUT_PERSON,
        params![
            district,
            id,
            text(state, "name"),
            login,
            maybe(state.get("unit")),
            json(state.get("roles")),
            flag(state, "disabled")
        ],
    )]
}

/// State: `{"name", "short", "kind", "parent", "official_code"}`; the id is the unit's code.
pub(super) fn unit(district: &DistrictId, id: &str, state: &Fields) -> Vec<RowOp> {
    vec![RowOp::new(
        &PUT_UNIT,
        params![
            district,
            id,
            text(state, "name"),
            text(state, "short"),
            text(state, "kind"),
            maybe(state.get("parent")),
            maybe(state.get("official_code"))
        ],
    )]
}
