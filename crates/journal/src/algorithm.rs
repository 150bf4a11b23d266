//! The digest a chain is made with.

use serde::{Deserialize, Serialize};
use sha2::Digest;

/// A digest algorithm of 256 bits. SM3 is the default (GB/T 32905-2016); SHA-256 may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// GB/T 32905-2016.
    #[default]
    Sm3,
    /// FIPS 180-4.
    Sha256,
}

/// A name that is no digest algorithm of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("不认识的摘要算法：{0}（可用 sm3、sha256）")]
pub struct UnknownAlgorithm(pub String);

impl Algorithm {
    /// The stable code used in the store and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sm3 => "sm3",
            Self::Sha256 => "sha256",
        }
    }

    /// The hash a chain starts from: 64 zeros.
    pub fn genesis(self) -> String {
        "0".repeat(64)
    }

    /// The digest of `bytes` as 64 lower-case hex characters.
    pub fn hex(self, bytes: &[u8]) -> String {
        let mut hasher = Hasher::new(self);
        hasher.update(bytes);
        hasher.finish()
    }
}

impl std::str::FromStr for Algorithm {
    type Err = UnknownAlgorithm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "sm3" => Ok(Self::Sm3),
            "sha256" => Ok(Self::Sha256),
            other => Err(UnknownAlgorithm(other.to_owned())),
        }
    }
}

/// A digest in the making.
#[derive(Debug, Clone)]
pub enum Hasher {
    /// SM3.
    Sm3(Box<sm3::Sm3>),
    /// SHA-256.
    Sha256(Box<sha2::Sha256>),
}

impl Hasher {
    /// A digest of nothing so far.
    pub fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sm3 => Self::Sm3(Box::default()),
            Algorithm::Sha256 => Self::Sha256(Box::default()),
        }
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sm3(hasher) => hasher.update(bytes),
            Self::Sha256(hasher) => hasher.update(bytes),
        }
    }

    /// The digest as 64 lower-case hex characters.
    pub fn finish(self) -> String {
        match self {
            Self::Sm3(hasher) => hex(&hasher.finalize()),
            Self::Sha256(hasher) => hex(&hasher.finalize()),
        }
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        assert_eq!(
            Algorithm::Sm3.hex(b"abc"),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        );
        assert_eq!(
            Algorithm::Sha256.hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn codes_round_trip_and_strangers_are_refused() {
        for algorithm in [Algorithm::Sm3, Algorithm::Sha256] {
            assert_eq!(algorithm.code().parse(), Ok(algorithm));
        }
        assert!("md5".parse::<Algorithm>().is_err());
    }
}
