//! Who reported, and what people typed, is forgotten when the time of a type is over: nothing personal
//! is left in rows, lists, search, exports, past days or the trail, on both databases.

mod common;

use app::case::{
    self, ActCmd, Channel, EvidenceIn, Filer, Filter, OpenCmd, PlaceIn, Query, ReporterIn,
};
use app::{Actor, App, FileIn, Format};
use common::{PNG, sign_in, stores};
use jiff::SignedDuration;

/// What must be gone: numbers, a door, a name that says so.
const PERSONAL: [&str; 4] = ["13912345678", "13900001234", "15800007777", "302房"];

fn filed(channel: Channel) -> OpenCmd {
    OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            lon: Some(113.2665),
            lat: Some(23.1322),
            address: "示例路1号302房".into(),
            how: "map".into(),
        }),
        fields: [(
            "description".to_owned(),
            "示例：请打13912345678找我，住302房".to_owned(),
        )]
        .into(),
        reporter: Some(ReporterIn {
            name: "示例某".into(),
            phone: "13900001234".into(),
            ..ReporterIn::default()
        }),
        evidence: vec![EvidenceIn {
            file: FileIn {
                name: "照片.png".into(),
                bytes: PNG.to_vec(),
            },
            kind: "before_photo".into(),
            at: None,
            at_place: None,
        }],
        ..OpenCmd::new("", channel)
    }
}

async fn act(app: &App, who: &Actor, id: &str, action: &str, reason: &str) {
    let version = case::detail(app, who, id, None).await.unwrap().version;
    let cmd = ActCmd {
        reason: Some(reason.into()),
        ..ActCmd::of(action)
    };
    case::act(app, &Filer::Staff(who), id, version, cmd)
        .await
        .unwrap();
}

async fn allowed(app: &App, who: &Actor, id: &str) {
    let shown = case::detail(app, who, id, None).await.unwrap();
    let asked = shown.pending.expect("something waits").id;
    let word = (asked.as_str(), true, "同意");
    case::approve(app, &Filer::Staff(who), id, shown.version, word)
        .await
        .unwrap();
}

fn clean(words: &str, where_: &str) {
    for secret in PERSONAL {
        assert!(
            !words.contains(secret),
            "{secret} is left in {where_}: {words}"
        );
    }
}

#[tokio::test]
async fn nothing_personal_is_left_of_a_case_whose_time_is_over() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let (agent, clerk, lead) = (
            sign_in(app, "zuoxi").await,
            sign_in(app, "shouli").await,
            sign_in(app, "zhiban").await,
        );
        let mut ids = vec![];
        for _ in 0..3 {
            let opened = case::open(app, &Filer::Staff(&agent), filed(Channel::Desk))
                .await
                .unwrap();
            ids.push((opened.case.value, opened.tracking_code.unwrap()));
        }
        let id = |at: usize| ids[at].0.id.as_str();
        // A note by staff, one declined, one void (作废), one open.
        let words = ("回拨15800007777未接", vec![]);
        case::note(app, &Filer::Staff(&clerk), id(0), 1, words)
            .await
            .unwrap();
        act(app, &clerk, id(0), "decline", "反映人13912345678称已解决").await;
        allowed(app, &lead, id(0)).await;
        act(app, &clerk, id(1), "void", "与13912345678所报重复").await;
        allowed(app, &lead, id(1)).await;
        let day = app::AsOf::Day(app.today());

        store
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 1824));
        assert_eq!(case::forget(app).await.unwrap(), 0, "not a day too early");
        store
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 2));
        assert_eq!(
            case::forget(app).await.unwrap(),
            2,
            "declined and void alike"
        );
        assert_eq!(case::forget(app).await.unwrap(), 0, "each once");

        let auditor = sign_in(app, "auditor").await;
        for (at, (before, code)) in ids.iter().take(2).enumerate() {
            let now = case::detail(app, &lead, id(at), None).await.unwrap();
            assert!(now.reporter.is_none());
            clean(&serde_json::to_string(&now).unwrap(), "its page");
            let then = case::detail(app, &lead, id(at), Some(day)).await.unwrap();
            assert!(then.reporter.is_none(), "nor on a past day");
            clean(&serde_json::to_string(&then).unwrap(), "a past day");
            let trail = app::audit::subject(app, &auditor, "case", id(at))
                .await
                .unwrap();
            assert!(trail.iter().any(|e| e.action == "case.anonymise"));
            clean(&serde_json::to_string(&trail).unwrap(), "the trail");
            let gone = case::track(app, &before.number, code).await.unwrap_err();
            assert_eq!(gone.code(), "case.not_tracked");
            let sealed = case::unmask(app, &clerk, id(at), "核对反映人")
                .await
                .unwrap_err();
            assert_eq!(sealed.code(), "case.no_reporter");
        }
        // The open one is kept, and found by its caller; its row is all that a search finds.
        assert_eq!(
            case::earlier(app, &agent, "13900001234")
                .await
                .unwrap()
                .len(),
            1
        );
        let search = |text: &str| Query {
            filter: Filter {
                text: Some(text.to_owned()),
                ..Filter::default()
            },
            ..Query::default()
        };
        let found = case::list(app, &lead, &search("13912345678"))
            .await
            .unwrap();
        assert_eq!(found.rows.len(), 1);
        assert_eq!(found.rows[0].id, id(2));
        let ended = Query {
            filter: Filter {
                open: Some(false),
                ..Filter::default()
            },
            ..Query::default()
        };
        let listed = case::list(app, &lead, &ended).await.unwrap();
        assert_eq!(listed.rows.len(), 2);
        clean(&serde_json::to_string(&listed).unwrap(), "the list");
        let file = case::export(app, &lead, &ended, Format::Csv).await.unwrap();
        clean(&String::from_utf8_lossy(&file.bytes), "the export");
        let wrong = app.projection_mismatches().await.unwrap();
        assert_eq!(wrong, Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_the_reporter_showed_leaves_the_case_with_the_reporter() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let opened = case::open(app, &Filer::Public, filed(Channel::Portal))
            .await
            .unwrap();
        let id = opened.case.value.id;
        let (clerk, lead) = (sign_in(app, "shouli").await, sign_in(app, "zhiban").await);
        act(app, &clerk, &id, "decline", "示例").await;
        allowed(app, &lead, &id).await;
        assert_eq!(
            case::detail(app, &lead, &id, None)
                .await
                .unwrap()
                .evidence
                .len(),
            1
        );
        store
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 1826));
        assert_eq!(case::forget(app).await.unwrap(), 1);
        assert!(
            case::detail(app, &lead, &id, None)
                .await
                .unwrap()
                .evidence
                .is_empty()
        );
    }
}

