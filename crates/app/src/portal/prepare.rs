//! The first page: photographs, words and place become a prepared report with what is near it.

use super::kept::Waiting;
use super::ticket::{Ticket, VALID};
use super::{DESCRIPTION_CHARS_MAX, PHOTO_BYTES_MAX, PHOTOS_MAX, challenge};
use crate::case::MapBox;
use crate::duty::in_force;
use crate::learning;
use crate::{App, AppError, FileIn, Kind, Result, evidence};
use casework::EvidenceRef;
use place::{Crs, Layer, Located, Point};
use store::case::{CaseFilter, CaseRow, CaseSort};
use store::staged::STAGED_BYTES_MAX;
use store::{Blob, Write};

/// Most characters of an address.
const ADDRESS_CHARS_MAX: usize = 200;
/// Most matters proposed.
const MATTERS_MAX: usize = 4;
/// Half a side of the part of the map that is near, in degrees: about 150 m.
const NEAR_DEGREES: f64 = 0.0014;
/// Most open reports shown as near.
const NEAR_MAX: usize = 5;

/// What a resident gives first.
#[derive(Debug, Clone)]
pub struct Prepare {
    /// Photographs.
    pub photos: Vec<FileIn>,
    /// Photographs that wait from a page that was refused, see [`super::keep_photos`].
    pub kept: String,
    /// What happened.
    pub description: String,
    /// Where, in words.
    pub address: String,
    /// Degrees, from the phone or pointed at on the map.
    pub lon: Option<f64>,
    /// Degrees, from the phone or pointed at on the map.
    pub lat: Option<f64>,
    /// The system of these coordinates: WGS 84 from a phone, that of the pictures from a map.
    pub crs: Crs,
    /// They were pointed at on the map.
    pub on_map: bool,
    /// The question's signed text.
    pub token: String,
    /// The answer to it.
    pub answer: String,
}

/// A prepared report, to be looked at before it is sent.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Carries it to the next page.
    pub ticket: String,
    /// What happened.
    pub description: String,
    /// Where.
    pub place: Spot,
    /// How many photographs.
    pub photos: usize,
    /// What it may be, the likeliest first.
    pub matters: Vec<MatterChoice>,
    /// Open reports nearby, the nearest first.
    pub nearby: Vec<Near>,
}

/// Where a report is.
#[derive(Debug, Clone)]
pub struct Spot {
    /// In words.
    pub words: String,
    /// Subdistrict and community.
    pub area: Option<String>,
    /// How it was found: `map`, `gps`, `phone`, `address`, `none`.
    pub how: String,
}

