//! Ranks with their tie rule and caliber (domain 3.3 rule 14).

use crate::coded;
use crate::percent::rounded;
use crate::{Better, Definition, Refusal};
use rust_decimal::Decimal;
use serde::Serialize;

coded! {
    /// How equals are ranked.
    Ties {
        /// 1, 2, 2, 4.
        Competition => "competition", "并列占位（1、2、2、4）";
        /// 1, 2, 2, 3.
        Dense => "dense", "并列不占位（1、2、2、3）";
    }
}

/// One place in the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ranked {
    /// Who.
    pub place: String,
    /// Rank, from 1.
    pub rank: u32,
    /// How many share it.
    pub sharing: u32,
    /// The value that was compared, rounded as printed.
    pub value: Decimal,
}

/// An order with its rules and who could not be ranked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// By rank, equals by name of the place.
    pub order: Vec<Ranked>,
    /// Without a value; they are not last, they are not ranked.
    pub missing: Vec<String>,
    /// How equals were ranked.
    pub ties: Ties,
    /// Decimals that were compared: what prints alike ranks alike.
    pub places: u32,
}

/// Ranks places by values of one definition and period, better first. Values are compared as printed
/// with `places` decimals. Errors: `rank_without_direction`, `rank_of_one` for fewer than two values,
/// `rank_twice`.
pub fn rank(
    definition: &Definition,
    values: &[(String, Option<Decimal>)],
    ties: Ties,
    places: u32,
) -> Result<Rank, Refusal> {
    let sign = match definition.better {
        Better::Higher => -Decimal::ONE,
        Better::Lower => Decimal::ONE,
        Better::Neither => {
            return Err(Refusal::new("rank_without_direction").with("name", &definition.name));
        }
    };
    let mut known: Vec<(Decimal, &str)> = vec![];
    let mut missing = vec![];
    for (place, value) in values {
        match value {
            Some(value) => known.push((rounded(*value, places), place)),
            None => missing.push(place.clone()),
        }
    }
    known.sort_by(|(a, x), (b, y)| (a * sign).cmp(&(b * sign)).then(x.cmp(y)));
    let mut names: Vec<&str> = values.iter().map(|(place, _)| place.as_str()).collect();
    names.sort_unstable();
    if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Refusal::new("rank_twice").with("place", pair[0]));
    }
    if known.len() < 2 {
        return Err(Refusal::new("rank_of_one").with("count", known.len()));
    }
    let mut order: Vec<Ranked> = Vec::with_capacity(known.len());
    let mut distinct = 0;
    for (index, (value, place)) in known.iter().enumerate() {
        let same = order.last().filter(|last| last.value == *value);
        let rank = match (same, ties) {
            (Some(last), _) => last.rank,
            (None, Ties::Competition) => u32::try_from(index + 1).unwrap_or(u32::MAX),
            (None, Ties::Dense) => distinct + 1,
        };
        distinct += u32::from(same.is_none());
        let sharing = known.iter().filter(|(v, _)| v == value).count();
        order.push(Ranked {
            place: (*place).to_owned(),
            rank,
            sharing: u32::try_from(sharing).unwrap_or(u32::MAX),
            value: *value,
        });
    }
    Ok(Rank {
        order,
        missing,
        ties,
        places,
    })
}
