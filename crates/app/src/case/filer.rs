//! Who files or acts: staff, or somebody of the public.

use super::track::public_actor;
use crate::{Actor, App};
use casework::ActorRef;

/// Who files or acts. That the public is the reporter of a case is for the caller to have proved by
/// its tracking code, see [`super::track`].
#[derive(Debug, Clone, Copy)]
pub enum Filer<'a> {
    /// A member of staff, or a unit's program.
    Staff(&'a Actor),
    /// Somebody without an account.
    Public,
    /// The platform itself.
    System,
}

impl Filer<'_> {
    /// As the domain knows them.
    pub(super) fn actor_ref(&self) -> ActorRef {
        match self {
            Self::Staff(actor) if actor.is_system() => ActorRef::System,
            Self::Staff(actor) => ActorRef::Staff {
                person: actor.person.clone(),
                unit: actor.unit.clone(),
                roles: actor.roles.clone(),
            },
            Self::Public => ActorRef::Reporter,
            Self::System => ActorRef::System,
        }
    }

    /// As the journal names them.
    pub(super) fn actor(&self, app: &App) -> Actor {
        match self {
            Self::Staff(actor) => (*actor).clone(),
            Self::Public => public_actor(app),
            Self::System => app.system(),
        }
    }
}
