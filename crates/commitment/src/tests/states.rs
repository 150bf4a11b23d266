//! States as the journal keeps them: JSON there and back, decimals as text.

use crate::record::Claim;
use crate::testing::{amount_of, dec, draft, report, verified};
use crate::{
    Changes, Commitment, Evidence, MilestonePoint, Plan, Record, RecordKind, Report, Status,
};
use jiff::civil::date;

#[test]
fn states_survive_json() {
    let point = MilestonePoint {
        title: "开工".into(),
        due: date(2026, 3, 1),
        share_percent: dec("33.3"),
    };
    let state = Commitment {
        plan: Plan::Milestones(vec![point]),
        ..draft("a", 1)
    };
    let text = serde_json::to_string(&state).unwrap();
    assert_eq!(serde_json::from_str::<Commitment>(&text).unwrap(), state);
    assert!(text.contains(r#""value":"6500""#), "{text}");
    for kind in [
        RecordKind::Amount,
        RecordKind::Reading,
        RecordKind::Milestone(3),
        RecordKind::Note,
    ] {
        let record = Record {
            kind,
            ..verified("r", "0.10", date(2026, 6, 1))
        };
        let text = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), record);
        assert!(text.contains(r#""amount":"0.10""#), "{text}");
    }
    let text = serde_json::to_string(&report()).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report());
    let claim = amount_of("r", "1", "户");
    let text = serde_json::to_string(&claim).unwrap();
    assert_eq!(serde_json::from_str::<Claim>(&text).unwrap(), claim);
    assert_eq!(
        serde_json::from_str::<Changes>("{}").unwrap(),
        Changes::default()
    );
}

#[test]
fn codes_read_back() {
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(*status));
        assert_eq!(serde_json::to_value(status).unwrap(), status.code());
    }
    assert_eq!(Status::from_code("painted"), None);
}

#[test]
fn evidence_is_plain_data() {
    let file: Evidence = serde_json::from_str(
        r#"{"hash":"00","name":"a.pdf","media_type":"application/pdf","bytes":7}"#,
    )
    .unwrap();
    assert_eq!(file.bytes, 7);
}
