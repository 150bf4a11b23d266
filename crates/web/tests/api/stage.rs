//! Fresh subjects for a test: each call of a mutating endpoint gets its own.

use crate::client::{Api, Caller};
use app::ledger::{Filter, Query, UnitRole};
use app::record::ClaimCmd;
use app::review::Versioned;
use app::{FileIn, ledger};
use commitment::{
    ChangeRequest, Changes, Commitment, MeasuredBy, Record, RecordKind, Status, Supervision,
};

/// A picture of one point.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// The people who set the stage, and what stands on it.
pub struct Stage {
    pub api: Api,
    pub office: Caller,
    pub clerk: Caller,
    pub head: Caller,
    /// A quantified commitment measured by records, led by the clerk's unit.
    pub commitment: Commitment,
    /// A report under review.
    pub report: String,
    /// Clusters made so far.
    made: std::sync::atomic::AtomicU32,
}

impl Stage {
    pub async fn set() -> Self {
        let api = Api::start().await;
        let (office, clerk, head) = (
            api.person("office1").await,
            api.person("works1").await,
            api.person("works2").await,
        );
        let filter = Filter {
            units: vec!["works".into()],
            role: UnitRole::Lead,
            kinds: vec!["quantified".into()],
            ..Filter::default()
        };
        let page = ledger::list(
            &api.app,
            &office.actor,
            &Query {
                filter,
                ..Query::default()
            },
        )
        .await
        .expect("the ledger");
        let mut found = None;
        for row in page.rows {
            let detail = ledger::show(&api.app, &office.actor, &row.id, None)
                .await
                .expect("a commitment");
            found =
                found.or(Some(detail.commitment).filter(|c| c.measured_by == MeasuredBy::Records));
        }
        let text = std::fs::read("../../profiles/lanting/demo/report.md").expect("the report");
        let file = FileIn {
            name: "report.md".into(),
            bytes: text,
        };
        let report = app::report::import(&api.app, &office.actor, file, Some(2027), &app::silent)
            .await
            .expect("a report");
        let stage = Self {
            commitment: found.expect("one measured by records"),
            report: report.report.id,
            made: Default::default(),
            api,
            office,
            clerk,
            head,
        };
        stage.reach_the_target().await;
        stage
    }

    /// A red commitment keeps its supervision item open; one that has reached its target does not.
    async fn reach_the_target(&self) {
        let whole = self.commitment.target.as_ref().and_then(|t| t.value);
        let record = self.claimed(whole.expect("a value")).await;
        app::record::verify(&self.api.app, &self.office.actor, &record.value.id, 1, None)
            .await
            .expect("verified");
    }

    /// A case at the centre with a reporter and a photograph: its id, and the digest of the photograph.
    pub async fn case(&self) -> (String, String) {
        use app::case::{Channel, EvidenceIn, Filer, OpenCmd, PlaceIn, ReporterIn};
        let agent = self.api.person("agent1").await.actor;
        let cmd = OpenCmd {
            matter: Some("T0101".into()),
            place: Some(PlaceIn {
                address: "某路".into(),
                ..PlaceIn::default()
            }),
            reporter: Some(ReporterIn {
                name: "虚构甲".into(),
                phone: "13900001234".into(),
                ..ReporterIn::default()
            }),
            evidence: vec![EvidenceIn {
                file: FileIn {
                    name: "树.png".into(),
                    bytes: PNG.to_vec(),
                },
                kind: "before_photo".into(),
                at: None,
                at_place: None,
            }],
            ..OpenCmd::new("", Channel::Desk)
        };
        let opened = app::case::open(&self.api.app, &Filer::Staff(&agent), cmd)
            .await
            .expect("a case");
        let case = opened.case.value;
        (case.id, case.evidence[0].file.sha256.clone())
    }

    /// A cluster of three cases of its own, with its version.
    pub async fn cluster(&self) -> (String, i64, String) {
        use app::case::{Channel, Filer, OpenCmd, PlaceIn};
        let agent = self.api.person("agent1").await.actor;
        let place = |metres: f64| PlaceIn {
            lon: Some(150.007 + metres / 90_000.0),
            lat: Some(30.012),
            address: "某路口".into(),
            how: "map".into(),
        };
        // Far enough from those of other calls.
        let n = self.made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let mut last = String::new();
        for east in [0.0, 5.0, 9.0] {
            let cmd = OpenCmd {
                matter: Some("T0101".into()),
                title: "大树倒伏压住电线".into(),
                place: Some(place(600.0 * f64::from(n) + east)),
                ..OpenCmd::new("", Channel::Desk)
            };
            let opened = app::case::open(&self.api.app, &Filer::Staff(&agent), cmd).await;
            last = opened.expect("a case").case.value.id;
        }
        app::cluster::work(&self.api.app).await.expect("placed");
        let of = app::cluster::of_case(&self.api.app, &last)
            .await
            .expect("read");
        let id = of.expect("a cluster").id;
        let office = &self.office.actor;
        let shown = app::cluster::show(&self.api.app, office, &id)
            .await
            .expect("shown");
        (id, shown.version, last)
    }

