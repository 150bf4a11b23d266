//! A deputy files a snapshot: photographs, what is wrong, where; the place from the photograph where
//! nothing else says it.

use crate::case::{self, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn, TypeView};
use crate::review::Versioned;
use crate::{Actor, App, AppError, FileIn, Kind, Result};
use casework::{Case, FieldType};
use org::{Action, Resource};
use std::collections::BTreeMap;

/// Most photographs of a snapshot.
pub const PHOTOS_MAX: usize = 9;

/// A snapshot as given.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// Fields of the type as typed, by key.
    pub fields: BTreeMap<String, String>,
    /// Where; empty: where the first photograph that tells was taken.
    pub place: Option<PlaceIn>,
    /// Photographs.
    pub photos: Vec<FileIn>,
}

/// The case type that takes deputies' snapshots, with its fields. Errors: `auth.forbidden`,
/// `deputy.no_type` where the district has none.
pub fn form(app: &App, actor: &Actor) -> Result<TypeView> {
    app.require(actor, Action::Rate, Resource::Case, &[actor.unit.as_str()])?;
    let types = case::types(app, actor)?.into_iter();
    let mut taking = types.filter(|kind| kind.channels.contains(&Channel::Deputy.code()));
    taking.next().ok_or_else(|| {
        AppError::new(
            Kind::NotFound,
            "deputy.no_type",
            "本区没有受理代表随手拍的案件类型",
            "No case type of this district takes deputies' snapshots",
        )
    })
}

/// Files it. Errors: those of [`form`] and of [`case::open`], `deputy.photos`.
pub async fn file(app: &App, actor: &Actor, given: Snapshot) -> Result<Versioned<Case>> {
    let kind = form(app, actor)?;
    if given.photos.len() > PHOTOS_MAX {
        return Err(AppError::field(
            "photos",
            "deputy.photos",
            format!("照片最多{PHOTOS_MAX}张"),
            format!("At most {PHOTOS_MAX} photographs"),
        ));
    }
    let place = given.place.filter(|place| !place.is_empty());
    let place = place.or_else(|| given.photos.iter().find_map(of_photo));
    let photos = FieldType::Photo.code();
    let shown = kind.fields.iter().find(|field| field.kind == photos);
    let shown = shown.map_or("before_photo", |field| field.key.as_str());
    let evidence = given.photos.into_iter().map(|file| EvidenceIn {
        file,
        kind: shown.to_owned(),
        at: None,
        at_place: None,
    });
    let cmd = OpenCmd {
        fields: given.fields,
        place,
        evidence: evidence.collect(),
        ..OpenCmd::new(&kind.id, Channel::Deputy)
    };
    let opened = case::open(app, &Filer::Staff(actor), cmd).await?;
    Ok(opened.case)
}

fn of_photo(file: &FileIn) -> Option<PlaceIn> {
    let at = photo::told(&file.bytes).ok()?.position?;
    Some(PlaceIn {
        lon: Some(at.lon),
        lat: Some(at.lat),
        address: String::new(),
        how: "gps".to_owned(),
    })
}
