//! Parts and wholes: share, contribution in points (拉动), contribution share (贡献率), sums of places.

use super::{change, within};
use crate::{Across, Definition, Percent, Points, Refusal};
use rust_decimal::Decimal;
use serde::Serialize;

/// A part or a whole now and a year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Now.
    pub now: Decimal,
    /// A year before, on the same caliber.
    pub base: Decimal,
}

impl Part {
    fn moved(self) -> Result<Decimal, Refusal> {
        within(self.now.checked_sub(self.base))
    }
}

/// A part as a share of its whole. Errors: `whole_not_positive`, `part_above_whole`, `out_of_range`.
pub fn share_of(part: Decimal, whole: Decimal) -> Result<Percent, Refusal> {
    if whole <= Decimal::ZERO {
        return Err(Refusal::new("whole_not_positive").with("whole", whole.normalize()));
    }
    if part > whole {
        let refusal = Refusal::new("part_above_whole");
        return Err(refusal
            .with("part", part.normalize())
            .with("whole", whole.normalize()));
    }
    Percent::of(part, whole).ok_or_else(|| Refusal::new("out_of_range"))
}

/// By how many points the part drew the whole: base share × growth of the part, which is the change of
/// the part over the base of the whole. Errors: those of [`change`] for the whole's base.
pub fn contribution(part: Part, whole: Part) -> Result<Points, Refusal> {
    change(whole.base, whole.base, None)?;
    let points = Percent::of(part.moved()?, whole.base);
    points
        .map(|p| Points(p.0))
        .ok_or_else(|| Refusal::new("out_of_range"))
}

/// The part's change as a share of the whole's. Where the whole stood still or fell, a share of its
/// growth says nothing. Errors: `whole_did_not_grow`, `out_of_range`.
pub fn contribution_share(part: Part, whole: Part) -> Result<Percent, Refusal> {
    let (part, whole) = (part.moved()?, whole.moved()?);
    if whole <= Decimal::ZERO {
        return Err(Refusal::new("whole_did_not_grow")
            .with("part", part.normalize())
            .with("whole", whole.normalize()));
    }
    Percent::of(part, whole).ok_or_else(|| Refusal::new("out_of_range"))
}

/// The whole of all places. Errors: `not_additive` where the definition says that places do not make
/// the whole, `places_missing` naming how many, `out_of_range`.
pub fn whole_of(definition: &Definition, places: &[Option<Decimal>]) -> Result<Decimal, Refusal> {
    if definition.across == Across::None {
        return Err(Refusal::new("not_additive").with("unit", &definition.unit));
    }
    let missing = places.iter().filter(|p| p.is_none()).count();
    if missing > 0 {
        return Err(Refusal::new("places_missing").with("count", missing));
    }
    let sum = places.iter().flatten();
    within(sum.copied().try_fold(Decimal::ZERO, Decimal::checked_add))
}
