//! Each field, state and clock by itself.

use super::super::problem::Log;
use super::super::raw::{RawClock, RawField, RawState, RawType};
use super::super::read::at;
use super::super::{
    ActionSpec, By, CaseType, ClockSpec, Effect, Field, FieldType, HoursRule, Overstay, OwnerRule,
    Phase, Stage, StateSpec, Viewer,
};
use super::{clocks, fields, place, states};
use calendar::Unit;

pub(super) fn check(kind: &CaseType, raw: &RawType, duty_hours: &[&str], log: &mut Log<'_>) {
    if kind.channels.is_empty() {
        log.at(at(&raw.initial), "channels_empty", "至少写一个来源渠道");
    }
    if kind.state(&kind.initial).is_some_and(|s| s.is_final) {
        log.at(at(&raw.initial), "initial_final", "起始状态不能是终态");
    }
    for (field, raw) in fields(kind, raw) {
        check_field(kind, field, raw, log);
    }
    for (state, raw) in states(kind, raw) {
        if state.is_final {
            check_final(state, raw, log);
        } else {
            check_open(kind, state, raw, log);
        }
    }
    for (clock, raw) in clocks(kind, raw) {
        check_clock(kind, clock, raw, duty_hours, log);
    }
}

fn check_field(kind: &CaseType, field: &Field, raw: &RawField, log: &mut Log<'_>) {
    let of_person = matches!(
        field.kind,
        FieldType::Phone | FieldType::Person | FieldType::IdNumber
    );
    if of_person && !field.personal {
        log.at(
            at(&raw.kind),
            "field_not_personal",
            "电话、姓名、证件号须标明 personal = true",
        );
    }
    if field.personal && field.seen_by.contains(&Viewer::Public) {
        log.at(
            at(&raw.key),
            "field_personal_seen",
            "个人信息不能对公众公开",
        );
    }
    // Whoever has to call the reporter may ask for the number, masked until then; nobody else may.
    let calls =
        |action: &ActionSpec| action.effect == Effect::Contact && action.by.contains(&By::Handler);
    let shown = field.personal && field.seen_by.contains(&Viewer::Handler);
    if shown && !kind.actions.iter().any(calls) {
        log.at(
            at(&raw.key),
            "field_personal_seen",
            "承办单位无须联系反映人时，个人信息不能对其公开",
        );
    }
    if field.seen_by.is_empty() {
        log.at(at(&raw.key), "field_seen_by_nobody", "应写明谁可以看到");
    }
    if (field.kind == FieldType::Choice) == field.choices.is_empty() {
        log.at(
            at(&raw.kind),
            "field_choices",
            "choice 字段须有选项，其他字段不能有",
        );
    }
}

/// A final state is nobody's, has no clock and belongs to an ending phase.
fn check_final(state: &StateSpec, raw: &RawState, log: &mut Log<'_>) {
    if state.owner != OwnerRule::None {
        log.at(
            at(&raw.owner),
            "final_owned",
            "终态没有责任单位，owner 应为 none",
        );
    }
    if !matches!(state.phase, Phase::Closed | Phase::Void) {
        log.at(
            at(&raw.phase),
            "phase_of_final",
            "终态的阶段应为 closed 或 void",
        );
    }
    let extra = [&raw.clock, &raw.no_clock, &raw.max_stay, &raw.on_overstay];
    if let Some(word) = extra.into_iter().flatten().next() {
        log.at(at(word), "final_clock", "终态没有时钟和停留期限");
    }
}

