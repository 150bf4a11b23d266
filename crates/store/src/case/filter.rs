//! Which cases.

use super::ask::Ask;
use super::counted_for::CountedFor;
use super::measure::{Mark, Step};
use super::points::tiles;
use crate::projection::case::of_person;
use crate::select::contains;
use crate::value::Value;

/// How far the asker may see: whatever else is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CaseScope {
    /// The whole district.
    #[default]
    All,
    /// Cases that concern one of these units (they owe, handle, help, were called, had it), and
    /// cases in one of these areas.
    Within {
        /// The units: the asker's own and those below.
        units: Vec<String>,
        /// Subdistricts, by unit code.
        subdistricts: Vec<String>,
        /// Communities, by unit code.
        communities: Vec<String>,
    },
}

impl CaseScope {
    /// Sees nothing at all.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self, Self::Within { units, subdistricts, communities }
            if units.is_empty() && subdistricts.is_empty() && communities.is_empty())
    }
}

/// Due instants of a step, for opening a figure of the view by due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueIn {
    /// The step.
    pub step: Step,
    /// From this instant, ms UTC.
    pub from_ms: i64,
    /// Before this instant, ms UTC.
    pub to_ms: i64,
}

/// Cases by what they are about, for those who know services rather than matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseOf {
    /// Of this type and about one of these matters.
    Matters {
        /// The type.
        case_type: String,
        /// The matters, by code.
        matters: Vec<String>,
    },
    /// Of this type and about nothing, or about none of these matters.
    RestOf {
        /// The type.
        case_type: String,
        /// The matters left out, by code.
        but: Vec<String>,
    },
}

/// A part of the map, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapBox {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

/// What a case may be without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// It lies in no subdistrict.
    Subdistrict,
    /// It lies in no community.
    Community,
    /// It is about no matter of the catalogue.
    Matter,
    /// Nobody knows at which point.
    Point,
}

/// Conditions that must all hold; an empty list or `None` is no condition. Instants are ms UTC.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseFilter {
    /// How far the asker may see.
    pub scope: CaseScope,
    /// Of one of these types.
    pub types: Vec<String>,
    /// Running on this version of its type.
    pub version: Option<i64>,
    /// Running on an older version of its type than this.
    pub version_below: Option<i64>,
    /// In one of these states.
    pub states: Vec<String>,
    /// In one of these phases.
    pub phases: Vec<String>,
    /// Neither closed nor void, or one of the two.
    pub open: Option<bool>,
    /// About one of these matters.
    pub matters: Vec<String>,
    /// Of one of these grades.
    pub grades: Vec<String>,
    /// About one of these.
    pub of: Vec<CaseOf>,
    /// With one of these ids.
    pub ids: Vec<String>,
    /// With one of these numbers.
    pub numbers: Vec<String>,
    /// In its present state, open or ended, since this instant or later.
    pub moved_from: Option<i64>,
    /// In its present state, open or ended, since before this instant.
    pub moved_to: Option<i64>,
    /// From one of these channels.
    pub channels: Vec<String>,
    /// In one of these subdistricts.
    pub subdistricts: Vec<String>,
    /// In one of these communities.
    pub communities: Vec<String>,
    /// In one of these grids.
    pub grids: Vec<String>,
    /// Concerning one of these units in any way.
    pub units: Vec<String>,
    /// Filed by this deputy.
    pub filed_by: Option<String>,
    /// Whose next act one of these units owes.
    pub owners: Vec<String>,
    /// Taken by this person.
    pub owner_person: Option<String>,
    /// Whose next act is up to one of these roles.
    pub owner_roles: Vec<String>,
    /// Dispatched to one of these units.
    pub handlers: Vec<String>,
    /// Counted for one of these units: the handler, or the owner while there is none.
    pub counted_units: Vec<String>,
    /// Counted for a commitment on a day.
    pub counted_for: Option<CountedFor>,
    /// In this incident.
    pub cluster: Option<String>,
    /// Without this.
    pub lacking: Option<Lacking>,
    /// Parts of this case.
    pub parent: Option<String>,
    /// Open, and the running clock ran out before this instant (give the present one).
    pub overdue_at: Option<i64>,
    /// Open, and the running clock runs out before this instant.
    pub due_before: Option<i64>,
    /// Open, and the running clock runs out at this instant or later.
    pub due_after: Option<i64>,
    /// Open, and in its state since before this instant.
    pub entered_before: Option<i64>,
    /// Open, and in its state since this instant or later.
    pub entered_from: Option<i64>,
    /// The clock stands still (挂账).
    pub paused: Option<bool>,
    /// Reported at this instant or later.
    pub reported_from: Option<i64>,
    /// Reported before this instant.
    pub reported_to: Option<i64>,
    /// Closed at this instant or later.
    pub closed_from: Option<i64>,
    /// Closed before this instant.
    pub closed_to: Option<i64>,
    /// Called back or rated in this time: from, and before.
    pub called_in: Option<(i64, i64)>,
    /// A step was or is due in this time.
    pub due_in: Option<DueIn>,
    /// A step is owed, not done, and was due before this instant.
    pub late_at: Option<(Step, i64)>,
    /// All of these facts hold.
    pub marks: Vec<Mark>,
    /// None of these facts holds.
    pub without: Vec<Mark>,
    /// Whether the reporter was erased.
    pub anonymised: Option<bool>,
    /// Something wants attention.
    pub alarmed: bool,
    /// The number begins so, or the other system's number is this (ASCII letters in either case).
    pub number: Option<String>,
    /// With these words in the title (reads every case that the other conditions leave).
    pub text: Option<String>,
    /// Within this part of the map (at most 500 tiles of level 16: about 12 km by 12 km).
    pub inside: Option<MapBox>,
}

