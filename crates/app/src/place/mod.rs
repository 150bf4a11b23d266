//! Where something is: areas by date, points and addresses (F2-02). Everybody signed in may ask;
//! nothing here is about a person.

mod areas;
mod find;

pub use areas::{AreaRow, AreasView, Drawn, areas, list};
pub use find::{
    AreaView, CandidateView, NearView, PointQuery, PointView, resolve_address, resolve_point,
};
pub use place::{Crs, Layer, Point};

use crate::{Actor, App, AppError, Result};
use jiff::civil::Date;
use org::{Action, Resource};
use place::Located;

fn may_ask(app: &App, actor: &Actor) -> Result<()> {
    app.require(actor, Action::View, Resource::Unit, &[])
}

/// The layer with a code; `field` names where it was written. Errors: `place.layer`.
pub fn layer(field: &str, code: &str) -> Result<Layer> {
    let known = Layer::ALL.map(Layer::code).join(", ");
    Layer::from_code(code).ok_or_else(|| {
        AppError::field(
            field,
            "place.layer",
            format!("图层应为：{known}"),
            format!("A layer is one of: {known}"),
        )
    })
}

/// The system of coordinates with a code; none written means WGS 84. Errors: `place.crs`.
pub fn crs(field: &str, code: &str) -> Result<Crs> {
    if code.is_empty() {
        return Ok(Crs::Wgs84);
    }
    let known = Crs::ALL.map(Crs::code).join(", ");
    Crs::from_code(code).ok_or_else(|| {
        AppError::field(
            field,
            "place.crs",
            format!("坐标系应为：{known}"),
            format!("A system of coordinates is one of: {known}"),
        )
    })
}

/// The finest area a point lies in on a day, with the unit it belongs to; none outside the district.
/// For actions that take a place in, such as a report from the public.
pub fn locate(app: &App, point: Point, on: Date) -> Option<AreaView> {
    let located = app.profile().areas.resolve(point, on)?;
    Some(find::view(app, located))
}

/// The unit of the district that an area belongs to: of the finest of it and its parents that has one.
fn unit_of(app: &App, located: &Located) -> Option<String> {
    let profile = app.profile();
    let codes = std::iter::once(&located.code).chain(located.parents.iter().map(|p| &p.code));
    codes
        .filter_map(|code| {
            let unit = profile
                .directory
                .iter()
                .find(|u| u.official_code.as_ref().is_some_and(|o| o.as_str() == code))?;
            Some(unit.code.as_str().to_owned())
        })
        .next()
}
