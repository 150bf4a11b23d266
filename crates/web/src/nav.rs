//! The main navigation: what each person may open, by what it is about.

use Action::{Act, Claim, Create, Edit, List, Merge, Open, Rate, Unmask, Verify, View};
use Group::{Figures, House, Matters, Promises, Rules, Work};
use Resource as R;
use app::{Actor, App};
use org::{Action, Resource};

/// Places that stand in one row; where somebody has more, they stand by group.
const ROW_MAX: usize = 8;

/// What a place is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// What waits for oneself.
    Work,
    /// Commitments.
    Promises,
    /// Cases.
    Matters,
    /// Indicators and projects.
    Figures,
    /// What decides by itself.
    Rules,
    /// People, programs, records.
    House,
}

impl Group {
    const ALL: [Self; 6] = [Work, Promises, Matters, Figures, Rules, House];

    /// Catalogue key under `nav_group.`.
    pub fn key(self) -> &'static str {
        match self {
            Work => "work",
            Promises => "promises",
            Matters => "matters",
            Figures => "figures",
            Rules => "rules",
            House => "house",
        }
    }
}

/// A place of the main navigation.
#[derive(Debug)]
pub struct Place {
    /// What it is about.
    pub group: Group,
    /// Path.
    pub href: &'static str,
    /// Catalogue key under `nav.`.
    pub key: &'static str,
    /// Shown to those who may do this…
    right: (Action, Resource),
    /// …in the whole district, not only in their own unit.
    whole: bool,
}

const fn place(
    group: Group,
    href: &'static str,
    key: &'static str,
    right: (Action, Resource),
) -> Place {
    Place {
        group,
        href,
        key,
        right,
        whole: false,
    }
}

impl Place {
    const fn whole(mut self) -> Self {
        self.whole = true;
        self
    }
}

/// All places, group by group.
const PLACES: &[Place] = &[
    place(Work, "/deputy", "deputy", (Rate, R::Case)),
    place(Work, "/", "overview", (List, R::Commitment)),
    place(Work, "/worklist", "worklist", (Claim, R::Record)),
    place(Work, "/case-work", "case_work", (List, R::Case)),
    place(Work, "/desk", "desk", (Create, R::Case)),
    place(Work, "/verify", "verify", (Verify, R::Record)),
    place(Promises, "/ledger", "ledger", (List, R::Commitment)),
    place(Promises, "/changes", "changes", (List, R::ChangeRequest)),
    place(
        Promises,
        "/supervision",
        "supervision",
        (List, R::Supervision),
    ),
    place(Promises, "/reports", "reports", (List, R::Report)),
    place(Matters, "/cases", "cases", (List, R::Case)),
    place(Matters, "/dispatch", "dispatch", (Act, R::Case)).whole(),
    place(Matters, "/clusters", "clusters", (Merge, R::Cluster)).whole(),
    place(Matters, "/topics", "topics", (Open, R::Theme)).whole(),
    place(Matters, "/themes", "themes", (List, R::Theme)).whole(),
    place(Matters, "/repeated", "repeated", (Unmask, R::Case)).whole(),
    place(Matters, "/map", "map", (List, R::Unit)),
    place(Matters, "/evaluation", "evaluation", (List, R::Case)),
    place(Figures, "/daily", "daily", (List, R::Indicator)),
    place(Figures, "/projects", "projects", (List, R::Project)),
    place(Figures, "/indicators", "indicators", (List, R::Indicator)),
    place(Figures, "/ask", "ask", (List, R::Indicator)),
    place(Figures, "/meetings", "meetings", (List, R::Meeting)),
    place(Figures, "/bulletins", "bulletins", (List, R::Bulletin)),
    place(Rules, "/duty", "duty", (List, R::DutyList)),
    place(Rules, "/learning", "learning", (View, R::Learning)).whole(),
    place(Rules, "/rehearsals", "rehearsals", (List, R::Rehearsal)).whole(),
    place(Rules, "/case-types", "case_types", (Edit, R::CaseType)).whole(),
    place(House, "/audit", "audit", (List, R::Journal)).whole(),
    place(House, "/admin/people", "people", (List, R::Person)),
    place(House, "/admin/tokens", "tokens", (List, R::Token)),
    place(House, "/messages", "messages", (Create, R::Person)).whole(),
    place(House, "/api", "api", (List, R::Unit)),
];

/// The places an actor sees.
pub fn places(app: &App, actor: &Actor) -> Vec<&'static Place> {
    let own = [actor.unit.as_str()];
    let units = |p: &Place| if p.whole { &[][..] } else { &own[..] };
    // The desk is for those who see cases: deputies file on a page of their own.
    let sees = app.may(actor, List, R::Case, &own);
    PLACES
        .iter()
        .filter(|p| p.key != "desk" || sees)
        .filter(|p| app.may(actor, p.right.0, p.right.1, units(p)))
        .collect()
}

/// The first place of an actor: where `/` leads for those who have no overview.
pub fn home(app: &App, actor: &Actor) -> &'static str {
    places(app, actor).first().map_or("/password", |p| p.href)
}

/// Places of one group.
pub struct Tab {
    /// Catalogue key under `nav_group.`.
    pub key: &'static str,
    /// In their order; never empty.
    pub places: Vec<&'static Place>,
}

/// The groups of places; none where they all stand in one row.
pub fn tabs(places: &[&'static Place]) -> Vec<Tab> {
    if places.len() <= ROW_MAX {
        return vec![];
    }
    let of = |group: Group| Tab {
        key: group.key(),
        places: places
            .iter()
            .filter(|p| p.group == group)
            .copied()
            .collect(),
    };
    let all = Group::ALL.map(of).into_iter();
    all.filter(|tab| !tab.places.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_place_stands_once_and_each_group_together() {
        let hrefs: BTreeSet<&str> = PLACES.iter().map(|p| p.href).collect();
        assert_eq!(hrefs.len(), PLACES.len());
        let mut groups: Vec<&str> = PLACES.iter().map(|p| p.group.key()).collect();
        groups.dedup();
        assert_eq!(groups, Group::ALL.map(Group::key));
    }

    #[test]
    fn few_places_need_no_groups() {
        let all: Vec<&'static Place> = PLACES.iter().collect();
        assert!(tabs(&all[..ROW_MAX]).is_empty());
        let tabs = tabs(&all);
        let shown: usize = tabs.iter().map(|tab| tab.places.len()).sum();
        assert_eq!((tabs.len(), shown), (Group::ALL.len(), PLACES.len()));
    }
}
