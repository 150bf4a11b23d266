//! Windows of policy funds: only projects whose documents exist are offered.

use crate::{Batch, Checklist, Lack, Project, batch, maturity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A window in which money can be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Name.
    pub name: String,
    /// First day.
    pub opens: Date,
    /// Last day.
    pub closes: Date,
    /// Codes of the approvals it asks for.
    pub requires: Vec<String>,
    /// Batches it is open to.
    pub batches: Vec<Batch>,
}

/// Why a project does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It is in another batch, or in none.
    Batch(Option<Batch>),
    /// A document lacks or ran out.
    Lacks(Lack),
}

/// Who can ask in a window.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Identifiers of projects that fit.
    pub fits: Vec<String>,
    /// Projects that do not, each with every reason.
    pub misses: Vec<(String, Vec<Why>)>,
}

/// The projects that can ask on a day. Outside of the window's days none fits and none is told to lack.
pub fn offer<'a>(
    window: &Window,
    checklist: &Checklist,
    projects: impl IntoIterator<Item = &'a Project>,
    on: Date,
) -> Offer {
    let mut out = Offer::default();
    if on < window.opens || window.closes < on {
        return out;
    }
    for project in projects {
        let mut whys = vec![];
        let now = batch(project, on, on);
        if !now.is_some_and(|b| window.batches.contains(&b)) {
            whys.push(Why::Batch(now));
        }
        let lacks = maturity(project, checklist, on).lacks;
        let asked = |lack: &Lack| window.requires.contains(&lack.item);
        whys.extend(lacks.into_iter().filter(asked).map(Why::Lacks));
        match whys.is_empty() {
            true => out.fits.push(project.id.clone()),
            false => out.misses.push((project.id.clone(), whys)),
        }
    }
    out
}