/// A matter to choose.
#[derive(Debug, Clone)]
pub struct MatterChoice {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// An open report nearby: what everybody may know of it.
#[derive(Debug, Clone)]
pub struct Near {
    /// Number.
    pub number: String,
    /// Name of its matter or type.
    pub title: String,
    /// How far.
    pub metres: i64,
    /// The day it was reported.
    pub day: String,
}

/// Takes photographs and words in, finds the place, and shows what is near. Photographs wait an hour
/// for the second page.
pub async fn prepare(app: &App, cmd: &Prepare) -> Result<Prepared> {
    let signer = |words: &str| app.sealer().code(words);
    let nonce = challenge::answered(&signer, app.now(), &cmd.token, &cmd.answer);
    let nonce = nonce.ok_or_else(|| {
        AppError::field(
            "answer",
            "portal.answer",
            "答案不对，请看新的问题再答",
            "Not the right number; please answer the new question",
        )
    })?;
    let description = words("description", &cmd.description, DESCRIPTION_CHARS_MAX)?;
    if description.is_empty() {
        let (zh, en) = ("请写一句发生了什么", "Say in a sentence what happened");
        return Err(AppError::field("description", "portal.empty", zh, en));
    }
    let address = words("address", &cmd.address, ADDRESS_CHARS_MAX)?;
    let (mut waiting, mut blobs) = Waiting::read(app, &cmd.kept).await?;
    if waiting.gone {
        let (zh, en) = (
            "先前选的照片等得太久，请重新选择",
            "The photos chosen before waited too long; please choose them again",
        );
        return Err(AppError::field("photos", "portal.photos", zh, en));
    }
    let (chosen, told, fresh) = photos(cmd.photos.clone())?;
    let at = told.map(|at| (at.lon, at.lat));
    waiting.add(Waiting {
        photos: chosen,
        at,
        gone: false,
    });
    blobs.extend(fresh);
    crate::app::within(waiting.photos.len(), PHOTOS_MAX, "照片", "photos")?;
    let (photos, told) = (waiting.photos, waiting.at);
    let given = cmd.lon.zip(cmd.lat);
    let given = given.map(|(lon, lat)| cmd.crs.to_wgs84(lon, lat));
    // What somebody pointed at says more than where a photograph happened to be taken.
    let (point, how) = match (told, given) {
        (_, Some(at)) if cmd.on_map => (Some(at), "map"),
        (Some(at), _) => (Some(at), "gps"),
        (None, Some(at)) => (Some(at), "phone"),
        (None, None) => (by_address(app, &address), "address"),
    };
    if point.is_none() && address.is_empty() {
        return Err(AppError::field(
            "address",
            "portal.place",
            "请写明地点，或用手机定位，或在地图上点一下，或附一张带位置的照片",
            "Say where, use your position, point on the map, or add a photo that knows its place",
        ));
    }
    keep(app, blobs).await?;
    let ticket = Ticket {
        nonce,
        description,
        address,
        lon: point.map(|p| p.0),
        lat: point.map(|p| p.1),
        how: if point.is_some() { how } else { "none" }.to_owned(),
        photos,
    };
    show(app, &ticket).await
}

/// A prepared report again, after its second page was refused.
pub async fn prepared(app: &App, ticket: &str) -> Result<Prepared> {
    show(app, &Ticket::read(app, ticket)?).await
}

/// Keeps photographs until the ticket is over, and lets go of older ones.
pub(super) async fn keep(app: &App, blobs: Vec<Blob>) -> Result<()> {
    if blobs.is_empty() {
        return Ok(());
    }
    let now = app.now();
    let until_ms = (now + VALID).as_millisecond();
    let mut writes = vec![Write::PruneStaged {
        before_ms: now.as_millisecond(),
    }];
    writes.extend(
        blobs
            .into_iter()
            .map(|blob| Write::StageBlob { blob, until_ms }),
    );
    if app.store().staged_bytes(app.district()).await? > STAGED_BYTES_MAX {
        return Err(AppError::new(
            Kind::Unavailable,
            "portal.full",
            "同时提交的人太多，请过一会儿再试，或拨打热线",
            "Too many reports at once; try again soon or call",
        ));
    }
    app.append_with(&app.system(), vec![], vec![], writes)
        .await?;
    Ok(())
}

async fn show(app: &App, ticket: &Ticket) -> Result<Prepared> {
    let today = app.today();
    let duties = in_force(app, today).await?;
    let point = ticket.lon.zip(ticket.lat);
    let located = point.and_then(|(lon, lat)| {
        let at = Point::new(lon, lat).ok()?;
        app.profile().areas.resolve(at, today)
    });
    let area = located.as_ref().map(area_words);
    let suggested = learning::matters_alone(app, &duties, &ticket.description).await?;
    let suggested = suggested.into_iter().take(MATTERS_MAX);
    let matters = suggested.map(|(code, name)| MatterChoice { code, name });
    let words = match ticket.address.is_empty() {
        false => ticket.address.clone(),
        true => area.clone().unwrap_or_default(),
    };
    Ok(Prepared {
        ticket: ticket.signed(app)?,
        description: ticket.description.clone(),
        place: Spot {
            words,
            area,
            how: ticket.how.clone(),
        },
        photos: ticket.photos.len(),
        matters: matters.collect(),
        nearby: match point {
            Some(at) => near(app, at).await?,
            None => vec![],
        },
    })
}

/// Names of the areas down to the community; grids have none that people know.
fn area_words(at: &Located) -> String {
    let layers = [Layer::Subdistrict, Layer::Community];
    let names = layers.iter().filter_map(|layer| {
        let own = (at.layer == *layer).then_some(at.name.as_str());
        own.or_else(|| {
            let parent = at.parents.iter().find(|p| p.layer == *layer)?;
            Some(parent.name.as_str())
        })
    });
    names.collect::<Vec<_>>().join(" ")
}

fn by_address(app: &App, words: &str) -> Option<(f64, f64)> {
    if words.is_empty() {
        return None;
    }
    let profile = app.profile();
    let gazetteer = profile.gazetteer.as_deref();
    let found = place::address::resolve(gazetteer, &profile.areas, app.today(), words).ok()?;
    let best = found.into_iter().next()?;
    Some((best.point.lon(), best.point.lat()))
}

/// Open reports around a point. Those whose kind is sensitive are of no type that the public files.
async fn near(app: &App, (lon, lat): (f64, f64)) -> Result<Vec<Near>> {
    let Ok(here) = Point::new(lon, lat) else {
        return Ok(vec![]);
    };
    let filter = CaseFilter {
        open: Some(true),
        channels: super::open::PUBLIC_CHANNELS.map(str::to_owned).to_vec(),
        inside: Some(MapBox {
            west: lon - NEAR_DEGREES,
            east: lon + NEAR_DEGREES,
            south: lat - NEAR_DEGREES,
            north: lat + NEAR_DEGREES,
        }),
        ..CaseFilter::default()
    };
    let store = app.store();
    let found = store
        .case_list(app.district(), &filter, CaseSort::Reported, None, 50)
        .await?;
    let duties = in_force(app, app.today()).await?;
    let profile = app.profile();
    let one = |row: &CaseRow| -> Option<Near> {
        let at = Point::new(row.lon_e6? as f64 / 1e6, row.lat_e6? as f64 / 1e6).ok()?;
        let metres = here.metres_to(at).round() as i64;
        let at = jiff::Timestamp::from_millisecond(row.reported_ms).ok()?;
        Some(Near {
            number: row.number.clone(),
            title: super::open::kind_words(&profile, &duties, row),
            metres,
            day: calendar::civil_date(at).to_string(),
        })
    };
    let mut near: Vec<Near> = found.rows.iter().filter_map(one).collect();
    near.sort_by_key(|n| n.metres);
    near.truncate(NEAR_MAX);
    Ok(near)
}

/// Trimmed words within a limit.
pub(super) fn words(field: &str, text: &str, most: usize) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > most {
        let zh = format!("不能超过{most}字");
        let en = format!("At most {most} characters");
        return Err(AppError::field(field, "portal.long", zh, en));
    }
    Ok(text.to_owned())
}

