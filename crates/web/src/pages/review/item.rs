//! A draft as a reviewer sees it.

use super::filter::SURE_FROM;
use crate::format;
use crate::frame::Frame;
use crate::units;
use app::review::Versioned;
use app::{Actor, App};
use commitment::{Commitment, OwnerProposal, Remark, RemarkCode, ReportStatus, Status};
use org::{Action, Resource};
use std::collections::HashMap;

/// What the reader may do here.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    /// Decide drafts.
    pub review: bool,
    /// Put the ledger in force.
    pub issue: bool,
    /// Take the sheet out.
    pub export: bool,
    /// Bring the sheet back.
    pub import: bool,
}

impl Rights {
    /// Of an actor, for a report on its way.
    pub fn of(app: &App, actor: &Actor, status: ReportStatus) -> Self {
        let may = |action| app.may(actor, action, Resource::DraftItem, &[]);
        let open = status == ReportStatus::Reviewing;
        Self {
            review: open && may(Action::Accept),
            issue: may(Action::Issue),
            export: may(Action::Export),
            import: open && may(Action::Import),
        }
    }
}

/// Names that items are shown with, looked up once for a page.
pub struct Names {
    app: App,
    units: HashMap<String, String>,
    people: HashMap<String, String>,
}

impl Names {
    /// Of the district's units and people.
    pub async fn load(app: &App) -> app::Result<Self> {
        let profile = app.profile();
        let units = profile
            .directory
            .iter()
            .map(|u| (u.code.as_str().to_owned(), u.name.clone()))
            .collect();
        Ok(Self {
            app: app.clone(),
            units,
            people: app::review::names(app).await?,
        })
    }
    /// Of a unit.
    pub fn unit(&self, code: &str) -> String {
        self.units
            .get(code)
            .cloned()
            .unwrap_or_else(|| code.to_owned())
    }
    /// Of a leader.
    pub fn leader(&self, code: &str) -> String {
        let found = units::leaders(&self.app)
            .into_iter()
            .find(|l| l.code == code);
        found.map_or_else(|| code.to_owned(), |l| l.name)
    }
    /// Of a person.
    pub fn person(&self, login: &str) -> String {
        self.people
            .get(login)
            .cloned()
            .unwrap_or_else(|| login.to_owned())
    }
}

/// A proposed lead unit.
pub struct Proposal {
    /// Rank, from 1; the key that takes it.
    pub nth: usize,
    /// Code.
    pub unit: String,
    /// Name.
    pub name: String,
    /// How well it fits, of 100.
    pub percent: u8,
    /// The duty phrases that matched.
    pub matched: String,
    /// True where it leads already.
    pub chosen: bool,
}

/// One draft.
pub struct Item {
    /// Id.
    pub id: String,
    /// Where its actions are.
    pub href: String,
    /// Number.
    pub no: u32,
    /// Version seen.
    pub version: i64,
    /// Sorts as the list is sorted.
    pub order: String,
    /// Where its words begin in the report.
    pub start: usize,
    /// Status code.
    pub status: &'static str,
    /// Tag class of the status.
    pub tag: &'static str,
    /// Kind code.
    pub kind: &'static str,
    /// The promise.
    pub text: String,
    /// The same cut around the words that are this draft's own, where it shares the clause.
    pub own: Option<(String, String, String)>,
    /// Target in words.
    pub target: String,
    /// What the target measures.
    pub measure: String,
    /// Last year's result: value and period.
    pub baseline: Option<(String, String)>,
    /// Last day, or why there is none.
    pub deadline: String,
    /// 力争, 确保.
    pub hedge: String,
    /// Section around it.
    pub section: String,
    /// Lead unit.
    pub lead: String,
    /// Supporting units.
    pub supporting: String,
    /// Overseeing leader.
    pub leader: String,
    /// Proposed owners, best first.
    pub proposals: Vec<Proposal>,
    /// Things to notice: words, and whether they are serious.
    pub remarks: Vec<(String, bool)>,
    /// The rule that decided.
    pub decided_by: String,
    /// How sure, of 100.
    pub certainty: u8,
    /// True below the limit.
    pub unsure: bool,
    /// Why it was dropped.
    pub drop_reason: String,
    /// Who decided, and when.
    pub reviewed: String,
    /// True while it may be decided.
    pub open: bool,
}

impl Item {
    /// With addresses as seen from the review page, which is shorter by a third.
    pub fn near(mut self) -> Self {
        self.href = format!("review/{}", self.id);
        self
    }
}

