//! A bulletin of every sort of block.

use bulletin::{Block, Bulletin, Column, Kind, Run, Sealing, draft, seal};
use jiff::civil::date;

fn paragraph(runs: Vec<Run>) -> Block {
    Block::Paragraph { runs }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading {
        level,
        text: text.into(),
    }
}

/// Sealed, with `items` headings each with a paragraph, and a table of as many rows.
pub fn sealed(items: usize) -> Bulletin {
    let mut blocks = vec![
        paragraph(vec![
            Run::words("2026年11月24日，主持人召开周调度会议。本次会议议题共"),
            Run::number(items.to_string(), "/meetings/2026-W48"),
            Run::words("项，其中上次承诺2项、新出现1项。会议议定如下。"),
        ]),
        heading(1, "继续推进的事项"),
    ];
    for at in 1..=items {
        blocks.push(heading(2, &format!("示例指标{at}的累计增速")));
        blocks.push(paragraph(vec![
            Run::words("一至十月累计增长"),
            Run::number("3.6%", "/indicators/demo?as_of=2026-11-24"),
            Run::words("，低于全年要求。由示例局负责：逐项排查原因，本周提出并落实办法；十二月一日前不低于"),
            Run::number("5%", "/indicators/demo?as_of=2026-11-24"),
            Run::words("。"),
        ]));
    }
    blocks.push(heading(3, "第三级标题"));
    blocks.push(heading(4, "第四级标题"));
    blocks.push(heading(1, "任务分工"));
    let row = |at: usize| {
        vec![
            vec![Run::words(at.to_string())],
            vec![Run::words(format!("示例指标{at}的累计增速"))],
            vec![Run::words("示例统计局")],
            vec![Run::number("5%", "/indicators/demo?as_of=2026-11-24")],
        ]
    };
    blocks.push(Block::Table {
        caption: "任务分工".into(),
        columns: vec![
            column("序号", 10, false),
            column("事项", 45, false),
            column("责任单位", 25, false),
            column("要求", 20, true),
        ],
        rows: (1..=items).map(row).collect(),
    });
    blocks.push(Block::Note {
        runs: vec![Run::words("注：数据以2026年11月24日所知为准。")],
    });
    let period = Kind::Minutes.period("2026-W48").unwrap();
    let draft = draft(
        Kind::Minutes,
        period,
        date(2026, 11, 24),
        "示例区人民政府办公室".into(),
        ("2026年11月24日周调度会议纪要".into(), blocks),
    );
    let sealing = Sealing {
        no: 3,
        on: date(2026, 11, 24),
        base: "https://xiuhua.example.org".into(),
        copies: "各街道办事处，区各有关部门".into(),
    };
    seal(draft, &sealing).unwrap()
}

fn column(name: &str, width: u16, number: bool) -> Column {
    Column {
        name: name.into(),
        width,
        number,
    }
}
