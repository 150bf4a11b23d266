//! The five batches (五个一批), derived from milestones at any date. There is no function that sets one.

use crate::{EvidenceKind, Milestone, Project};
use indicator::coded;
use jiff::civil::Date;

coded! {
    /// One of the five batches, in the order of a project's life.
    Batch {
        /// Thought of.
        Planning => "planning", "谋划";
        /// In the reserve, to be matured.
        Reserve => "reserve", "储备";
        /// Started.
        Commencement => "commencement", "开工";
        /// Completed.
        Completion => "completion", "竣工";
        /// In use.
        Commissioning => "commissioning", "投产";
    }
}

impl Batch {
    /// The files without which nobody may claim to have come here.
    pub fn evidence(self) -> &'static [EvidenceKind] {
        match self {
            Self::Planning => &[],
            Self::Reserve => &[EvidenceKind::ReserveDecision],
            Self::Commencement => &[
                EvidenceKind::StartOrder,
                EvidenceKind::Permit,
                EvidenceKind::SitePhoto,
            ],
            Self::Completion => &[EvidenceKind::Acceptance],
            Self::Commissioning => &[EvidenceKind::InUse],
        }
    }
}

/// The batch of a project on a day, as known at the end of another: the furthest milestone that stands.
/// None before it was so much as thought of.
pub fn batch(project: &Project, on: Date, known: Date) -> Option<Batch> {
    let standing = project.milestones.iter();
    let standing = standing.filter(|m| m.date <= on && m.claim.stands(known));
    standing.map(|m| m.batch).max()
}

/// The milestone by which a batch was first reached, as known at the end of a day.
pub fn reached(project: &Project, batch: Batch, known: Date) -> Option<&Milestone> {
    let of_batch = project.milestones.iter();
    let of_batch = of_batch.filter(|m| m.batch == batch && m.claim.stands(known));
    of_batch.min_by_key(|m| (m.date, m.no))
}
