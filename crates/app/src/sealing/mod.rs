//! Personal data at rest: sealed under a key of its subject, which a master key outside of the
//! store wraps. Destroying the subject's key anonymises it, also in the journal, which never
//! forgets. See `docs/decisions/0013-personal-data.md`.

mod cipher;
mod master;

pub use master::KEY_FILE;

use crate::{AppError, Kind, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use cipher::Key;
use std::path::Path;
use store::{DistrictId, Store, Write};

/// The longest text sealed at once, in bytes.
pub const PLAIN_BYTES_MAX: usize = 16 * 1024;
/// What a sealed text begins with: the format.
const FORMAT: &str = "1.";
/// The subject whose key shows that the master key is the one used before.
const PROBE: &str = "\u{1}probe";

/// Seals and opens: the master key, proven to be the one that the store's keys are wrapped with.
#[derive(Debug, Clone)]
pub(crate) struct Sealer {
    store: Store,
    district: DistrictId,
    master: Key,
}

impl Sealer {
    /// Reads the key file, making it when the store has sealed nothing yet.
    pub(crate) async fn open(
        store: &Store,
        district: &DistrictId,
        file: &Path,
        at: jiff::Timestamp,
    ) -> Result<Self> {
        let used = store.has_personal_keys(district).await?;
        let sealer = Self {
            store: store.clone(),
            district: district.clone(),
            master: master::read(file, !used)?,
        };
        if sealer.key_of(PROBE).await?.is_none() {
            let probe = vec![sealer.put(PROBE, &Key::new())?];
            if store.write(district, at, probe).await.is_err() {
                // Another server was quicker; its key must be ours.
                sealer.key_of(PROBE).await?;
            }
        }
        Ok(sealer)
    }

    /// Seals a text of a subject that has sealed nothing yet. The write puts its key and belongs
    /// into the batch that stores the sealed text.
    pub(crate) fn seal_first(&self, subject: &str, plain: &str) -> Result<(String, Write)> {
        let key = Key::new();
        Ok((
            self.seal_with(&key, subject, plain)?,
            self.put(subject, &key)?,
        ))
    }

    /// Opens a sealed text. Errors: `sealing.destroyed` when the subject was anonymised.
    pub(crate) async fn unseal(&self, subject: &str, sealed: &str) -> Result<String> {
        let key = self.key_of(subject).await?.ok_or_else(|| {
            AppError::new(
                Kind::NotFound,
                "sealing.destroyed",
                "这些个人信息已匿名化，不能再读取",
                "This personal data has been anonymised and cannot be read any more",
            )
        })?;
        let bytes = sealed.strip_prefix(FORMAT);
        let bytes = bytes.and_then(|text| BASE64.decode(text).ok());
        let plain = bytes.and_then(|bytes| key.open(&bytes, &self.about("text", subject)));
        let text = plain.and_then(|plain| String::from_utf8(plain).ok());
        text.ok_or_else(damaged)
    }

    /// A keyed digest of a caller's telephone number: equal numbers are recognised by those who
    /// have the master key, and by nobody who only has the store. Not for the journal.
    pub(crate) fn caller(&self, phone: &str) -> String {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        self.master
            .digest(&format!("caller/{}/{digits}", self.district.0))
    }

    /// A code of some words that only this district's servers can make: for what a form without an
    /// account carries from page to page.
    pub(crate) fn code(&self, words: &str) -> String {
        self.master
            .digest(&format!("form/{}/{words}", self.district.0))
    }

    async fn key_of(&self, subject: &str) -> Result<Option<Key>> {
        let wrapped = self.store.personal_key(&self.district, subject).await?;
        let Some(wrapped) = wrapped else {
            return Ok(None);
        };
        let key = self.master.open(&wrapped, &self.about("key", subject));
        let key = key.and_then(|bytes| Key::from_bytes(&bytes));
        key.map(Some).ok_or_else(|| {
            AppError::new(
                Kind::Unavailable,
                "sealing.other_key",
                "个人信息主密钥与数据库不符：请使用封存时的密钥文件",
                "The master key is not the one that personal data was sealed with",
            )
        })
    }

    fn seal_with(&self, key: &Key, subject: &str, plain: &str) -> Result<String> {
        let bytes = plain.len();
        crate::app::within(
            bytes,
            PLAIN_BYTES_MAX,
            "个人信息字节",
            "Bytes of personal data",
        )?;
        let sealed = key.seal(plain.as_bytes(), &self.about("text", subject));
        Ok(format!(
            "{FORMAT}{}",
            BASE64.encode(sealed.ok_or_else(damaged)?)
        ))
    }

    fn put(&self, subject: &str, key: &Key) -> Result<Write> {
        let wrapped = self.master.seal(key.bytes(), &self.about("key", subject));
        Ok(Write::PutPersonalKey {
            subject: subject.to_owned(),
            wrapped: wrapped.ok_or_else(damaged)?,
        })
    }

    fn about(&self, what: &str, subject: &str) -> String {
        format!("{what}/{}/{subject}", self.district.0)
    }
}

/// The writes that destroy the keys of subjects and forget their callers: what was sealed for them
/// is gone for good. They belong into the batch whose entries say that these were anonymised.
pub(crate) fn shred<'a>(subjects: impl IntoIterator<Item = &'a str>) -> Vec<Write> {
    let drop = |subject: &str| {
        let subject = subject.to_owned();
        [
            Write::DropPersonalKey {
                subject: subject.clone(),
            },
            Write::DropCallers { subject },
        ]
    };
    subjects.into_iter().flat_map(drop).collect()
}

