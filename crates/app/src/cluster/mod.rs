//! Incidents (F2-01): many reports of one thing are handled once and answered each. Formed behind intake
//! by [`work`], shown with the reason for each case, and taken apart again by a person; see
//! `docs/decisions` on clusters.

mod change;
mod cursor;
mod near;
mod show;
mod state;
mod told;
mod whereabouts;
mod work;

pub use change::{add, announce, dissolve, restore, take_out};
pub(crate) use cursor::begin;
pub use show::{
    BulletinView, ClusterLine, ClusterView, Clusters, LeftView, MemberView, OfCase, list, of_case,
    show, sizes_of,
};
pub use state::{Bulletin, Cluster, Dissolved, Left, Membership, Past, Present};
pub(crate) use told::told_to;
pub use work::{Worked, work};
