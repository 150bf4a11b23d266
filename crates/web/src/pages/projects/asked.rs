//! Conditions of the list as they stand in an address.

use crate::edge::fault::Fault;
use crate::input;
use crate::pages::list::Paging;
use ::project::{Batch, Cut};
use app::list::Ask;
use app::project::{ProjectQuery, SORTS};
use light::Colour;
use serde::Deserialize;

/// The five batches.
pub const BATCHES: [&str; 5] = [
    "planning",
    "reserve",
    "commencement",
    "completion",
    "commissioning",
];
/// Colours of the light.
pub const COLOURS: [&str; 4] = ["red", "yellow", "green", "grey"];
/// By what totals are cut on the page.
pub const CUTS: [&str; 6] = ["bureau", "place", "category", "batch", "leader", "owner"];

/// Parameters of `/projects` and of the API's list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Words of name, owner or code.
    pub q: String,
    /// Unit code of the bureau.
    pub bureau: String,
    /// Unit code of the subdistrict.
    pub place: String,
    /// Trade.
    pub category: String,
    /// `planning`, `reserve`, `commencement`, `completion`, `commissioning`.
    pub batch: String,
    /// Colours, separated by commas: `red`, `yellow`, `green`, `grey`.
    pub light: String,
    /// `1`: only with an open blocker.
    pub blocked: String,
    /// Year of the plans; the day's own where absent.
    pub year: String,
    /// The day; empty: today.
    pub as_of: String,
    /// By what the page cuts totals: `bureau`, `place`, `category`, `batch`, `leader`, `owner`.
    pub cut: String,
}

impl Asked {
    /// As a query; a field that cannot be read is named.
    pub fn query(&self, paging: &Paging) -> Result<ProjectQuery, Fault> {
        self.cut()?;
        let batch = input::code("batch", &self.batch, BATCHES)?;
        let colours = input::codes("light", &self.light, COLOURS)?;
        Ok(ProjectQuery {
            text: input::given(&self.q),
            bureau: input::given(&self.bureau),
            place: input::given(&self.place),
            category: input::given(&self.category),
            batch: batch.and_then(Batch::from_code),
            colours: colours
                .iter()
                .filter_map(|c| Colour::from_code(c))
                .collect(),
            blocked: input::flag("blocked", &self.blocked)?,
            year: year(&self.year)?,
            as_of: input::day_or_none("as_of", &self.as_of)?,
            ask: Ask {
                sort: input::code("sort", &paging.sort, SORTS.map(|(code, _)| code))?
                    .unwrap_or_default()
                    .to_owned(),
                reversed: input::flag("desc", &paging.desc)?,
                after: input::given(&paging.after),
                limit: paging.limit.unwrap_or(0),
            },
        })
    }

    /// The cut; by bureau where none is named.
    pub fn cut(&self) -> Result<Cut, Fault> {
        let code = input::code("cut", &self.cut, CUTS)?;
        Ok(code.and_then(Cut::from_code).unwrap_or(Cut::Bureau))
    }
}

/// A year, or none where the field is empty.
pub fn year(text: &str) -> Result<Option<i16>, Fault> {
    let Some(text) = input::given(text) else {
        return Ok(None);
    };
    let year = text.parse().ok().filter(|y| (2000..=2100).contains(y));
    year.map(Some)
        .ok_or_else(|| input::wrong("year", "input.year"))
}

/// The condition of the list that a row of a cut stands for.
pub fn condition_of(cut: Cut) -> Option<&'static str> {
    match cut {
        Cut::Bureau => Some("bureau"),
        Cut::Place => Some("place"),
        Cut::Category => Some("category"),
        Cut::Batch => Some("batch"),
        Cut::All | Cut::Leader | Cut::Owner => None,
    }
}