    /// A theme of its own, owned by the works unit.
    pub async fn theme(&self) -> String {
        let cmd = app::theme::OpenTheme {
            title: "树木倒伏".into(),
            matter: "T0101".into(),
            owner: "works".into(),
            ..Default::default()
        };
        let office = &self.office.actor;
        let opened = app::theme::open(&self.api.app, office, cmd).await;
        opened.expect("a theme").value.id
    }

    /// As [`Self::case`], its photograph a copy over a sealed original.
    pub async fn blackened(&self) -> (String, String) {
        let (id, hash) = self.case().await;
        let agent = self.api.person("agent1").await.actor;
        let done = app::case::redact(&self.api.app, &agent, &id, 1, (&hash, vec![]))
            .await
            .expect("a copy");
        (id, done.value.evidence[0].file.sha256.clone())
    }

    /// A record that waits for a verifier.
    pub async fn record(&self) -> Versioned<Record> {
        self.claimed(1.into()).await
    }

    async fn claimed(&self, amount: figure::Decimal) -> Versioned<Record> {
        let cmd = ClaimCmd {
            kind: RecordKind::Amount,
            date: self.api.app.today(),
            amount: Some(amount),
            unit: None,
            place: None,
            note: "一处".into(),
            evidence: vec![FileIn {
                name: "点.png".into(),
                bytes: PNG.to_vec(),
            }],
            resubmits: None,
        };
        app::record::claim(&self.api.app, &self.clerk.actor, &self.commitment.id, cmd)
            .await
            .expect("a claim")
    }

    /// A record that counts.
    pub async fn verified(&self) -> Versioned<Record> {
        let record = self.record().await;
        app::record::verify(&self.api.app, &self.office.actor, &record.value.id, 1, None)
            .await
            .expect("verified")
    }

    /// The version a write on the commitment must name.
    pub async fn version(&self) -> i64 {
        ledger::show(&self.api.app, &self.office.actor, &self.commitment.id, None)
            .await
            .expect("a commitment")
            .row
            .version
    }

    /// A change request; one that is still open is ended first.
    pub async fn request(&self) -> Versioned<ChangeRequest> {
        self.no_request().await;
        let now = ledger::show(&self.api.app, &self.office.actor, &self.commitment.id, None)
            .await
            .expect("a commitment");
        let other = if now.commitment.deadline == "2026-12-30".parse().ok() {
            "2026-12-29"
        } else {
            "2026-12-30"
        };
        let changes = Changes {
            deadline: Some(other.parse().expect("a day")),
            ..Changes::default()
        };
        let version = self.version().await;
        app::change::request(
            &self.api.app,
            &self.clerk.actor,
            &self.commitment.id,
            version,
            changes,
            "雨季停工",
        )
        .await
        .expect("a request")
    }

    /// Ends open requests.
    pub async fn no_request(&self) {
        let mut asked = app::list::Query::<app::list::RequestFilter>::default();
        asked.filter.statuses = vec!["requested".into()];
        let open = app::change::list(&self.api.app, &self.office.actor, &asked)
            .await
            .expect("requests");
        for request in open
            .rows
            .into_iter()
            .filter(|r| r.request.commitment == self.commitment.id)
        {
            let (app, office, id) = (&self.api.app, &self.office.actor, &request.request.id);
            let ended = match request.request.requested_by.person == office.person {
                true => app::change::withdraw(app, office, id, request.version).await,
                false => app::change::refuse(app, office, id, request.version, "让位").await,
            };
            ended.expect("ended");
        }
    }

    /// A supervision item that waits for an answer.
    pub async fn item(&self) -> Versioned<Supervision> {
        self.no_item().await;
        let due = self
            .api
            .app
            .today()
            .saturating_add(jiff::Span::new().days(7));
        app::supervision::open(
            &self.api.app,
            &self.office.actor,
            &self.commitment.id,
            due,
            None,
        )
        .await
        .expect("an item")
    }

