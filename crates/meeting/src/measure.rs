//! What an item is about, and the number or light by which it ends.

use figure::{Decimal, Period};
use indicator::percent::fixed;
use indicator::{Better, coded};
use jiff::civil::Date;
use light::Colour;
use serde::{Deserialize, Serialize};

coded! {
    /// Where an item comes from.
    Origin {
        /// A series behind its target.
        Indicator => "indicator", "指标";
        /// A commitment whose light is red.
        Commitment => "commitment", "任务";
        /// A project whose light is red.
        Project => "project", "项目";
        /// A blocker of a project.
        Blocker => "blocker", "堵点";
    }
}

/// The thing an item is about. One thing has one open item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// Kind of thing.
    pub origin: Origin,
    /// Code or id there.
    pub id: String,
    /// Number of the blocker; zero for other things.
    pub no: u32,
}

impl Source {
    /// As one text, for forms.
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.origin.code(), self.id, self.no)
    }
}

/// What was found, and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Measure {
    /// A number short of another.
    Number {
        /// What it was.
        found: Decimal,
        /// The period it was read for.
        period: Period,
        /// What it should be.
        wanted: Decimal,
        /// Unit of both.
        unit: String,
        /// Which side is better; never neither.
        better: Better,
    },
    /// A light that should be at least of another colour.
    Light {
        /// What it was.
        found: Colour,
        /// The least that is wanted: yellow or green.
        wanted: Colour,
    },
    /// A blocker that should be solved.
    Blocker {
        /// Its own last day.
        due: Date,
    },
}

/// A number or light as the system reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Reading {
    /// A number.
    Number {
        /// In the unit of the measure.
        value: Decimal,
        /// Of which period.
        period: Period,
    },
    /// A light.
    Light {
        /// Its colour.
        colour: Colour,
    },
    /// A blocker.
    Blocker {
        /// Not solved.
        open: bool,
    },
}

/// How far from red; grey says nothing.
fn rank(colour: Colour) -> Option<u8> {
    match colour {
        Colour::Red => Some(0),
        Colour::Yellow => Some(1),
        Colour::Green => Some(2),
        Colour::Grey => None,
    }
}

fn reaches(better: Better, value: Decimal, wanted: Decimal) -> bool {
    match better {
        Better::Higher => value >= wanted,
        Better::Lower => value <= wanted,
        Better::Neither => false,
    }
}

impl Measure {
    /// What it was when the item arose.
    pub fn found(&self) -> Reading {
        match self {
            Self::Number { found, period, .. } => Reading::Number {
                value: *found,
                period: *period,
            },
            Self::Light { found, .. } => Reading::Light { colour: *found },
            Self::Blocker { .. } => Reading::Blocker { open: true },
        }
    }

    /// Whether a reading is what is wanted, or better; a number promised takes the place of the one wanted.
    /// A reading of another kind never is.
    pub fn met_by(&self, reading: &Reading, promised: Option<Decimal>) -> bool {
        match (self, reading) {
            (Self::Number { wanted, better, .. }, Reading::Number { value, .. }) => {
                reaches(*better, *value, promised.unwrap_or(*wanted))
            }
            (Self::Light { wanted, .. }, Reading::Light { colour }) => {
                rank(*colour).is_some_and(|now| Some(now) >= rank(*wanted))
            }
            (Self::Blocker { .. }, Reading::Blocker { open }) => !open,
            _ => false,
        }
    }

    /// The number wanted.
    pub fn wanted(&self) -> Option<Decimal> {
        match self {
            Self::Number { wanted, .. } => Some(*wanted),
            _ => None,
        }
    }

    /// In Chinese: what is wanted, a number promised in place of it.
    pub fn wanted_zh(&self, promised: Option<Decimal>) -> String {
        match self {
            Self::Number {
                wanted,
                unit,
                better,
                ..
            } => {
                let side = match better {
                    Better::Lower => "不高于",
                    _ => "不低于",
                };
                format!("{side}{}{unit}", number(promised.unwrap_or(*wanted)))
            }
            Self::Light { wanted, .. } => match wanted {
                Colour::Green => "转为绿灯".to_owned(),
                _ => "不再是红灯".to_owned(),
            },
            Self::Blocker { .. } => "堵点解决".to_owned(),
        }
    }
}

impl Reading {
    /// In Chinese, with the unit of its measure.
    pub fn zh(&self, measure: &Measure) -> String {
        match (self, measure) {
            (Self::Number { value, period }, Measure::Number { unit, .. }) => {
                format!("{}{unit}（{}）", number(*value), period.to_chinese())
            }
            (Self::Number { value, .. }, _) => number(*value),
            (Self::Light { colour }, _) => match colour {
                Colour::Red => "红灯",
                Colour::Yellow => "黄灯",
                Colour::Green => "绿灯",
                Colour::Grey => "灰灯",
            }
            .to_owned(),
            (Self::Blocker { open: true }, _) => "未解决".to_owned(),
            (Self::Blocker { open: false }, _) => "已解决".to_owned(),
        }
    }

    /// The number.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Self::Number { value, .. } => Some(*value),
            _ => None,
        }
    }
}

/// At most two decimals, rounded once.
fn number(value: Decimal) -> String {
    let shown = fixed(value, 2);
    shown.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What was forecast for the next period when somebody promised, so that the forecast can be judged too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The period, of itself alone.
    pub period: Period,
    /// Lower end of the interval.
    pub low: Decimal,
    /// The middle.
    pub middle: Decimal,
    /// Upper end.
    pub high: Decimal,
    /// Unit.
    pub unit: String,
}
