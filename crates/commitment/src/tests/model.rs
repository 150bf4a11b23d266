//! Random commands on a small ledger: whatever is done in whatever order, the rules hold.

use crate::change::{Approve, Refuse, Request, approve, refuse, request};
use crate::record::{
    Claim, Return, Reverse, Verify, Withdraw, claim, return_, reverse, verify, withdraw,
};
use crate::review::{
    Assign, Drop, Edit, Merge, Side, Split, accept, assign, drop, edit, merge, restore, split,
};
use crate::supervision::{Answer, Close, Open, answer, close, open};
use crate::testing::{amount_of, by_on, dec, draft, report, target};
use crate::{
    ChangeRequest, ChangeStatus, Changes, Commitment, Context, Counts, Issue, Record, RecordStatus,
    Report, ReportStatus, Status, Supervision, SupervisionStatus, facts_of, issue, total,
};
use figure::Decimal;
use jiff::ToSpan;
use jiff::civil::date;
use light::{FactKind, Reason, ReasonCode};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [(&str, &str); 6] = [
    ("核", "office"),
    ("督", "office"),
    ("甲", "housing"),
    ("乙", "housing"),
    ("水", "water"),
    ("园", "parks"),
];

/// What a step does, to which item, by whom; meaning is given to the numbers when it is done.
#[derive(Debug, Clone)]
struct Step {
    what: u8,
    item: prop::sample::Index,
    other: prop::sample::Index,
    who: usize,
    amount: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let index = any::<prop::sample::Index>;
    let step = (0..30_u8, index(), index(), 0..PEOPLE.len(), 1..500_i64).prop_map(
        |(what, item, other, who, amount)| Step {
            what,
            item,
            other,
            who,
            amount,
        },
    );
    prop::collection::vec(step, 1..150)
}

/// The whole ledger, as a store would keep it.
struct Ledger {
    report: Report,
    drafts: BTreeMap<String, Commitment>,
    records: BTreeMap<String, Record>,
    requests: BTreeMap<String, ChangeRequest>,
    items: BTreeMap<String, Supervision>,
    seen: BTreeSet<String>,
    next: u32,
}

impl Ledger {
    fn new() -> Self {
        let drafts = ["a", "b", "c"].into_iter().zip(1..);
        let drafts = drafts
            .map(|(id, no)| (id.to_owned(), draft(id, no)))
            .collect();
        Self {
            report: report(),
            drafts,
            records: BTreeMap::new(),
            requests: BTreeMap::new(),
            items: BTreeMap::new(),
            seen: BTreeSet::new(),
            next: 0,
        }
    }

    fn fresh(&mut self) -> String {
        self.next += 1;
        format!("n{:04}", self.next)
    }

    fn pick<T: Clone>(of: &BTreeMap<String, T>, index: &prop::sample::Index) -> Option<T> {
        (!of.is_empty())
            .then(|| of.values().nth(index.index(of.len())).cloned())
            .flatten()
    }

    fn put(&mut self, draft: Commitment) {
        if let Some(before) = self.drafts.get(&draft.id) {
            assert!(draft.version > before.version, "versions only rise");
            let was_issued = before.status == Status::Issued;
            assert!(
                !was_issued || draft.status == Status::Issued,
                "issued stays issued"
            );
            if was_issued {
                assert_eq!(
                    (&draft.text, &draft.source, draft.kind, draft.start),
                    (&before.text, &before.source, before.kind, before.start),
                    "the text is frozen"
                );
            }
        }
        self.drafts.insert(draft.id.clone(), draft);
    }

    fn put_record(&mut self, record: Record) {
        self.records.insert(record.id.clone(), record);
    }

    fn records_of(&self, commitment: &str) -> Vec<Record> {
        self.records
            .values()
            .filter(|r| r.commitment == commitment)
            .cloned()
            .collect()
    }

    /// Does a step if it may be done.
    fn take(&mut self, step: &Step, ctx: &Context) {
        match step.what {
            0..=8 => self.review(step, ctx),
            9..=14 | 22.. => self.record(step, ctx),
            15..=17 => self.change(step, ctx),
            18..=20 => self.supervise(step, ctx),
            _ => self.issue(ctx),
        }
    }

    fn review(&mut self, step: &Step, ctx: &Context) {
        let Some(state) = Self::pick(&self.drafts, &step.item) else {
            return;
        };
        let reason = Drop {
            reason: "重复".into(),
        };
        let done = match step.what {
            0..=2 => accept(&state, ctx),
            3 => edit(
                &state,
                &Edit {
                    title: Some("新名".into()),
                    ..Edit::default()
                },
                ctx,
            ),
            4 => assign(
                &state,
                &Assign {
                    lead: Some(Some(PEOPLE[step.who].1.into())),
                    ..Assign::default()
                },
                ctx,
            ),
            5 => drop(&state, &reason, ctx),
            6 => restore(&state, ctx),
            7 => return self.split(&state, step, ctx),
            _ => return self.merge(&state, step, ctx),
        };
        if let Ok(next) = done {
            match next.status {
                Status::Accepted => self.seen.insert(next.id.clone()),
                _ => self.seen.remove(&next.id),
            };
            self.put(next);
        }
    }