const OF_UNIT: &str = "c.id IN (SELECT u.case_id FROM case_unit AS u WHERE u.district_id = $1 AND ";

const CASE_OF_UNIT: &str =
    "EXISTS (SELECT 1 FROM case_unit AS u WHERE u.district_id = $1 AND u.case_id = c.id AND ";

const COUNTED: &str = "c.id IN (SELECT k.case_id FROM counted_case AS k WHERE k.district_id = $1 \
     AND k.commitment_id = ? AND k.known_day <= ? AND k.until_day > ?)";

const IN_CLUSTER: &str = "c.id IN (SELECT m.case_id FROM cluster_member AS m WHERE m.district_id = $1 \
     AND m.cluster_id = ?)";

impl CaseFilter {
    /// Whether only open cases can be meant: their own indexes are small.
    pub fn only_open(&self) -> bool {
        let ended = |phase: &String| matches!(phase.as_str(), "closed" | "void");
        let of_open_phases = !self.phases.is_empty() && !self.phases.iter().any(ended);
        of_open_phases
            || self.open == Some(true)
            || self.overdue_at.is_some()
            || self.due_before.is_some()
            || self.due_after.is_some()
            || self.entered_before.is_some()
            || self.entered_from.is_some()
    }

    /// The conditions on `case_row AS c`, the scope left out.
    pub(crate) fn apply(&self, ask: &mut Ask) {
        if let Some(inside) = &self.inside {
            ask.and_in("c.tile", &tiles(inside));
        }
        self.apply_within(ask);
    }

    /// As [`Self::apply`], for cases of a tile of the part of the map.
    pub(crate) fn apply_within(&self, ask: &mut Ask) {
        if self.only_open() {
            ask.say(" AND c.is_open = TRUE");
        } else if self.open == Some(false) {
            ask.say(" AND c.is_open = FALSE");
        }
        if let Some(version) = self.version {
            ask.and("c.type_version = ?", [Value::I64(version)]);
        }
        if let Some(version) = self.version_below {
            ask.and("c.type_version < ?", [Value::I64(version)]);
        }
        ask.and_in("c.case_type", &self.types)
            .and_in("c.state", &self.states)
            .and_in("c.phase", &self.phases)
            .and_in("c.matter", &self.matters)
            .and_in("c.grade", &self.grades)
            .and_in("c.id", &self.ids)
            .and_in("c.number", &self.numbers)
            .and_in("c.channel", &self.channels)
            .and_in("c.subdistrict", &self.subdistricts)
            .and_in("c.community", &self.communities)
            .and_in("c.grid", &self.grids)
            .and_in("c.owner_unit", &self.owners)
            .and_some("c.owner_person = ?", self.owner_person.as_deref())
            .and_in("c.owner_role", &self.owner_roles)
            .and_in("c.handler", &self.handlers)
            .and_in("COALESCE(c.handler, c.owner_unit)", &self.counted_units)
            .and_some("c.parent = ?", self.parent.as_deref());
        self.of_units(ask, &self.units);
        if let Some(asked) = &self.counted_for {
            let values = [&asked.commitment, &asked.day, &asked.day];
            ask.and(COUNTED, values.map(Value::from));
        }
        ask.and_some(IN_CLUSTER, self.cluster.as_deref());
        match self.lacking {
            Some(Lacking::Subdistrict) => ask.say(" AND c.subdistrict IS NULL"),
            Some(Lacking::Community) => ask.say(" AND c.community IS NULL"),
            Some(Lacking::Matter) => ask.say(" AND c.matter IS NULL"),
            Some(Lacking::Point) => ask.say(" AND c.tile IS NULL"),
            None => ask,
        };
        self.about(ask);
        if let Some(person) = &self.filed_by {
            ask.say(" AND ").say(OF_UNIT);
            ask.among("u.unit", &[of_person(person)]).say(")");
        }
        self.times(ask);
        self.facts(ask);
        self.words(ask);
    }

    /// Concerning one of these. A unit has few open cases, read at once; all it ever had may be most of
    /// the district's, so each case is looked up there.
    fn of_units(&self, ask: &mut Ask, units: &[String]) {
        if units.is_empty() {
            return;
        }
        ask.say(" AND ");
        if self.only_open() {
            ask.say(OF_UNIT).among("u.unit", units);
            ask.say(" AND u.is_open = TRUE)");
        } else {
            ask.say(CASE_OF_UNIT).among("u.unit", units).say(")");
        }
    }

