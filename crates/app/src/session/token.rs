//! Secrets given to clients: random, and kept only as a hash.

use crate::hex;
use journal::Algorithm;

/// 32 random bytes in hex.
pub(crate) fn fresh() -> String {
    let bytes: [u8; 32] = rand::random();
    hex::encode(&bytes)
}

/// What is stored of a secret.
pub(crate) fn hash(secret: &str) -> String {
    Algorithm::Sm3.hex(secret.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn secrets_differ_and_hashes_do_not() {
        assert_ne!(super::fresh(), super::fresh());
        assert_eq!(super::hash("a"), super::hash("a"));
        assert_eq!(super::fresh().len(), 64);
    }
}