    /// An answered item.
    pub async fn answered(&self) -> Versioned<Supervision> {
        let item = self.item().await;
        app::supervision::answer(
            &self.api.app,
            &self.clerk.actor,
            &item.value.id,
            item.version,
            "已安排",
        )
        .await
        .expect("answered")
    }

    /// Ends all items of the commitment.
    pub async fn no_item(&self) {
        let app = &self.api.app;
        let all = app::supervision::list(app, &self.office.actor, &Default::default())
            .await
            .expect("items");
        for item in all
            .rows
            .into_iter()
            .filter(|s| s.item.commitment == self.commitment.id)
        {
            let (id, mut version) = (item.item.id.clone(), item.version);
            if item.item.status == commitment::SupervisionStatus::Open {
                version = app::supervision::answer(app, &self.head.actor, &id, version, "已安排")
                    .await
                    .expect("answered")
                    .version;
            }
            if item.item.status != commitment::SupervisionStatus::Closed {
                app::supervision::close(app, &self.office.actor, &id, version, "已完成")
                    .await
                    .expect("closed");
            }
        }
    }

    /// A draft nobody has decided on.
    pub async fn draft(&self) -> (String, i64) {
        self.drafts(Status::Proposed).await.swap_remove(0)
    }

    /// A draft that was left out; whoever may not restore it leaves it to the next.
    pub async fn dropped(&self) -> (String, i64) {
        if let Some(left_out) = self.drafts(Status::Dropped).await.pop() {
            return left_out;
        }
        let (id, version) = self.draft().await;
        let done = app::review::drop(&self.api.app, &self.office.actor, &id, version, "试验");
        (id.clone(), done.await.expect("dropped").version)
    }

    /// Drafts of the report in a status, with their versions.
    pub async fn drafts(&self, status: Status) -> Vec<(String, i64)> {
        let all = app::review::list(&self.api.app, &self.office.actor, &self.report)
            .await
            .expect("drafts");
        all.into_iter()
            .filter(|d| d.value.status == status)
            .map(|d| (d.value.id, d.version))
            .collect()
    }

    /// A rehearsal of its own that has run: version 2.
    pub async fn rehearsal(&self) -> String {
        // Kept off the stack: every call of every endpoint carries what is awaited here.
        Box::pin(self.rehearsed()).await
    }

    async fn rehearsed(&self) -> String {
        let (app, office) = (&self.api.app, &self.office.actor);
        let given = app::rehearsal::Given {
            kind: Some(app::rehearsal::Kind::Dispatch),
            threshold: Some(870),
            automatic: true,
            ..Default::default()
        };
        let opened = app::rehearsal::open(app, office, "先试", 12, given).await;
        app::rehearsal::work(app).await.expect("it runs");
        opened.expect("a rehearsal").id
    }

    /// The version of the settings of learning.
    pub async fn learning_version(&self) -> i64 {
        let board = app::learning::show(&self.api.app, &self.office.actor).await;
        board.expect("a board").version
    }

    /// A first version of the model, learnt from a labelled file.
    pub async fn model(&self) {
        let (app, office) = (&self.api.app, &self.office.actor);
        let board = app::learning::show(app, office).await.expect("a board");
        if !board.versions.is_empty() {
            return;
        }
        let mut text = "body,label\n".to_owned();
        for n in 0..60 {
            text.push_str(&format!("大树歪斜要倒 ja{n} yi{n} bing{n} ding{n},T0101\n"));
            text.push_str(&format!("枯枝断落砸人 wu{n} ji{n} geng{n} xin{n},T0102\n"));
        }
        let file = app::FileIn {
            name: "a.csv".into(),
            bytes: text.into_bytes(),
        };
        app::learning::ask_training(app, office, board.version, Some(file))
            .await
            .expect("queued");
        for _ in 0..3 {
            app::learning::train_waiting(app).await.expect("trains");
        }
    }

    /// The version of a matter.
    pub async fn matter_version(&self, code: &str) -> i64 {
        app::duty::show(&self.api.app, &self.office.actor, code, None)
            .await
            .expect("a matter")
            .version
    }
    /// The version of an account.
    pub async fn person_version(&self, login: &str) -> i64 {
        let sys = self.api.person("sys1").await.actor;
        let found = app::person::show(&self.api.app, &sys, login).await;
        found.expect("an account").version
    }
}