/// Most proposals shown; each has a digit key.
const PROPOSALS_MAX: usize = 5;

/// Puts a draft into words.
pub fn item(f: &Frame, names: &Names, draft: &Versioned<Commitment>) -> Item {
    let c = &draft.value;
    let units: Vec<String> = c.supporting.iter().map(|u| names.unit(u)).collect();
    Item {
        id: c.id.clone(),
        href: format!("/reports/{}/review/{}", c.report, c.id),
        no: c.no,
        version: draft.version,
        order: order(c),
        start: c.source.start,
        status: c.status.code(),
        tag: match c.status {
            Status::Proposed => "tag-warn",
            Status::Accepted | Status::Issued => "tag-good",
            Status::Dropped | Status::Replaced => "",
        },
        kind: c.kind.code(),
        own: own_part(c),
        text: c.text.clone(),
        target: c
            .target
            .as_ref()
            .map(app::review::target_words)
            .unwrap_or_default(),
        measure: c
            .target
            .as_ref()
            .map(|t| t.measure.clone())
            .unwrap_or_default(),
        baseline: c
            .baseline
            .as_ref()
            .map(|b| (b.written.clone(), b.period.clone())),
        deadline: c
            .deadline
            .map(|d| d.to_string())
            .or_else(|| c.no_deadline_reason.clone())
            .unwrap_or_default(),
        hedge: c.hedge.clone().unwrap_or_default(),
        section: c.source.section_title.clone(),
        lead: c.lead.as_deref().map(|u| names.unit(u)).unwrap_or_default(),
        supporting: units.join("、"),
        leader: c
            .leader
            .as_deref()
            .map(|l| names.leader(l))
            .unwrap_or_default(),
        proposals: c
            .proposals
            .iter()
            .take(PROPOSALS_MAX)
            .enumerate()
            .map(|(i, p)| proposal(names, c, i, p))
            .collect(),
        remarks: c
            .remarks
            .iter()
            .map(|r| (remark(f, r), r.code == RemarkCode::BelowLastResult))
            .collect(),
        decided_by: rules(f, &c.decided_by),
        certainty: c.certainty,
        unsure: c.certainty < SURE_FROM,
        drop_reason: c.drop_reason.clone().unwrap_or_default(),
        reviewed: reviewed(names, c),
        open: matches!(c.status, Status::Proposed | Status::Accepted),
    }
}

/// The words of the promise before, in and behind the figure that is this draft's own.
fn own_part(c: &Commitment) -> Option<(String, String, String)> {
    let shared = c.remarks.iter().any(|r| r.code == RemarkCode::SharedClause);
    let target = c
        .target
        .as_ref()
        .filter(|t| shared && !t.written.is_empty())?;
    let named = format!("{}{}", target.measure, target.written);
    let own = [named.as_str(), target.written.as_str()]
        .into_iter()
        .find(|words| c.text.contains(words))?;
    let (before, after) = c.text.split_once(own)?;
    Some((before.to_owned(), own.to_owned(), after.to_owned()))
}

/// Drafts stand in the order of their words, then of their numbers.
pub fn order(c: &Commitment) -> String {
    format!("{:09}-{:06}", c.source.start, c.no)
}

fn proposal(names: &Names, c: &Commitment, index: usize, p: &OwnerProposal) -> Proposal {
    Proposal {
        nth: index + 1,
        unit: p.unit.clone(),
        name: names.unit(&p.unit),
        percent: p.score_percent,
        matched: p.matched.join("、"),
        chosen: c.lead.as_deref() == Some(p.unit.as_str()),
    }
}

fn remark(f: &Frame, remark: &Remark) -> String {
    let mut words = f.t_in("review.remark", remark.code.code());
    for (name, value) in &remark.args {
        words = words.replace(&format!("{{{name}}}"), value);
    }
    words
}

/// The rules that decided, in words where the catalogue has them.
fn rules(f: &Frame, codes: &str) -> String {
    let rules: Vec<String> = codes
        .split('+')
        .map(|code| f.t_in("review.rule", code))
        .collect();
    rules.join(" + ")
}

fn reviewed(names: &Names, c: &Commitment) -> String {
    match (&c.reviewed_by, c.reviewed_at) {
        (Some(who), Some(at)) => format!("{} {}", names.person(who), format::instant(at)),
        _ => String::new(),
    }
}
