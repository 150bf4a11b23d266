//! One area, and what a point is told about the areas it lies in.

use crate::{Layer, Point, contain, metric::Metric};
use geo::{InteriorPoint, MultiPolygon};
use jiff::civil::Date;
use serde::Serialize;

/// An area as it holds from a day until another.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Official code, or the district's own for grids: unique in its layer on any day.
    pub code: String,
    /// Name as people say it.
    pub name: String,
    /// Its layer.
    pub layer: Layer,
    /// Code of the area it is part of, of a coarser layer.
    pub parent: Option<String>,
    /// First day it holds.
    pub valid_from: Date,
    /// First day it no longer holds; none while it does.
    pub valid_to: Option<Date>,
    /// True where the border is made up for show, not surveyed.
    pub illustrative: bool,
    /// Its shape, WGS 84 degrees.
    pub shape: MultiPolygon<f64>,
}

impl Area {
    /// True on the days it holds.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day < end)
    }

    /// True where the point is inside; of areas that share a border exactly one says yes.
    pub fn contains(&self, point: Point) -> bool {
        contain::holds(&self.shape, point.coord())
    }

    /// A point inside, near the middle: for labels and for addresses no finer than the area.
    pub fn middle(&self) -> Option<Point> {
        let point = self.shape.interior_point()?;
        Point::new(point.x(), point.y()).ok()
    }

    /// Square metres.
    pub fn square_metres(&self) -> f64 {
        self.shape.0.iter().map(|p| Metric::of(p).area(p)).sum()
    }

    /// Its name and code.
    pub fn to_ref(&self) -> AreaRef {
        AreaRef {
            code: self.code.clone(),
            name: self.name.clone(),
            layer: self.layer,
        }
    }
}

/// An area by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AreaRef {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Layer.
    pub layer: Layer,
}

/// The finest area a point lies in on a day, and what that is part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Located {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Layer.
    pub layer: Layer,
    /// True where the border is made up for show.
    pub illustrative: bool,
    /// What it is part of, nearest first.
    pub parents: Vec<AreaRef>,
}

impl Located {
    /// Itself or the parent of a layer.
    pub fn code_in(&self, layer: Layer) -> Option<&str> {
        if self.layer == layer {
            return Some(&self.code);
        }
        self.parents
            .iter()
            .find(|p| p.layer == layer)
            .map(|p| p.code.as_str())
    }
}
