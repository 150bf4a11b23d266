//! `xiuhua place check`.

use super::{outline, without_areas};
use anyhow::Context;
use place::{AreaSet, Fault, Layer};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    /// The profile's folder.
    dir: PathBuf,
    /// Write what is wrong as GeoJSON to this file, to be looked at on a map.
    #[arg(long)]
    faults: Option<PathBuf>,
}

pub(super) fn run(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let (profile, files) = without_areas(&args.dir)?;
    let outline = profile
        .outline
        .is_some()
        .then(|| outline(&profile))
        .transpose()?;
    let codes = files.get("geo/areas.csv");
    let shapes: Vec<(&str, &str)> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".geojson"))
        .map(|(file, text)| (file.as_str(), text.as_str()))
        .collect();
    let begun = Instant::now();
    let set = place::sources(&shapes, codes.map(|text| ("geo/areas.csv", text.as_str())))
        .and_then(|areas| AreaSet::import(areas, outline.as_ref()));
    match set {
        Ok(set) => {
            for layer in Layer::ALL {
                let count = set.iter().filter(|a| a.layer == layer).count();
                println!("{} {count}", layer.code());
            }
            println!("ok: read and checked in {} ms", begun.elapsed().as_millis());
            Ok(ExitCode::SUCCESS)
        }
        Err(faults) => {
            for fault in &faults {
                println!(
                    "{}:{}: {} {}",
                    fault.file, fault.line, fault.code, fault.message_zh
                );
            }
            if let Some(path) = &args.faults {
                std::fs::write(path, collection(&faults))
                    .with_context(|| format!("cannot write {}", path.display()))?;
            }
            Ok(ExitCode::FAILURE)
        }
    }
}

fn collection(faults: &[Fault]) -> String {
    let features: Vec<String> = faults.iter().map(Fault::feature).collect();
    let features = features.join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}\n")
}
