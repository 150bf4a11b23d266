//! Each action by what it does: who may, who may not, what it must ask for.

use super::super::problem::Log;
use super::super::raw::{RawAction, RawType};
use super::super::read::at;
use super::super::{ActionSpec, By, CaseType, ClosingRule, Effect, Overstay, Phase};
use super::{actions, place};

pub(super) fn check(kind: &CaseType, raw: &RawType, log: &mut Log<'_>) {
    for (action, raw) in actions(kind, raw) {
        let mut check = Check {
            kind,
            action,
            raw,
            log,
        };
        check.everybody();
        check.endings();
        check.approval();
        check.effect();
    }
    closing(kind, raw, log);
}

struct Check<'a, 'b, 'c> {
    kind: &'a CaseType,
    action: &'a ActionSpec,
    raw: &'a RawAction,
    log: &'b mut Log<'c>,
}

impl Check<'_, '_, '_> {
    fn needs(&mut self, holds: bool, code: &'static str, message: &str) {
        if !holds {
            let place = place(self.raw.effect.as_ref(), &self.raw.key);
            self.log
                .at(place, code, format!("“{}”{message}", self.action.name));
        }
    }

    fn phase_of(&self, state: &str) -> Option<Phase> {
        self.kind.state(state).map(|state| state.phase)
    }

    fn to_phase(&self) -> Option<Phase> {
        self.action.to.as_deref().and_then(|to| self.phase_of(to))
    }

    fn all_from(&self, phase: Phase) -> bool {
        let mut from = self.action.from.iter();
        from.all(|state| self.phase_of(state) == Some(phase))
    }

    fn everybody(&mut self) {
        if self.action.by.is_empty() {
            self.log
                .at(at(&self.raw.key), "action_by_nobody", "应写明谁可以做");
        }
        if self.action.from.is_empty() {
            self.log.at(
                at(&self.raw.key),
                "action_from_nowhere",
                "应写明从哪些状态开始",
            );
        }
        let wants_clock = matches!(self.action.effect, Effect::Extend | Effect::Stage);
        self.needs(
            self.action.clock.is_some() == wants_clock,
            "action_clock",
            "只有延期和报告阶段要写明哪个时钟",
        );
        let arbitrates = self.action.effect == Effect::Arbitrate;
        self.needs(
            self.action.result.is_some() == arbitrates,
            "action_result",
            "只有仲裁要写明结果",
        );
        let names_unit = matches!(self.action.effect, Effect::Dispatch | Effect::Arbitrate);
        self.needs(
            !self.action.to_unit || names_unit,
            "action_to_unit",
            "只有派遣和仲裁可以指定单位",
        );
        let evidence = self.action.evidence.as_ref();
        self.needs(
            evidence.is_none_or(|evidence| (1..=50).contains(&evidence.min)),
            "evidence_min",
            "的佐证至少1件、最多50件",
        );
        let personal = |key: &String| self.kind.field(key).is_some_and(|field| field.personal);
        let asked = &self.action;
        let any = asked.gives.iter().chain(&asked.corrects).any(personal);
        self.needs(!any, "action_gives_personal", "不能要求填写个人信息字段");
    }

    /// A case ends by closing, voiding or declining alone, and a final state is left by
    /// reopening alone.
    fn endings(&mut self) {
        let ended = |phase: Option<Phase>| matches!(phase, Some(Phase::Closed | Phase::Void));
        let from_final = self
            .action
            .from
            .iter()
            .any(|state| ended(self.phase_of(state)));
        let stays_rating = self.action.effect == Effect::Rate && self.action.to.is_none();
        let says_missed = matches!(self.action.effect, Effect::Missed | Effect::NotMissed);
        if from_final && self.action.effect != Effect::Reopen && !stays_rating && !says_missed {
            self.needs(
                false,
                "final_has_exit",
                "从终态开始，终态只能重开、评价或认定漏报",
            );
        }
        let wanted = match self.to_phase() {
            Some(Phase::Closed) => self.action.effect == Effect::Close,
            Some(Phase::Void) => {
                matches!(self.action.effect, Effect::Void | Effect::Decline)
            }
            Some(Phase::Suspended) => self.action.effect == Effect::Suspend,
            _ => !matches!(
                self.action.effect,
                Effect::Close | Effect::Void | Effect::Decline | Effect::Suspend
            ),
        };
        self.needs(wanted, "effect_and_state", "的效果与所到状态的阶段不合");
        let from_suspended = self
            .action
            .from
            .iter()
            .any(|state| self.phase_of(state) == Some(Phase::Suspended));
        if from_suspended && self.action.to.is_some() && !ended(self.to_phase()) {
            self.needs(
                self.action.effect == Effect::Lift,
                "suspended_exit",
                "离开挂账状态只能恢复或终结",
            );
        }
    }

    /// Nobody who may ask may also allow.
    fn approval(&mut self) {
        let Some(approval) = &self.action.approval else {
            return;
        };
        let outside = |by: &By| {
            matches!(by, By::Handler | By::Reporter | By::Opener | By::System)
                || self.action.by.contains(by)
        };
        let same = approval.by.is_empty() || approval.by.iter().any(outside);
        let first = self.raw.approval.as_ref().and_then(|raw| raw.by.first());
        if same {
            self.log.at(
                place(first, &self.raw.key),
                "approval_by_requester",
                format!("“{}”的审批人不能是申请人一方", self.action.name),
            );
        }
        let clocked = self.action.clock.is_some()
            || self.action.from.iter().all(|state| {
                let state = self.kind.state(state);
                state.is_some_and(|state| state.clock.is_some())
            });
        let clocked = clocked || !approval.before_due;
        self.needs(
            clocked,
            "approval_without_clock",
            "要求期满前审批，但没有时钟",
        );
    }

    fn effect(&mut self) {
        let action = self.action;
        let reason = action.reason;
        let moves = action.to.is_some();
        match action.effect {
            Effect::Dispatch => self.needs(moves, "dispatch_rule", "派遣要写明去向状态"),
            Effect::Return => {
                let fits = action.by == [By::Handler]
                    && reason
                    && action.once
                    && action.within.is_some()
                    && moves;
                self.needs(
                    fits,
                    "return_rule",
                    "退单只能由承办单位、在期限内、一次、附理由提出",
                );
            }
            Effect::Arbitrate => {
                let open = action.by.contains(&By::Handler);
                let clocked = action.from.iter().all(|state| {
                    let state = self.kind.state(state);
                    state.is_some_and(|state| state.clock.is_some())
                });
                self.needs(
                    !open && reason && moves && clocked,
                    "arbitration_rule",
                    "仲裁要有时钟、理由和去向，且不由承办单位作出",
                );
            }
            Effect::Extend => {
                let before = action.approval.as_ref().is_some_and(|a| a.before_due);
                self.needs(
                    before && reason && !moves,
                    "extend_rule",
                    "延期须附理由、期满前审批，且不改变状态",
                );
            }
            Effect::Suspend => {
                let allowed = action.approval.is_some();
                self.needs(allowed && reason, "suspend_rule", "挂账须附理由并经审批");
            }
            Effect::Lift => {
                let fits = self.all_from(Phase::Suspended) && moves;
                self.needs(fits, "lift_rule", "恢复只能从挂账状态到在办状态");
            }
            Effect::Rework => self.needs(reason && moves, "rework_rule", "返工要有理由和去向"),
            Effect::Void => {
                let allowed = action.approval.is_some();
                self.needs(allowed && reason, "void_rule", "作废须附理由并经审批");
            }
            Effect::Decline => self.needs(reason, "decline_rule", "不予受理须附理由"),
            Effect::Verify => {
                let own = action.by.contains(&By::Handler);
                self.needs(!own, "verify_by_handler", "不能由承办单位核查");
                let person = !action.by.contains(&By::System) && action.approval.is_none();
                self.needs(person, "verify_rule", "核查须由人直接作出");
            }
            Effect::Reopen => {
                let final_only = action.from.iter().all(|state| {
                    let state = self.kind.state(state);
                    state.is_some_and(|state| state.is_final)
                });
                let within = self.kind.closing.reopen_within.is_some();
                self.needs(
                    final_only && within && moves && reason,
                    "reopen_rule",
                    "重开只能从终态、在期限内、附理由提出",
                );
            }
            Effect::Rate => {
                let own = [By::Reporter, By::Opener];
                let fits = action.by.iter().all(|by| own.contains(by));
                self.needs(fits, "rate_rule", "评价只能由反映人作出");
            }
            Effect::Missed | Effect::NotMissed => {
                let outside = |by: &By| {
                    matches!(by, By::Handler | By::Reporter | By::Opener | By::System)
                        || *by == By::Role(org::Role::Inspector)
                };
                let judged = !action.by.iter().any(outside);
                self.needs(
                    judged && reason && !moves,
                    "missed_rule",
                    "认定或撤销漏报须附理由，不改变状态，且不由监督员、承办单位或反映人作出",
                );
            }
            Effect::Plain
            | Effect::Close
            | Effect::Reply
            | Effect::Contact
            | Effect::CallBack
            | Effect::Complete => {}
            Effect::Stage => {
                let staged = self
                    .action
                    .clock
                    .as_deref()
                    .and_then(|key| self.kind.clock(key));
                let staged = staged.is_some_and(|clock| !clock.stages.is_empty());
                self.needs(
                    staged && !moves,
                    "stage_rule",
                    "只报告所指时钟的阶段，不改变状态",
                );
            }
        }
    }
}