/// A case that the reporter showed a photograph of, and that was declined at once.
async fn declined(app: &App, photo: &[u8]) -> String {
    let mut cmd = filed(Channel::Portal);
    cmd.evidence[0].file.bytes = photo.to_vec();
    let opened = case::open(app, &Filer::Public, cmd).await.unwrap();
    let id = opened.case.value.id;
    let (clerk, lead) = (sign_in(app, "shouli").await, sign_in(app, "zhiban").await);
    act(app, &clerk, &id, "decline", "示例").await;
    allowed(app, &lead, &id).await;
    id
}

/// A picture that nobody else has.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    image::RgbImage::from_pixel(8, 8, image::Rgb([shade; 3]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Whether a file is there and who names it fit each other, and that the lists are what the journal says.
async fn is_whole(app: &App) {
    assert_eq!(app.misfiled().await.unwrap(), store::Misfiled::default());
    let wrong = app.projection_mismatches().await.unwrap();
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn the_bytes_go_with_the_last_who_names_them() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let days = |n| {
            store
                .clock
                .set(app.now() + SignedDuration::from_hours(i64::from(24 * n)))
        };
        let photo = picture(1);
        let first = declined(app, &photo).await;
        days(100);
        let second = declined(app, &photo).await;
        is_whole(app).await;
        let lead = sign_in(app, "zhiban").await;
        let shown = case::detail(app, &lead, &second, None).await.unwrap();
        let hash = shown.evidence[0].file.sha256.clone();
        days(1726);
        assert_eq!(case::forget(app).await.unwrap(), 1);
        // The other still shows it.
        let seen = case::evidence(app, &lead, &second, &hash).await.unwrap();
        assert_eq!(seen.bytes, photo);
        let gone = case::evidence(app, &lead, &first, &hash).await;
        assert_eq!(gone.unwrap_err().code(), "not_found");
        is_whole(app).await;
        days(200);
        assert_eq!(case::forget(app).await.unwrap(), 1);
        let gone = case::evidence(app, &lead, &second, &hash).await;
        assert_eq!(gone.unwrap_err().code(), "not_found");
        // Nothing is left over: the bytes went in the transaction that forgot the reporter, and the
        // journal says which.
        is_whole(app).await;
        let auditor = sign_in(app, "auditor").await;
        let trail = app::audit::subject(app, &auditor, "case", &second).await;
        let trail = trail.unwrap();
        let entry = trail.iter().find(|e| e.action == "case.anonymise").unwrap();
        let words = serde_json::to_string(entry).unwrap();
        assert!(
            words.contains("released") && words.contains(&hash),
            "{words}"
        );
        // Who reports with the same picture again keeps it.
        declined(app, &photo).await;
        is_whole(app).await;
    }
}

#[tokio::test]
async fn what_staff_showed_stays_and_what_lay_under_a_copy_goes() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let agent = sign_in(app, "zuoxi").await;
        let mut cmd = filed(Channel::Desk);
        cmd.evidence[0].file.bytes = picture(2);
        let opened = case::open(app, &Filer::Staff(&agent), cmd).await.unwrap();
        let id = opened.case.value.id;
        let lead = sign_in(app, "zhiban").await;
        // Blackened twice: the first copy was seen on a day of its own and stays with the case.
        for width in [300, 600] {
            let now = case::detail(app, &lead, &id, None).await.unwrap();
            let hash = now.evidence[0].file.sha256.clone();
            let area = case::Area {
                x: 0,
                y: 0,
                width,
                height: 1000,
            };
            case::redact(app, &lead, &id, now.version, (&hash, vec![area]))
                .await
                .unwrap();
            is_whole(app).await;
        }
        let clerk = sign_in(app, "shouli").await;
        act(app, &clerk, &id, "decline", "示例").await;
        allowed(app, &lead, &id).await;
        store
            .clock
            .set(app.now() + SignedDuration::from_hours(24 * 1826));
        assert_eq!(case::forget(app).await.unwrap(), 1);
        let left = case::detail(app, &lead, &id, None).await.unwrap();
        let hash = left.evidence[0].file.sha256.clone();
        assert!(case::evidence(app, &lead, &id, &hash).await.is_ok());
        is_whole(app).await;
    }
}
