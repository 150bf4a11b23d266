//! The master key: a file outside of the store, made at the first start, readable by its owner
//! alone.

use super::cipher::Key;
use crate::{AppError, Kind, Result};
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Name of the file in the data folder.
pub const KEY_FILE: &str = "personal.key";
/// What a key file begins with.
const HEAD: &str = "xiuhua-sm4-1 ";

/// Reads the master key. `may_make`: nothing in the store needs an old one, so a missing file is
/// made.
pub(super) fn read(file: &Path, may_make: bool) -> Result<Key> {
    match std::fs::read_to_string(file) {
        Ok(text) => parse(&text).ok_or_else(|| unusable(file, "格式不对")),
        Err(error) if error.kind() == ErrorKind::NotFound && may_make => make(file),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(unusable(file, "不存在")),
        Err(error) => Err(unusable(file, &error.to_string())),
    }
}

fn make(file: &Path) -> Result<Key> {
    let key = Key::new();
    let hex = crate::hex::encode(key.bytes());
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut made| {
        made.write_all(format!("{HEAD}{hex}\n").as_bytes())?;
        made.sync_all()
    });
    match written {
        Ok(()) => Ok(key),
        // Another server of the same folder was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(file, false),
        Err(error) => Err(unusable(file, &error.to_string())),
    }
}

fn parse(text: &str) -> Option<Key> {
    let hex = text.trim_end().strip_prefix(HEAD)?;
    Key::from_bytes(&crate::hex::decode(hex)?)
}

fn unusable(file: &Path, why: &str) -> AppError {
    AppError::new(
        Kind::Unavailable,
        "sealing.key_file",
        format!(
            "个人信息主密钥文件 {} 无法使用：{why}。没有它，已封存的个人信息无法读取；请放回原来的文件",
            file.display()
        ),
        format!(
            "The master key of personal data, {}, cannot be used: {why}",
            file.display()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(KEY_FILE);
        assert_eq!(read(&file, false).unwrap_err().code(), "sealing.key_file");
        let made = read(&file, true).unwrap();
        assert_eq!(read(&file, true).unwrap().bytes(), made.bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        for wrong in [
            "",
            "xiuhua-sm4-1 12",
            "xiuhua-sm4-2 000102030405060708090a0b0c0d0e0f",
        ] {
            std::fs::write(&file, wrong).unwrap();
            assert!(read(&file, true).is_err(), "{wrong}");
        }
    }
}
