//! A report by another program, for somebody who may stay unnamed.

use super::{SYSTEM, no_service, set_up};
use crate::case::{self, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn, ReporterIn, SourceIn};
use crate::portal::{self, PHOTOS_MAX};
use crate::{Actor, App, AppError, FileIn, Result};
use casework::FieldType;
use duty::MatterCode;
use profile::{Open311Mode, Open311Service, Profile};
use std::collections::BTreeMap;

/// Most characters of an address of a picture.
const URL_CHARS_MAX: usize = 500;
/// Bytes of a token.
const TOKEN_BYTES: usize = 16;
/// Characters of a day, `2026-11-23`.
const DAY_CHARS: usize = 10;

/// A report as sent.
#[derive(Debug, Clone, Default)]
pub struct Submit {
    /// `service_code`.
    pub service: String,
    /// What happened.
    pub description: String,
    /// Degrees, WGS 84: longitude, latitude.
    pub point: Option<(f64, f64)>,
    /// Where, in words.
    pub address: String,
    /// Who reports.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Mail address.
    pub email: String,
    /// Where a picture is to be had; noted, never fetched.
    pub media_url: Option<String>,
    /// Answers to the attributes of the service.
    pub attributes: BTreeMap<String, String>,
    /// Photographs sent along.
    pub photos: Vec<FileIn>,
}

/// A report that was taken.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// Number of the case.
    pub number: String,
    /// What the number can be had for; a service of this kind does not answer with the number.
    pub token: Option<String>,
    /// Code with which the reporter follows the case; kept nowhere, told once.
    pub code: String,
}

/// Opens a case for a report. Errors: `open311.service_code`, `open311.attribute`,
/// `open311.location`, `open311.media_url`, `auth.forbidden`, those of photographs and of
/// [`case::open`].
pub async fn submit(app: &App, actor: &Actor, cmd: Submit) -> Result<Submitted> {
    let profile = app.profile();
    let service = set_up(&profile)?.service(&cmd.service);
    let service = service.ok_or_else(|| no_service(&cmd.service))?;
    if cmd.point.is_none() && cmd.address.trim().is_empty() {
        return Err(AppError::field(
            "lat",
            "open311.location",
            "缺少地点：lat 与 long，或 address_string",
            "A location is needed: lat and long, or address_string",
        ));
    }
    let mut open = OpenCmd::new(&service.case_type, Channel::Open311);
    let (matter, fields) = attributes(app, &profile, service, &cmd.attributes)?;
    open.matter = matter;
    open.fields = fields;
    let description = described(&cmd)?;
    if !description.is_empty() {
        open.title = portal::title(&description);
        open.fields.insert("description".to_owned(), description);
    }
    open.evidence = photos(cmd.photos)?;
    open.place = Some(PlaceIn {
        lon: cmd.point.map(|p| p.0),
        lat: cmd.point.map(|p| p.1),
        address: cmd.address,
        how: SYSTEM.to_owned(),
    });
    open.reporter = Some(reporter(cmd.name, cmd.phone, cmd.email));
    let token = (service.mode == Open311Mode::Batch).then(new_token);
    open.source = token.clone().map(|number| SourceIn {
        system: SYSTEM.to_owned(),
        number,
    });
    let opened = case::open(app, &Filer::Staff(actor), open).await?;
    Ok(Submitted {
        number: opened.case.value.number,
        token,
        code: opened.tracking_code.unwrap_or_default(),
    })
}

fn new_token() -> String {
    crate::hex::encode(&rand::random::<[u8; TOKEN_BYTES]>())
}

fn reporter(name: String, phone: String, email: String) -> ReporterIn {
    let email = email.trim().to_owned();
    let more = (!email.is_empty()).then(|| ("email".to_owned(), email));
    ReporterIn {
        name,
        phone,
        more: more.into_iter().collect(),
        hidden: false,
    }
}

/// The matter and the fields that attributes name. One matter needs no choice.
fn attributes(
    app: &App,
    profile: &Profile,
    service: &Open311Service,
    given: &BTreeMap<String, String>,
) -> Result<(Option<String>, BTreeMap<String, String>)> {
    let mut matter = match service.matters.as_slice() {
        [only] => Some(only.to_string()),
        _ => None,
    };
    let kind = profile.case_types.current(&service.case_type, app.today());
    let mut fields = BTreeMap::new();
    for (code, value) in given {
        let value = value.trim();
        if code == "matter" && service.matters.len() > 1 {
            let known = |m: &&MatterCode| m.as_str() == value;
            let chosen = service.matters.iter().find(known);
            matter = match (chosen, value) {
                (None, "") => None,
                (chosen, _) => Some(chosen.ok_or_else(|| wrong(code))?.to_string()),
            };
            continue;
        }
        let field = kind.and_then(|k| k.field(code));
        let field = field.filter(|_| service.fields.contains(code));
        let field = field.ok_or_else(|| wrong(code))?;
        // A civil day may come as an instant.
        let value = match field.kind {
            FieldType::Date => value.chars().take(DAY_CHARS).collect(),
            _ => value.to_owned(),
        };
        fields.insert(code.clone(), value);
    }
    Ok((matter, fields))
}

fn wrong(code: &str) -> AppError {
    AppError::field(
        &format!("attribute[{code}]"),
        "open311.attribute",
        format!("此服务没有“{code}”这一项，或没有这个选项"),
        format!("The service has no attribute {code}, or no such value of it"),
    )
}

/// The words with the address of a picture below them: it is for people to look at. Following
/// addresses that anybody may send would let them reach into the district's network.
fn described(cmd: &Submit) -> Result<String> {
    let words = cmd.description.trim();
    let Some(url) = cmd.media_url.as_deref().map(str::trim) else {
        return Ok(words.to_owned());
    };
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = url.chars().all(|c| c.is_ascii_graphic());
    if !web || !plain || url.len() > URL_CHARS_MAX {
        return Err(AppError::field(
            "media_url",
            "open311.media_url",
            format!("media_url 应为 http(s) 地址，最多{URL_CHARS_MAX}个字符"),
            format!("media_url must be an http(s) address of at most {URL_CHARS_MAX} characters"),
        ));
    }
    Ok(format!("{words}\n（来件附图地址，平台未下载：{url}）")
        .trim()
        .to_owned())
}

fn photos(files: Vec<FileIn>) -> Result<Vec<EvidenceIn>> {
    crate::app::within(files.len(), PHOTOS_MAX, "照片", "photos")?;
    let mut pieces = vec![];
    for file in files {
        portal::look(&file)?;
        pieces.push(EvidenceIn {
            file,
            kind: "before_photo".to_owned(),
            at: None,
            at_place: None,
        });
    }
    Ok(pieces)
}

impl Submitted {
    /// The number, unless the service answers with a token.
    pub fn told(&self) -> Option<&str> {
        self.token.is_none().then_some(self.number.as_str())
    }
}
