//! Photographs that a resident chose stay chosen when the first page comes back, on both databases.

mod common;

use app::portal::{self, Prepare};
use app::{App, FileIn};
use common::{PNG, stores};
use jiff::SignedDuration;

const NUMBERS: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// A page filled in, with the right answer.
fn page(app: &App, photos: &[&[u8]], kept: &str) -> Prepare {
    let asked = portal::challenge(app).unwrap();
    let words = asked.en.split(|c: char| !c.is_ascii_lowercase());
    let sum: usize = words
        .filter_map(|word| NUMBERS.iter().position(|number| *number == word))
        .sum();
    let photos = photos.iter().map(|bytes| FileIn {
        name: "照片.png".into(),
        bytes: bytes.to_vec(),
    });
    Prepare {
        photos: photos.collect(),
        kept: kept.to_owned(),
        description: "示例：井盖破损".into(),
        address: "公园前站".into(),
        lon: None,
        lat: None,
        crs: place::Crs::Wgs84,
        on_map: false,
        token: asked.token,
        answer: sum.to_string(),
    }
}

fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    image::RgbImage::from_pixel(8, 8, image::Rgb([shade; 3]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_wrong_sum_does_not_lose_the_photographs() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let mut wrong = page(app, &[PNG], "");
        wrong.answer = "99".into();
        let refused = portal::prepare(app, &wrong).await.unwrap_err();
        assert_eq!(refused.code(), "portal.answer");
        let kept = portal::keep_photos(app, wrong.photos, "").await.unwrap();
        let kept = kept.expect("they wait");
        assert_eq!(kept.photos, 1);
        // Refused once more, with another and the same one again.
        let other = picture(9);
        let more = page(app, &[&other, PNG], &kept.token);
        let kept = portal::keep_photos(app, more.photos, &more.kept).await;
        let kept = kept.unwrap().expect("both wait");
        assert_eq!(kept.photos, 2);
        // Taken at last, without choosing any again; sent, the case shows both.
        let prepared = portal::prepare(app, &page(app, &[], &kept.token))
            .await
            .unwrap();
        assert_eq!(prepared.photos, 2);
        let sent = portal::Send {
            ticket: prepared.ticket,
            matter: None,
            name: None,
            phone: None,
            hidden: false,
        };
        let filed = portal::send(app, sent).await.unwrap();
        let shown = app::case::track(app, &filed.number, &filed.code).await;
        assert_eq!(shown.unwrap().photos.len(), 2);
        // Sent, they wait no longer; words that nobody signed name none; what cannot be read is left out.
        for (photos, token) in [(vec![], kept.token.as_str()), (vec![], "x.y")] {
            let none = portal::keep_photos(app, photos, token).await.unwrap();
            assert!(none.is_none());
        }
        let broken = page(app, &[b"\x89PNG\r\n\x1a\nno"], "");
        let none = portal::keep_photos(app, broken.photos, "").await.unwrap();
        assert!(none.is_none());
        // Nor after an hour.
        let kept = portal::keep_photos(app, page(app, &[PNG], "").photos, "");
        let kept = kept.await.unwrap().expect("it waits");
        store.clock.set(app.now() + SignedDuration::from_mins(61));
        let late = portal::prepare(app, &page(app, &[], &kept.token)).await;
        assert_eq!(late.unwrap_err().code(), "portal.photos");
    }
}
