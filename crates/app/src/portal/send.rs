//! The second page: a prepared report becomes a case.

use super::ticket::Ticket;
use crate::case::{self, Channel, EvidenceIn, Filer, OpenCmd, PlaceIn, ReporterIn};
use crate::idempotency::{Once, once};
use crate::{App, AppError, FileIn, Kind, Result};
use store::Write;

/// Characters of a title taken from the description.
const TITLE_CHARS: usize = 40;

/// What a resident adds to a prepared report.
#[derive(Debug, Clone)]
pub struct Send {
    /// The prepared report.
    pub ticket: String,
    /// Code of the matter; none where the resident is not sure.
    pub matter: Option<String>,
    /// How to address the resident.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Not to be known to the unit complained of.
    pub hidden: bool,
}

/// A report that was taken.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Number of the case.
    pub number: String,
    /// Code that opens it; shown once.
    pub code: String,
}

/// Sends a prepared report. A ticket makes one case: sent twice, it is told that it was sent.
pub async fn send(app: &App, cmd: Send) -> Result<Filed> {
    let ticket = Ticket::read(app, &cmd.ticket)?;
    let digits = |phone: &String| phone.chars().filter(char::is_ascii_digit).count();
    if cmd
        .phone
        .as_ref()
        .is_some_and(|p| !(7..=15).contains(&digits(p)))
    {
        let (zh, en) = (
            "电话号码不对，可以不填",
            "Not a telephone number; you may leave it out",
        );
        return Err(AppError::field("phone", "portal.phone", zh, en));
    }
    let evidence = photos(app, &ticket).await?;
    let public = case::public_actor(app);
    let key = format!("portal/{}", ticket.nonce);
    let named = Once::new(&key, &[ticket.nonce.as_bytes()])?;
    let hashes: Vec<String> = ticket.photos.iter().map(|p| p.sha256.clone()).collect();
    let open = case::open(app, &Filer::Public, command(app, ticket, cmd, evidence));
    let opened = once(app, &public, named, open).await?.map_err(|_| {
        AppError::new(
            Kind::Unprocessable,
            "portal.sent",
            "这份反映已经提交过了，不用重复提交",
            "This report was sent before",
        )
    })??;
    let drops = hashes.into_iter().map(|hash| Write::DropStaged { hash });
    app.append_with(&public, vec![], vec![], drops.collect())
        .await?;
    Ok(Filed {
        number: opened.case.value.number.clone(),
        code: opened.tracking_code.unwrap_or_default(),
    })
}

fn command(app: &App, ticket: Ticket, cmd: Send, evidence: Vec<EvidenceIn>) -> OpenCmd {
    let profile = app.profile();
    let usual = profile.district.casework.as_ref();
    let usual = usual.and_then(|c| c.public.clone()).unwrap_or_default();
    let mut open = OpenCmd::new("", Channel::Portal);
    if cmd.matter.is_none() {
        open.case_type.clone_from(&usual);
    }
    open.matter = cmd.matter;
    open.title = title(&ticket.description);
    open.fields
        .insert("description".to_owned(), ticket.description);
    open.place = Some(PlaceIn {
        lon: ticket.lon,
        lat: ticket.lat,
        address: ticket.address,
        how: ticket.how,
    });
    open.reporter = Some(ReporterIn {
        name: cmd.name.unwrap_or_default(),
        phone: cmd.phone.unwrap_or_default(),
        hidden: cmd.hidden,
        ..ReporterIn::default()
    });
    open.evidence = evidence;
    open
}

/// The first words, masked: a title is seen by more people than the description.
pub(crate) fn title(description: &str) -> String {
    let first = description.lines().next().unwrap_or_default();
    let cut: String = first.chars().take(TITLE_CHARS).collect();
    privacy::mask_text(&cut)
}

/// The photographs that wait. Errors: `portal.photos` where they waited too long.
async fn photos(app: &App, ticket: &Ticket) -> Result<Vec<EvidenceIn>> {
    let now = app.now().as_millisecond();
    let mut pieces = vec![];
    for named in &ticket.photos {
        let kept = app
            .store()
            .staged(app.district(), &named.sha256, now)
            .await?;
        let blob = kept.ok_or_else(|| {
            AppError::new(
                Kind::Unprocessable,
                "portal.photos",
                "照片已过期，请从第一步重新填写",
                "The photos waited too long; please begin again",
            )
        })?;
        pieces.push(EvidenceIn {
            file: FileIn {
                name: named.name.clone(),
                bytes: blob.bytes,
            },
            kind: "before_photo".to_owned(),
            at: None,
            at_place: None,
        });
    }
    Ok(pieces)
}
