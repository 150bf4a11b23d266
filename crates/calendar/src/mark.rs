//! What all notices together say of one day.

use crate::day::DayKind;
use crate::notice::{Kind, Part};

/// What the notices say of one day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mark {
    /// Off (`false`) or worked (`true`) by a holiday notice, with the holiday's name.
    turned: Option<(bool, String)>,
    /// Stopped in the morning, stopped in the afternoon.
    pub stopped: (bool, bool),
    stop_name: String,
}

impl Mark {
    /// Whether the day counts as a working day.
    pub fn works(&self, weekend: bool) -> bool {
        if self.stopped == (true, true) {
            return false;
        }
        self.turned.as_ref().map_or(!weekend, |(works, _)| *works)
    }

    /// Why the day is worked or not.
    pub fn kind(&self, weekend: bool) -> DayKind {
        let stop = self.stop_name.clone();
        match (&self.turned, self.stopped) {
            (Some((false, name)), _) => DayKind::Holiday(name.clone()),
            (_, (true, true)) => DayKind::Stop(stop),
            (_, (true, false)) if self.works(weekend) => DayKind::StopMorning(stop),
            (_, (false, true)) if self.works(weekend) => DayKind::StopAfternoon(stop),
            (Some((true, name)), _) => DayKind::MakeupWorkday(name.clone()),
            (None, _) => plain_kind(weekend),
        }
    }

    /// Off by a holiday notice or stopped all day.
    pub fn is_off(&self) -> bool {
        self.stopped == (true, true) || matches!(self.turned, Some((false, _)))
    }

    /// Worked in exchange for a holiday.
    pub fn is_makeup(&self) -> bool {
        matches!(self.turned, Some((true, _)))
    }

    /// Adds what one notice says; a later one overrides, stops add up.
    pub fn apply(&mut self, kind: Kind, part: Part, name: &str) {
        match kind {
            Kind::Holiday => self.turned = Some((false, name.to_owned())),
            Kind::MakeupWorkday => self.turned = Some((true, name.to_owned())),
            Kind::Stop => {
                self.stopped.0 |= part != Part::Afternoon;
                self.stopped.1 |= part != Part::Morning;
                self.stop_name = name.to_owned();
            }
        }
    }
}

/// The kind of a day of which no notice says anything.
pub(crate) fn plain_kind(weekend: bool) -> DayKind {
    if weekend {
        DayKind::Weekend
    } else {
        DayKind::Workday
    }
}
