//! The matter loop (F2-01 to F2-08, F3-01, F1-06): cases are opened, moved by the actions their type
//! declares, listed, shown and watched over. One intention, one file.
//!
//! The reporter is known here by a tracking code alone, see [`track`]; of the code only the hash is
//! kept.

mod act;
mod approve;
mod bulk;
mod callers;
mod carry;
mod check;
mod choices;
mod co_handle;
mod detail;
mod detail_view;
mod dispatch;
mod events;
mod evidence;
mod export;
mod filer;
mod forget;
mod ground;
mod hand_over;
mod held;
mod hidden;
mod import;
mod join;
mod list;
mod migrate;
mod moved;
mod names;
mod note;
mod open;
mod place_in;
mod points;
mod proposals;
mod reach;
mod redact;
mod reporter;
mod row;
mod step;
mod telling;
mod tick;
mod to_dispatch;
mod told;
mod track;
mod unmask;
mod values;
mod view;
mod whistle;
mod worklist;

pub use act::{ActCmd, act};
pub use approve::approve;
pub use bulk::{Bulk, BulkFormat};
pub use callers::{REPEATED_DAYS, REPEATED_LEAST, Repeated, earlier, repeated};
pub(crate) use carry::{carried, level, release, several};
pub use casework::{
    Area, Case, Channel, Effect, MigrationPreview, MovedClock, Moving, Need, Offer, Phase, Viewer,
};
pub use check::{CaseFault, CasesChecked, check};
pub use choices::{Choices, choices};
pub use co_handle::{co_handle, co_handle_done, co_handle_withdraw};
pub use detail::detail;
pub(crate) use detail::offered;
pub use detail_view::{
    Detail, DispatchView, FieldView, NoteView, PendingView, ReporterView, StepView, TogetherView,
};
pub(crate) use dispatch::{area, area_of};
pub use events::{CaseEvent, Happened, events, events_position};
pub use evidence::{EvidenceIn, evidence};
pub use export::export;
pub use filer::Filer;
pub use forget::forget;
pub(crate) use ground::duty_hours;
pub use hand_over::{Taker, hand_over, takers};
pub(crate) use held::Held;
pub use import::{
    Differs, IMPORT_BYTES_MAX, IMPORT_LINES_MAX, Imported, LineProblem, NewTicket, TicketFile,
    import, may_import,
};
pub use join::join;
pub use list::{Page, Query, list, near_place, nearby, queue};
pub(crate) use list::{own_count, own_page};
pub use migrate::{
    Kept, Migration, Moved, TypeVersions, migrate, migration_preview, type_versions,
};
pub(crate) use moved::apply_published;
pub use moved::{apply_moved, moved};
pub use note::{add_info, note};
pub use open::{OpenCmd, Opened, SourceIn, open};
pub use place_in::PlaceIn;
pub use points::{ClusterView, PointView, Points, points};
pub(crate) use proposals::best_unit;
pub use proposals::{Blocking, Proposals, Suggested, proposals, suggest};
pub(crate) use reach::{require as require_on, scope};
pub(crate) use redact::drawn;
pub use redact::{original, redact};
pub use reporter::ReporterIn;
pub(crate) use row::in_force;
pub use row::{Row, TypeField, TypeView, types};
pub use store::case::{CaseFilter as Filter, CaseOrder, CaseSort, MapBox, Mark};
pub(crate) use tick::Until;
pub use tick::{TickOutcome, tick};
pub use to_dispatch::{DispatchQueue, ToDispatch, to_dispatch};
pub(crate) use track::own;
pub use track::{
    PublicStep, Tracked, act_as_reporter, add_info_as_reporter, confirm, dispute, public_actor,
    track,
};
pub use unmask::{Revealed, unmask};
pub use view::{ClockView, NeedView, OfferView, StageView};
pub use whistle::{arrive, judge_response, judge_whistle, whistle};
pub use worklist::{WorkItem, Worklist, worklist, worklist_in_short};