/// A type closes by some rule, and there is an action that can fulfil each part of it.
fn closing(kind: &CaseType, raw: &RawType, log: &mut Log<'_>) {
    let words = &raw.closing.get_ref().requires;
    if words.is_empty() {
        let place = at(&raw.closing);
        log.at(place, "closing_no_rule", "应写明办结须具备什么");
    }
    for (rule, word) in kind.closing.requires.iter().zip(words) {
        let effects: &[Effect] = match rule {
            ClosingRule::VerifiedByOther => &[Effect::Verify],
            ClosingRule::ReplyGiven => &[Effect::Reply],
            ClosingRule::Contacted => &[Effect::Contact],
            ClosingRule::CalledBack => &[Effect::CallBack],
            ClosingRule::Rated | ClosingRule::RatedOrSilent => &[Effect::Rate, Effect::CallBack],
            ClosingRule::CoHandlingDone | ClosingRule::ChildrenClosed => continue,
        };
        if !kind.actions.iter().any(|a| effects.contains(&a.effect)) {
            let message = format!("没有动作能满足“{rule}”");
            log.at(at(word), "closing_never_met", message);
        }
        if *rule == ClosingRule::RatedOrSilent && !closes_itself(kind) {
            let message = "应有一个状态超过最长停留后由系统办结（on_overstay）";
            log.at(at(word), "closing_never_silent", message);
        }
    }
}

/// Whether the system closes what stays too long in some state.
fn closes_itself(kind: &CaseType) -> bool {
    let acts = kind
        .states
        .iter()
        .filter_map(|state| match &state.on_overstay {
            Overstay::Act(key) => kind.action(key),
            Overstay::Alarm => None,
        });
    acts.into_iter()
        .any(|action| action.effect == Effect::Close)
}
