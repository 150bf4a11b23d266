//! Where a new report belongs among those near it.

use crate::{Group, Link, Report, Rules, link};

/// Most others that a report is compared with; the newest are taken.
pub const CANDIDATES_MAX: usize = 200;

/// Where a report belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placement {
    /// It tells of something that nobody else told of.
    Alone,
    /// It tells of an incident that is known.
    Joins {
        /// The incident.
        group: String,
        /// Why.
        because: Link,
        /// Others that stood alone and tell of it too, each with the reason why it belongs to the new one.
        with: Vec<(String, Link)>,
    },
    /// It tells of the same as others that stood alone: a new incident.
    Forms {
        /// The others, the earliest first, each with the reason.
        with: Vec<(String, Link)>,
    },
}

/// Places a report. Incidents that are full, over, too far from their leading report, or that a person
/// took the report out of do not take it in. Where several do, the nearest in words, place and time;
/// equal ones by id.
pub fn assign(new: &Report, others: &[Report], rules: &Rules) -> Placement {
    if new.group.is_some() {
        return Placement::Alone;
    }
    let mut near: Vec<&Report> = others.iter().filter(|other| other.id != new.id).collect();
    near.sort_by(|a, b| (b.when, &b.id).cmp(&(a.when, &a.id)));
    near.truncate(CANDIDATES_MAX);
    near.reverse();
    let linked = near
        .into_iter()
        .filter_map(|other| Some((other, link(new, other, rules)?)));
    let (grouped, alone): (Vec<_>, Vec<_>) = linked.partition(|(other, _)| other.group.is_some());
    let open = grouped.into_iter().filter_map(|(other, link)| {
        let group = other.group.as_ref()?;
        takes(group, new, rules).then_some((group, link))
    });
    let best = open
        .max_by(|(a, one), (b, other)| one.rank().cmp(&other.rank()).then_with(|| b.id.cmp(&a.id)));
    let with = |room: usize| {
        let alone = alone.iter().take(room);
        alone.map(|(other, link)| (other.id.clone(), mirrored(link, new)))
    };
    match best {
        Some((group, because)) => {
            let room = rules.members.saturating_sub(group.members + 1) as usize;
            let fits = alone.iter().filter(|(other, _)| takes(group, other, rules));
            let with = fits
                .take(room)
                .map(|(other, link)| (other.id.clone(), mirrored(link, new)));
            Placement::Joins {
                with: with.collect(),
                group: group.id.clone(),
                because,
            }
        }
        None if alone.is_empty() || rules.members < 2 => Placement::Alone,
        None => Placement::Forms {
            with: with(rules.members as usize - 1).collect(),
        },
    }
}

fn takes(group: &Group, report: &Report, rules: &Rules) -> bool {
    let since = report.when.as_second().abs_diff(group.since.as_second());
    group.members < rules.members
        && since <= u64::from(rules.hours) * 3600
        && group.place.takes(&report.place, rules)
        && !report.apart.contains(&group.id)
}

/// The reason seen from the other side.
fn mirrored(link: &Link, with: &Report) -> Link {
    Link {
        with: with.id.clone(),
        ..link.clone()
    }
}

#[cfg(test)]
#[path = "assign_tests.rs"]
mod tests;
