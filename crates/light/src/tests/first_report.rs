//! Just after issue nobody is behind.

use crate::testing::{rule, task};
use crate::{Colour, ReasonCode, assess};
use jiff::civil::date;

#[test]
fn nobody_is_behind_before_the_first_report_is_due() {
    let mut late = task("6500");
    assert_eq!(
        assess(&rule(), &late, &[], date(2026, 5, 1)).colour,
        Colour::Red
    );
    late.issued_on = Some(date(2026, 4, 20));
    let light = assess(&rule(), &late, &[], date(2026, 5, 1));
    assert_eq!(
        (light.colour, light.reason.code),
        (Colour::Grey, ReasonCode::FirstReportDue)
    );
    assert_eq!(
        light.reason.zh(),
        "刚下达，2026年5月20日前首次报送，此前不评落后"
    );
    assert_eq!(light.next_change, Some((date(2026, 5, 21), Colour::Red)));
    assert_eq!(
        assess(&rule(), &late, &[], date(2026, 5, 21)).colour,
        Colour::Red
    );
}

#[test]
fn what_is_overdue_is_said_at_once() {
    let mut late = task("6500");
    late.issued_on = Some(date(2027, 1, 5));
    assert_eq!(
        assess(&rule(), &late, &[], date(2027, 1, 6)).colour,
        Colour::Red
    );
}