fn damaged() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "sealing.damaged",
        "封存的个人信息已损坏或被改动，请联系系统管理员",
        "The sealed data is damaged or was changed",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use store::testing::TestStore;

    async fn sealer(test: &TestStore, file: &Path) -> Result<Sealer> {
        let here = DistrictId::from("here");
        Sealer::open(&test.store, &here, file, Timestamp::UNIX_EPOCH).await
    }

    async fn write(test: &TestStore, writes: Vec<Write>) {
        let here = DistrictId::from("here");
        let done = test.store.write(&here, Timestamp::UNIX_EPOCH, writes).await;
        done.unwrap();
    }

    async fn seals_and_forgets(test: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(KEY_FILE);
        let first = sealer(&test, &file).await.unwrap();
        let (name, key) = first.seal_first("case/1", "张某某 13900000000").unwrap();
        assert!(!name.contains("张") && name.len() < 200);
        write(&test, vec![key]).await;
        // Opened again, it reads what was sealed before; another subject's text it does not.
        let again = sealer(&test, &file).await.unwrap();
        assert_eq!(
            again.unseal("case/1", &name).await.unwrap(),
            "张某某 13900000000"
        );
        let (other, key) = again.seal_first("case/2", "x").unwrap();
        write(&test, vec![key]).await;
        let moved = again.unseal("case/1", &other).await.unwrap_err();
        assert_eq!(moved.code(), "sealing.damaged");
        assert_eq!(again.caller("139 0000-0000"), first.caller("13900000000"));
        assert_ne!(again.caller("13900000000"), first.caller("13900000001"));
        write(&test, shred(["case/1"])).await;
        let gone = again.unseal("case/1", &name).await.unwrap_err();
        assert_eq!(gone.code(), "sealing.destroyed");
        assert_eq!(again.unseal("case/2", &other).await.unwrap(), "x");
        // Without its file, or with another, the store is not opened.
        std::fs::rename(&file, folder.path().join("kept")).unwrap();
        let missing = sealer(&test, &file).await.unwrap_err();
        assert_eq!(missing.code(), "sealing.key_file");
        std::fs::write(&file, "xiuhua-sm4-1 000102030405060708090a0b0c0d0e0f\n").unwrap();
        let wrong = sealer(&test, &file).await.unwrap_err();
        assert_eq!(wrong.code(), "sealing.other_key");
    }

    #[tokio::test]
    async fn it_seals_and_forgets_on_sqlite() {
        seals_and_forgets(store::testing::sqlite().await).await;
    }

    #[tokio::test]
    async fn it_seals_and_forgets_on_postgres() {
        if let Some(test) = store::testing::postgres().await {
            seals_and_forgets(test).await;
        }
    }
}