    fn about(&self, ask: &mut Ask) {
        for (place, of) in self.of.iter().enumerate() {
            ask.say(if place == 0 { " AND (" } else { " OR " });
            let (CaseOf::Matters { case_type, .. } | CaseOf::RestOf { case_type, .. }) = of;
            ask.say("(c.case_type = ").value(Value::from(case_type));
            match of {
                CaseOf::Matters { matters, .. } => {
                    ask.say(" AND ").among("c.matter", matters);
                }
                CaseOf::RestOf { but, .. } if but.is_empty() => {}
                CaseOf::RestOf { but, .. } => {
                    ask.say(" AND (c.matter IS NULL OR NOT (");
                    ask.among("c.matter", but).say("))");
                }
            }
            ask.say(")");
        }
        if !self.of.is_empty() {
            ask.say(")");
        }
    }

    fn times(&self, ask: &mut Ask) {
        ask.and_some("c.due_ms < ?", self.overdue_at)
            .and_some("c.due_ms < ?", self.due_before)
            .and_some("c.due_ms >= ?", self.due_after)
            .and_some("c.entered_ms < ?", self.entered_before)
            .and_some("c.entered_ms >= ?", self.entered_from)
            .and_some("c.entered_ms >= ?", self.moved_from)
            .and_some("c.entered_ms < ?", self.moved_to)
            .and_some("c.paused = ?", self.paused)
            .and_some("c.anonymised = ?", self.anonymised)
            .and_some("c.reported_ms >= ?", self.reported_from)
            .and_some("c.reported_ms < ?", self.reported_to)
            .and_some("c.closed_ms >= ?", self.closed_from)
            .and_some("c.closed_ms < ?", self.closed_to);
        if let Some((from, to)) = self.called_in {
            let values = [Value::I64(from), Value::I64(to)];
            ask.and("c.called_ms >= ? AND c.called_ms < ?", values);
        }
        if let Some(due) = self.due_in {
            let column = due.step.due_column();
            ask.and(&format!("{column} >= ?"), [Value::I64(due.from_ms)]);
            ask.and(&format!("{column} < ?"), [Value::I64(due.to_ms)]);
        }
        if let Some((step, now)) = self.late_at {
            ask.and(&format!("{} < ?", step.due_column()), [Value::I64(now)]);
        }
    }

    fn facts(&self, ask: &mut Ask) {
        let bits = |marks: &[Mark]| marks.iter().fold(0, |bits, mark| bits | mark.bit());
        let (mut with, mut without) = (bits(&self.marks), bits(&self.without));
        if let Some((step, _)) = self.late_at {
            with |= Mark::Owed(step).bit();
            without |= Mark::Done(step).bit();
        }
        if with != 0 {
            ask.and("(c.marks & ?) = ?", [with.into(), with.into()]);
        }
        if without != 0 {
            ask.and("(c.marks & ?) = 0", [Value::I64(without)]);
        }
        if self.alarmed {
            ask.say(" AND c.alarms > 0");
        }
    }

    fn words(&self, ask: &mut Ask) {
        if let Some(number) = &self.number {
            let number = number.trim();
            let from = number.to_ascii_uppercase();
            let to = format!("{from}\u{10FFFF}");
            let values = [from.into(), to.into(), number.into()];
            ask.and(
                "((c.number >= ? AND c.number < ?) OR c.source_number = ?)",
                values,
            );
        }
        if let Some(words) = &self.text {
            ask.and("LOWER(c.title) LIKE ? ESCAPE '!'", [contains(words).into()]);
        }
        if let Some(inside) = &self.inside {
            inside.apply(ask);
        }
    }

    /// The scope as one condition; lists that must stay quick use one branch for each unit instead.
    pub(crate) fn scope(&self, ask: &mut Ask) {
        let CaseScope::Within {
            units,
            subdistricts,
            communities,
        } = &self.scope
        else {
            return;
        };
        if self.scope.is_nothing() {
            ask.say(" AND 1 = 0");
            return;
        }
        ask.say(" AND (");
        let mut first = true;
        let mut or = |ask: &mut Ask| {
            if !std::mem::take(&mut first) {
                ask.say(" OR ");
            }
        };
        if !units.is_empty() {
            or(ask);
            if self.only_open() {
                ask.say(OF_UNIT).among("u.unit", units);
                ask.say(" AND u.is_open = TRUE)");
            } else {
                ask.say(CASE_OF_UNIT).among("u.unit", units).say(")");
            }
        }
        for (column, areas) in [
            ("c.subdistrict", subdistricts),
            ("c.community", communities),
        ] {
            if !areas.is_empty() {
                or(ask);
                ask.among(column, areas);
            }
        }
        ask.say(")");
    }
}

impl MapBox {
    fn apply(&self, ask: &mut Ask) {
        let micro = |degrees: f64| Value::I64((degrees * 1e6).round() as i64);
        ask.and(
            "c.lon_e6 BETWEEN ? AND ?",
            [micro(self.west), micro(self.east)],
        );
        ask.and(
            "c.lat_e6 BETWEEN ? AND ?",
            [micro(self.south), micro(self.north)],
        );
    }
}
