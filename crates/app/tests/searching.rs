//! Cases and commitments are found by any words, and by nobody who may not list them; on both databases.

mod common;

use app::case::{self, Channel, Filer, OpenCmd, PlaceIn, ReporterIn};
use app::search::{self, CaseAsked, Found};
use app::{Actor, App};
use common::{sign_in, stores};

fn filed(text: &str, address: &str) -> OpenCmd {
    OpenCmd {
        matter: Some("06001".into()),
        place: Some(PlaceIn {
            address: address.into(),
            how: "address".into(),
            ..PlaceIn::default()
        }),
        fields: [("description".to_owned(), text.to_owned())].into(),
        reporter: Some(ReporterIn {
            name: "示例某".into(),
            phone: "13900001234".into(),
            ..ReporterIn::default()
        }),
        ..OpenCmd::new("", Channel::Desk)
    }
}

async fn found(app: &App, who: &Actor, words: &str) -> Found {
    let asked = CaseAsked {
        words: words.to_owned(),
        ..CaseAsked::default()
    };
    search::cases(app, who, &asked).await.unwrap()
}

fn ids(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[tokio::test]
async fn a_case_is_found_by_any_words_and_only_by_who_may_list_it() {
    for store in stores("yuexiu").await {
        let app = &store.app;
        let desk = sign_in(app, "shouli").await;
        let text = "示例：人行道井盖破損，請打13912345678找我";
        let who = Filer::Staff(&desk);
        let opened = case::open(app, &who, filed(text, "公园前站"))
            .await
            .unwrap();
        let id = opened.case.value.id.clone();
        let number = opened.case.value.number.clone();
        for words in ["井盖", "井蓋 破损", "jinggai", "rxd", &number, "地铁公园前"] {
            assert!(
                ids(&found(app, &desk, words).await).contains(&id.as_str()),
                "{words}"
            );
        }
        // An old or other name is looked for besides, and the answer says so.
        let other = found(app, &desk, "地铁公园前").await;
        assert!(!other.other_names.is_empty());
        // Wrong characters of the right sound: said to be so.
        let sounding = found(app, &desk, "景盖").await;
        assert!(sounding.by_sound && ids(&sounding).contains(&id.as_str()));
        // What is met is marked, and personal data is neither shown nor found.
        let hit = found(app, &desk, "井盖").await.hits.remove(0);
        let marked: Vec<_> = hit
            .title
            .pieces()
            .into_iter()
            .chain(hit.extract.pieces())
            .collect();
        assert!(marked.contains(&("井盖".to_owned(), true)), "{marked:?}");
        for hidden in ["13912345678", "13900001234", "示例某"] {
            assert!(found(app, &desk, hidden).await.hits.is_empty(), "{hidden}");
            let words = serde_json::to_string(&found(app, &desk, "井盖").await.hits).unwrap();
            assert!(!words.contains(hidden), "{hidden}");
        }
        // A unit that the case does not concern finds nothing of it.
        let other_unit = sign_in(app, "zhujian-clerk").await;
        assert!(!ids(&found(app, &other_unit, "井盖").await).contains(&id.as_str()));
        assert!(!ids(&found(app, &other_unit, &number).await).contains(&id.as_str()));
        // Deputies have a page of their own.
        let deputy = sign_in(app, "daibiao").await;
        let asked = CaseAsked {
            words: "井盖".into(),
            ..CaseAsked::default()
        };
        assert!(search::cases(app, &deputy, &asked).await.is_err());
    }
}
