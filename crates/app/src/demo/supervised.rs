//! What becomes of supervision items in the demonstration: most units answer within a few days,
//! some do not, and the office closes what is no longer red.

use crate::lights::LightState;
use crate::person::{PersonState, actor_of, all};
use crate::{App, Result, kinds, supervision};
use commitment::{Supervision, SupervisionStatus};
use light::Colour;
use org::Role;
use store::Loaded;

/// Most items looked at in a day.
const ITEMS_MAX: i64 = 2_000;
/// Days after which a unit answers.
const ANSWER_DAYS: i32 = 3;
/// One item in this many is never answered.
const SILENT_EVERY: usize = 6;

/// Plays one day.
pub(super) async fn play(app: &App) -> Result<()> {
    let items: Vec<Loaded<Supervision>> = app
        .store()
        .all_of(app.district(), kinds::SUPERVISION, ITEMS_MAX)
        .await?;
    let open = items
        .iter()
        .enumerate()
        .filter(|(_, i)| i.state.status != SupervisionStatus::Closed);
    let people = all(app).await?;
    for (index, item) in open {
        match item.state.status {
            SupervisionStatus::Open if index % SILENT_EVERY != 0 => {
                answer(app, &people, item).await?
            }
            SupervisionStatus::Answered => close(app, &people, item).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn answer(
    app: &App,
    people: &[Loaded<PersonState>],
    item: &Loaded<Supervision>,
) -> Result<()> {
    let opened = calendar::civil_date(item.state.opened_at);
    let waited = opened.until(app.today()).map_or(0, |span| span.get_days());
    let clerk = people.iter().find(|p| {
        p.state.unit.as_str() == item.state.owner_unit
            && p.state.roles.contains(Role::DepartmentClerk)
    });
    if let (true, Some(clerk)) = (waited >= ANSWER_DAYS, clerk) {
        let text = "示例：已查明原因，正在加快推进，月底前报送新的进展";
        supervision::answer(
            app,
            &actor_of(app, &clerk.state),
            &item.state.id,
            item.seq,
            text,
        )
        .await?;
    }
    Ok(())
}

async fn close(
    app: &App,
    people: &[Loaded<PersonState>],
    item: &Loaded<Supervision>,
) -> Result<()> {
    let light: Option<Loaded<LightState>> = app
        .store()
        .load(app.district(), kinds::LIGHT, &item.state.commitment)
        .await?;
    let red = light.is_some_and(|l| l.state.light.colour == Colour::Red);
    let office = people
        .iter()
        .find(|p| p.state.roles.contains(Role::DistrictOffice));
    if let (false, Some(office)) = (red, office) {
        supervision::close(
            app,
            &actor_of(app, &office.state),
            &item.state.id,
            item.seq,
            "示例：进度已赶上，予以办结",
        )
        .await?;
    }
    Ok(())
}
