//! The one table of sentences, in Chinese and English. Names in braces are filled in.

use crate::ReasonCode;

/// One sentence in both languages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub zh: &'static str,
    pub en: &'static str,
}

/// The sentence of a code.
pub(crate) fn words(code: ReasonCode) -> Words {
    let (zh, en) = match code {
        ReasonCode::NoRule => ("当日尚无亮灯规则", "No rule was in force on this day"),
        ReasonCode::NotJudged => ("原则性表述，不亮灯", "A stance; it is not judged"),
        ReasonCode::NotStarted => ("{day}起实施，尚未开始", "It starts on {day}"),
        ReasonCode::FirstReportDue => (
            "刚下达，{day}前首次报送，此前不评落后",
            "Just issued; the first report is due by {day}",
        ),
        ReasonCode::NoTarget => ("未设量化目标，暂不亮灯", "There is no target to judge by"),
        ReasonCode::NoValue => (
            "目标没有可比的数值，暂不亮灯",
            "The target has no value to judge by",
        ),
        ReasonCode::NotComputable => ("数值无法相比，暂不亮灯", "The numbers cannot be compared"),
        ReasonCode::NoPath => (
            "累计{total}，目标{target}；无时限和计划，暂不亮灯",
            "{total} of {target}; no deadline or plan to judge by",
        ),
        ReasonCode::NothingDueYet => (
            "未到节点：尚无核实记录，时序进度{expected}，落后{gap}，在容差以内",
            "Nothing missed yet: no verified record, schedule {expected}, {gap} behind, within tolerance",
        ),
        ReasonCode::PathAhead => (
            "累计{total}，完成率{ratio}，时序进度{expected}，领先{gap}",
            "{total} done, {ratio} against a schedule of {expected}, {gap} ahead",
        ),
        ReasonCode::PathWithin => (
            "累计{total}，完成率{ratio}，时序进度{expected}，落后{gap}，在容差以内",
            "{total} done, {ratio} against a schedule of {expected}, {gap} behind, within tolerance",
        ),
        ReasonCode::PathBehind => (
            "累计{total}，完成率{ratio}，时序进度{expected}，落后{gap}",
            "{total} done, {ratio} against a schedule of {expected}, {gap} behind",
        ),
        ReasonCode::PathFarBehind => (
            "累计{total}，完成率{ratio}，时序进度{expected}，严重落后{gap}",
            "{total} done, {ratio} against a schedule of {expected}, far behind by {gap}",
        ),
        ReasonCode::Reached => (
            "累计{total}，目标{target}，已完成",
            "{total} done of {target}: reached",
        ),
        ReasonCode::ReachedNearly => (
            "累计{total}，约数目标{target}，在容差以内，视同完成",
            "{total} done of about {target}: within tolerance, counts as reached",
        ),
        ReasonCode::RangeExceeded => (
            "累计{total}，已完成并超过区间上限{target_hi}",
            "{total} done: reached, and above the range's upper end of {target_hi}",
        ),
        ReasonCode::Overdue => (
            "{day}已到期，实绩{total}，目标{target}，未完成",
            "Due on {day}: {total} of {target}, not reached",
        ),
        ReasonCode::EndedBelow => (
            "{day}已到期，实绩{total}，低于目标{target}；目标为弹性表述，不作红灯",
            "Due on {day}: {total} against {target}; the wording is soft, so it is not red",
        ),
        ReasonCode::EndedWithoutFigure => (
            "{day}已到期，没有可据以判断的事实",
            "Due on {day}, and nothing was recorded to judge by",
        ),
        ReasonCode::NothingRecorded => (
            "上限{target}，尚无核实记录",
            "Upper bound {target}; no verified record yet",
        ),
        ReasonCode::CapKept => (
            "累计{total}，未超上限{target}",
            "{total}, within the bound of {target}",
        ),
        ReasonCode::CapNear => (
            "累计{total}，已用上限{target}的{ratio}，快于时序进度{expected}",
            "{total}: {ratio} of the bound of {target} used, against {expected} of the time",
        ),
        ReasonCode::CapExceeded => (
            "累计{total}，超过上限{target}",
            "{total}, over the bound of {target}",
        ),
        ReasonCode::NoReadingYet => ("尚无核实读数，未到期", "No verified reading yet; not due"),
        ReasonCode::OverdueNoReading => (
            "{day}已到期，没有任何核实读数",
            "Due on {day} without any verified reading",
        ),
        ReasonCode::ReadingMeets => (
            "最新读数{reading}，达到目标{target}",
            "Latest reading {reading}, meets {target}",
        ),
        ReasonCode::ReadingBelow => (
            "最新读数{reading}，未达目标{target}",
            "Latest reading {reading}, short of {target}",
        ),
        ReasonCode::ReadingAbove => (
            "最新读数{reading}，高于目标{target}",
            "Latest reading {reading}, above {target}",
        ),
        ReasonCode::NearTarget => (
            "最新读数{reading}，目标{target}左右，容差{tolerance}以内",
            "Latest reading {reading} against about {target}, within a tolerance of {tolerance}",
        ),
        ReasonCode::BelowNear => (
            "最新读数{reading}，低于目标{target}左右，超出容差{tolerance}",
            "Latest reading {reading}, below about {target} by more than {tolerance}",
        ),
        ReasonCode::GrowthNegative => (
            "最新读数{reading}，为负增长，目标{target}",
            "Latest reading {reading} is a fall; the target is {target}",
        ),
        ReasonCode::NotBelowBaseline => (
            "最新读数{reading}，不低于此前{target}",
            "Latest reading {reading}, not below the earlier {target}",
        ),
        ReasonCode::BelowBaseline => (
            "最新读数{reading}，低于此前{target}",
            "Latest reading {reading}, below the earlier {target}",
        ),
        ReasonCode::NotBelowYearBefore => (
            "最新读数{reading}，不低于上年同期",
            "Latest reading {reading}, not below the year before",
        ),
        ReasonCode::BelowYearBefore => (
            "最新读数{reading}，低于上年同期",
            "Latest reading {reading}, below the year before",
        ),
        ReasonCode::NoBaseline => (
            "最新读数{reading}，没有此前数值可比",
            "Latest reading {reading}; no earlier value to compare with",
        ),
        ReasonCode::InStep => (
            "最新读数{reading}，{partner}为{other}，基本同步",
            "Latest reading {reading} against {other} for {partner}: in step",
        ),
        ReasonCode::OutOfStep => (
            "最新读数{reading}，{partner}为{other}，差距超过{tolerance}",
            "Latest reading {reading} against {other} for {partner}: lags by more than {tolerance}",
        ),
        ReasonCode::NoPartnerReading => (
            "最新读数{reading}，尚无{partner}的数值可比",
            "Latest reading {reading}; no value of {partner} to compare with",
        ),
        ReasonCode::EvidenceMissing => (
            "最新读数{reading}没有佐证，不能亮绿灯",
            "Latest reading {reading} has no evidence, so it cannot be green",
        ),
        ReasonCode::ReadingStale => (
            "最新读数{reading}已过{days}，超过约定的{limit}",
            "Latest reading {reading} is {days} old; the rhythm is {limit}",
        ),
        ReasonCode::AllPointsDone => ("{done}个节点全部完成", "All {done} points done"),
        ReasonCode::PointsInTime => (
            "{of}个节点完成{done}个，无逾期；下一节点“{point}”{day}到期",
            "{done} of {of} points done, none late; “{point}” is due on {day}",
        ),
        ReasonCode::NoPointDueYet => (
            "未到节点：“{point}”{day}到期",
            "Nothing due yet: “{point}” is due on {day}",
        ),
        ReasonCode::PointLate => (
            "节点“{point}”{day}到期，已逾期{days}；{of}个节点完成{done}个",
            "“{point}” was due on {day}, {days} late; {done} of {of} points done",
        ),
        ReasonCode::PointsOverdue => (
            "{day}已到期，逾期{days}，{of}个节点完成{done}个",
            "Due on {day}, {days} late, {done} of {of} points done",
        ),
        ReasonCode::NoDeadline => (
            "未定时限，{of}个节点完成{done}个，暂不亮灯",
            "No deadline; {done} of {of} points done; not judged",
        ),
        ReasonCode::NoteFresh => (
            "最近一次进展在{day}，在约定的{limit}以内",
            "Last note on {day}, within the rhythm of {limit}",
        ),
        ReasonCode::NoNoteYet => (
            "未到节点：{day}起每{limit}报一次进展",
            "Nothing due yet: a note every {limit} from {day}",
        ),
        ReasonCode::NoNote => (
            "自{day}起{days}没有进展记录，约定每{limit}一次",
            "No note for {days} since {day}; the rhythm is {limit}",
        ),
        ReasonCode::NoteWithoutEvidence => (
            "最近一次进展在{day}，没有佐证，不能亮绿灯",
            "Last note on {day} has no evidence, so it cannot be green",
        ),
        ReasonCode::NoteStale => (
            "最近一次进展在{day}，已过{days}，约定每{limit}一次",
            "Last note on {day}, {days} ago; the rhythm is {limit}",
        ),
    };
    Words { zh, en }
}
