//! What makes two reports one incident: a district's own numbers, or these.

use serde::{Deserialize, Serialize};

/// Bounds of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Two reports are near each other within so many metres; within twice as many where both are at
    /// the same named spot.
    pub metres: u32,
    /// And within so many minutes.
    pub minutes: u32,
    /// From its first report on an incident takes in others for so many hours.
    pub hours: u32,
    /// How much of the shorter text the longer one has to share, weighed by rarity, per cent; half of
    /// it is enough where both are about the same matter.
    pub percent: u32,
    /// Most reports of one incident.
    pub members: u32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            metres: 80,
            minutes: 90,
            hours: 24,
            percent: 22,
            members: 500,
        }
    }
}
