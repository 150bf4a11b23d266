//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// The words of this crate's refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages;

impl refusal::Table for Messages {
    const ALL: &'static [refusal::Message] = MESSAGES;
}

/// Why a command was refused.
pub type Refusal = refusal::Refusal<Messages>;

/// Code, Chinese, English.
#[rustfmt::skip]
pub(crate) const MESSAGES: &[refusal::Message] = &[
    ("required", "此项不能为空", "This cannot be empty"),
    ("text_too_long", "文字过长，最多{max}字", "Too long; at most {max} characters"),
    // meetings
    ("meeting_open", "{day}的调度会尚未印发纪要，不能排下一次会议", "The meeting of {day} has no minutes yet"),
    ("meeting_not_later", "会议日期应晚于上次会议（{day}），且每周一次", "The day must be later than the last meeting ({day}), one a week"),
    ("agenda_empty", "没有需要上会的事项", "Nothing is on the agenda"),
    ("agenda_too_long", "议程最多{max}项，请先略去次要事项", "An agenda has at most {max} lines; leave some out"),
    ("promised_stays", "“{title}”是上次承诺的事项，不能略去", "“{title}” was promised and stays"),
    ("minuted", "会议纪要已于{day}印发，不能再改", "The minutes were issued on {day}"),
    ("no_such_line", "议程没有第{no}项", "The agenda has no line {no}"),
    ("line_decided", "第{no}项已议定", "Line {no} is decided"),
    ("due_not_later", "时限应晚于{day}", "The day must be later than {day}"),
    ("promise_of_light", "亮灯和堵点没有可承诺的数", "A light or a blocker has no number to promise"),
    ("promise_no_better", "现为{now}，承诺的数没有改善", "It is {now} already; the promise asks for no change"),
    ("item_open_already", "该事项{day}已列入，尚未办结", "An item of {day} about it is still open"),
    ("explanation_waits", "责任单位已作说明，请先认定或退回", "An explanation waits; accept or send it back first"),
    ("meeting_to_come", "会议日期{day}还没有到", "The meeting is on {day}"),
    ("lines_undecided", "第{nos}项尚未明确责任单位、措施和时限", "Lines {nos} have no owner, action and day yet"),
    // items
    ("no_such_item", "没有这个调度事项", "There is no such item"),
    ("item_closed", "该事项已于{day}办结", "The item ended on {day}"),
    ("measure_not_met", "现为{now}，尚未{wanted}，不能办结", "It is {now}; the stated measure ({wanted}) is not met"),
    ("not_the_owner", "只有责任单位可以说明", "Only the unit that owes it explains"),
    ("not_due_yet", "时限{day}未过，不能按未完成说明", "Its day, {day}, is not over"),
    ("explained_already", "已有说明待认定", "An explanation waits already"),
    ("number_reached", "现为{now}，已达到要求，请按数据变化办结", "It is {now}, as wanted; end it by the number"),
    ("not_explained", "没有待认定的说明", "No explanation waits"),
    ("own_explanation", "责任单位不能认定自己的说明", "The unit that owes it does not accept its own explanation"),
    ("changes_too_many", "调整次数过多，最多{max}次", "Too many changes; at most {max}"),
    // reviews
    ("not_ten_days", "{period}不是一旬", "{period} is no third of a month"),
    ("review_issued", "该旬复盘已于{day}印发，不再改动", "The review was issued on {day} and does not change"),
    ("xun_not_over", "{period}尚未结束", "{period} is not over"),
];
