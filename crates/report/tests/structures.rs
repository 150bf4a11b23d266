//! Reports built in other ways: parts without numbers, 第一部分, mixed labels, another order of parts,
//! other years, half-width stops, tables after the body. All texts are our own.

use report::{ClauseKind, FigureKind, ReadOptions, Reading, Role, Text, read};

fn reading(source: &str) -> Reading {
    read(source, &ReadOptions::default()).expect("a reading")
}

/// value, kind and deadline of every figure.
fn figures(reading: &Reading) -> Vec<(String, FigureKind, Option<&str>)> {
    let row = |f: &report::Figure| f.value.normalize().to_string();
    let rows = reading.figures.iter();
    rows.map(|f| (row(f), f.kind, f.deadline.as_deref()))
        .collect()
}

fn clauses(reading: &Reading, source: &str) -> Vec<(String, ClauseKind)> {
    let text = Text::new(source);
    let rows = reading.clauses.iter();
    rows.map(|c| (text.slice(c.span), c.kind)).collect()
}

fn result(value: &str) -> (String, FigureKind, Option<&'static str>) {
    (value.to_owned(), FigureKind::ResultYear, None)
}

fn target(value: &str, deadline: &'static str) -> (String, FigureKind, Option<&'static str>) {
    (value.to_owned(), FigureKind::TargetYear, Some(deadline))
}

#[test]
fn parts_without_numbers() {
    let source = "政府工作报告\n——2026年1月10日在某县第十届人民代表大会第五次会议上\n各位代表：\n\
        2025年工作回顾\n一年来，茶产值增长5%。\n2026年工作安排\n今年主要预期目标：茶产值增长6%左右。\n\
        今年重点抓好以下工作：\n1.抓项目。新开工项目20个，建成县医院新院区。\n";
    let reading = reading(source);
    let end = "2026-12-31";
    assert_eq!(
        figures(&reading),
        [result("5"), target("6", end), target("20", end)]
    );
    assert_eq!(
        clauses(&reading, source),
        [
            ("茶产值增长6%左右".to_owned(), ClauseKind::Quantified),
            ("新开工项目20个".into(), ClauseKind::Quantified),
            ("建成县医院新院区".into(), ClauseKind::Milestone),
        ]
    );
}

#[test]
fn parts_in_words_and_mixed_labels_of_an_earlier_year() {
    let source = "政府工作报告\n2024年2月1日在某市第七届人民代表大会第三次会议上\n各位代表：\n\
        第一部分  2023年工作回顾\n过去一年，茶产值增长4.5%。\n第二部分:2024年重点工作\n（一）抓产业\n\
        1．工业。一是新增茶企30家；二是技改投资增长10%。\n2．农业。“十四五”期间建成茶园2万亩。\n\
        第三部分  政府自身建设\n一般性支出压减5%。\n";
    let reading = reading(source);
    assert_eq!(reading.year, 2024);
    let end = "2024-12-31";
    assert_eq!(
        figures(&reading),
        [
            result("4.5"),
            target("30", end),
            target("10", end),
            (
                "20000".to_owned(),
                FigureKind::TargetTerm,
                Some("2025-12-31")
            ),
            target("5", end),
        ]
    );
    let names: Vec<&str> = reading.figures.iter().map(|f| f.measure.as_str()).collect();
    assert_eq!(names[1..4], ["新增茶企", "技改投资", "建成茶园"]);
    let last = &reading.clauses[2];
    assert_eq!(
        (last.kind, last.deadline.as_deref()),
        (ClauseKind::Quantified, Some("2025-12-31"))
    );
}

#[test]
fn review_then_five_years_then_this_year() {
    let source = "政府工作报告\n（2025年12月26日在某区第五届人民代表大会第六次会议上）\n各位代表：\n\
        一、过去五年工作回顾\n五年来，茶产值年均增长6%。2025年，茶产值增长5%。\n\
        二、今后五年工作思路和目标\n茶产值年均增长5.5%左右。\n三、做好2026年工作\n新增托位200个。\n";
    let reading = reading(source);
    let kinds: Vec<FigureKind> = reading.figures.iter().map(|f| f.kind).collect();
    use FigureKind::{ResultTerm, ResultYear, TargetTerm, TargetYear};
    assert_eq!(kinds, [ResultTerm, ResultYear, TargetTerm, TargetYear]);
    assert_eq!(reading.year, 2026);
    assert_eq!(reading.figures[2].period, "2026-2030");
}

#[test]
fn titles_of_this_year() {
    for title in [
        "2026年政府工作",
        "今年主要任务",
        "做好2026年工作",
        "2026年工作打算",
        "今年工作安排",
    ] {
        let source = format!(
            "政府工作报告\n各位代表：\n一、去年工作回顾\n2025年，茶产值增长5%。\n二、{title}\n新建茶园2个。\n"
        );
        let reading = reading(&source);
        assert_eq!(reading.sections[1].role, Role::PlanYear, "{title}");
        assert_eq!(
            figures(&reading),
            [result("5"), target("2", "2026-12-31")],
            "{title}"
        );
    }
}

#[test]
fn half_width_stops_and_corner_quotes() {
    let source = "政府工作报告\n各位代表:\n一、2024年工作总结\n全年茶产值增长5.2%,税收增长3%.新增茶企1,200家.\n\
        二、2025年工作打算\n(一)抓发展.坚持「稳中求进」,投资完成100亿元.新建公园2个;改造小区5个.\n\
        (二)惠民生.6月底前建成文化馆.新增停车位1,500个.\n";
    let reading = reading(source);
    let names: Vec<&str> = reading.figures.iter().map(|f| f.measure.as_str()).collect();
    assert_eq!(
        names,
        [
            "茶产值",
            "税收",
            "新增茶企",
            "投资",
            "新建公园",
            "改造小区",
            "新增停车位"
        ]
    );
    let want = [
        "坚持「稳中求进」",
        "投资完成100亿元",
        "新建公园2个",
        "改造小区5个",
        "6月底前建成文化馆",
        "新增停车位1,500个",
    ];
    let have: Vec<String> = clauses(&reading, source).into_iter().map(|c| c.0).collect();
    assert_eq!(have, want);
    assert_eq!(reading.clauses[4].deadline.as_deref(), Some("2025-06-30"));
}

#[test]
fn glossary_and_tables_after_the_body_hold_no_figures() {
    let source = "政府工作报告\n各位代表：\n一、2025年工作回顾\n过去一年，新建茶园3个。\n二、2026年工作安排\n\
        推进“一核两翼”建设，打通断头路3条。\n附件1\n名词解释\n1.“一核两翼”：指1个核心和2个翼。\n\
        附件2\n序号 项目 总投资（亿元） 进度\n1 茶亭 12.5亿元 80%\n";
    let reading = reading(source);
    assert_eq!(figures(&reading), [result("3"), target("3", "2026-12-31")]);
    assert_eq!(reading.clauses.len(), 2);
}
