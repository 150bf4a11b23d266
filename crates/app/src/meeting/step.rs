//! What all changes have in common: who acts and when.

use crate::{Actor, App};
use meeting::{Context, Item, Party};

/// Time and actor of a command.
pub(super) fn context(app: &App, actor: &Actor) -> Context {
    Context {
        now: app.now(),
        today: app.today(),
        actor: Party {
            person: actor.person.clone(),
            unit: actor.unit.as_str().to_owned(),
        },
    }
}

/// The unit by which rights on an item are judged: the one that owes it.
pub(super) fn units_of(item: &Item) -> [&str; 1] {
    [item.unit()]
}
