//! Why a place is thought to be meant.

use serde::Serialize;

/// What in the address led to the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Reason {
    /// Road and number are in the gazetteer.
    Number,
    /// The number lies between two known ones on the same side.
    Between {
        /// The known number below.
        low: u32,
        /// The known number above.
        high: u32,
    },
    /// Only another number of the road is known.
    NearNumber {
        /// The nearest known number.
        known: u32,
    },
    /// Only the road is known.
    Road,
    /// Both roads cross there.
    Crossing,
    /// The address is the name.
    Name,
    /// The address holds the name or a nickname.
    Holds {
        /// As written in the address.
        words: String,
    },
    /// The name is like what was written.
    Similar {
        /// The name it is like.
        words: String,
    },
    /// Only the community or subdistrict is known; its middle.
    Area,
}

impl Reason {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Between { .. } => "between",
            Self::NearNumber { .. } => "near_number",
            Self::Road => "road",
            Self::Crossing => "crossing",
            Self::Name => "name",
            Self::Holds { .. } => "holds",
            Self::Similar { .. } => "similar",
            Self::Area => "area",
        }
    }

    /// Words in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Number => "门牌号在地名录中".into(),
            Self::Between { low, high } => format!("按同侧{low}号与{high}号之间推算"),
            Self::NearNumber { known } => format!("地名录中最近的门牌是{known}号"),
            Self::Road => "只认得路名".into(),
            Self::Crossing => "两条路在此相交".into(),
            Self::Name => "与名称完全相同".into(),
            Self::Holds { words } => format!("地址中提到“{words}”"),
            Self::Similar { words } => format!("与“{words}”相近"),
            Self::Area => "只认得所在区域，取其中部".into(),
        }
    }

    /// Words in English.
    pub fn en(&self) -> String {
        match self {
            Self::Number => "The number is in the gazetteer".into(),
            Self::Between { low, high } => {
                format!("Reckoned between numbers {low} and {high} of the same side")
            }
            Self::NearNumber { known } => format!("The nearest known number is {known}"),
            Self::Road => "Only the road is known".into(),
            Self::Crossing => "The two roads cross here".into(),
            Self::Name => "The same name".into(),
            Self::Holds { words } => format!("The address mentions {words}"),
            Self::Similar { words } => format!("Similar to {words}"),
            Self::Area => "Only the area is known; its middle".into(),
        }
    }
}