/// An open state has an owner, a clock or a stated reason for none, and a longest stay.
fn check_open(kind: &CaseType, state: &StateSpec, raw: &RawState, log: &mut Log<'_>) {
    if state.owner == OwnerRule::None {
        log.at(at(&raw.owner), "state_no_owner", "未结的状态必须有责任单位");
    }
    if matches!(state.phase, Phase::Closed | Phase::Void) {
        log.at(
            at(&raw.phase),
            "phase_of_open",
            "未结的状态不能属于 closed 或 void",
        );
    }
    let reason = state.no_clock.as_deref().map(str::trim);
    match (&state.clock, reason) {
        (None, None) | (_, Some("")) => log.at(
            place(raw.no_clock.as_ref(), &raw.key),
            "state_no_clock",
            format!("“{}”既没有时钟也没有说明理由", state.name),
        ),
        (Some(_), Some(_)) => log.at(
            place(raw.no_clock.as_ref(), &raw.key),
            "state_clock_and_reason",
            "有时钟就不应写 no_clock",
        ),
        _ => {}
    }
    if state.max_stay.is_none() {
        log.at(
            at(&raw.key),
            "state_no_max_stay",
            format!("“{}”没有最长停留期限", state.name),
        );
    }
    let clock = state.clock.as_deref().and_then(|key| kind.clock(key));
    if state.phase == Phase::Suspended && clock.is_none_or(|clock| !clock.pausable) {
        log.at(
            place(raw.clock.as_ref(), &raw.key),
            "suspended_clock",
            "挂账状态须写明停着的时钟，且该时钟 pausable = true",
        );
    }
    if let Overstay::Act(key) = &state.on_overstay {
        let fits = kind.action(key).is_some_and(|action| {
            action.from.contains(&state.key)
                && action.by.contains(&By::System)
                && action.gives.is_empty()
                && action.approval.is_none()
                && action.evidence.is_none()
                && !action.to_unit
        });
        if !fits {
            log.at(
                place(raw.on_overstay.as_ref(), &raw.key),
                "overstay_action",
                format!("动作“{key}”不能由系统在此状态自行完成"),
            );
        }
    }
}

fn check_clock(
    kind: &CaseType,
    clock: &ClockSpec,
    raw: &RawClock,
    duty_hours: &[&str],
    log: &mut Log<'_>,
) {
    if clock.starts.is_empty() || clock.stops.is_empty() {
        log.at(
            at(&raw.key),
            "clock_no_trigger",
            "时钟须写明何时开始、何时停止",
        );
    }
    let by_field = clock
        .by_field
        .iter()
        .flat_map(|(_, limits)| limits.values());
    let mut limits = by_field
        .chain(clock.by_grade.values())
        .chain(clock.stages.iter().map(|stage| &stage.limit))
        .chain([&clock.limit]);
    let in_duty = limits.any(|limit| limit.unit() == Unit::WorkingHour);
    match &clock.hours {
        HoursRule::Always if in_duty => log.at(
            at(&raw.hours),
            "clock_hours",
            "工作时（wh）要有办公时间；全天计时请用小时（h）",
        ),
        HoursRule::Named(name) if !duty_hours.contains(&name.as_str()) => log.at(
            at(&raw.hours),
            "duty_hours_unknown",
            format!("没有名为“{name}”的工作时间"),
        ),
        _ => {}
    }
    check_stages(kind, clock, raw, log);
    let graded = kind
        .grades
        .iter()
        .all(|grade| clock.by_grade.contains_key(&grade.key));
    if !clock.by_grade.is_empty() && !graded {
        log.at(
            at(&raw.key),
            "clock_grade_missing",
            "by_grade 应写全每个等级",
        );
    }
}

/// Stages follow one another, and somebody can say that one is reached.
fn check_stages(kind: &CaseType, clock: &ClockSpec, raw: &RawClock, log: &mut Log<'_>) {
    let Some(first) = raw.stages.first() else {
        return;
    };
    let mut told = kind.actions.iter();
    if !told.any(|a| a.effect == Effect::Stage && a.clock.as_ref() == Some(&clock.key)) {
        log.at(
            at(&first.name),
            "stage_untold",
            "分阶段的时钟须有动作（effect = \"stage\"）报告阶段完成",
        );
    }
    for (at_index, stage) in clock.stages.iter().enumerate() {
        let together = |other: &&Stage| {
            other.matters.is_empty()
                || stage.matters.is_empty()
                || other.matters.iter().any(|m| stage.matters.contains(m))
        };
        let earlier = clock.stages[..at_index].iter().filter(together);
        let falls = |one: &Stage| {
            let same = one.limit.unit() == stage.limit.unit();
            one.name == stage.name || (same && one.limit.count() >= stage.limit.count())
        };
        if earlier.clone().any(falls) {
            log.at(
                at(&raw.stages[at_index].limit),
                "stage_order",
                "各阶段名称不能相同，时限应依次加长",
            );
        }
    }
}
