//! Where a store lives.

use crate::error::StoreError;
use std::path::{Path, PathBuf};

/// The file name of the SQLite store inside the data folder.
pub const SQLITE_FILE: &str = "xiuhua.sqlite3";

/// One of the two engines and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file, made when absent.
    Sqlite {
        /// The file.
        file: PathBuf,
    },
    /// A PostgreSQL database that exists.
    Postgres {
        /// `postgres://user:password@host:port/database`.
        url: String,
    },
}

impl Location {
    /// The place meant by `--data` and `--database`; no database means SQLite in the data folder.
    pub fn parse(data_dir: &Path, database: Option<&str>) -> Result<Self, StoreError> {
        match database {
            None => Ok(Self::Sqlite {
                file: data_dir.join(SQLITE_FILE),
            }),
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres {
                    url: url.to_owned(),
                })
            }
            Some(other) => match other.strip_prefix("sqlite://") {
                Some(file) if !file.is_empty() => Ok(Self::Sqlite { file: file.into() }),
                _ => Err(StoreError::Location(
                    "--database 应以 postgres:// 或 sqlite:// 开头".to_owned(),
                )),
            },
        }
    }
}

/// Without the password, for logs.
impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite { file } => write!(f, "sqlite://{}", file.display()),
            Self::Postgres { url } => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                let place = place.split('?').next().unwrap_or(place);
                write!(f, "{scheme}://{place}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_a_file_in_the_data_folder() {
        let at = Location::parse(Path::new("/d"), None).unwrap();
        assert_eq!(
            at,
            Location::Sqlite {
                file: "/d/xiuhua.sqlite3".into()
            }
        );
    }

    #[test]
    fn the_password_is_not_shown() {
        let at = Location::parse(Path::new("/d"), Some("postgres://u:secret@h:1/db?x=y")).unwrap();
        assert_eq!(at.to_string(), "postgres://h:1/db");
    }

    #[test]
    fn another_scheme_is_refused() {
        let error = Location::parse(Path::new("/d"), Some("mysql://h/db")).unwrap_err();
        assert_eq!(error.code(), "store.location");
    }
}
