//! Every number of the overview opens to exactly its rows, today and on a past day.

use crate::district::District;

/// Addresses and numbers of the cut tables and of the tiles that lead to the ledger.
fn numbers(page: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    for rest in page.split("<a href=\"/ledger").skip(1) {
        let (query, rest) = rest.split_once('"').unwrap_or_default();
        let inside = rest.split("</a>").next().unwrap_or_default();
        let number = match inside.split("tile-number\">").nth(1) {
            Some(tile) => tile.split('<').next(),
            None if inside.starts_with(" aria-label") => inside.rsplit('>').next(),
            None => continue,
        };
        let query = query.replace("&#38;", "&").replace("&amp;", "&");
        found.push((
            format!("/ledger{query}"),
            number.unwrap_or_default().to_owned(),
        ));
    }
    found
}

#[tokio::test]
async fn every_number_opens_to_its_rows() {
    let district = District::demo().await;
    let office = district.person("district_office").await.expect("office");
    for day in ["/", "/?as_of=2026-07-01"] {
        let page = district.get(day, Some(&office)).await.text();
        let numbers = numbers(&page);
        assert!(numbers.len() > 10, "{day}: {} numbers", numbers.len());
        for (href, number) in numbers {
            let list = district.get(&href, Some(&office)).await.text();
            assert!(
                list.contains(&format!("共 {number} 项")),
                "{day}: {href} is not {number}"
            );
        }
    }
}
