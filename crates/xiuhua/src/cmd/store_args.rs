//! Where the data and the district are: arguments that several commands share.

use anyhow::{Context, bail};
use profile::Profile;
use std::path::{Path, PathBuf};

/// Data folder and database.
#[derive(clap::Args, Clone, Debug)]
pub struct StoreArgs {
    /// 数据目录
    #[arg(long = "data", env = "XIUHUA_DATA", default_value = ".data/xiuhua")]
    pub data: PathBuf,
    /// postgres://… ；不写则用数据目录里的 SQLite
    #[arg(long, env = "XIUHUA_DATABASE")]
    pub database: Option<String>,
    /// 个人信息主密钥文件；不写则用数据目录里的 personal.key（首次启动时生成，务必另行备份）
    #[arg(long, env = "XIUHUA_KEY_FILE")]
    pub key_file: Option<PathBuf>,
}

impl StoreArgs {
    /// Where the master key of personal data is.
    pub fn key_file(&self) -> PathBuf {
        let own = self.key_file.clone();
        own.unwrap_or_else(|| self.data.join(app::sealing::KEY_FILE))
    }

    /// Makes the data folder where it is missing.
    pub fn prepare(&self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.data)
            .with_context(|| format!("无法建立数据目录 {}", self.data.display()))
    }
}

/// Reads and checks a district's folder; every problem is printed.
pub fn read_profile(folder: &Path) -> anyhow::Result<Profile> {
    let files = super::profile::read_files(folder)?;
    match Profile::parse(&files) {
        Ok(profile) => Ok(profile),
        Err(problems) => {
            problems
                .iter()
                .for_each(|p| eprintln!("{}:{}: {} {}", p.file, p.line, p.code, p.message_zh));
            bail!("区划配置 {} 有{}处问题", folder.display(), problems.len())
        }
    }
}

/// An async runtime for one command.
pub fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("无法启动运行时")
}
