//! Where a report is: a point, or what its address names.

use crate::Rules;
use place::Point;
use serde::{Deserialize, Serialize};

/// Where a report is. Without a point and without names it is nowhere, and near nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Whereabouts {
    /// The point.
    pub at: Option<Point>,
    /// The named spot it lies at or names: a crossing, a station, a building, a number of a road.
    pub spot: Option<String>,
    /// Of a report without a point: its address, written as addresses are compared.
    pub address: Option<String>,
    /// Of a report without a point: the road or community that is all it names.
    pub wide: Option<String>,
}

/// Why two reports are near each other where one of them has no point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", content = "name", rename_all = "snake_case")]
pub enum Named {
    /// Both are at, or name, this spot.
    Spot(String),
    /// Both give the same address.
    Address,
    /// Both name this road or community and nothing nearer.
    Wide(String),
}

/// How near two reports are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Near {
    pub metres: u32,
    pub spot: Option<String>,
    pub named: Option<Named>,
}

impl Whereabouts {
    /// A point, and the named spot it lies at.
    pub fn at(point: Point, spot: Option<String>) -> Self {
        Self {
            at: Some(point),
            spot,
            ..Self::default()
        }
    }

    /// True where neither a point nor a name is known.
    pub fn is_nowhere(&self) -> bool {
        *self == Self::default()
    }

    /// How near two of them are; none where they are apart, or nothing says that they are not.
    pub(crate) fn near(&self, other: &Self, rules: &Rules) -> Option<Near> {
        let spot = self.spot.as_ref().filter(|_| self.spot == other.spot);
        if let (Some(one), Some(two)) = (self.at, other.at) {
            let reach = if spot.is_some() { 2 } else { 1 } * rules.metres;
            let metres = metres(one, two);
            return (metres <= reach).then(|| Near {
                metres,
                spot: spot.cloned(),
                named: None,
            });
        }
        let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        let named = match spot {
            Some(spot) => Named::Spot(spot.clone()),
            None if same(&self.address, &other.address) => Named::Address,
            // Who names a spot is not just anywhere along the road.
            None if same(&self.wide, &other.wide) => Named::Wide(self.wide.clone()?),
            None => return None,
        };
        Some(Near {
            metres: 0,
            spot: spot.cloned(),
            named: Some(named),
        })
    }

    /// Whether an incident whose leading report is here may take in a report that is there.
    pub(crate) fn takes(&self, other: &Self, rules: &Rules) -> bool {
        match (self.at, other.at) {
            (Some(one), Some(two)) => metres(one, two) <= 2 * rules.metres,
            _ => self.near(other, rules).is_some(),
        }
    }
}

impl Named {
    pub(crate) fn zh(&self) -> String {
        match self {
            Self::Spot(name) => format!("都指“{name}”（其中有案件没有坐标）"),
            Self::Address => "没有坐标，所写地址相同".to_owned(),
            Self::Wide(name) => format!("没有坐标，只知都在“{name}”"),
        }
    }

    pub(crate) fn en(&self) -> String {
        match self {
            Self::Spot(name) => format!("both name {name} (one has no point)"),
            Self::Address => "no point, the same address".to_owned(),
            Self::Wide(name) => format!("no point, both within {name}"),
        }
    }
}

/// Whole metres between two points.
fn metres(one: Point, other: Point) -> u32 {
    one.metres_to(other).round().clamp(0.0, f64::from(u32::MAX)) as u32
}
