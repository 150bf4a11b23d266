//! What a bulletin keeps to, whatever it is made of.

mod common;

use bulletin::{
    Block, Bulletin, Column, Kind, Labels, Run, Sealing, bytes, draft, file, read, seal,
};
use jiff::civil::date;
use proptest::prelude::*;

fn any_run() -> impl Strategy<Value = Run> {
    let href = proptest::option::of("(/[a-z?=&<>\"' 数]{0,12})|[a-z:/]{0,9}");
    ("\\PC{0,20}|[\u{0}-\u{1f}<>&\"'\n\t]{0,12}", href).prop_map(|(text, href)| Run { text, href })
}

fn any_block() -> impl Strategy<Value = Block> {
    let runs = || proptest::collection::vec(any_run(), 0..4);
    let column = ("\\PC{0,6}", any::<u16>(), any::<bool>());
    let column = column.prop_map(|(name, width, number)| Column {
        name,
        width,
        number,
    });
    let row = proptest::collection::vec(runs(), 0..5);
    prop_oneof![
        (any::<u8>(), "\\PC{0,12}").prop_map(|(level, text)| Block::Heading { level, text }),
        runs().prop_map(|runs| Block::Paragraph { runs }),
        runs().prop_map(|runs| Block::Note { runs }),
        (
            proptest::collection::vec(column, 0..4),
            proptest::collection::vec(row, 0..4)
        )
            .prop_map(|(columns, rows)| Block::Table {
                caption: String::new(),
                columns,
                rows
            }),
    ]
}

fn of(blocks: Vec<Block>, title: String) -> Bulletin {
    let period = Kind::Daily.period("2026-11-23").unwrap();
    let issuer = "示例<办>&".to_owned();
    draft(
        Kind::Daily,
        period,
        date(2026, 11, 23),
        issuer,
        (title, blocks),
    )
}

fn sealing(base: &str) -> Sealing {
    Sealing {
        no: 1,
        on: date(2026, 11, 23),
        base: base.into(),
        copies: String::new(),
    }
}

/// Every part as text; each is well-formed XML.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = vec![];
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        let name = entry.name().unwrap().into_owned();
        parts.push((name, text));
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_makes_the_same_readable_file_each_time(
        blocks in proptest::collection::vec(any_block(), 0..6),
        title in "\\PC{0,20}",
    ) {
        let sealed = seal(of(blocks, title), &sealing("https://h.example:8440/")).unwrap();
        let first = file(&sealed).unwrap();
        prop_assert_eq!(&first, &file(&sealed).unwrap());
        let again = read(&bytes(&sealed).unwrap()).unwrap();
        prop_assert_eq!(&again, &sealed);
        prop_assert_eq!(&first, &file(&again).unwrap());
        let all = parts(&first);
        prop_assert_eq!(all.len(), 10);
        for (_, text) in all {
            prop_assert!(!text.chars().any(|c| c < ' ' && c != '\n' && c != '\t'));
        }
    }

    #[test]
    fn labels_of_a_level_never_repeat_under_one_heading(levels in proptest::collection::vec(1u8..=4, 1..80)) {
        let mut labels = Labels::default();
        let mut under: Vec<Vec<String>> = vec![vec![]; 5];
        for level in levels {
            let label = labels.next(level);
            let at = usize::from(level);
            prop_assert!(!under[at].contains(&label), "{label}");
            under[at].push(label);
            for below in under.iter_mut().skip(at + 1) {
                below.clear();
            }
        }
    }
}

#[test]
fn headings_are_numbered_as_the_standard_says() {
    let mut labels = Labels::default();
    let all: Vec<String> = [1, 2, 3, 4, 4, 3, 2, 1, 2].map(|l| labels.next(l)).into();
    let wanted = [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "（2）",
        "2.",
        "（二）",
        "二、",
        "（一）",
    ];
    assert_eq!(all, wanted);
    let mut many = Labels::default();
    let last = (0..21).map(|_| many.next(1)).last();
    assert_eq!(last.as_deref(), Some("二十一、"));
}

#[test]
fn a_link_leads_to_its_page_and_only_there() {
    let sealed = common::sealed(2);
    let all = parts(&file(&sealed).unwrap());
    let (_, rels) = all
        .iter()
        .find(|(n, _)| n.ends_with("document.xml.rels"))
        .unwrap();
    let wanted = "Target=\"https://xiuhua.example.org/indicators/demo?as_of=2026-11-24\" TargetMode=\"External\"";
    assert!(rels.contains(wanted), "{rels}");
    assert_eq!(rels.matches("TargetMode").count(), 2, "each address once");
    let bare = Bulletin {
        base: String::new(),
        ..sealed
    };
    let all = parts(&file(&bare).unwrap());
    assert!(!all.iter().any(|(_, text)| text.contains("w:hyperlink")));
}

#[test]
fn nothing_but_a_host_is_a_base() {
    for base in [
        "javascript:alert(1)",
        "https://h/../x",
        "https://",
        "ftp://h",
        "https://h\" x=\"",
    ] {
        let refused = seal(of(vec![], "t".into()), &sealing(base)).unwrap_err();
        assert_eq!(refused.code, "base_unreadable", "{base}");
    }
}

#[test]
fn limits_hold_and_say_so() {
    let too_many = vec![Block::Note { runs: vec![] }; bulletin::BLOCKS_MAX + 1];
    assert_eq!(
        seal(of(too_many, "t".into()), &sealing(""))
            .unwrap_err()
            .code,
        "bulletin_too_long"
    );
    let long = "长".repeat(bulletin::TEXT_CHARS_MAX + 1);
    assert_eq!(
        seal(of(vec![], long), &sealing("")).unwrap_err().code,
        "text_too_long"
    );
    let unknown = Bulletin {
        layout: 99,
        ..common::sealed(1)
    };
    assert_eq!(file(&unknown).unwrap_err().code, "layout_unknown");
    assert_eq!(read(b"{}").unwrap_err().code, "model_unreadable");
}

#[test]
fn a_period_fits_its_kind_and_is_over() {
    for (kind, text) in [
        (Kind::Daily, "2026-11"),
        (Kind::Minutes, "2026-11-23"),
        (Kind::TenDay, "2026-W48"),
        (Kind::Monthly, "2026-13"),
    ] {
        assert_eq!(
            kind.period(text).unwrap_err().code,
            "period_of_kind",
            "{text}"
        );
    }
    let month = Kind::Monthly.period("2026-11").unwrap();
    assert!(Kind::Monthly.over(month, date(2026, 11, 30)).is_err());
    assert!(Kind::Monthly.over(month, date(2026, 12, 1)).is_ok());
    let day = Kind::Daily.period("2026-11-23").unwrap();
    assert!(Kind::Daily.over(day, date(2026, 11, 22)).is_err());
    assert!(Kind::Daily.over(day, date(2026, 11, 23)).is_ok());
}
