//! `geo/areas*.geojson`, `geo/areas.csv` and `geo/gazetteer.csv`: the district's places, optional.

use crate::problem::Log;
use crate::{Files, Outline};
use org::{Directory, OfficialCode};
use place::{AreaSet, Fault, Gazetteer, Layer};
use std::sync::Arc;

const AREAS: &str = "geo/areas";
const CODES: &str = "geo/areas.csv";
const GAZETTEER: &str = "geo/gazetteer.csv";

/// Subdistricts, communities and grids by date; empty where the district has none.
pub(crate) fn areas(
    files: &Files,
    outline: Option<&Outline>,
    directory: &Directory,
    log: &mut Log,
) -> Arc<AreaSet> {
    let shapes: Vec<(&str, &str)> = files
        .iter()
        .filter(|(file, _)| file.starts_with(AREAS) && file.ends_with(".geojson"))
        .map(|(file, text)| (file.as_str(), text.as_str()))
        .collect();
    let codes = files.get(CODES).map(|text| (CODES, text.as_str()));
    let Some((first, _)) = shapes.first().copied().or(codes) else {
        return Arc::default();
    };
    let outline = outline.and_then(|o| place::shape(crate::outline::FILE, &o.geojson).ok());
    let set =
        place::sources(&shapes, codes).and_then(|areas| AreaSet::import(areas, outline.as_ref()));
    match set {
        Ok(set) => {
            known_units(&set, first, directory, log);
            Arc::new(set)
        }
        Err(faults) => {
            tell(faults, first, log);
            Arc::default()
        }
    }
}

/// Subdistricts and communities on the map are units of the district.
fn known_units(set: &AreaSet, file: &str, directory: &Directory, log: &mut Log) {
    let units = set
        .iter()
        .filter(|a| matches!(a.layer, Layer::Subdistrict | Layer::Community));
    for area in units {
        let code = OfficialCode::parse(&area.code).ok();
        let known = code.is_some_and(|code| {
            directory
                .iter()
                .any(|unit| unit.official_code.as_ref() == Some(&code))
        });
        if !known && !directory.is_empty() {
            let message = format!("{}（{}）不是任何单位的统计用代码", area.name, area.code);
            log.add(file, 0, "area_unit_unknown", message);
        }
    }
}

/// Names of places; none where the district has no gazetteer.
pub(crate) fn gazetteer(files: &Files, log: &mut Log) -> Option<Arc<Gazetteer>> {
    let text = files.get(GAZETTEER)?;
    match Gazetteer::read(GAZETTEER, text) {
        Ok(gazetteer) => Some(Arc::new(gazetteer)),
        Err(faults) => {
            tell(faults, GAZETTEER, log);
            None
        }
    }
}

fn tell(faults: Vec<Fault>, file: &str, log: &mut Log) {
    for fault in faults {
        let file = match fault.file.as_str() {
            "" => file,
            own => own,
        };
        log.add(file, fault.line, fault.code, fault.message_zh);
    }
}
