//! Units, people, roles and the one table that says who may do what.
//!
//! Pure: no I/O, no clock. The table is [`permission::TABLE`]; ask it with [`may`] and
//! [`reach`]. That the claimant is not the verifier and the requester not the approver is
//! decided where both people are known (the commitment crate), not here.

mod action;
mod code;
mod coded;
mod directory;
mod permission;
mod person;
mod resource;
mod role;
mod unit;

pub use action::Action;
pub use code::{CodeError, OfficialCode, OfficialLevel, PersonId, UnitCode};
pub use directory::{Directory, DirectoryError};
pub use permission::{Decision, DenyReason, Scope, may, reach};
pub use person::{Leader, Person};
pub use resource::Resource;
pub use role::{Role, RoleError, RoleSet};
pub use unit::{Unit, UnitKind};
