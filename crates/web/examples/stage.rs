//! A stage for browser stories in which time matters: a district's invented people on an empty store,
//! served for real, with a clock that stands where the story puts it. No part of the product.
//!
//! `stage PROFILE INSTANT` says where it listens; each line on its input is the instant it is then,
//! answered by the same line once what that time brings has happened. It ends with its input.

use app::{App, FixedClock, OpenOptions};
use profile::{Files, Profile};
use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let (Some(profile), Some(at)) = (args.next(), args.next()) else {
        return Err("stage PROFILE INSTANT".into());
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(play(Path::new(&profile), &at))
}

async fn play(folder: &Path, at: &str) -> Outcome<()> {
    let data = tempfile::tempdir()?;
    let clock = Arc::new(FixedClock::at(at.parse()?));
    let mut files = Files::new();
    collect(folder, folder, &mut files)?;
    let app = App::open(OpenOptions {
        data_dir: data.path().to_owned(),
        database: None,
        key_file: None,
        profile: Profile::parse(&files).map_err(|wrong| format!("{wrong:?}"))?,
        clock: clock.clone(),
        algorithm: journal::Algorithm::Sm3,
    })
    .await?;
    app::demo::create_people(&app).await?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let served = web::serve(
        app.clone(),
        listener,
        web::Options::default(),
        follow(app.clone(), clock),
    );
    served.await?;
    app.close().await;
    Ok(())
}

/// Sets the clock by the lines of the input, until it ends.
async fn follow(app: App, clock: Arc<FixedClock>) {
    let (send, mut lines) = tokio::sync::mpsc::channel::<String>(1);
    std::thread::spawn(move || {
        let input = std::io::stdin().lock().lines();
        for line in input.map_while(Result::ok) {
            if send.blocking_send(line).is_err() {
                break;
            }
        }
    });
    while let Some(line) = lines.recv().await {
        match line.trim().parse() {
            Ok(at) => {
                clock.set(at);
                if let Err(error) = app::case::tick(&app).await {
                    eprintln!("{error}");
                }
                println!("{}", line.trim());
            }
            Err(error) => eprintln!("{line}: {error}"),
        }
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Files) -> Outcome<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let name = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(name, text);
        }
    }
    Ok(())
}