    fn split(&mut self, state: &Commitment, step: &Step, ctx: &Context) {
        let cmd = Split {
            at: step.amount as usize % 12,
            target_in: if step.amount % 2 == 0 {
                Side::First
            } else {
                Side::Second
            },
            other_target: Some(target("20", "公里")),
            new_ids: [self.fresh(), self.fresh()],
            new_nos: [self.next, self.next + 1],
        };
        if let Ok((original, first, second)) = split(state, &cmd, ctx) {
            assert_eq!(first.source.end, second.source.start);
            assert_eq!(
                (first.source.start, second.source.end),
                (original.source.start, original.source.end)
            );
            [original, first, second]
                .into_iter()
                .for_each(|draft| self.put(draft));
        }
    }

    fn merge(&mut self, state: &Commitment, step: &Step, ctx: &Context) {
        let Some(other) = Self::pick(&self.drafts, &step.other) else {
            return;
        };
        let whole: Vec<char> = draft("a", 1).source.quote.chars().collect();
        let start = state.source.start.min(other.source.start);
        let end = state.source.end.max(other.source.end);
        let cmd = Merge {
            new_id: self.fresh(),
            new_no: self.next,
            quote: whole[start - 100..end - 100].iter().collect(),
        };
        if let Ok((originals, merged)) = merge(&[state.clone(), other], &cmd, ctx) {
            originals
                .into_iter()
                .chain([merged])
                .for_each(|draft| self.put(draft));
        }
    }

    fn issue(&mut self, ctx: &Context) {
        let drafts: Vec<Commitment> = self.drafts.values().cloned().collect();
        if let Ok((report, issued)) = issue(&self.report, &drafts, &Issue {}, ctx) {
            assert!(
                drafts.iter().all(|draft| draft.status != Status::Proposed),
                "all were seen"
            );
            assert!(
                issued.iter().all(|draft| self.seen.contains(&draft.id)),
                "each was accepted"
            );
            self.report = report;
            issued.into_iter().for_each(|draft| self.put(draft));
        }
    }

    fn record(&mut self, step: &Step, ctx: &Context) {
        // Claims and verifications are drawn more often, so that there is something to reverse.
        let what = if step.what < 22 {
            step.what
        } else {
            10 + step.what % 2
        };
        if what <= 10 {
            let Some(state) = Self::pick(&self.drafts, &step.item) else {
                return;
            };
            let amount = Decimal::new(step.amount, 1);
            let cmd = Claim {
                amount: Some(amount),
                unit: None,
                date: ctx.today,
                ..amount_of(&self.fresh(), "1", "户")
            };
            if let Ok(record) = claim(&state, &self.records_of(&state.id), &cmd, ctx) {
                self.put_record(record);
            }
            return;
        }
        let Some(state) = Self::pick(&self.records, &step.item) else {
            return;
        };
        let original = state
            .reverses
            .as_ref()
            .and_then(|id| self.records.get(id))
            .cloned();
        let why = Return {
            reason: "缺照片".into(),
        };
        match what {
            11 => {
                if let Ok(done) = verify(&state, &Verify::default(), ctx) {
                    self.put_record(done);
                }
            }
            12 | 13 => {
                let done = match what {
                    12 => return_(&state, original.as_ref(), &why, ctx),
                    _ => withdraw(&state, original.as_ref(), &Withdraw::default(), ctx),
                };
                if let Ok((record, freed)) = done {
                    self.put_record(record);
                    freed.into_iter().for_each(|record| self.put_record(record));
                }
            }
            _ => {
                let cmd = Reverse {
                    new_id: self.fresh(),
                    reason: "重复计算".into(),
                };
                if let Ok((original, reversal)) = reverse(&state, &cmd, ctx) {
                    self.put_record(original);
                    self.put_record(reversal);
                }
            }
        }
    }

    fn change(&mut self, step: &Step, ctx: &Context) {
        if step.what == 15 {
            let Some(state) = Self::pick(&self.drafts, &step.item) else {
                return;
            };
            let changes = Changes {
                lead: (step.amount % 2 == 0).then(|| PEOPLE[step.who].1.into()),
                deadline: (step.amount % 3 == 0).then(|| date(2027, 1, 31)),
                ..Changes::default()
            };
            let cmd = Request {
                new_id: self.fresh(),
                changes,
                reason: "职责调整".into(),
            };
            if let Ok(request) = request(&state, &cmd, ctx) {
                self.requests.insert(request.id.clone(), request);
            }
            return;
        }
        let Some(asked) = Self::pick(&self.requests, &step.item) else {
            return;
        };
        if step.what == 17 {
            if let Ok(decided) = refuse(
                &asked,
                &Refuse {
                    reason: "不宜".into(),
                },
                ctx,
            ) {
                self.requests.insert(decided.id.clone(), decided);
            }
            return;
        }
        let state = self.drafts[&asked.commitment].clone();
        if let Ok((next, decided)) = approve(&state, &asked, &Approve::default(), ctx) {
            assert!(
                asked.base_version <= state.version,
                "asked before it is decided"
            );
            assert_eq!(next.version, state.version + 1);
            self.put(next);
            self.requests.insert(decided.id.clone(), decided);
        }
    }

