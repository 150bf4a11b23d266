//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// The words of this crate's refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages;

impl refusal::Table for Messages {
    const ALL: &'static [refusal::Message] = MESSAGES;
}

/// Why a question is not answered.
pub type Refusal = refusal::Refusal<Messages>;

/// Code, Chinese, English.
#[rustfmt::skip]
pub(crate) const MESSAGES: &[refusal::Message] = &[
    ("question_empty", "请输入问题", "Ask something"),
    ("question_too_long", "问题过长，最多{max}字", "The question is too long; at most {max} characters"),
    ("not_a_figure_question", "这里只回答数字：请问某项指标在某个时期是多少", "It answers with figures only: ask how much of what, and when"),
    ("no_such_caliber", "没有这个口径：{words}", "There is no such caliber: {words}"),
    ("not_understood", "“{words}”未能理解，不作猜测", "“{words}” was not understood, and nothing is guessed"),
    ("place_not_here", "没有“{words}”的数据，只有本区及所辖街道", "There are no figures of “{words}”, only of the district and its subdistricts"),
    ("ambiguous_metric", "有多个指标叫这个名字：{names}，请写明", "Several metrics have this name: {names}"),
    ("one_at_a_time", "一次只问一项（{what}）", "Ask for one thing at a time ({what})"),
    ("measure_not_kept", "“{name}”没有“{measure}”这个口径", "“{measure}” is not kept for “{name}”"),
    ("no_sequential", "未经季节调整，不提供环比", "Without seasonal adjustment no change on the period before is given"),
    ("not_by_place", "“{name}”没有分街道数据", "“{name}” is not kept by subdistrict"),
    ("unit_differs", "“{name}”的{measure}不以“{asked}”计（指标单位为“{unit}”）", "The {measure} of “{name}” is not in “{asked}” (its unit is “{unit}”)"),
    ("period_not_kept", "“{name}”按{cadence}报送，没有所问时期的数", "“{name}” is kept by {cadence}; there is no figure for that period"),
    ("period_unclear", "请写明是哪一月的旬", "Say of which month"),
    ("two_periods", "一次只问一个时期", "Ask for one period at a time"),
    ("period_in_future", "{period}还没有到", "{period} is still to come"),
    ("order_unclear", "请写明在各街道中怎样排序", "Say what is to be ranked among the subdistricts"),
    ("flow_not_kept", "“{name}”是期末数，没有{flow}数", "“{name}” is a stock and has no {flow} value"),
    ("dictionary_too_large", "指标字典过大，最多{max}项", "The dictionary is too large; at most {max} metrics"),
    ("dictionary_twice", "指标“{code}”出现两次", "The metric “{code}” stands twice"),
    ("period_not_over", "{period}尚未结束", "{period} is not over"),
    ("period_needed", "请写明时期，如“上周”“10月”“今年以来”", "Say of which time, such as last week or this year"),
    ("no_people", "不按个人统计、不给个人排名", "People are neither counted one by one nor ranked"),
    ("not_ranked", "“{name}”的分母各不相同，不排名；可按街道或单位列出", "The {name} of few cases is no better than chance and is not ranked; ask for a table"),
    ("not_by_unit", "“{name}”没有分单位数据", "“{name}” is not kept by unit"),
    ("short_name", "“{words}”不止一种口径，请写明，如“{name}”", "“{words}” can mean several things; say, for instance, “{name}”"),
    ("state_not_flow", "“{words}”是时点上的状态，不是这段时期内发生的数；请问“目前”或某月末", "“{words}” is a state on a day, not what happened in a time; ask for now or the end of a month"),
    ("forecast_of_year", "只预测今年全年", "Only this year as a whole is forecast"),
    ("narrowed_not_kept", "“{name}”不能按“{words}”细分", "“{name}” is not kept by “{words}”"),
    ("count_differs", "现有{found}个，不是{stated}个，请核对", "There are {found}, not {stated}"),
    ("query_unknown", "查询编号无效", "There is no such query"),
];
