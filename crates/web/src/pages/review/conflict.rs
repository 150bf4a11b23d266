//! Somebody else was faster: what they changed, beside what was about to be done.

use super::answer::Scene;
use super::item::{Item, Names, Rights, item};
use crate::edge::fault::Fault;
use crate::format;
use crate::frame::Frame;
use crate::pages::Answer;
use app::review::Since;
use askama::Template;
use axum::http::StatusCode;
use commitment::{Commitment, ReportStatus, Status};

/// What the other one changed.
pub struct Clash {
    /// Who and when.
    pub who: String,
    /// Field, before, after.
    pub lines: Vec<(String, String, String)>,
    /// The version now stored.
    pub version: i64,
    /// True where the draft was split or merged: nothing more can be done with it.
    pub replaced: bool,
}

/// Looks up what happened to a draft since version `seen`.
pub async fn clash(
    scene: &Scene<'_>,
    f: &Frame,
    names: &Names,
    id: &str,
    seen: i64,
) -> Result<(Clash, Since), Fault> {
    let since =
        app::review::since(scene.web.app(), &scene.viewer.actor, scene.report, id, seen).await?;
    let at = since.at.map(format::instant).unwrap_or_default();
    let clash = Clash {
        who: f.t2("review.clash_by", "name", &since.by, "at", at),
        lines: changes(f, names, &since.then, &since.now.value),
        version: since.now.version,
        replaced: since.now.value.status == Status::Replaced,
    };
    Ok((clash, since))
}

/// The fields a reviewer sees that differ.
fn changes(
    f: &Frame,
    names: &Names,
    then: &Commitment,
    now: &Commitment,
) -> Vec<(String, String, String)> {
    let (then, now) = (faces(f, names, then), faces(f, names, now));
    then.into_iter()
        .zip(now)
        .filter(|(a, b)| a.1 != b.1)
        .map(|(a, b)| (f.t(a.0), a.1, b.1))
        .collect()
}

fn faces(f: &Frame, names: &Names, c: &Commitment) -> Vec<(&'static str, String)> {
    let unit = |u: &String| names.unit(u);
    vec![
        (
            "review.status_label",
            f.t_in("review.status", c.status.code()),
        ),
        ("review.text", c.text.clone()),
        ("review.short_name", c.title.clone()),
        ("review.kind", f.t_in("kind", c.kind.code())),
        (
            "review.target",
            c.target
                .as_ref()
                .map(app::review::target_words)
                .unwrap_or_default(),
        ),
        (
            "ledger.deadline",
            c.deadline.map(|d| d.to_string()).unwrap_or_default(),
        ),
        (
            "review.no_deadline_reason",
            c.no_deadline_reason.clone().unwrap_or_default(),
        ),
        (
            "review.measured_by",
            f.t_in("review.measured", c.measured_by.code()),
        ),
        ("ledger.lead", c.lead.as_ref().map(unit).unwrap_or_default()),
        (
            "ledger.supporting",
            c.supporting.iter().map(unit).collect::<Vec<_>>().join("、"),
        ),
        (
            "ledger.leader",
            c.leader
                .as_deref()
                .map(|l| names.leader(l))
                .unwrap_or_default(),
        ),
        (
            "review.drop_reason",
            c.drop_reason.clone().unwrap_or_default(),
        ),
    ]
}

#[derive(Template)]
#[template(path = "review/clash.html")]
struct Page {
    f: Frame,
    clash: Clash,
    item: Item,
    rights: Rights,
    back: String,
}

/// The answer to a press on a version that is no more: the item as it is now, to decide again.
pub async fn press(scene: &Scene<'_>, id: &str, seen: i64) -> Answer {
    let app = scene.web.app();
    let f = Frame::of(scene.viewer, "review.clash_title");
    let names = Names::load(app).await?;
    let (clash, since) = clash(scene, &f, &names, id, seen).await?;
    if scene.island.0 {
        let changed: Vec<String> = clash
            .lines
            .iter()
            .map(|(field, _, after)| format!("{field}：{after}"))
            .collect();
        let notice = format!("{} {}", clash.who, changed.join("；"));
        return scene
            .fragment(f, &[since.now], notice, StatusCode::CONFLICT)
            .await;
    }
    let rights = Rights::of(app, &scene.viewer.actor, ReportStatus::Reviewing);
    let page = Page {
        item: item(&f, &names, &since.now),
        f,
        clash,
        rights,
        back: scene.back.to_owned(),
    };
    scene.form("review.clash_title", &page, StatusCode::CONFLICT)
}
