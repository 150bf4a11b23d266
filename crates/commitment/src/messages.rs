//! The table of refusals, in Chinese and English. Names in braces are filled in.

/// What a code says; none for a code this table does not know.
pub(crate) fn words(code: &str) -> Option<(&'static str, &'static str)> {
    MESSAGES
        .iter()
        .chain(crate::indicators::MESSAGES)
        .find(|(known, _, _)| *known == code)
        .map(|(_, zh, en)| (*zh, *en))
}

/// Code, Chinese, English.
pub(crate) const MESSAGES: &[(&str, &str, &str)] = &[
    // drafts
    (
        "draft_dropped",
        "该条已被舍弃，请先恢复",
        "This draft has been dropped; restore it first",
    ),
    (
        "draft_replaced",
        "该条已被拆分或合并，请在新条目上操作",
        "This draft has been split or merged; work on what took its place",
    ),
    (
        "frozen_after_issue",
        "已下达的任务不能直接修改，请提出变更申请",
        "It has been issued and is frozen; request a change",
    ),
    (
        "stale_version",
        "他人已先作修改（您看到的是第{seen}版，现为第{current}版），请刷新后再试",
        "Someone changed it first (you saw version {seen}, it is now {current}); reload and try again",
    ),
    (
        "terms_changed",
        "提出申请（第{seen}版）之后，要变更的内容已另行变更；请退回申请，由申请人按现行文本重新提出",
        "What this asks to change has been changed since it was asked (version {seen}); refuse it, to be asked anew on the text in force",
    ),
    (
        "already_accepted",
        "该条已经采纳",
        "This draft is already accepted",
    ),
    (
        "not_dropped",
        "该条并未舍弃，无需恢复",
        "This draft is not dropped",
    ),
    ("reason_required", "请填写理由", "Give a reason"),
    ("required", "此项不能为空", "This cannot be empty"),
    (
        "text_too_long",
        "文字过长，最多{max}字",
        "Too long; at most {max} characters",
    ),
    (
        "cut_outside",
        "拆分位置应在原文之内（共{length}字）",
        "Cut inside the {length} characters of the text",
    ),
    (
        "half_empty",
        "拆分后两半都应有文字",
        "Both halves must have words",
    ),
    (
        "merge_too_few",
        "请选择至少两条任务",
        "Choose at least two drafts",
    ),
    (
        "merge_too_many",
        "一次最多合并{max}条",
        "At most {max} drafts can be merged at once",
    ),
    (
        "merge_twice",
        "同一条任务被选择了两次",
        "One draft was chosen twice",
    ),
    (
        "merge_other_report",
        "只能合并同一份报告的任务",
        "Only drafts of one report can be merged",
    ),
    (
        "merge_two_targets",
        "所选任务有不同的量化目标，一条任务只能有一个目标",
        "They have different targets; one commitment can have only one",
    ),
    (
        "merge_quote_mismatch",
        "合并的原文与所选任务不符",
        "The joined words are not those of the drafts",
    ),
    // owners
    (
        "lead_required",
        "请指定一个牵头单位（第{no}条）",
        "Name one lead unit (no. {no})",
    ),
    (
        "lead_also_supporting",
        "牵头单位不能同时是责任单位",
        "The lead unit cannot also be a supporting unit",
    ),
    (
        "supporting_twice",
        "责任单位重复",
        "A supporting unit is named twice",
    ),
    (
        "too_many_supporting",
        "责任单位最多{max}个",
        "At most {max} supporting units",
    ),
    // terms
    (
        "deadline_before_start",
        "完成时限早于开始日期",
        "The deadline is before the start",
    ),
    (
        "deadline_or_reason_required",
        "请填写完成时限，或说明没有时限的理由（第{no}条）",
        "Give a deadline, or the reason why there is none (no. {no})",
    ),
    (
        "review_rhythm_out_of_range",
        "报送周期应为1至{max}天",
        "The rhythm must be 1 to {max} days",
    ),
    (
        "cases_required",
        "请说明按哪些案件计数",
        "Say which cases count",
    ),
    (
        "projects_required",
        "请说明按哪些项目的什么计数",
        "Say what of which projects counts",
    ),
    (
        "projects_code_empty",
        "项目条件中有空缺或过长的代码",
        "A code among the conditions on projects is empty or too long",
    ),
    (
        "measured_by_projects",
        "该任务按项目库中已核实的进度计数，不另报数量",
        "It is measured by verified entries of projects; no amounts are reported",
    ),
    (
        "one_source",
        "一个目标只有一个来源：按案件计数，或按报送计数",
        "A target has one source: cases or what is reported",
    ),
    (
        "source_frozen",
        "该任务不是按报送的数量累计，不能改为按案件计数",
        "It is not measured by amounts reported and cannot turn to cases",
    ),
    (
        "cases_days_reversed",
        "案件的起止日期颠倒",
        "The last day of the cases is before the first",
    ),
    (
        "source_needs_target",
        "按案件或项目计数的任务要有数量目标",
        "A commitment measured by cases or projects needs a number as its target",
    ),
    (
        "source_not_countable",
        "目标的单位“{unit}”不是个数，不能按案件、地点或项目的个数计",
        "The target is in {unit}, which cases, places or projects cannot be counted in",
    ),
    (
        "cases_too_many",
        "案件条件过多，最多{max}项",
        "Too many conditions on cases; at most {max}",
    ),
    (
        "cases_code_empty",
        "案件条件中有空缺或过长的代码",
        "A code among the conditions on cases is empty or too long",
    ),
    (
        "measured_by_cases",
        "该任务按核查通过的案件计数，不另报数量",
        "It is measured by verified cases; no amounts are reported",
    ),
    (
        "measure_mismatch",
        "量化任务按记录或读数计量，其他任务按节点或进展计量（第{no}条）",
        "A target is measured by records or readings, other tasks by milestones or notes (no. {no})",
    ),
    (
        "target_required",
        "量化任务须有目标（第{no}条）",
        "A quantified commitment needs a target (no. {no})",
    ),
    (
        "target_measure_required",
        "请填写目标的指标名称",
        "Say what the target measures",
    ),
    (
        "target_value_required",
        "请填写目标数值",
        "Give the target's value",
    ),
    (
        "target_unit_required",
        "请填写目标的计量单位",
        "Give the target's unit",
    ),
    (
        "target_partner_required",
        "请填写与之同步的指标",
        "Say which measure it is to move with",
    ),
    (
        "target_range_reversed",
        "区间目标须有上限，且大于下限；其他目标不能有上限",
        "A range needs an upper end above the lower; other targets have none",
    ),
    (
        "plan_too_long",
        "计划节点最多{max}个",
        "At most {max} points in a plan",
    ),
    (
        "plan_needs_target",
        "按月计划须有量化目标和至少一个月份",
        "A plan by month needs a target with a value and at least one month",
    ),
    (
        "plan_month_invalid",
        "计划中的月份不存在",
        "The plan names a month that does not exist",
    ),
    (
        "plan_not_rising",
        "按月计划应按月份先后列出，累计数只增不减",
        "A plan by month lists months in order with totals that never fall",
    ),
    (
        "milestone_title_required",
        "第{index}个节点没有名称",
        "Point {index} has no name",
    ),
    (
        "milestone_outside",
        "第{index}个节点的日期不在任务期限之内",
        "Point {index} is due outside the task's time",
    ),
    (
        "milestone_share_invalid",
        "第{index}个节点的权重应在0与100之间",
        "The share of point {index} must be above 0 and at most 100",
    ),
    (
        "milestone_shares_not_hundred",
        "节点权重之和应为100（现为{sum}）",
        "The shares of the points must add up to 100 (now {sum})",
    ),
    // issue
    (
        "already_issued",
        "该报告的任务已经下达",
        "This ledger has already been issued",
    ),
    (
        "nothing_to_issue",
        "没有已采纳的任务可以下达",
        "There is no accepted draft to issue",
    ),
    (
        "unseen_draft",
        "第{no}条尚未审阅，全部审阅后方可下达",
        "Draft no. {no} has not been seen; nothing enters the ledger unseen",
    ),
    (
        "other_report",
        "第{no}条不属于该报告",
        "Draft no. {no} is not of this report",
    ),
    ("not_issued", "任务尚未下达", "It has not been issued"),
    // records
    (
        "not_your_commitment",
        "贵单位不是该任务的牵头或责任单位",
        "Your unit neither leads nor supports this commitment",
    ),
    (
        "wrong_record_kind",
        "该任务不以这类记录计量",
        "This commitment is not measured by such records",
    ),
    (
        "date_in_future",
        "日期不能晚于今天（{today}）",
        "The date cannot be after today ({today})",
    ),
    (
        "date_too_early",
        "日期过早，最早为{first}",
        "The date is too early; the first possible is {first}",
    ),
    (
        "date_before_start",
        "任务自{first}起计，此前完成的不计入",
        "The commitment counts from {first}; what was done before does not fulfil it",
    ),
    ("amount_required", "请填写数量", "Give an amount"),
    (
        "amount_not_expected",
        "这类记录不填数量",
        "Such a record has no amount",
    ),
    ("amount_zero", "数量不能为零", "The amount cannot be zero"),
    (
        "amount_negative",
        "数量不能为负；更正请冲销原记录",
        "The amount cannot be negative; to correct, reverse the record",
    ),
    ("amount_too_large", "数量过大", "The amount is too large"),
    (
        "amount_too_fine",
        "数量最多{max}位小数",
        "At most {max} decimal places",
    ),
    (
        "unit_not_convertible",
        "单位“{unit}”不能换算为“{base}”",
        "The unit “{unit}” cannot be told in “{base}”",
    ),
    (
        "unit_not_exact",
        "“{unit}”换算为“{base}”得不到精确数，请按“{base}”填写",
        "“{unit}” cannot be told in “{base}” exactly; enter it in “{base}”",
    ),
    ("evidence_required", "请附佐证材料", "Attach evidence"),
    (
        "too_many_files",
        "佐证材料最多{max}件",
        "At most {max} files",
    ),
    (
        "no_such_milestone",
        "没有这个节点（共{points}个）",
        "There is no such point ({points} in all)",
    ),
    (
        "milestone_already_claimed",
        "该节点已经报送",
        "This point has already been claimed",
    ),
    (
        "resubmit_not_returned",
        "只有本单位被退回且未重报的记录可以重报",
        "Only a returned record of your unit can be entered again, once",
    ),
    (
        "not_claimed",
        "该记录不在待核实状态",
        "This record is not waiting for verification",
    ),
    (
        "claimant_cannot_verify",
        "报送人不能核实自己的记录",
        "Whoever claims a record can never verify it",
    ),
    (
        "same_unit_cannot_verify",
        "本单位的记录须由其他单位核实",
        "A unit's record must be verified by another unit",
    ),
    (
        "not_your_claim",
        "只有报送单位可以这样做",
        "Only the unit that claimed it can do this",
    ),
    (
        "original_required",
        "须同时给出被冲销的原记录",
        "The record it reverses must be given too",
    ),
    (
        "not_verified",
        "只有已核实的记录可以冲销",
        "Only a verified record can be reversed",
    ),
    (
        "already_reversed",
        "该记录已冲销或正在冲销",
        "This record is already reversed, or being reversed",
    ),
    (
        "reversal_of_reversal",
        "冲销记录不能再冲销，请重新报送",
        "A reversal cannot be reversed; claim a new record",
    ),
    // changes
    ("nothing_changes", "没有任何变更", "Nothing would change"),
    (
        "milestones_reordered",
        "变更计划须保留原有节点及其顺序",
        "A changed plan keeps the existing points in their order",
    ),
    (
        "request_closed",
        "该申请已办结",
        "This request has been closed",
    ),
    (
        "requester_cannot_decide",
        "申请人不能审批自己的申请",
        "Whoever asks for a change cannot decide on it",
    ),
    (
        "other_commitment",
        "该申请不属于这项任务",
        "This request is about another commitment",
    ),
    (
        "not_your_request",
        "只有申请单位可以撤回",
        "Only the unit that asked can take it back",
    ),
    // supervision
    (
        "already_supervised",
        "该任务已有未办结的督办",
        "There is an open supervision item already",
    ),
    (
        "owner_required",
        "请指定督办责任单位",
        "Name the unit that owes the answer",
    ),
    (
        "owner_not_on_commitment",
        "督办责任单位应是该任务的牵头或责任单位",
        "The unit must lead or support the commitment",
    ),
    (
        "due_in_past",
        "督办时限不能早于今天",
        "The due day cannot be before today",
    ),
    ("supervision_closed", "该督办已办结", "This item is closed"),
    (
        "due_set_by_hand",
        "该督办的时限由人指定，不随节假日通知变动",
        "The due day was set by hand and does not move with notices",
    ),
    (
        "not_the_owner",
        "只有督办责任单位可以答复",
        "Only the unit that owes the answer can give it",
    ),
    (
        "not_answered",
        "尚未答复，不能办结",
        "It has not been answered",
    ),
    (
        "answerer_cannot_close",
        "答复人不能办结自己的督办",
        "Whoever answered cannot close it",
    ),
    (
        "owner_unit_cannot_close",
        "督办责任单位不能自行办结",
        "The unit that owes the answer cannot close it",
    ),
];

/// Fills the names in braces from `args`. A name in （第…条） or (no. …) without a value, as in
/// a review before numbers matter, takes its brackets along.
pub(crate) fn filled(template: &str, args: &[(&'static str, String)]) -> String {
    let mut text = template.to_owned();
    if !args.iter().any(|(name, _)| *name == "no") {
        text = text.replace("（第{no}条）", "").replace(" (no. {no})", "");
    }
    args.iter().fold(text, |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
