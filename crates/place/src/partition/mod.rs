//! A made-up but orderly partition of an outline, for districts whose borders are not published.
//!
//! Subdistricts are Voronoi cells of given seeds; within each, communities, and within each of
//! those the grids of every cut, are centroidal Voronoi cells of points spread by a fixed rule. All corners
//! then become common to both sides of a border ([`node`]) and the coarser areas are the exact
//! unions of their grids ([`dissolve`]). No chance: the same plan gives the same bytes. Every area
//! is marked illustrative.

mod cells;
mod dissolve;
mod flat;
mod node;
mod order;
mod spread;

use crate::{Area, Layer, Point};
use flat::Flat;
use geo::{MultiPolygon, Polygon};
use jiff::civil::Date;

/// Most grids of one cut.
pub const GRIDS_MAX: usize = 10_000;

/// What to draw.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The district's outline.
    pub outline: MultiPolygon<f64>,
    /// Code and name of the district.
    pub district: Named,
    /// Its subdistricts.
    pub subdistricts: Vec<Subdistrict>,
    /// First day of the district, subdistricts and communities.
    pub valid_from: Date,
    /// Cuts into grids, ascending by day; each ends the one before.
    pub cuts: Vec<Cut>,
}

/// Code and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Official code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A subdistrict to draw around a seed.
#[derive(Debug, Clone)]
pub struct Subdistrict {
    /// Code and name.
    pub named: Named,
    /// A point that shall be inside.
    pub seed: Point,
    /// Its communities; at least one.
    pub communities: Vec<Named>,
}

/// A cut into grids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// First day.
    pub valid_from: Date,
    /// How many grids.
    pub grids: usize,
}

/// Why a plan cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A subdistrict's seed is outside, or stands on another's.
    #[error("no ground around the seed of {0}")]
    NoGround(String),
    /// A subdistrict has no community, or a cut too few or too many grids.
    #[error(
        "cannot cut {0}: each needs at least one part, and a cut has at most {GRIDS_MAX} grids"
    )]
    Count(String),
    /// Cuts do not ascend.
    #[error("cuts must ascend by day")]
    Order,
}

/// A community and where it lies, with the grids of each cut.
struct Drawn<'a> {
    subdistrict: &'a Subdistrict,
    community: &'a Named,
    ground: Polygon<f64>,
    grids: Vec<Vec<Polygon<f64>>>,
}

/// Draws a plan. Errors: the plan makes no sense; what is drawn should still go through
/// [`crate::AreaSet::import`].
pub fn partition(plan: &Plan) -> Result<Vec<Area>, PlanError> {
    check(plan)?;
    let flat = Flat::around(&plan.outline);
    let mut drawn = communities(plan, &flat)?;
    for cut in &plan.cuts {
        grids(&mut drawn, cut.grids)?;
    }
    let mut all: Vec<&mut Polygon<f64>> = drawn
        .iter_mut()
        .flat_map(|d| d.grids.iter_mut().flatten())
        .collect();
    node::join(&mut all, &flat);
    Ok(areas(plan, &drawn))
}

fn check(plan: &Plan) -> Result<(), PlanError> {
    let communities: usize = plan.subdistricts.iter().map(|s| s.communities.len()).sum();
    if let Some(bare) = plan.subdistricts.iter().find(|s| s.communities.is_empty()) {
        return Err(PlanError::Count(bare.named.name.clone()));
    }
    let fits = |cut: &Cut| (communities..=GRIDS_MAX).contains(&cut.grids);
    if plan.cuts.is_empty() || !plan.cuts.iter().all(fits) || communities == 0 {
        return Err(PlanError::Count(plan.district.name.clone()));
    }
    let ascending = plan
        .cuts
        .windows(2)
        .all(|w| w[0].valid_from < w[1].valid_from)
        && plan.valid_from <= plan.cuts[0].valid_from;
    match ascending {
        true => Ok(()),
        false => Err(PlanError::Order),
    }
}

fn communities<'a>(plan: &'a Plan, flat: &Flat) -> Result<Vec<Drawn<'a>>, PlanError> {
    let outline = flat.to_flat(&plan.outline);
    let seeds: Vec<_> = plan
        .subdistricts
        .iter()
        .map(|s| flat.point(s.seed))
        .collect();
    let mut drawn = vec![];
    for (subdistrict, ground) in plan
        .subdistricts
        .iter()
        .zip(cells::around(&outline, &seeds))
    {
        let named = &subdistrict.named;
        let ground = ground.ok_or_else(|| PlanError::NoGround(named.name.clone()))?;
        let parts = spread::cut(&ground, subdistrict.communities.len(), &named.code);
        let parts = parts.ok_or_else(|| PlanError::Count(named.name.clone()))?;
        drawn.extend(
            subdistrict
                .communities
                .iter()
                .zip(parts)
                .map(|(community, ground)| Drawn {
                    subdistrict,
                    community,
                    ground,
                    grids: vec![],
                }),
        );
    }
    Ok(drawn)
}

/// One more cut: grids go to communities by the root of their ground, so that small ones are
/// not left with one.
fn grids(drawn: &mut [Drawn<'_>], count: usize) -> Result<(), PlanError> {
    let weights: Vec<f64> = drawn.iter().map(|d| flat::area(&d.ground).sqrt()).collect();
    for (one, share) in drawn.iter_mut().zip(order::shares(&weights, count)) {
        let parts = spread::cut(&one.ground, share, &one.community.code);
        let parts = parts.ok_or_else(|| PlanError::Count(one.community.name.clone()))?;
        one.grids.push(parts);
    }
    Ok(())
}

fn areas(plan: &Plan, drawn: &[Drawn<'_>]) -> Vec<Area> {
    let first = |d: &Drawn<'_>| MultiPolygon(d.grids[0].clone());
    let area = |layer, named: &Named, parent: Option<&Named>, shape| Area {
        code: named.code.clone(),
        name: named.name.clone(),
        layer,
        parent: parent.map(|p| p.code.clone()),
        valid_from: plan.valid_from,
        valid_to: None,
        illustrative: true,
        shape,
    };
    let whole: Vec<_> = drawn.iter().map(first).collect();
    let mut areas = vec![area(
        Layer::District,
        &plan.district,
        None,
        dissolve::union(&whole),
    )];
    for subdistrict in &plan.subdistricts {
        let own = drawn
            .iter()
            .filter(|d| std::ptr::eq(d.subdistrict, subdistrict));
        let grids: Vec<_> = own.map(first).collect();
        let (shape, parent) = (dissolve::union(&grids), Some(&plan.district));
        areas.push(area(Layer::Subdistrict, &subdistrict.named, parent, shape));
    }
    for one in drawn {
        let (shape, parent) = (dissolve::union(&[first(one)]), Some(&one.subdistrict.named));
        areas.push(area(Layer::Community, one.community, parent, shape));
    }
    for (index, cut) in plan.cuts.iter().enumerate() {
        let end = plan.cuts.get(index + 1).map(|next| next.valid_from);
        for one in drawn {
            for (number, grid) in one.grids[index].iter().enumerate() {
                // The hundreds tell the cut, so that no code ever means two shapes.
                let named = Named {
                    code: format!("{}{:03}", one.community.code, index * 100 + number + 1),
                    name: format!("{}第{}网格", one.community.name, number + 1),
                };
                let shape = MultiPolygon(vec![grid.clone()]);
                areas.push(Area {
                    valid_from: cut.valid_from,
                    valid_to: end,
                    ..area(Layer::Grid, &named, Some(one.community), shape)
                });
            }
        }
    }
    areas
}

#[cfg(test)]
mod tests;
