//! `xiuhua place`: areas and addresses of a district's folder on the command line.

mod check;
mod draw;
mod find;

use super::profile::read_files;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use place::Layer;
use profile::{Files, Profile};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Places of a district: check, look up, list codes, draw an illustrative partition.
#[derive(Debug, Args)]
pub struct PlaceArgs {
    #[command(subcommand)]
    command: PlaceCommand,
}

#[derive(Debug, Subcommand)]
enum PlaceCommand {
    /// Check the areas; overlaps and gaps are told with names and, with --faults, as GeoJSON.
    Check(check::CheckArgs),
    /// Which area a point lies in, or which places an address may mean.
    Resolve(find::FindArgs),
    /// List the codes of a layer on a day as CSV.
    Codes(CodesArgs),
    /// Draw subdistricts, communities and grids into the outline by the documented rule.
    Partition(draw::DrawArgs),
}

#[derive(Debug, Args)]
struct CodesArgs {
    /// The profile's folder.
    dir: PathBuf,
    /// The day the codes hold.
    #[arg(long)]
    on: Date,
    /// district, subdistrict, community or grid.
    #[arg(long, value_parser = layer)]
    layer: Layer,
}

fn layer(text: &str) -> Result<Layer, String> {
    let known = Layer::ALL.map(Layer::code).join(", ");
    Layer::from_code(text).ok_or(format!("one of {known}"))
}

/// Runs the command; the exit code is 1 where something is wrong or nothing is found.
/// Errors: the folder cannot be read or has problems.
pub fn run(args: &PlaceArgs) -> anyhow::Result<ExitCode> {
    match &args.command {
        PlaceCommand::Check(args) => check::run(args),
        PlaceCommand::Resolve(args) => find::run(args),
        PlaceCommand::Partition(args) => draw::run(args),
        PlaceCommand::Codes(args) => {
            let profile = whole(&args.dir)?;
            print!("{}", place::csv(profile.areas.on(args.layer, args.on)));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn whole(dir: &Path) -> anyhow::Result<Profile> {
    parse(dir, &read_files(dir)?)
}

/// The profile without its areas, for commands that judge or replace them.
fn without_areas(dir: &Path) -> anyhow::Result<(Profile, Files)> {
    let (areas, rest): (Files, Files) = read_files(dir)?
        .into_iter()
        .partition(|(file, _)| file.starts_with("geo/areas"));
    Ok((parse(dir, &rest)?, areas))
}

fn parse(dir: &Path, files: &Files) -> anyhow::Result<Profile> {
    Profile::parse(files).map_err(|problems| {
        problems.iter().for_each(|p| eprintln!("{p}"));
        anyhow::anyhow!("{}: {} problem(s)", dir.display(), problems.len())
    })
}

fn outline(profile: &Profile) -> anyhow::Result<place::MultiPolygon<f64>> {
    let Some(outline) = &profile.outline else {
        bail!("geo/outline.geojson is missing");
    };
    place::shape("geo/outline.geojson", &outline.geojson)
        .map_err(|fault| anyhow::anyhow!(fault.message_zh))
        .context("geo/outline.geojson")
}
