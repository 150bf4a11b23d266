//! Where messages go: a file of the operator, because it holds secrets and a profile does not.
//!
//! ```toml
//! [mail]
//! relay = "127.0.0.1:25"            # a mail server of the same machine or network
//! from = "xiuhua@example.org"
//!
//! [[mailbox]]
//! unit = "chengguan"
//! address = "duty@example.org"
//! events = ["dispatched", "due_soon"]   # all when left out
//!
//! [[webhook]]
//! name = "hub"
//! url = "http://127.0.0.1:9000/hook"
//! secret = "at least sixteen characters"
//! ```

use super::{EVENTS, Happening};
use serde::Deserialize;

/// The most mailboxes and the most webhooks.
const EACH_MAX: usize = 500;
/// The shortest secret, in characters.
const SECRET_CHARS_MIN: usize = 16;

/// Where messages go.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channels {
    /// The mail server.
    pub mail: Option<MailServer>,
    /// Who is told by mail.
    #[serde(default, rename = "mailbox")]
    pub mailboxes: Vec<Mailbox>,
    /// Which programs are told.
    #[serde(default, rename = "webhook")]
    pub webhooks: Vec<Webhook>,
}

/// A mail server that takes messages without sign-in and without TLS: on the same machine or
/// network.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    /// `host:port`.
    pub relay: String,
    /// The sender.
    pub from: String,
}

/// A unit's mailbox.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mailbox {
    /// The unit.
    pub unit: String,
    /// The address.
    pub address: String,
    /// Of what it is told; of everything when empty.
    #[serde(default)]
    pub events: Vec<String>,
}

/// A program that is told.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// A name of its own.
    pub name: String,
    /// `http://…`.
    pub url: String,
    /// What the signature is made with.
    pub secret: String,
    /// Of what it is told; of everything when empty.
    #[serde(default)]
    pub events: Vec<String>,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Webhook({} {})", self.name, self.url)
    }
}

impl Channels {
    /// Nowhere.
    pub const NONE: Self = Self {
        mail: None,
        mailboxes: Vec::new(),
        webhooks: Vec::new(),
    };

    /// Reads the file's text. Errors are told in Chinese, the line where TOML names one.
    pub fn parse(text: &str) -> Result<Self, String> {
        let channels: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        channels.check()?;
        Ok(channels)
    }

    fn check(&self) -> Result<(), String> {
        if self.mailboxes.len() > EACH_MAX || self.webhooks.len() > EACH_MAX {
            return Err(format!("邮箱和回调各最多{EACH_MAX}个"));
        }
        if !self.mailboxes.is_empty() && self.mail.is_none() {
            return Err("有[[mailbox]]就须有[mail]".to_owned());
        }
        let mailboxes = self.mailboxes.iter();
        let addresses = mailboxes.map(|it| &it.address);
        for address in addresses.chain(self.mail.iter().map(|mail| &mail.from)) {
            address
                .parse::<lettre::Address>()
                .map_err(|error| format!("邮箱“{address}”：{error}"))?;
        }
        let mut names = std::collections::BTreeSet::new();
        for hook in &self.webhooks {
            if !names.insert(&hook.name) {
                return Err(format!("回调“{}”重名", hook.name));
            }
            if hook.secret.chars().count() < SECRET_CHARS_MIN {
                return Err(format!(
                    "回调“{}”的密钥须至少{SECRET_CHARS_MIN}个字符",
                    hook.name
                ));
            }
            super::hook::Target::parse(&hook.url)
                .ok_or_else(|| format!("回调“{}”的地址须为 http://主机[:端口]/路径", hook.name))?;
        }
        let hooks = self.webhooks.iter().flat_map(|it| &it.events);
        let boxes = self.mailboxes.iter().flat_map(|it| &it.events);
        match hooks
            .chain(boxes)
            .find(|event| !EVENTS.contains(&event.as_str()))
        {
            Some(event) => Err(format!(
                "没有“{event}”这种事件，可用：{}",
                EVENTS.join("、")
            )),
            None => Ok(()),
        }
    }

    pub(super) fn mailboxes_of<'a>(
        &'a self,
        it: &'a Happening,
    ) -> impl Iterator<Item = &'a Mailbox> + 'a {
        let mailboxes = self.mailboxes.iter();
        mailboxes.filter(move |mailbox| {
            it.units.contains(&mailbox.unit) && wanted(&mailbox.events, it.event)
        })
    }

    pub(super) fn webhooks_of<'a>(
        &'a self,
        it: &'a Happening,
    ) -> impl Iterator<Item = &'a Webhook> + 'a {
        let hooks = self.webhooks.iter();
        hooks.filter(move |hook| wanted(&hook.events, it.event))
    }
}

fn wanted(events: &[String], event: &str) -> bool {
    events.is_empty() || events.iter().any(|it| it == event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_or_said_to_be_wrong() {
        let good = "[mail]\nrelay = \"127.0.0.1:25\"\nfrom = \"a@b.example\"\n\
            [[mailbox]]\nunit = \"u\"\naddress = \"c@d.example\"\nevents = [\"dispatched\"]\n\
            [[webhook]]\nname = \"h\"\nurl = \"http://127.0.0.1:9/x\"\nsecret = \"0123456789abcdef\"\n";
        let channels = Channels::parse(good).unwrap();
        let told = |event: &'static str, unit: &str| {
            let it = Happening {
                event,
                units: vec![unit.to_owned()],
                ..Happening::default()
            };
            (
                channels.mailboxes_of(&it).count(),
                channels.webhooks_of(&it).count(),
            )
        };
        assert_eq!(told("dispatched", "u"), (1, 1));
        assert_eq!(told("dispatched", "v"), (0, 1));
        assert_eq!(told("closed", "u"), (0, 1));
        for (wrong, from) in [
            ("http://127.0.0.1:9/x", "https://127.0.0.1/x"),
            ("0123456789abcdef", "short"),
            ("c@d.example", "nobody"),
            ("\"dispatched\"", "\"exploded\""),
        ] {
            assert!(
                Channels::parse(&good.replace(wrong, from)).is_err(),
                "{from}"
            );
        }
        assert!(!format!("{channels:?}").contains("0123456789abcdef"));
    }
}
