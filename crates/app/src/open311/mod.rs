//! Open311 GeoReport v2: what other software may report and follow, over the same cases (F2-01,
//! F3-01). Which service stands for which matters is the district's file `open311.toml`.
//!
//! Reading needs no account, so it shows what everybody may know: number, service, public state,
//! unit, times, and a place where the case type shows it to everybody and nothing in its words is
//! personal. Nobody's words, names or photographs are in it, masked or not. Writing needs the token
//! of a unit.

mod describe;
mod find;
mod submit;
mod updates;

pub use describe::{Attribute, Definition, Endpoint, ServiceView, definition, endpoint, services};
pub use find::{
    Found, IDS_MAX, PAGE_ROWS_MAX, Request, RequestAsk, SPAN_DAYS_MAX, number_of, request, requests,
};
pub use submit::{Submit, Submitted, submit};
pub use updates::{Update, UpdateIn, add_update, updates};

use crate::{App, AppError, Kind, Result};
use profile::{Open311, Profile};

/// What another system's number is kept under.
const SYSTEM: &str = "open311";

/// The district's endpoint. Errors: `open311.off` where it has none.
fn set_up(profile: &Profile) -> Result<&Open311> {
    profile.open311.as_ref().ok_or_else(|| {
        AppError::new(
            Kind::NotFound,
            "open311.off",
            "本区没有开放 Open311 服务",
            "This district offers no Open311 service",
        )
    })
}

fn no_service(code: &str) -> AppError {
    AppError::new(
        Kind::NotFound,
        "open311.service_code",
        format!("没有服务“{code}”（service_code）"),
        format!("service_code {code} was not found"),
    )
}

/// A jurisdiction that was named must be this one; none need be. Errors: `open311.jurisdiction_id`.
pub fn check_jurisdiction(app: &App, named: Option<&str>) -> Result<()> {
    let profile = app.profile();
    let own = &set_up(&profile)?.jurisdiction;
    match named.map(str::trim).filter(|id| !id.is_empty()) {
        Some(other) if other != own => Err(AppError::new(
            Kind::NotFound,
            "open311.jurisdiction_id",
            format!("没有辖区“{other}”（jurisdiction_id）"),
            format!("jurisdiction_id {other} was not found"),
        )),
        _ => Ok(()),
    }
}
