//! The grammar of figures, rule by rule, on sentences of our own.

use report::{Figure, FigureKind, ReadOptions, read};

/// Figures of a sentence in the review of the year, of the five years, and in this year's plan.
fn of(review: &str, term: &str, plan: &str) -> Vec<Figure> {
    let source = format!(
        "各位代表：\n一、2025年工作回顾\n一年来，稳中有进。\n{review}\n五年来，变化很大。\n{term}\n二、2026年工作安排\n{plan}\n"
    );
    read(&source, &ReadOptions::default())
        .expect("a reading")
        .figures
}

/// value[~hi] unit comparator basis, joined by spaces, one figure after the other by “; ”.
fn brief(figures: &[Figure]) -> String {
    figures
        .iter()
        .map(|f| {
            format!(
                "{}{} {} {} {}",
                f.value,
                f.value_hi.map(|v| format!("~{v}")).unwrap_or_default(),
                f.unit,
                f.comparator.code(),
                f.basis.code()
            )
        })
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn numbers_units_comparators_and_bases() {
    for (sentence, want) in [
        ("产值增长3.4%。", "3.4 % eq growth"),
        (
            "绿化率提升至41.2%，优良率提升7.7个百分点。",
            "41.2 % eq share; 7.7 百分点 eq change_points",
        ),
        (
            "投资超50亿元，引才1400余人，服务近9000家企业。",
            "5000000000 元 gt level; 1400 人 gt level; 9000 家 approx level",
        ),
        (
            "投资不少于42.6亿元，失业率控制在5.5%以内，物价涨幅2%左右。",
            "4260000000 元 ge level; 5.5 % le share; 2 % approx growth",
        ),
        (
            "结对2—3对，产值增长4.5%—5%。",
            "2~3 对 range level; 4.5~5 % range growth",
        ),
        (
            "产量占全国9成，约占全省1/10，近三成用于出口。",
            "90 % eq share; 10 % approx share; 30 % approx share",
        ),
        (
            "合同额增长1.8倍，是十年前的3倍，面积翻番，利润翻两番。",
            "1.8 倍 eq multiple; 3 倍 eq multiple; 2 倍 eq multiple; 4 倍 eq multiple",
        ),
        (
            "总量居全省第三，透明度进入全国前十，增速位居全市第5位。",
            "3 位 eq rank; 10 位 le rank; 5 位 eq rank",
        ),
        (
            "连续26个月保持增长，连续9年居全省首位，提前两年完成任务。",
            "26 个月 eq duration; 9 年 eq rank; 2 年 eq duration",
        ),
        (
            "三类产业比重为4∶37∶59，收入比缩小至2.27:1。",
            "4 % eq share; 37 % eq share; 59 % eq share; 2.27 :1 eq level",
        ),
        (
            "处理能力达16.9万吨/日，浓度降至29微克/立方米。",
            "169000 吨/日 eq level; 29 微克/立方米 eq level",
        ),
        (
            "参保人数突破5100万，服务旅客超百万人次。",
            "51000000 人 gt level; 1000000 人次 gt level",
        ),
        ("营收实现两位数增长。", "10 % ge growth"),
        ("健儿勇夺“3金2银”佳绩。", "3 枚 eq level; 2 枚 eq level"),
        (
            "审批时限压缩72%，办理时间缩短至3个工作日。",
            "72 % eq growth; 3 个工作日 eq duration",
        ),
        (
            "惠及120余万婴幼儿，新增算力1.3万PF。",
            "1200000 人 gt level; 13000 PF eq level",
        ),
        (
            "兑付资金１２．５亿元，覆盖率达９８％。",
            "1250000000 元 eq level; 98 % eq share",
        ),
        ("百分之九十的村通公路。", "90 % eq share"),
    ] {
        assert_eq!(brief(&of(sentence, "", "")), want, "{sentence}");
    }
}

#[test]
fn what_only_looks_like_a_figure() {
    for sentence in [
        "2025年12月3日，第十五届运动会开幕。",
        "建成5G网络，开通12345热线，PM2.5浓度向好。",
        "推进“百千万工程”“3+3”产业。",
        "落实《规划（2021—2025年）》。",
        "出台一系列政策，推出一批项目，一体推进，进一步提高。",
        "服务世界500强和百强企业。",
        "重点抓好6个方面工作。",
        "打造15分钟生活圈，实施三年行动，近3年成效明显。",
        "引进亿元以上项目，建设10万吨级码头、千亿级集群。",
        "每10万人口受教育程度提高。",
        "关爱65岁以上老年人，实行24小时值守。",
        "地铁3号线二期、G15高速、C919飞机。",
        "民营经济18条、产业10条等政策落地。",
        "第一时间响应，第4个机场，第二批试点。",
        "加倍努力，成倍增长，倍增计划落实。",
    ] {
        assert_eq!(brief(&of(sentence, "", "")), "", "{sentence}");
    }
}

#[test]
fn lists_share_verbs_and_values() {
    let found = of("水果、蔬菜产量分别达20万吨、42万吨以上。", "", "");
    assert_eq!(brief(&found), "200000 吨 ge level; 420000 吨 ge level");
    assert_eq!(
        found.iter().map(|f| f.measure.as_str()).collect::<Vec<_>>(),
        ["水果产量", "蔬菜产量"]
    );
    assert_eq!(
        found[1].distributive.as_ref().map(|d| (d.index, d.of)),
        Some((1, 2))
    );
    let found = of("存款余额、贷款余额均增长6.3%。", "", "");
    assert_eq!(brief(&found), "6.3 % eq growth; 6.3 % eq growth");
    assert_eq!(found[0].value_span, found[1].value_span);
    assert_eq!(
        (found[0].measure.as_str(), found[1].measure.as_str()),
        ("存款余额", "贷款余额")
    );
    let found = of("", "", "新建公园3个、绿道5公里，启动16个改造项目。");
    assert_eq!(
        found.iter().map(|f| f.measure.as_str()).collect::<Vec<_>>(),
        ["新建公园", "新建绿道", "启动改造项目"]
    );
    let found = of("客流量分别达1409万、1305万人次。", "", "");
    assert_eq!(
        brief(&found),
        "14090000 人次 eq level; 13050000 人次 eq level"
    );
}

#[test]
fn place_decides_result_and_target() {
    let found = of(
        "新增学位20个。",
        "新增学位90个，占比从30%提高到45%。",
        "力争新增学位25个，依托328栋楼宇招商。到2030年新增学位200个。",
    );
    let kinds: Vec<_> = found.iter().map(|f| (f.kind, f.period.as_str())).collect();
    assert_eq!(
        kinds,
        [
            (FigureKind::ResultYear, "2025"),
            (FigureKind::ResultTerm, "2021-2025"),
            (FigureKind::Context, "2020"),
            (FigureKind::ResultTerm, "2021-2025"),
            (FigureKind::TargetYear, "2026"),
            (FigureKind::Context, "2026"),
            (FigureKind::TargetTerm, "2026-2030"),
        ]
    );
    assert_eq!(found[4].hedge.as_deref(), Some("力争"));
    assert_eq!(found[4].deadline.as_deref(), Some("2026-12-31"));
    assert_eq!(found[6].deadline.as_deref(), Some("2030-12-31"));
    assert_eq!(found[2].qualifier.as_deref(), Some("基期"));
    assert!(
        found[5].certainty < found[4].certainty,
        "a decision by words is less sure than one by place"
    );
}

#[test]
fn growth_goes_on_and_falls_too() {
    let found = of(
        "",
        "",
        "产值增长5.5%左右，力争达到6%，事故起数下降10%以上。",
    );
    assert_eq!(
        brief(&found),
        "5.5 % approx growth; 6 % eq growth; 10 % ge growth"
    );
    assert_eq!(found[2].direction, Some(report::Direction::Down));
}

#[test]
fn measures_of_things_named_after_their_numbers() {
    let names = |sentence: &str| -> Vec<String> {
        let found = of("", sentence, "");
        found.into_iter().map(|f| f.measure).collect()
    };
    assert_eq!(
        names("3个县级茶市、5个镇级茶市投用。"),
        ["县级茶市", "镇级茶市投用"]
    );
    assert_eq!(
        names("新增茶馆16家、等级茶园38家。"),
        ["新增茶馆", "新增等级茶园"]
    );
    assert_eq!(
        names("统筹推进青溪、白溪等8个治水项目，红楼等3处茶馆开放。"),
        ["推进治水项目", "茶馆开放"]
    );
    assert_eq!(names("70个县（市、区）通高铁。"), ["县（市、区）通高铁"]);
    assert_eq!(
        names("茶企、茶社分别达到69家、107家，24人获评茶师。"),
        ["茶企", "茶社", "获评茶师"]
    );
    assert_eq!(
        names("茶馆装机达9万千瓦、占比达44.7%。"),
        ["茶馆装机", "茶馆装机占比"]
    );
}
