//! A session ends at last however much it is used, and an open one is no place to guess a password.

mod common;

use app::Kind;
use common::stores;
use jiff::ToSpan;

#[tokio::test]
async fn a_session_in_use_ends_after_twelve_hours() {
    for store in stores("lanting").await {
        let app = &store.app;
        let signed = app::session::demo_sign_in(app, "office1", "test").await;
        let token = signed.expect("signs in").token;
        for hour in 1..12 {
            store.clock.set(app.now() + 1.hour());
            let found = app::session::by_token(app, &token).await.expect("answers");
            assert!(found.is_some(), "after {hour} hours of use");
        }
        store.clock.set(app.now() + 1.hour());
        let found = app::session::by_token(app, &token).await.expect("answers");
        assert!(found.is_none(), "after 12 hours");
    }
}

#[tokio::test]
async fn an_idle_session_ends_after_eight_hours() {
    for store in stores("lanting").await {
        let app = &store.app;
        let signed = app::session::demo_sign_in(app, "office1", "test").await;
        let token = signed.expect("signs in").token;
        store.clock.set(app.now() + 8.hours());
        let found = app::session::by_token(app, &token).await.expect("answers");
        assert!(found.is_none());
    }
}

#[tokio::test]
async fn the_old_password_cannot_be_guessed_from_an_open_session() {
    for store in stores("lanting").await {
        let app = &store.app;
        let system = common::sign_in(app, "sys1").await;
        let new = app::person::NewPerson {
            login: "clerk8".into(),
            name: "虚构·辛".into(),
            title: "经办人".into(),
            unit: "works".into(),
            password: "kapok-blossom-7".into(),
        };
        app::person::create(app, &system, new)
            .await
            .expect("creates");
        let security = common::sign_in(app, "sec1").await;
        let roles = vec!["department_clerk".to_owned()];
        app::person::set_roles(app, &security, "clerk8", 1, &roles)
            .await
            .expect("gives a role");
        let signed = app::session::sign_in(app, "clerk8", "kapok-blossom-7", "test").await;
        let actor = signed.expect("signs in").actor;
        let change =
            |old: &'static str| app::session::change_password(app, &actor, old, "lychee-garden-88");
        for _ in 0..app::session::FAILURES_MAX {
            assert_eq!(
                change("wrong-guess-1").await.unwrap_err().code(),
                "password.wrong"
            );
        }
        let locked = change("kapok-blossom-7").await.unwrap_err();
        assert_eq!(
            (locked.kind(), locked.code()),
            (Kind::RateLimited, "password.locked")
        );
        store
            .clock
            .set(app.now() + (app::session::LOCK_MINUTES + 1).minutes());
        change("kapok-blossom-7").await.expect("after the pause");
    }
}
