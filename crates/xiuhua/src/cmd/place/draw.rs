//! `xiuhua place partition`: the illustrative areas of a profile, drawn from its outline, its units
//! and `geo/seeds.csv` (`code,lon,lat,note`).

use super::{outline, without_areas};
use anyhow::{Context, bail};
use jiff::civil::Date;
use org::{Unit, UnitKind};
use place::partition::{self, Cut, Named, Plan, Subdistrict};
use place::{Area, AreaSet, Layer, Point};
use profile::Profile;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct DrawArgs {
    /// The profile's folder; geo/areas*.geojson in it are written.
    dir: PathBuf,
    /// First day of subdistricts and communities.
    #[arg(long)]
    from: Date,
    /// A cut into grids: DAY=COUNT; repeat it, earliest first.
    #[arg(long, required = true, value_parser = cut)]
    cut: Vec<Cut>,
}

fn cut(text: &str) -> Result<Cut, String> {
    let wrong = || "a day and a count, such as 2025-01-01=1138".to_owned();
    let (day, count) = text.split_once('=').ok_or_else(wrong)?;
    Ok(Cut {
        valid_from: day.parse().map_err(|_| wrong())?,
        grids: count.parse().map_err(|_| wrong())?,
    })
}

pub(super) fn run(args: &DrawArgs) -> anyhow::Result<ExitCode> {
    let (profile, _) = without_areas(&args.dir)?;
    let plan = Plan {
        outline: outline(&profile)?,
        district: Named {
            code: profile.district.code.as_str().to_owned(),
            name: profile.district.name.clone(),
        },
        subdistricts: subdistricts(&profile, &seeds(&args.dir)?)?,
        valid_from: args.from,
        cuts: args.cut.clone(),
    };
    let areas = partition::partition(&plan)?;
    if let Err(faults) = AreaSet::import(areas.clone(), Some(&plan.outline)) {
        faults
            .iter()
            .for_each(|f| eprintln!("{} {}", f.code, f.message_zh));
        bail!("the drawing is no partition: {} fault(s)", faults.len());
    }
    let is_grid = |a: &&Area| a.layer == Layer::Grid;
    write(
        &args.dir,
        "areas.geojson",
        areas.iter().filter(|a| !is_grid(a)),
    )?;
    for cut in &plan.cuts {
        let own = areas
            .iter()
            .filter(is_grid)
            .filter(|a| a.valid_from == cut.valid_from);
        write(
            &args.dir,
            &format!("areas-grids-{}.geojson", cut.valid_from),
            own,
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write<'a>(dir: &Path, name: &str, areas: impl Iterator<Item = &'a Area>) -> anyhow::Result<()> {
    let path = dir.join("geo").join(name);
    let text = place::file(&areas.collect::<Vec<_>>());
    std::fs::write(&path, &text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} {} bytes", path.display(), text.len());
    Ok(())
}

fn seeds(dir: &Path) -> anyhow::Result<HashMap<String, Point>> {
    let path = dir.join("geo/seeds.csv");
    let mut reader =
        csv::Reader::from_path(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut seeds = HashMap::new();
    for record in reader.records() {
        let record = record?;
        let number = |i: usize| record.get(i).unwrap_or_default().trim().parse::<f64>();
        let point = Point::new(number(1)?, number(2)?)?;
        seeds.insert(record.get(0).unwrap_or_default().trim().to_owned(), point);
    }
    Ok(seeds)
}

fn subdistricts(
    profile: &Profile,
    seeds: &HashMap<String, Point>,
) -> anyhow::Result<Vec<Subdistrict>> {
    let units = || profile.directory.iter();
    let of = |kind| units().filter(move |u| u.kind == kind);
    of(UnitKind::Subdistrict)
        .map(|unit| {
            let named = named(unit)?;
            let seed = seeds.get(&named.code);
            let communities = of(UnitKind::Community)
                .filter(|c| c.parent.as_ref() == Some(&unit.code))
                .map(self::named);
            Ok(Subdistrict {
                seed: *seed.with_context(|| format!("no seed for {}", named.code))?,
                communities: communities.collect::<anyhow::Result<_>>()?,
                named,
            })
        })
        .collect()
}

/// A unit by its official code; a community's committee gives its community the name.
fn named(unit: &Unit) -> anyhow::Result<Named> {
    let code = unit.official_code.as_ref();
    let code = code.with_context(|| format!("{} has no official code", unit.name))?;
    Ok(Named {
        code: code.as_str().to_owned(),
        name: unit.name.trim_end_matches("居委会").to_owned(),
    })
}
