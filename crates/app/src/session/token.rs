//! Secrets given to clients: random, and kept only as a hash.

use sm3::{Digest, Sm3};

/// 32 random bytes in hex.
pub(crate) fn fresh() -> String {
    let bytes: [u8; 32] = rand::random();
    hex(&bytes)
}

/// What is stored of a secret.
pub(crate) fn hash(secret: &str) -> String {
    hex(&Sm3::digest(secret.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
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
