//! Any text is read or refused, never a panic; offsets lie in the text; reading is fast.

use proptest::prelude::*;
use report::{ReadError, ReadOptions, gold, read};

/// Pieces reports are made of, to reach deep into the rules.
const PIECES: &[&str] = &[
    "一、2025年工作回顾\n",
    "二、“十五五”时期目标\n",
    "三、2026年工作安排\n",
    "（一）",
    "一是",
    "——",
    "各位代表：",
    "增长",
    "分别",
    "均",
    "、",
    "，",
    "。",
    "\n",
    "5%",
    "4.5%—5%",
    "1/10",
    "第",
    "前",
    "三",
    "百",
    "万",
    "亿元",
    "2.5:1",
    "4∶37∶59",
    "从",
    "提高到",
    "超",
    "以上",
    "左右",
    "“",
    "”",
    "（",
    "）",
    "翻番",
    "两位数",
    "余",
    "多",
    "家",
    "个百分点",
    "倍",
    "连续",
    "年",
    "3金2银",
    "/",
    "月",
    "附件\n名词解释\n1. 甲：乙\n",
    "0",
    "00000000000000000000",
    "99999999999999999亿亿",
    "％",
    "半",
    "百分之",
    "三分之",
    "零",
    "五年来",
    "清醒认识到问题：一是",
    "微克",
    "每立方米",
    "PM2.5",
    "新增",
    "其中",
    "占",
    "排名",
    "：",
    "；",
    "　",
    "𠀀",
    "é",
];

fn reportlike() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..120).prop_map(|v| v.concat())
}

fn check(source: &str) -> Result<(), TestCaseError> {
    let length = source.chars().count();
    if let Ok(reading) = read(
        source,
        &ReadOptions {
            year: Some(2026),
            ..ReadOptions::default()
        },
    ) {
        for f in &reading.figures {
            prop_assert!(f.value_span.start < f.value_span.end && f.value_span.end <= length);
            prop_assert!(f.certainty <= 100);
        }
        for s in &reading.sections {
            prop_assert!(
                s.span.start <= s.heading.start
                    && s.heading.end <= s.span.end
                    && s.span.end <= length
            );
        }
        prop_assert_eq!(gold::figures(&reading, source).len(), reading.figures.len());
        prop_assert_eq!(
            gold::commitments(&reading, source).len(),
            reading.clauses.len()
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_strings(source in "\\PC{0,300}") {
        check(&source)?;
    }

    #[test]
    fn strings_made_of_reports(middle in reportlike(), end in reportlike()) {
        check(&format!("各位代表：\n一、2025年工作回顾\n{middle}\n二、2026年工作安排\n{end}"))?;
    }
}

#[test]
fn what_is_no_report_is_refused_with_a_stable_code() {
    let options = ReadOptions::default();
    let code = |s: &str| read(s, &options).map_err(|e| e.code());
    assert_eq!(code(" \n\t"), Err("report.empty"));
    assert_eq!(
        code("今天天气很好。\n明天也好。"),
        Err("report.not_a_report")
    );
    assert_eq!(
        code(
            "某市人民政府关于加强养老服务的通知\n一、总体要求\n坚持以人为本。\n二、主要任务\n新增床位500张。\n"
        ),
        Err("report.not_a_report")
    );
    let error = read(
        "一二三四",
        &ReadOptions {
            limit: 3,
            year: None,
        },
    )
    .unwrap_err();
    assert_eq!(
        error,
        ReadError::TooLarge {
            length: 4,
            limit: 3
        }
    );
    assert!(error.to_string().contains("4字"));
}

#[test]
fn work_grows_in_step_with_length() {
    let body = "新增企业500家，投资增长5%左右，完成投资42.6亿元。建成公园3个、绿道20公里，覆盖率分别提升至50%、60%。\n";
    let of = |times: usize| {
        format!(
            "各位代表：\n一、2025年工作回顾\n{0}二、2026年工作安排\n{0}",
            body.repeat(times)
        )
    };
    let time = |source: &str| {
        let start = std::time::Instant::now();
        let reading = read(source, &ReadOptions::default()).expect("a reading");
        assert!(!reading.figures.is_empty());
        start.elapsed().as_secs_f64()
    };
    let (small, large) = (of(100), of(800));
    time(&small);
    let (one, eight) = (time(&small), time(&large));
    assert!(
        eight < one * 8.0 * 6.0 + 0.2,
        "8 times the text took {:.1} times as long",
        eight / one
    );
}