/// What a resident's photograph tells. Errors: `photo.too_large`, `photo.unreadable`, `photo.pixels`.
pub(crate) fn look(file: &FileIn) -> Result<photo::Told> {
    if file.bytes.len() > PHOTO_BYTES_MAX {
        let zh = format!("“{}”超过12MB", file.name);
        let kind = Kind::TooLarge;
        return Err(AppError::new(
            kind,
            "photo.too_large",
            zh,
            "Larger than 12 MB",
        ));
    }
    photo::told(&file.bytes).map_err(|e| {
        let zh = format!("“{}”：{e}", file.name);
        AppError::field("photos", e.code(), zh, "The photo cannot be used")
    })
}

pub(super) type Taken = (Vec<EvidenceRef>, Option<photo::Position>, Vec<Blob>);

/// Photographs by name and as bytes, and the first place they tell.
pub(super) fn photos(files: Vec<FileIn>) -> Result<Taken> {
    let files: Vec<FileIn> = files
        .into_iter()
        .filter(|f| !(f.bytes.is_empty() && f.name.is_empty()))
        .collect();
    crate::app::within(files.len(), PHOTOS_MAX, "照片", "photos")?;
    let (mut named, mut at, mut blobs) = (vec![], None, vec![]);
    for file in files {
        let told = look(&file)?;
        at = at.or(told.position);
        let (taken, stored) = evidence::take(vec![file])?;
        named.extend(taken.into_iter().map(|one| EvidenceRef {
            sha256: one.hash,
            name: one.name,
            mime: one.media_type,
            size: one.bytes,
        }));
        blobs.extend(stored.into_iter().filter_map(|write| match write {
            Write::PutBlob(blob) => Some(blob),
            _ => None,
        }));
    }
    Ok((named, at, blobs))
}
