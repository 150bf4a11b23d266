//! SM4 in Galois/Counter Mode: what is sealed can be neither read nor changed nor moved to another
//! subject unnoticed.

use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{AesGcm, KeyInit};
use hmac::{Mac, SimpleHmac};
use rand::Rng;
use sm3::Sm3;
use sm4::Sm4;

/// Bytes of a key.
const KEY_BYTES: usize = 16;
/// Bytes of the number used once that precedes a ciphertext.
const NONCE_BYTES: usize = 12;

/// A key. Never shown.
#[derive(Clone)]
pub(super) struct Key([u8; KEY_BYTES]);

impl Key {
    pub(super) fn new() -> Self {
        let mut bytes = [0; KEY_BYTES];
        rand::rng().fill_bytes(&mut bytes);
        Self(bytes)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Seals bytes; `about` is bound to them and must be given again to open them.
    pub(super) fn seal(&self, plain: &[u8], about: &str) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        rand::rng().fill_bytes(&mut nonce);
        let payload = Payload {
            msg: plain,
            aad: about.as_bytes(),
        };
        let sealed = self.cipher().encrypt(&nonce.into(), payload).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// Opens what [`Key::seal`] made; `None` when the key or `about` is another or a bit changed.
    pub(super) fn open(&self, sealed: &[u8], about: &str) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: sealed,
            aad: about.as_bytes(),
        };
        self.cipher().decrypt(&(*nonce).into(), payload).ok()
    }

    /// HMAC-SM3 in lower-case hex.
    pub(super) fn digest(&self, text: &str) -> String {
        let Ok(mut mac) = <SimpleHmac<Sm3> as hmac::KeyInit>::new_from_slice(&self.0) else {
            return String::new();
        };
        mac.update(text.as_bytes());
        crate::hex::encode(&mac.finalize().into_bytes())
    }

    fn cipher(&self) -> AesGcm<Sm4, U12> {
        AesGcm::new(&self.0.into())
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 8998, appendix A.1: SM4-GCM.
    #[test]
    fn it_is_the_standards_mode() {
        let hex = |text: &str| crate::hex::decode(text).unwrap();
        let key = Key::from_bytes(&hex("0123456789ABCDEFFEDCBA9876543210")).unwrap();
        let nonce: [u8; 12] = hex("00001234567800000000ABCD").try_into().unwrap();
        let payload = Payload {
            msg: &hex(
                "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDDEEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
            ),
            aad: &hex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"),
        };
        let sealed = key.cipher().encrypt(&nonce.into(), payload).unwrap();
        assert_eq!(
            sealed,
            hex(
                "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D83DE3541E4C2B58177E065A9BF7B62EC"
            )
        );
    }

    proptest! {
        #[test]
        fn only_the_same_key_and_subject_open(plain: Vec<u8>, at: usize) {
            let key = Key::new();
            let sealed = key.seal(&plain, "here/case/1").unwrap();
            prop_assert_eq!(key.open(&sealed, "here/case/1"), Some(plain));
            prop_assert_eq!(key.open(&sealed, "here/case/2"), None);
            prop_assert_eq!(Key::new().open(&sealed, "here/case/1"), None);
            let mut bent = sealed.clone();
            bent[at % sealed.len()] ^= 1;
            prop_assert_eq!(key.open(&bent, "here/case/1"), None);
        }
    }
}
