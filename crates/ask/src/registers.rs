//! What can be asked of the registers: projects, commitments, cases. Names of the trade alone; what a district
//! says besides stands in its profile.

use crate::{Facet, Measure, Metric, Register, Value};
use indicator::{Cadence, Flow};

/// Nouns of each register.
pub(crate) const PROJECTS: &[&str] = &["重点建设项目", "重点项目", "建设项目", "项目"];
pub(crate) const COMMITMENTS: &[&str] = &["承诺事项", "承诺", "报告任务", "任务"];
pub(crate) const CASES: &[&str] = &["城管案件", "案件", "工单"];

/// Metrics of a register, its nouns and the words that narrow.
pub type Kept = (Vec<Metric>, (Register, &'static [&'static str]), Vec<Value>);

fn metric(register: Register, code: &str, unit: &str, names: &[&str], caliber: &str) -> Metric {
    let mut names = names.iter().map(|n| (*n).to_owned());
    let name = names.next().unwrap_or_default();
    Metric {
        register,
        unit: unit.to_owned(),
        caliber: caliber.to_owned(),
        aliases: names.collect(),
        measures: vec![Measure::Value],
        by_place: true,
        by_unit: true,
        ..Metric::of_indicator(code, &name)
    }
}

fn value(register: Register, facet: Facet, code: &str, names: &[&str]) -> Value {
    Value {
        register,
        facet,
        code: code.to_owned(),
        names: names.iter().map(|n| (*n).to_owned()).collect(),
    }
}

fn lights(register: Register) -> Vec<Value> {
    let light = |code, names: &[&str]| value(register, Facet::Light, code, names);
    vec![
        light("red", &["红灯", "亮红灯", "红色", "红灯的", "亮红灯的"]),
        light("yellow", &["黄灯", "亮黄灯", "黄色", "黄灯的", "亮黄灯的"]),
        light("green", &["绿灯", "亮绿灯", "绿色", "绿灯的", "亮绿灯的"]),
        light("grey", &["灰灯", "灰色", "未亮灯"]),
    ]
}

/// Key projects: how many, and what was invested.
pub fn projects() -> Kept {
    let of = |code, unit, names: &[&str], caliber| {
        let mut metric = metric(Register::Projects, code, unit, names, caliber);
        metric.flow = Flow::Cumulative;
        metric.facets = vec![Facet::Batch, Facet::Light];
        metric
    };
    let mut count = of(
        "projects.count",
        "个",
        &["项目数", "项目个数", "项目数量", "重点项目数"],
        "已登记的重点项目；批次由里程碑事实推出，灯由规则判定，均按当日",
    );
    (count.flow, count.cadence) = (Flow::Stock, Cadence::Day);
    count.stands_for = vec![Measure::Value];
    let mut done = of(
        "projects.investment",
        "亿元",
        &["项目完成投资", "项目投资", "项目报送投资"],
        "报送口径，年初至最近一个已结束的月，只计已核实的数；完成率、时序只算有年度计划的项目",
    );
    done.short = [
        "完成投资",
        "已完成投资",
        "投资",
        "投资额",
        "完成投资额",
        "报送投资",
    ]
    .map(str::to_owned)
    .to_vec();
    done.measures = vec![
        Measure::Value,
        Measure::Plan,
        Measure::Completion,
        Measure::Ahead,
        Measure::Gap,
    ];
    done.stands_for = vec![
        Measure::Ahead,
        Measure::Completion,
        Measure::Plan,
        Measure::Gap,
    ];
    let mut enrolled = of(
        "projects.enrolled",
        "亿元",
        &["项目入库投资", "项目纳统投资"],
        "入库（纳统）口径，年初至最近一个已结束的月，只计已核实的数；与报送口径并列，不相加",
    );
    enrolled.short = vec!["入库投资".to_owned(), "纳统投资".to_owned()];
    let mut total = of(
        "projects.total",
        "亿元",
        &["项目总投资"],
        "项目总投资之和，不限年度",
    );
    (total.flow, total.cadence) = (Flow::Stock, Cadence::Day);
    total.short = vec!["总投资".to_owned(), "总投资额".to_owned()];
    let batch = |code, names: &[&str]| value(Register::Projects, Facet::Batch, code, names);
    let mut values = vec![
        batch("planning", &["谋划", "谋划中", "处于谋划", "谋划批次"]),
        batch("reserve", &["储备", "处于储备", "储备批次"]),
        batch("commencement", &["开工", "已开工", "处于开工", "开工批次"]),
        batch("completion", &["竣工", "已竣工", "处于竣工", "竣工批次"]),
        batch("commissioning", &["投产", "已投产", "处于投产", "投产批次"]),
    ];
    values.extend(lights(Register::Projects));
    let metrics = vec![count, done, enrolled, total];
    (metrics, (Register::Projects, PROJECTS), values)
}

/// The ledger of commitments.
pub fn commitments() -> Kept {
    let mut count = metric(
        Register::Commitments,
        "commitments.count",
        "条",
        &["承诺数", "承诺条数", "任务数", "任务条数"],
        "已下达并亮灯的承诺（定量、里程碑、持续类），按牵头单位计；逾期为期限已过而未完成",
    );
    (count.flow, count.cadence) = (Flow::Stock, Cadence::Day);
    count.facets = vec![Facet::Light, Facet::State];
    count.stands_for = vec![Measure::Value];
    let state = |code, names: &[&str]| value(Register::Commitments, Facet::State, code, names);
    let mut values = vec![
        state(
            "overdue",
            &[
                "逾期",
                "逾期未完成",
                "超期",
                "超期未完成",
                "逾期的",
                "已逾期",
            ],
        ),
        state(
            "open",
            &["未完成", "没完成", "尚未完成", "没有完成", "未完成的"],
        ),
        state("done", &["已完成", "已经完成", "完成的", "已完成的"]),
    ];
    values.extend(lights(Register::Commitments));
    (vec![count], (Register::Commitments, COMMITMENTS), values)
}

/// Cases: how many came in, and the rates of the evaluation, each by code, name and formula.
pub fn cases(rates: &[(&str, &str, &str)]) -> Kept {
    let of = |code: &str, unit, names: &[&str], caliber: &str| {
        let mut metric = metric(Register::Cases, code, unit, names, caliber);
        metric.any_span = true;
        metric.facets = vec![Facet::Matter];
        metric
    };
    let mut metrics = vec![
        of(
            "cases.reported",
            "件",
            &["上报数", "上报量", "案件上报数", "上报了", "上报"],
            "所问时期内上报的案件，含作废和未立案的",
        ),
        of(
            "cases.registered",
            "件",
            &["立案数", "立案量", "案件立案数", "立案了", "立案"],
            "所问时期内上报的案件中已立案的",
        ),
    ];
    for metric in &mut metrics {
        metric.stands_for = vec![Measure::Value];
    }
    for (code, name, formula) in rates {
        let mut rate = of(
            &format!("cases.{code}"),
            "%",
            &[name],
            &format!("{formula}；按上报时间归属"),
        );
        rate.ranked = false;
        metrics.push(rate);
    }
    (metrics, (Register::Cases, CASES), vec![])
}
