//! Accounts, tokens, units.

use serde::Serialize;
use utoipa::ToSchema;

/// An account.
#[derive(Serialize, ToSchema)]
pub struct PersonRow {
    pub login: String,
    /// For `If-Match`.
    pub version: i64,
    pub name: String,
    pub title: String,
    pub unit: String,
    pub unit_name: String,
    /// Role codes.
    pub roles: Vec<String>,
    pub disabled: bool,
}

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
pub struct TokenRow {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub unit_name: String,
    /// Sign-in name.
    pub created_by: String,
    pub created_name: String,
    /// Milliseconds since 1970, UTC.
    pub created_ms: i64,
    pub revoked: bool,
}

/// A token just made.
#[derive(Serialize, ToSchema)]
pub struct NewToken {
    pub id: String,
    /// Shown only now.
    pub secret: String,
}

/// A unit of the district.
#[derive(Serialize, ToSchema)]
pub struct Unit {
    pub code: String,
    pub name: String,
    pub short: String,
    /// `district`, `leadership`, `office`, `department`, `branch`, `subdistrict`, `community`,
    /// `street_level_agency`, `group`.
    pub kind: String,
    pub parent: Option<String>,
    /// Statistical code.
    pub official_code: Option<String>,
    pub duties: Vec<String>,
    /// Name of the duty-hour calendar.
    pub duty_hours: Option<String>,
}
