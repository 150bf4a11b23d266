use crate::{RetentionDue, anonymise_text, retention_due, scan};
use jiff::civil::date;

#[test]
fn the_day_it_is_due_counts_as_overdue() {
    let closed = date(2026, 8, 31);
    let due = date(2027, 2, 27);
    assert_eq!(
        retention_due(180, closed, date(2027, 2, 26)),
        RetentionDue::On(due)
    );
    assert_eq!(retention_due(180, closed, due), RetentionDue::Overdue(due));
    assert_eq!(
        retention_due(0, closed, closed),
        RetentionDue::Overdue(closed)
    );
    let never = retention_due(u32::MAX, closed, date(2090, 1, 1));
    assert!(matches!(never, RetentionDue::On(_)));
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
