//! How many live where a line of an evaluation is about.

use super::ask::{By, View};
use super::{Ask, Counted};
use evaluation::PerResidents;
use jiff::civil::Date;
use org::{UnitCode, UnitKind};
use profile::Profile;

/// For each ten thousand residents of one area, or of several together; none where a count is missing, where
/// lines are no areas, and where cases were not asked for by the day of their report.
pub(super) fn per_residents(
    profile: &Profile,
    ask: &Ask,
    counted: &Counted,
    key: &str,
    (by, keys): (By, Option<&[String]>),
) -> Option<PerResidents> {
    if ask.view != View::Reported {
        return None;
    }
    let residents = match (by, keys) {
        (By::Subdistrict | By::Community, Some(keys)) if key.is_empty() => {
            keys.iter().map(|key| of_area(profile, key, ask.to)).sum()
        }
        (By::Subdistrict | By::Community, _) if !key.is_empty() => of_area(profile, key, ask.to),
        (By::All, None) => of_district(profile, ask.to),
        _ => None,
    };
    PerResidents::of(&counted.counts(key), residents?)
}

fn of_area(profile: &Profile, key: &str, day: Date) -> Option<u64> {
    let unit = UnitCode::parse(key).ok()?;
    Some(profile.residents.on(&unit, day)?.1.residents)
}

/// The subdistricts together.
fn of_district(profile: &Profile, day: Date) -> Option<u64> {
    let all = profile.directory.iter();
    let parts = all.filter(|unit| unit.kind == UnitKind::Subdistrict);
    let counts = parts.map(|unit| of_area(profile, unit.code.as_str(), day));
    counts.sum::<Option<u64>>().filter(|all| *all > 0)
}
