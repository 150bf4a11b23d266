//! `xiuhua place resolve`.

use super::whole;
use anyhow::bail;
use jiff::civil::Date;
use place::{Crs, Located, Point, address};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct FindArgs {
    /// The profile's folder.
    dir: PathBuf,
    /// The day on which areas are looked up.
    #[arg(long)]
    on: Date,
    /// Words of an address.
    #[arg(long, conflicts_with_all = ["lon", "lat"])]
    address: Option<String>,
    /// Longitude, degrees.
    #[arg(long, requires = "lat", allow_negative_numbers = true)]
    lon: Option<f64>,
    /// Latitude, degrees.
    #[arg(long, requires = "lon", allow_negative_numbers = true)]
    lat: Option<f64>,
    /// System of the coordinates: wgs84, cgcs2000, gcj02 or bd09.
    #[arg(long, default_value = "wgs84", value_parser = crs)]
    crs: Crs,
}

fn crs(text: &str) -> Result<Crs, String> {
    let known = Crs::ALL.map(Crs::code).join(", ");
    Crs::from_code(text).ok_or(format!("one of {known}"))
}

pub(super) fn run(args: &FindArgs) -> anyhow::Result<ExitCode> {
    let profile = whole(&args.dir)?;
    if let Some(text) = &args.address {
        let gazetteer = profile.gazetteer.as_deref();
        let found = match address::resolve(gazetteer, &profile.areas, args.on, text) {
            Ok(found) => found,
            Err(error) => bail!("[{}] {}", error.code(), error.zh()),
        };
        for one in &found {
            let area = one.area.as_ref().map(words).unwrap_or_default();
            println!(
                "{}% {} ({:.6},{:.6}) {}；{area}",
                one.confidence,
                one.name,
                one.point.lon(),
                one.point.lat(),
                one.reason.zh(),
            );
        }
        return Ok(if found.is_empty() {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        });
    }
    let (Some(lon), Some(lat)) = (args.lon, args.lat) else {
        bail!("give --address, or --lon and --lat");
    };
    let point = Point::from_crs(args.crs, lon, lat)?;
    match profile.areas.resolve(point, args.on) {
        Some(found) => {
            println!("{}", words(&found));
            Ok(ExitCode::SUCCESS)
        }
        None => {
            println!("不在本区任何区域内");
            Ok(ExitCode::FAILURE)
        }
    }
}

fn words(found: &Located) -> String {
    let mut names: Vec<String> = found.parents.iter().rev().map(|p| p.name.clone()).collect();
    names.push(format!("{} {}", found.name, found.code));
    let note = if found.illustrative {
        "（示意边界）"
    } else {
        ""
    };
    format!("{}{note}", names.join(" / "))
}
