//! Refusals of targets measured by a series, beside the table of the others.

/// Code, Chinese, English.
pub(crate) const MESSAGES: &[(&str, &str, &str)] = &[
    (
        "measured_by_indicators",
        "该任务按统计指标计量，数据复核后自动计入，不另报数量",
        "It is measured by a statistical series; no amounts are reported",
    ),
    (
        "indicators_required",
        "请选择按哪项指标计量",
        "Say which indicator measures it",
    ),
    (
        "indicators_partner",
        "“同步”须另选一项与之比较的指标，其他目标不选",
        "A target in step with another needs the other indicator, and only such a target",
    ),
    (
        "indicators_basis",
        "增长目标按增速计量，其他目标按数值或百分点计量",
        "Growth is measured by growth, any other target by the value or by points",
    ),
];
