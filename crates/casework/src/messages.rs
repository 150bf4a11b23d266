//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// What a code says; none for a code this table does not know.
pub(crate) fn words(code: &str) -> Option<(&'static str, &'static str)> {
    MESSAGES
        .iter()
        .find(|(known, _, _)| *known == code)
        .map(|(_, zh, en)| (*zh, *en))
}

/// The template with its names filled in.
pub(crate) fn filled(template: &str, args: &[(&'static str, String)]) -> String {
    args.iter()
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

/// Code, Chinese, English.
pub(crate) const MESSAGES: &[(&str, &str, &str)] = &[
    ("no_case", "没有这件案件", "There is no such case"),
    ("already_open", "案件已经登记", "The case is already open"),
    (
        "out_of_order",
        "时间早于案件的上一步，请校对时钟",
        "This is earlier than the case's last step; check the clock",
    ),
    (
        "type_unknown",
        "没有案件类型“{type}”第{version}版",
        "There is no case type {type} version {version}",
    ),
    (
        "state_unknown",
        "该版本没有状态“{state}”",
        "This version has no state {state}",
    ),
    (
        "channel_unknown",
        "此类案件不接受来源“{channel}”",
        "Cases of this type do not come by {channel}",
    ),
    (
        "reported_later",
        "反映时间不能晚于现在",
        "It cannot be reported later than now",
    ),
    (
        "not_carried",
        "没有别的案件代为办理",
        "No other case leads this one",
    ),
    ("case_ended", "案件已经办结或终止", "The case has ended"),
    (
        "action_unknown",
        "没有动作“{action}”",
        "There is no action {action}",
    ),
    (
        "not_asked",
        "“{action}”不能改动这一项",
        "{action} does not change this",
    ),
    (
        "action_not_here",
        "“{state}”环节不能“{action}”",
        "{action} is not possible in {state}",
    ),
    (
        "not_your_action",
        "您的岗位不能“{action}”",
        "{action} is not for you to do",
    ),
    (
        "own_handling",
        "经办人及其单位不能核查自己办理的案件",
        "Nobody verifies what they or their unit handled",
    ),
    (
        "excluded",
        "您已参与本案（{part}），不能“{action}”",
        "You took part in this case ({part}) and cannot do {action}",
    ),
    (
        "approval_pending",
        "已有一项申请待审批",
        "Something already waits for approval",
    ),
    (
        "already_done",
        "“{action}”只能一次",
        "{action} can be done only once",
    ),
    (
        "return_used",
        "本单位已退过一次单，不能再退",
        "Your unit has given this case back once already",
    ),
    (
        "not_dispatched",
        "本案不是派遣给本单位的，不能退单",
        "This case was not dispatched to your unit, so it cannot be given back",
    ),
    (
        "too_late",
        "“{action}”须在{limit}内提出",
        "{action} is possible within {limit} only",
    ),
    (
        "past_due",
        "时限已过，延期须在期满前申请并批准",
        "The clock has run out; this must be asked and allowed before",
    ),
    ("reason_required", "请填写理由", "Give a reason"),
    ("required", "此项不能为空", "This cannot be empty"),
    (
        "text_too_long",
        "文字过长，最多{max}字",
        "Too long; at most {max} characters",
    ),
    (
        "too_many",
        "数量过多，最多{max}项",
        "Too many; at most {max}",
    ),
    (
        "field_unknown",
        "没有字段“{field}”",
        "There is no field {field}",
    ),
    (
        "field_personal",
        "“{field}”属个人信息，须随反映人信息封存",
        "{field} is personal and has to be sealed with the reporter",
    ),
    (
        "field_type",
        "“{field}”的内容类型不对",
        "The value of {field} is of another kind",
    ),
    (
        "field_empty",
        "“{field}”不能为空",
        "{field} cannot be empty",
    ),
    (
        "field_too_large",
        "“{field}”超过上限{max}",
        "{field} is beyond {max}",
    ),
    ("field_required", "请填写“{field}”", "Give {field}"),
    (
        "choice_unknown",
        "“{field}”没有这个选项",
        "{field} has no such choice",
    ),
    (
        "grade_unknown",
        "没有等级“{grade}”",
        "There is no grade {grade}",
    ),
    (
        "place_off_earth",
        "坐标应为经度、纬度，二者都填或都不填",
        "Give longitude and latitude, both or neither",
    ),
    (
        "evidence_missing",
        "须附“{kind}”至少{min}件",
        "Attach at least {min} of {kind}",
    ),
    (
        "unit_unknown",
        "没有可派遣的单位“{unit}”",
        "There is no unit {unit} that cases may be sent to",
    ),
    (
        "unit_was_freed",
        "仲裁已支持“{unit}”的退单，不能再派给该单位",
        "The arbiter upheld the return of {unit}; it cannot get this case again",
    ),
    ("same_unit", "不能是同一单位", "It cannot be the same unit"),
    (
        "entry_required",
        "退单须引用履职清单条目",
        "Cite the entry of the duty list",
    ),
    (
        "inspector_reported",
        "这件是监督员上报的，不算漏报",
        "An inspector reported this case: it was not missed",
    ),
    (
        "missed_already",
        "这件已认定为漏报",
        "The case is already taken for missed",
    ),
    (
        "not_missed",
        "这件没有认定为漏报",
        "The case is not taken for missed",
    ),
    (
        "nothing_returned",
        "没有待仲裁的退单",
        "No return waits for a decision",
    ),
    (
        "clock_not_running",
        "该时钟没有在走",
        "That clock is not running",
    ),
    (
        "extended_already",
        "该时限已延长过，不能再延",
        "That clock has been extended already",
    ),
    (
        "extension_too_long",
        "延长不能超过原时限{limit}",
        "It cannot be extended by more than {limit}",
    ),
    (
        "nothing_to_suspend",
        "没有可以暂停的时钟",
        "No clock can stand still",
    ),
    (
        "not_reopenable",
        "此类案件不能重开",
        "This case cannot be reopened",
    ),
    (
        "reopen_too_late",
        "办结超过{limit}，不能重开",
        "It ended more than {limit} ago and cannot be reopened",
    ),
    ("score_range", "评分应为1至5", "A score is 1 to 5"),
    (
        "no_handler",
        "尚未派遣承办单位",
        "No unit has been dispatched yet",
    ),
    (
        "not_verified",
        "须经承办单位以外的人核查后才能结案",
        "Somebody who did not handle it has to verify it first",
    ),
    (
        "not_answered",
        "须先答复反映人",
        "Answer the reporter first",
    ),
    (
        "not_contacted",
        "须先联系反映人",
        "Contact the reporter first",
    ),
    (
        "not_called_back",
        "须先回访",
        "Call the reporter back first",
    ),
    (
        "not_rated",
        "须先由反映人评价",
        "The reporter has to rate it first",
    ),
    (
        "co_handling_open",
        "还有协办单位未办完",
        "A co-handling unit has not done its part",
    ),
    (
        "children_open",
        "还有{count}件子案件未结",
        "{count} child cases are open",
    ),
    (
        "nothing_pending",
        "没有这项待审批的申请",
        "No such request waits for approval",
    ),
    (
        "own_request",
        "不能审批自己的申请",
        "Nobody approves their own request",
    ),
    (
        "not_your_approval",
        "此项申请不由您审批",
        "This request is not for you to decide",
    ),
    (
        "evidence_unknown",
        "案件中没有这份证据，可能已被新的副本替换",
        "The case has no such piece of evidence; a newer copy may have taken its place",
    ),
    (
        "not_a_photo",
        "只有照片可以遮挡",
        "Only photographs can be blackened",
    ),
    (
        "texts_differ",
        "案件文字已有变动，请重新整理",
        "The texts of the case have changed",
    ),
    (
        "no_stage",
        "没有正在计时的阶段",
        "No stage of the clock is running",
    ),
    ("staff_only", "只限工作人员", "Only staff may do this"),
    ("system_only", "只由系统执行", "Only the system does this"),
    (
        "no_co_handling",
        "此类案件没有协办",
        "Cases of this type have no co-handling",
    ),
    (
        "no_whistle",
        "此类案件没有吹哨",
        "Cases of this type have no whistle",
    ),
    (
        "not_yours_to_ask",
        "此事不由您发起",
        "This is not for you to ask",
    ),
    (
        "already_helping",
        "“{unit}”已在协办",
        "{unit} is helping already",
    ),
    (
        "part_unknown",
        "没有这项未完成的协办",
        "No such part is waiting",
    ),
    (
        "not_your_part",
        "此项协办不属于您的单位",
        "That part is not your unit's",
    ),
    ("not_called", "该单位未被召集", "That unit was not called"),
    (
        "not_arrived",
        "该单位尚未报到",
        "That unit has not come yet",
    ),
    (
        "not_your_whistle",
        "只有发起吹哨的单位可以评价",
        "Only the unit that whistled may judge this",
    ),
    (
        "nothing_handed_over",
        "请写明移交给哪个单位或哪个人",
        "Name the unit or the person",
    ),
    (
        "not_yours_to_hand_over",
        "此案不由您移交",
        "This case is not yours to hand over",
    ),
    (
        "not_yours_to_migrate",
        "只有中心可以改用新版流程",
        "Only the centre moves cases to another version",
    ),
    (
        "version_not_newer",
        "只能改用更新的版本",
        "Cases move to newer versions only",
    ),
    (
        "still_suspended",
        "挂账情况与新版状态不合，请先恢复",
        "Lift the suspension first; the new state does not fit it",
    ),
    (
        "retention_running",
        "保存期限未满",
        "The retention period is not over",
    ),
    (
        "duty_hours_unknown",
        "没有名为“{name}”的工作时间",
        "There are no duty hours {name}",
    ),
    ("calendar", "{zh}", "{en}"),
];
