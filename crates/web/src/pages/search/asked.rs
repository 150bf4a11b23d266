//! What is looked for: the address's parameters.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::case::asked::Asked;
use app::case::Filter;
use app::search::CaseAsked;
use serde::Deserialize;
use utoipa::IntoParams;

/// Parameters of `/search`. Several codes are separated by commas.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SearchAsked {
    /// Words, blanks between those that must all be met: characters, sounds or initials in letters, numbers
    /// and codes whole, other names of places, names of matters and units. At most 200 characters.
    pub q: String,
    /// Among what, for the page: `cases` or `commitments`.
    #[param(ignore)]
    pub of: String,
    /// Case type.
    pub r#type: String,
    /// Phases, as in the list of cases.
    pub phase: String,
    /// Matter code.
    pub matter: String,
    /// Unit that the case concerns in any way.
    pub unit: String,
    /// Subdistrict, by unit code.
    pub subdistrict: String,
    /// Community, by unit code.
    pub community: String,
    /// Channel.
    pub channel: String,
    /// `1`: only open ones; `0`: only ended ones.
    pub open: String,
    /// First day of the report.
    pub from: String,
    /// Last day of the report.
    pub to: String,
    /// Where the last page ended.
    pub after: String,
}

impl SearchAsked {
    /// The question among cases. Errors: a field that cannot be read is named.
    pub fn cases(&self, now: jiff::Timestamp) -> Result<CaseAsked, Fault> {
        let listed = Asked {
            r#type: self.r#type.clone(),
            phase: self.phase.clone(),
            matter: self.matter.clone(),
            unit: self.unit.clone(),
            subdistrict: self.subdistrict.clone(),
            community: self.community.clone(),
            channel: self.channel.clone(),
            open: self.open.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            ..Asked::default()
        };
        let filter: Filter = listed.filter(now)?;
        Ok(CaseAsked {
            words: self.q.clone(),
            filter,
            after: self.after.clone(),
        })
    }

    /// Whether cases are meant; those who see none mean commitments.
    pub fn of_cases(&self, sees_cases: bool) -> Result<bool, Fault> {
        let of = input::code("of", &self.of, ["cases", "commitments"])?;
        Ok(of.map_or(sees_cases, |of| of == "cases"))
    }
}
