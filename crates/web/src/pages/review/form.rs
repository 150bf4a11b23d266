//! A form about one draft: shown, sent, and shown again with everything that was typed where it
//! must be mended or somebody else was faster.

use super::answer::{Island, Scene, filter_in};
use super::conflict::{self, Clash};
use super::item::Names;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::Answer;
use crate::problems::Problems;
use crate::state::Web;
use app::review::{self, Versioned};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use commitment::Commitment;
use org::Action;

/// What stands around the fields of every such form.
pub struct Head {
    /// Words.
    pub f: Frame,
    /// Where it is sent.
    pub action: String,
    /// Number of the draft.
    pub no: u32,
    /// What to mend.
    pub problems: Problems,
    /// What somebody else changed meanwhile.
    pub clash: Option<Clash>,
    /// Where to go without sending it.
    pub cancel: String,
}

/// One kind of form, as typed.
pub trait DraftForm: Sized + Send + Sync {
    /// The right it takes.
    const ACTION: Action;
    /// Its address below the draft's.
    const PATH: &'static str;
    /// Catalogue key of its title.
    const TITLE: &'static str;
    /// Catalogue key of what is said when it is done.
    const FLASH: &'static str;

    /// As it starts.
    fn fresh(draft: &Commitment) -> Self;
    /// The version seen.
    fn version(&self) -> i64;
    /// The query of the list to come back to.
    fn back(&self) -> &str;
    /// The same on another version.
    fn at(self, version: i64, back: &str) -> Self;
    /// The form with its fields.
    fn page(self, scene: &Scene<'_>, draft: &Commitment, head: Head) -> impl Template;
    /// Does it; gives the drafts that changed.
    fn act(
        &self,
        scene: &Scene<'_>,
        draft: &Commitment,
    ) -> impl Future<Output = Result<Vec<Versioned<Commitment>>, Fault>> + Send;
    /// The draft to look at next, by id.
    fn next(
        &self,
        _scene: &Scene<'_>,
        draft: &Commitment,
        _changed: &[Versioned<Commitment>],
    ) -> impl Future<Output = Result<String, Fault>> + Send {
        std::future::ready(Ok(draft.id.clone()))
    }
}

/// Shows the form.
pub async fn show<T: DraftForm>(
    State(web): State<Web>,
    viewer: Viewer,
    island: Island,
    Path((report, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let back = filter_in(&query.unwrap_or_default()).query();
    let scene = Scene {
        web: &web,
        viewer: &viewer,
        island,
        report: &report,
        back: &back,
    };
    scene.require(T::ACTION)?;
    let draft = review::show(web.app(), &viewer.actor, &report, &id).await?;
    let typed = T::fresh(&draft.value).at(draft.version, &back);
    again(&scene, &draft.value, typed, Problems::none(), None)
}

/// Carries out what was typed.
pub async fn submit<T: DraftForm>(
    web: &Web,
    viewer: &Viewer,
    island: Island,
    (report, id): (String, String),
    typed: T,
) -> Answer {
    let back = typed.back().to_owned();
    let scene = Scene {
        web,
        viewer,
        island,
        report: &report,
        back: &back,
    };
    scene.require(T::ACTION)?;
    let before = review::show(web.app(), &viewer.actor, &report, &id).await?;
    match typed.act(&scene, &before.value).await {
        Ok(changed) => {
            let next = typed.next(&scene, &before.value, &changed).await?;
            scene.done(&changed, T::FLASH, &next).await
        }
        Err(fault) if fault.current_version.is_some() => {
            let f = Frame::of(viewer, T::TITLE);
            let names = Names::load(web.app()).await?;
            let (clash, since) = conflict::clash(&scene, &f, &names, &id, typed.version()).await?;
            let typed = typed.at(clash.version, &back);
            let none = Problems::none();
            again(&scene, &since.now.value, typed, none, Some(clash))
        }
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            again(&scene, &before.value, typed, problems, None)
        }
        Err(fault) => Err(fault),
    }
}

fn again<T: DraftForm>(
    scene: &Scene<'_>,
    draft: &Commitment,
    typed: T,
    problems: Problems,
    clash: Option<Clash>,
) -> Answer {
    let status = match (&clash, problems.any()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, false) => StatusCode::OK,
    };
    let head = Head {
        f: Frame::of(scene.viewer, T::TITLE),
        action: format!("/reports/{}/review/{}/{}", draft.report, draft.id, T::PATH),
        no: draft.no,
        problems,
        clash,
        cancel: format!("{}#item-{}", scene.review_href(), draft.id),
    };
    scene.form(T::TITLE, &typed.page(scene, draft, head), status)
}
