use crate::{Keep, RetentionDue, RetentionRules, anonymise_text, retention_due, scan};
use jiff::civil::date;

#[test]
fn the_day_it_is_due_counts_as_overdue() {
    let keep = Keep::parse("6mo").unwrap();
    let closed = date(2026, 8, 31);
    let due = date(2027, 2, 28);
    assert_eq!(
        retention_due(keep, closed, date(2027, 2, 27)),
        RetentionDue::On(due)
    );
    assert_eq!(retention_due(keep, closed, due), RetentionDue::Overdue(due));
    assert_eq!(
        retention_due(Keep::Always, closed, date(2090, 1, 1)),
        RetentionDue::Never
    );
}

#[test]
fn times_are_read_and_written() {
    assert_eq!(Keep::parse("2y"), Ok(Keep::Months(24)));
    assert_eq!(String::from(Keep::Months(24)), "2y");
    assert_eq!(String::from(Keep::Months(18)), "18mo");
    for bad in ["", "0mo", "31y", "2", "forever", "-1y"] {
        assert!(Keep::parse(bad).is_err(), "{bad}");
    }
    let rules: RetentionRules =
        serde_json::from_str(r#"{"default":"2y","by_type":{"appeal":"6mo"}}"#).unwrap();
    assert_eq!(rules.of("appeal"), Keep::Months(6));
    assert_eq!(rules.of("other"), Keep::Months(24));
}

#[test]
fn an_anonymised_text_tells_nothing_personal() {
    let left = anonymise_text("姓名：张三，电话13800138000，住示例路3号502房，路灯不亮");
    assert_eq!(
        left,
        "姓名：〔某人〕，电话〔电话〕，住示例路〔门牌〕，路灯不亮"
    );
    assert_eq!(scan(&left), []);
}