    fn supervise(&mut self, step: &Step, ctx: &Context) {
        if step.what == 18 {
            let Some(state) = Self::pick(&self.drafts, &step.item) else {
                return;
            };
            let others: Vec<Supervision> = self.items.values().cloned().collect();
            let cmd = Open {
                new_id: self.fresh(),
                light_reason: Reason {
                    code: ReasonCode::PathFarBehind,
                    args: BTreeMap::new(),
                    hedge: None,
                },
                owner_unit: None,
                owner: None,
                due: ctx.today,
                limit: None,
            };
            if let Ok(item) = open(&state, &others, &cmd, ctx) {
                self.items.insert(item.id.clone(), item);
            }
            return;
        }
        let Some(item) = Self::pick(&self.items, &step.item) else {
            return;
        };
        let done = match step.what {
            19 => answer(
                &item,
                &Answer {
                    text: "月底补齐".into(),
                },
                ctx,
            ),
            _ => close(
                &item,
                &Close {
                    reason: "已补齐".into(),
                },
                ctx,
            ),
        };
        if let Ok(next) = done {
            self.items.insert(next.id.clone(), next);
        }
    }

    /// What must hold after every step.
    fn check(&self, today: jiff::civil::Date) {
        for state in self.drafts.values() {
            if state.status == Status::Issued {
                let lead = state.lead.as_ref().expect("one lead");
                assert!(
                    !state.supporting.contains(lead),
                    "the lead does not also support"
                );
                assert_eq!(self.report.status, ReportStatus::Issued);
            }
            let records = self.records_of(&state.id);
            assert!(state.status == Status::Issued || records.is_empty());
            self.check_total(state, &records, today);
        }
        for record in self.records.values() {
            if record.status == RecordStatus::Verified {
                let decider = record.decided_by.as_ref().expect("a verifier");
                assert_ne!(record.claimed_by.person, decider.person);
                assert!(record.claimed_by.unit != decider.unit || decider.unit == "office");
            }
            let counts = matches!(
                record.status,
                RecordStatus::Claimed | RecordStatus::Verified
            );
            if let Some(original) = record.reverses.as_ref().filter(|_| counts) {
                let reversed_by = &self.records[original].reversed_by;
                assert_eq!(reversed_by.as_ref(), Some(&record.id), "reversed once");
            }
            if let Some(reversal) = record.reversed_by.as_ref().map(|id| &self.records[id]) {
                assert_eq!(reversal.amount, record.amount.map(|amount| -amount));
                assert_eq!(reversal.reverses.as_deref(), Some(record.id.as_str()));
                let is_open = matches!(
                    reversal.status,
                    RecordStatus::Claimed | RecordStatus::Verified
                );
                assert!(is_open);
            }
        }
        for item in self.items.values() {
            if item.status == SupervisionStatus::Closed {
                assert_ne!(item.answered_by, item.closed_by);
            }
        }
        for asked in self.requests.values() {
            if asked.status == ChangeStatus::Approved {
                let decider = asked.decided_by.as_ref().expect("an approver");
                assert_ne!(asked.requested_by.person, decider.person);
            }
        }
    }

    /// The total is what was verified less what was reversed, and never below zero; the light's
    /// facts add up to the same.
    fn check_total(&self, state: &Commitment, records: &[Record], today: jiff::civil::Date) {
        let is_verified = |record: &&Record| record.status == RecordStatus::Verified;
        let amounts = |of_reversals: bool| -> Decimal {
            records
                .iter()
                .filter(is_verified)
                .filter(|record| record.reverses.is_some() == of_reversals)
                .filter_map(|record| record.amount)
                .sum()
        };
        let sum = total(state, records, today).value;
        assert_eq!(sum, amounts(false) + amounts(true));
        assert!(sum >= dec("0"));
        let by_facts: Decimal = facts_of(state, records, &Counts::default())
            .iter()
            .filter(|fact| fact.stands(today))
            .filter_map(|fact| match fact.kind {
                FactKind::Amount(amount) => Some(amount),
                _ => None,
            })
            .sum();
        assert_eq!(by_facts, sum);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_rules_hold_whatever_is_done(steps in steps(), issue_first in any::<bool>()) {
        let mut ledger = Ledger::new();
        let mut today = date(2026, 4, 1);
        if issue_first {
            let ctx = by_on("核", "office", today);
            for id in ["a", "b", "c"] {
                let accepted = accept(&ledger.drafts[id], &ctx).unwrap();
                ledger.seen.insert(id.to_owned());
                ledger.put(accepted);
            }
            ledger.issue(&ctx);
            prop_assert_eq!(ledger.report.status, ReportStatus::Issued);
        }
        for step in steps {
            let (person, unit) = PEOPLE[step.who];
            ledger.take(&step, &by_on(person, unit, today));
            ledger.check(today);
            today += i32::from(step.amount % 3 == 0).days();
        }
    }
}
