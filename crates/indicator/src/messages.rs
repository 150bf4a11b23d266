//! The one table of refusals, in Chinese and English. Names in braces are filled in.

/// Code, Chinese, English.
#[rustfmt::skip]
pub(crate) const MESSAGES: &[(&str, &str, &str)] = &[
    ("required", "此项不能为空", "This cannot be empty"),
    ("text_too_long", "文字过长，最多{max}字", "Too long; at most {max} characters"),
    ("out_of_range", "数值超出可计算的范围", "The numbers are beyond what can be reckoned"),
    // definitions
    ("code_shape", "指标代码应以小写字母开头，只含小写字母、数字和下划线，最多{max}个字符", "A code begins with a lower-case letter and holds lower-case letters, digits and underscores, at most {max}"),
    ("code_fixed", "指标代码一经设定不能更改", "The code of an indicator never changes"),
    ("not_defined", "当时尚无该指标的定义", "The indicator was not defined then"),
    ("unit_unknown", "不认识的单位“{unit}”", "Unknown unit “{unit}”"),
    ("rate_adds_up", "单位为“{unit}”的指标不能跨地区加总", "A figure in {unit} cannot be added up across places"),
    ("merged_needs_months", "只有月度指标才合并发布1—2月", "Only monthly series publish January and February as one"),
    ("too_many_aliases", "别名过多，最多{max}个", "Too many other names; at most {max}"),
    ("versions_too_many", "定义版本过多，最多{max}个", "Too many versions; at most {max}"),
    ("version_not_later", "新版本的起用日期应晚于上一版（{day}）", "A new version must begin after the one before ({day})"),
    ("breaks_too_many", "断点过多，最多{max}个", "Too many breaks; at most {max}"),
    ("break_twice", "{day}已标记过断点", "A break on {day} is already marked"),
    // observations
    ("definition_not_in_force", "{period}没有生效的指标定义", "No definition of the indicator is in force for {period}"),
    ("derived_by_formula", "“{name}”由公式计算，不能直接录入", "“{name}” is reckoned by formula and cannot be entered"),
    ("not_derived", "“{name}”没有计算公式", "“{name}” has no formula"),
    ("period_not_of_cadence", "{period}不是该指标的时期（按{cadence}报送）", "{period} is not a period of this indicator (kept by {cadence})"),
    ("jan_feb_together", "该指标1—2月合并发布，不分月录入", "January and February are published as one; enter the two months together"),
    ("jan_feb_apart", "该指标1月、2月分别发布，不按1—2月录入", "January and February are published apart"),
    ("period_not_over", "{period}尚未结束，只能录入预计数", "{period} is not over; only an estimate can be given"),
    ("unit_not_convertible", "“{from}”不能换算为指标的单位“{to}”", "“{from}” cannot be converted to the indicator's unit “{to}”"),
    ("value_too_large", "数值过大，绝对值不超过{max}", "Too large; at most {max} in size"),
    ("value_too_fine", "小数位数过多，最多{max}位", "Too many decimals; at most {max}"),
    ("waiting_already", "该时期已有一个数据待复核（第{no}次录入），请先复核或撤回", "Another value (entry {no}) waits to be confirmed; confirm or withdraw it first"),
    ("stage_goes_back", "已是{from}，不能退回为{to}", "It is already {from} and cannot go back to {to}"),
    ("nothing_changed", "与现有数据相同，无需重复录入", "Nothing differs from what is known"),
    ("revision_needs_reason", "已有数据{value}，修订须说明理由", "{value} is known already; say why it is revised"),
    ("vintages_too_many", "同一时期录入次数过多，最多{max}次", "Too many entries for one period; at most {max}"),
    ("not_waiting", "第{no}次录入不在待复核状态", "Entry {no} does not wait to be confirmed"),
    ("own_entry", "录入人不能复核自己的数据", "Whoever entered a value cannot decide on it"),
    ("not_own_entry", "只有录入人可以撤回", "Only who entered a value can take it back"),
    ("series_too_long", "序列过长，最多{max}期", "The series is too long; at most {max} periods"),
    // arithmetic
    ("no_value", "{period}没有数据", "There is no value for {period}"),
    ("no_base", "没有上年同期（{period}）的数据，不能计算增速", "There is no value for {period} to compare with"),
    ("no_same_period", "{period}没有对应的上年同期", "{period} has no counterpart a year before"),
    ("no_such_period", "时期“{period}”不存在", "There is no period “{period}”"),
    ("growth_not_published", "该指标增速按可比口径公布，{period}未公布增速，不能用水平值推算", "Growth of this indicator is published on a comparable basis; none is published for {period}, and levels do not give it"),
    ("series_break", "序列在{day}有断点（{kind}：{note}），断点前后不可比", "The series breaks on {day} ({kind}: {note}); before and after do not compare"),
    ("definition_changed", "指标口径由第{from}版改为第{to}版（{reason}），前后不可比", "The definition changed from version {from} to {to} ({reason}); before and after do not compare"),
    ("base_zero", "上年同期为{base}，不计算增速；增减额为{change}", "The base is {base}, so there is no rate; the change is {change}"),
    ("base_negative", "上年同期为负（{base}），不计算增速；增减额为{change}", "The base is negative ({base}), so there is no rate; the change is {change}"),
    ("base_tiny", "上年同期基数过小（{base}），不计算增速；增减额为{change}", "The base is too small ({base}) for a rate; the change is {change}"),
    ("sign_changed", "由正（{base}）转负，不计算增速；增减额为{change}", "It turned from {base} to below zero, so there is no rate; the change is {change}"),
    ("not_a_flow", "期末数没有当期与累计之分", "A stock has no current and cumulative values"),
    ("cumulative_revised", "{period}累计数已由{first}修订为{now}，相减得到的{difference}含修订影响，不能作为当期值", "The cumulative value of {period} was revised from {first} to {now}; the difference {difference} holds the revision and is no current value"),
    ("not_additive", "该指标（单位{unit}）各地区或各期不能相加", "Values of this indicator ({unit}) do not add up"),
    ("price_mixed", "现价增速与不变价增速不能放在一起计算", "Nominal and real rates cannot be reckoned together"),
    ("below_nothing", "下降超过100%，不能计算平均增速", "A fall of more than 100% has no average rate"),
    ("rates_rounded", "增速为四舍五入后的数，相减不精确：差距在{low}至{high}个百分点之间", "The rates are rounded; their difference lies between {low} and {high} points"),
    ("whole_not_positive", "总量为{whole}，不能计算占比", "The whole is {whole}; there is no share"),
    ("part_above_whole", "部分（{part}）大于总量（{whole}），请核对", "The part ({part}) exceeds the whole ({whole})"),
    ("whole_did_not_grow", "总量未增长（增减额{whole}，部分{part}），贡献率没有意义", "The whole did not grow (change {whole}, part {part}); a share of its growth says nothing"),
    ("places_missing", "有{count}个地区缺数据，不能加总", "{count} places have no value; the sum would be short"),
    ("rank_without_direction", "“{name}”不作高低评价，不排名", "“{name}” is neither better high nor low and is not ranked"),
    ("rank_of_one", "可比地区不足两个（{count}个），不排名", "Fewer than two places ({count}) can be ranked"),
    ("rank_twice", "地区“{place}”出现两次", "“{place}” stands twice"),
    ("nothing_left", "年内已无剩余时期，尚差{missing}", "No period is left; {missing} is missing"),
    ("rest_without_base", "上年剩余时期的数为{rest}，不能推算所需增速", "Last year's rest is {rest}; no growth can be asked of it"),
    ("no_such_month", "月份应在0至12之间，不能是{month}", "A month is 0 to 12, not {month}"),
    ("plan_not_positive", "计划数为{plan}，不能计算完成率", "The plan is {plan}; there is no completion rate"),
    ("no_plan", "“{name}”没有{year}年的计划数", "“{name}” has no plan for {year}"),
    ("small_cell", "该数背后的单位过少，公开会暴露个别单位，不予提供", "Too few firms stand behind the figure; showing it would reveal them"),
    ("light_without_direction", "该指标不作高低评价，不亮灯", "The indicator is neither better high nor low; it has no light"),
    ("light_without_reference", "既无计划增速也无平均增速，不亮灯", "Neither a plan nor an average is known; it has no light"),
    // formulas
    ("formula_too_long", "公式过长，最多{max}字", "The formula is too long; at most {max} characters"),
    ("formula_unreadable", "公式第{at}个字符起无法识别：“{rest}”", "The formula cannot be read from character {at}: “{rest}”"),
    ("formula_operand", "公式中的“{operand}”写法不对，应如[code]、[case.code]、[code@year_before]", "“{operand}” is no operand; write [code], [case.code] or [code@year_before]"),
    ("formula_without_operand", "公式没有引用任何指标", "The formula reads nothing"),
    ("formula_unknown", "公式引用的“{operand}”不存在", "“{operand}” in the formula is not known"),
    ("formula_cadence", "公式引用的“{operand}”按{from}报送，与结果（按{to}）不一致", "“{operand}” is kept by {from}, the result by {to}"),
    ("formula_flow", "公式不能混用不同口径：{kinds}", "A formula cannot mix {kinds}"),
    ("formula_price", "公式不能混用不同价格：{kinds}", "A formula cannot mix {kinds}"),
    ("formula_units", "公式中“{left}”与“{right}”不能这样运算", "“{left}” and “{right}” cannot be combined so"),
    ("formula_result", "公式算出的单位是“{found}”，与指标的单位“{unit}”不符", "The formula gives “{found}”, the indicator is in “{unit}”"),
    ("formula_cycle", "公式循环引用：{way}", "The formula leads back to itself: {way}"),
    ("formula_chain", "公式层层引用过深，最多{max}层", "The chain of formulas is too long; at most {max}"),
    ("formula_by_zero", "公式的除数为零", "The formula divides by zero"),
    // sheets
    ("sheet_too_large", "表格过大，最多{rows}行、{columns}列", "The sheet is too large; at most {rows} rows and {columns} columns"),
    ("cell_too_long", "{cell}文字过长，最多{max}字", "Cell {cell} is too long; at most {max} characters"),
    ("mapping_does_not_fit", "表头与“{name}”记住的不同，请重新对应", "The headings differ from those remembered as “{name}”; map the sheet again"),
    ("label_unknown", "“{label}”未对应到指标或地区", "“{label}” is not mapped to an indicator or place"),
    ("period_missing", "未指明时期", "The period is not given"),
    ("column_incomplete", "该列未指明指标或地区", "The column names no indicator or no place"),
    ("indicator_unknown", "没有代码为“{code}”的指标", "There is no indicator “{code}”"),
    ("scope_mismatch", "“{name}”是{flow}指标，而该列是{scope}数，不能代用", "“{name}” is kept as {flow}; the column holds {scope}"),
    ("unit_missing", "表中未写明单位，请补充", "No unit is given; add it"),
    ("not_a_number", "“{text}”不是数字", "“{text}” is no number"),
    ("value_twice", "与{first}重复，同一指标、地区和时期只能有一个数", "It repeats {first}: one indicator, place and period has one value"),
    ("revises", "已有数据{from}，将修订为{to}，请说明理由", "{from} is known and would become {to}; say why"),
    ("cumulative_falls", "累计数{value}小于上期累计{before}，请核实", "The cumulative value {value} is below the one before ({before})"),
    ("off_by_ten_thousand", "数值{value}与参照{reference}相差约一万倍，单位是否应为“{unit}”？", "{value} and {reference} are about ten thousand times apart; is the unit “{unit}”?"),
    ("unusual_change", "同比{change}%，超出该指标平常范围（{low}%至{high}%），请核实", "A yearly change of {change}% is outside the usual range ({low}% to {high}%)"),
    ("growth_disagrees", "表中增速{printed}%与由水平值计算的{reckoned}%不符，请核实", "The printed growth {printed}% differs from the {reckoned}% of the levels"),
    ("negative_value", "数值为负（{value}），请核实", "The value is negative ({value})"),
    ("part_exceeds", "“{name}”（{part}）大于总计（{whole}），请核实", "“{name}” ({part}) exceeds the whole ({whole})"),
    ("parts_exceed", "各分项之和（{sum}）大于总计（{whole}），请核实", "The parts ({sum}) exceed the whole ({whole})"),
    ("parts_do_not_add_up", "各分项之和（{sum}）不等于总计（{whole}），请核实", "The parts ({sum}) do not make the whole ({whole})"),
    // forecasts
    ("forecast_too_short", "连续可比的数据不足{min}期，不作预测", "Fewer than {min} comparable values in a row; no forecast is made"),
    ("forecast_year_over", "{year}年已无剩余时期可预测", "Nothing of {year} is left to forecast"),
    ("forecast_of_rate", "比率指标不能累加预测全年", "The year of a rate is no sum and is not forecast"),
    ("forecast_no_model", "数据不适合建模，不作预测", "No model fits the values; no forecast is made"),
    ("back_test_too_short", "历史数据只有{count}期，不足以回测", "{count} values are too few for a back-test"),
    // questions
    ("question_empty", "请输入问题", "Ask something"),
    ("question_too_long", "问题过长，最多{max}字", "The question is too long; at most {max} characters"),
    ("not_a_figure_question", "越有数只回答数字：请问某项指标在某个时期是多少", "It answers with figures only: ask how much of what, and when"),
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
    // coordination
    ("gap_met", "现为{found}，已达到{wanted}，没有差距", "It is {found} and {wanted} is met; there is no gap"),
    ("gap_side", "该数不作高低评价，不能列为调度事项", "The number is neither better high nor low"),
    ("item_open_already", "该数已有{day}提出的调度事项，尚未办结", "An item of {day} about this number is still open"),
    ("item_closed", "该事项已于{day}办结", "The item was closed on {day}"),
    ("due_in_past", "时限{day}已过", "{day} is past"),
    ("changes_too_many", "调整次数过多，最多{max}次", "Too many changes; at most {max}"),
    ("no_owner", "尚未明确责任人和措施", "Nobody owns it yet"),
    ("not_the_owner", "只有责任人{owner}可以承诺", "Only its owner, {owner}, can promise"),
    ("number_unchanged", "数据仍为{value}，没有变化，不能办结", "The number is still {value}; it does not close"),
    ("number_short", "数据为{value}，未达到{wanted}，不能办结", "The number is {value}, short of {wanted}; it does not close"),
    ("owner_cannot_explain_away", "责任人不能自行认定未完成的原因", "The owner does not take the own explanation"),
    ("not_due_yet", "时限{day}未到，不能按未完成办结", "Its day, {day}, is not over"),
    ("number_reached", "数据{value}已达到要求，请按数据变化办结", "The number {value} is what was wanted; close it by the number"),
    ("not_ten_days", "{period}不是一旬", "{period} is no third of a month"),
];

/// What a code says in Chinese and English; a code this table does not know says itself.
pub(crate) fn words(code: &'static str) -> (&'static str, &'static str) {
    let found = MESSAGES.iter().find(|(known, _, _)| *known == code);
    found.map_or((code, code), |(_, zh, en)| (*zh, *en))
}

/// Fills each name in braces once, left to right, so that braces in what is filled in stay.
pub(crate) fn filled(template: &str, args: &[(&'static str, String)]) -> String {
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, name, after)) = next_name(rest) {
        text.push_str(before);
        let value = args.iter().find(|(known, _)| *known == name);
        text.push_str(value.map_or("□", |(_, value)| value.as_str()));
        rest = after;
    }
    text + rest
}

fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
