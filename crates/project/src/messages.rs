//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// The words of this crate's refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages;

impl refusal::Table for Messages {
    const ALL: &'static [refusal::Message] = MESSAGES;
}

/// Why a command or a calculation was refused.
pub type Refusal = refusal::Refusal<Messages>;

/// Code, Chinese, English.
#[rustfmt::skip]
pub(crate) const MESSAGES: &[refusal::Message] = &[
    ("required", "此项不能为空", "This cannot be empty"),
    ("text_too_long", "文字过长，最多{max}字", "Too long; at most {max} characters"),
    ("out_of_range", "数值超出可计算的范围", "The numbers are beyond what can be reckoned"),
    ("reason_required", "请说明理由", "Say why"),
    ("nothing_changed", "与现有数据相同，无需重复报送", "Nothing differs from what is known"),
    ("not_waiting", "第{no}条不在待核实状态", "Entry {no} does not wait for a decision"),
    ("own_claim", "报送人不能核实或撤销自己的报送", "Whoever claimed it cannot decide on it or take it back"),
    ("no_such_entry", "没有第{no}条", "There is no entry {no}"),
    ("date_in_future", "日期{day}还没有到", "{day} is still to come"),
    // amounts
    ("amount_not_positive", "金额应大于零", "The amount must be above zero"),
    ("amount_too_large", "金额过大，不超过{max}元", "Too large; at most {max} yuan"),
    ("amount_too_fine", "金额精确到分", "Amounts go down to a fen"),
    ("funding_too_long", "资金来源过多，最多{max}项", "Too many sources of money; at most {max}"),
    ("funding_exceeds_total", "资金来源合计{sum}元，超过总投资{total}元", "The sources make {sum} yuan, above the total of {total}"),
    ("reapproval_required", "总投资超过原批复{first}元的10%，须填写重新报批的文件", "The total exceeds the first ({first} yuan) by more than a tenth; name the new approval"),
    // plans
    ("plans_too_many", "计划调整次数过多，最多{max}次", "Too many changes of plan; at most {max}"),
    ("plan_above_total", "年度计划{plan}元超过总投资{total}元", "The plan of {plan} yuan exceeds the total of {total}"),
    ("curve_not_twelve", "月度计划应有12个月的累计数，现有{count}个", "A curve has twelve cumulative amounts, not {count}"),
    ("curve_falls", "月度计划累计数在{month}月下降", "The curve falls in month {month}"),
    ("curve_misses_plan", "月度计划12月累计{end}元，与年度计划{plan}元不符", "The curve ends at {end} yuan, the plan is {plan}"),
    ("bond_above_plan", "专项债支出计划超过年度计划", "The bonds exceed the plan of the year"),
    ("month_out_of_range", "月份应在1至12之间", "A month is 1 to 12"),
    // investment
    ("month_not_over", "{month}月尚未结束，不能报送完成投资", "Month {month} is not over"),
    ("earlier_month_waiting", "{month}月的数据尚待核实，累计数暂不能换算为当月数", "Month {month} still waits to be verified; a cumulative amount cannot be split yet"),
    ("waiting_already", "已有一条待核实，请先核实或退回", "Another entry waits for a decision"),
    ("entries_too_many", "报送条数过多，最多{max}条", "Too many entries; at most {max}"),
    // milestones
    ("evidence_missing", "申报{batch}须附：{missing}", "To claim {batch} add: {missing}"),
    ("too_many_files", "附件过多，最多{max}个", "Too many files; at most {max}"),
    ("reached_already", "已进入{batch}，不能重复申报", "It has reached {batch} already"),
    ("before_earlier_batch", "日期与已核实的{batch}（{day}）先后矛盾", "The day contradicts {batch} verified for {day}"),
    ("not_started", "尚未核实开工，不能申报{batch}", "No start is verified; {batch} cannot be claimed"),
    ("later_batch_stands", "{batch}已核实，须先撤销", "{batch} is verified; take that back first"),
    ("not_standing", "第{no}条不是生效的节点，不能撤销", "Entry {no} does not stand and cannot be taken back"),
    ("milestones_too_many", "节点过多，最多{max}个", "Too many milestones; at most {max}"),
    // approvals
    ("no_such_item", "清单中没有“{item}”", "The checklist has no “{item}”"),
    ("expires_before_issue", "有效期早于签发日期", "It runs out before it was issued"),
    ("approvals_too_many", "审批记录过多，最多{max}条", "Too many entries; at most {max}"),
    ("checklist_size", "审批清单应有1至{max}项", "A checklist has 1 to {max} items"),
    ("checklist_twice", "审批清单中“{item}”重复", "“{item}” stands twice in the checklist"),
    ("checklist_weight", "审批清单中“{item}”的权重应大于零", "The weight of “{item}” must be above zero"),
    // blockers
    ("no_such_blocker", "没有第{no}号堵点", "There is no blocker {no}"),
    ("blocker_closed", "第{no}号堵点已解决", "Blocker {no} is closed"),
    ("blockers_too_many", "堵点过多，最多{max}个", "Too many blockers; at most {max}"),
    ("due_in_past", "时限{day}已过", "{day} is past"),
    ("called_already", "已吹哨“{unit}”", "“{unit}” was called already"),
    ("called_too_many", "吹哨或延期次数过多，最多{max}次", "Too many calls or moves; at most {max}"),
    ("not_called", "未吹哨“{unit}”", "“{unit}” was not called"),
    ("owner_cannot_close", "堵点责任人不能自行销号", "Whoever owes the way out cannot close it"),
    // sheets
    ("sheet_without_headings", "表中找不到表头和数据", "No headings with data below were found"),
    ("column_missing", "表中没有“{column}”一列", "There is no column “{column}”"),
    ("column_twice", "表中有不止一列“{column}”", "Several columns are “{column}”"),
    ("project_unnamed", "该行有数字而没有项目名称", "The row has numbers and names no project"),
    ("project_unknown", "没有名为“{name}”的项目", "There is no project “{name}”"),
    ("project_ambiguous", "有多个项目名为“{name}”，请填写项目代码", "Several projects are “{name}”; give the code"),
    ("project_twice", "“{name}”在表中出现两次", "“{name}” stands twice in the sheet"),
    ("plan_missing", "未填年度计划", "The plan of the year is not given"),
    ("new_incomplete", "“{name}”是新项目，须填业主、责任单位和总投资", "“{name}” is new; give owner, bureau and total"),
    ("not_a_number", "“{text}”不是数字", "“{text}” is no number"),
    ("unit_missing", "未写明金额单位（元、万元、亿元）", "The unit of the amount is not given"),
    ("progress_falls", "累计{sum}元小于上月累计{before}元，请核实", "The cumulative {sum} yuan is below the month before ({before})"),
    ("enrolled_above_reported", "入库{enrolled}元大于报送{reported}元，请核实", "Enrolled {enrolled} yuan exceed the reported {reported}"),
    ("far_above_plan", "累计{sum}元超过年度计划{plan}元的两倍，请核对单位", "{sum} yuan are more than twice the plan of {plan}; check the unit"),
];
