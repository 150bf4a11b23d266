//! Blockers of a project: raised on somebody, moved with a reason, closed by somebody else.

use super::super::Answer;
use super::act::{Fields, answer, of, version};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::input;
use crate::retry::Input;
use crate::state::Web;
use ::project::{CloseBlocker, MoveBlocker};
use app::project::{self, BlockerCmd};
use axum::extract::{Form, Path, State};

pub async fn block(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let read = || -> Result<BlockerCmd, Fault> {
        let (unit, owner) = of(&fields, "owner")
            .split_once('/')
            .ok_or_else(|| input::wrong("owner", "input.choice"))?;
        Ok(BlockerCmd {
            title: of(&fields, "title").to_owned(),
            owner_unit: unit.to_owned(),
            owner: owner.to_owned(),
            due: input::day("due", of(&fields, "due"))?,
        })
    };
    let done = match read() {
        Ok(cmd) => {
            let done = project::open_blocker(web.app(), &viewer.actor, &id, version(&fields), cmd);
            done.await.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let said = (id.as_str(), "blockers", "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        form.hidden("version", of(&fields, "version"))
            .hidden("owner", of(&fields, "owner"))
            .field(
                "title",
                "project.blocker",
                of(&fields, "title"),
                Input::Line,
            )
            .field("due", "project.due", of(&fields, "due"), Input::Day)
    })
}

pub async fn move_blocker(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, no)): Path<(String, u32)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let done = match input::day("due", of(&fields, "due")) {
        Ok(due) => {
            let reason = of(&fields, "reason").to_owned();
            let cmd = MoveBlocker { no, due, reason };
            let done = project::move_blocker(web.app(), &viewer.actor, &id, version(&fields), cmd);
            done.await.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let path = format!("blockers/{no}/move");
    let said = (id.as_str(), path.as_str(), "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        form.hidden("version", of(&fields, "version"))
            .field("due", "project.due", of(&fields, "due"), Input::Day)
            .long("reason", "form.reason", of(&fields, "reason"))
    })
}

pub async fn close(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, no)): Path<(String, u32)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let how = of(&fields, "reason").to_owned();
    let cmd = CloseBlocker { no, how };
    let done = project::close_blocker(web.app(), &viewer.actor, &id, version(&fields), cmd);
    let done = done.await.map_err(Into::into);
    let path = format!("blockers/{no}/close");
    let said = (id.as_str(), path.as_str(), "flash.project_changed");
    answer(&web, &viewer, done, said, |form| {
        form.hidden("version", of(&fields, "version")).long(
            "reason",
            "project.how",
            of(&fields, "reason"),
        )
    })
}
