//! Telling people and programs what happened: inside the application, by mail, by webhook.
//!
//! What is told is written with the change it tells of ([`App::tell`] gives the writes), never twice
//! for one recipient, and sent by [`work`] later. See `docs/decisions/0016-messages.md`.

mod channels;
mod hook;
mod list;
mod mail;
mod notices;
mod template;
mod work;

pub use channels::{Channels, Mailbox, Webhook};
pub use hook::signature;
pub use list::{MessageRow, STATUSES, again, list};
pub use notices::{NoticeRow, notices, read_notices, unread};
pub use template::{EVENTS, Preview, preview};
pub use work::{ATTEMPTS_MAX, work};

use crate::{Actor, App, Result};
use org::{Action, Resource};
use privacy::mask_text;
use store::{Message, Notice, Write};

/// Events that are for reporters; what is said to them goes along.
const TO_REPORTERS: [&str; 2] = ["replied", "bulletin"];
/// The most persons told of one happening.
pub const PERSONS_MAX: usize = 200;

/// Something that happened to a case.
#[derive(Debug, Clone, Default)]
pub struct Happening {
    /// The case's id.
    pub case: String,
    /// The sequence of the entry that says it.
    pub seq: i64,
    /// What happened: one of [`EVENTS`].
    pub event: &'static str,
    /// Persons to be told inside the application, by id.
    pub persons: Vec<String>,
    /// Units whose mailboxes are told.
    pub units: Vec<String>,
    /// The case's number.
    pub number: String,
    /// What it is about, as it was written.
    pub title: String,
    /// The unit whose turn it is, by name.
    pub unit_name: String,
    /// Until when, in words.
    pub due: String,
    /// Why, where somebody said.
    pub reason: String,
}

impl App {
    /// The writes that tell everybody concerned; they belong into the batch of the change. What people
    /// wrote leaves the case only with personal data masked.
    pub(crate) fn tell(&self, it: &Happening) -> Vec<Write> {
        let it = &Happening {
            title: mask_text(&it.title),
            reason: mask_text(&it.reason),
            ..it.clone()
        };
        let now_ms = self.now().as_millisecond();
        let (title, body) = template::written(&self.profile().words.zh, it);
        let event = format!("{}#{}", it.event, it.seq);
        let persons = it.persons.iter().take(PERSONS_MAX);
        let notices = persons.map(|person| {
            Write::PutNotice(Notice {
                person: person.clone(),
                id: format!("{}/{event}", it.case),
                subject: format!("case/{}", it.case),
                title: title.clone(),
                body: body.clone(),
                at_ms: now_ms,
                read_ms: None,
            })
        });
        let message = |channel: &str, recipient: &str, payload: serde_json::Value| {
            Write::PutMessage(Message {
                id: crate::ids::new_id(),
                subject: it.case.clone(),
                event: event.clone(),
                recipient: recipient.to_owned(),
                channel: channel.to_owned(),
                payload: payload.to_string(),
                run_after_ms: now_ms,
            })
        };
        let channels = self.channels();
        let mails = channels.mailboxes_of(it).map(|mailbox| {
            let payload = serde_json::json!({ "title": title, "body": body });
            message("mail", &mailbox.address, payload)
        });
        let hooks = channels.webhooks_of(it).map(|hook| {
            let payload = serde_json::json!({
                "event": it.event, "case": it.case, "seq": it.seq, "number": it.number,
                "title": it.title, "unit": it.units.first(), "at": self.now().to_string(),
                "text": TO_REPORTERS.contains(&it.event).then_some(&it.reason),
            });
            message("webhook", &hook.name, payload)
        });
        notices.chain(mails).chain(hooks).collect()
    }
}

/// Messages are looked after by whoever makes accounts: the system administrator.
fn require_operator(app: &App, actor: &Actor) -> Result<()> {
    app.require(actor, Action::Create, Resource::Person, &[])
}
