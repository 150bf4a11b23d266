//! Worked examples of due instants, with their explanation.

use calendar::{
    Calendar, CalendarError, Certainty, Extension, Lang, Options, Pause, format_instant,
    notices_from_csv, parse_instant, shipped_notices,
};
use jiff::civil::date;

fn due(from: &str, limit: &str, options: &Options) -> String {
    let calendar = Calendar::shipped().unwrap();
    let due = calendar
        .due(
            parse_instant(from).unwrap(),
            limit.parse().unwrap(),
            options,
        )
        .unwrap();
    format_instant(due.at).trim_end_matches("+08:00").to_owned()
}

fn plain(from: &str, limit: &str) -> String {
    due(from, limit, &Options::default())
}

fn pause(from: &str, to: &str) -> Pause {
    let at = |text| parse_instant(text).unwrap();
    Pause {
        from: at(from),
        to: at(to),
        reason: "听证".into(),
    }
}

#[test]
fn working_days_skip_holidays_and_take_make_up_days() {
    assert_eq!(plain("2026-09-24T16:30", "5wd"), "2026-10-09T23:59:59");
    assert_eq!(plain("2026-09-18T09:00", "1wd"), "2026-09-20T23:59:59");
    assert_eq!(plain("2026-10-09T09:00", "1wd"), "2026-10-10T23:59:59");
    assert_eq!(plain("2026-10-03T09:00", "1wd"), "2026-10-08T23:59:59");
}

#[test]
fn working_hours_run_inside_duty_hours_only() {
    assert_eq!(plain("2026-09-24T16:30", "2wh"), "2026-09-28T10:30:00");
    assert_eq!(plain("2026-11-23T11:30", "2wh"), "2026-11-23T14:30:00");
    assert_eq!(plain("2026-11-23T15:00", "2wh"), "2026-11-23T17:00:00");
    assert_eq!(plain("2026-11-23T06:00", "7wh"), "2026-11-23T17:00:00");
    assert_eq!(plain("2026-09-19T10:00", "1wh"), "2026-09-20T10:00:00");
}

#[test]
fn duty_hours_can_differ_and_work_weekends() {
    let options = Options {
        duty: "mon-fri 08:30-12:00,14:00-17:30; sat 09:00-12:00"
            .parse()
            .unwrap(),
        ..Options::default()
    };
    assert_eq!(
        due("2026-11-27T17:00", "2wh", &options),
        "2026-11-28T10:30:00"
    );
    assert_eq!(
        due("2026-09-25T17:00", "1wh", &options),
        "2026-09-28T09:30:00"
    );
    assert_eq!(
        due("2026-09-19T13:00", "1wh", &options),
        "2026-09-20T09:30:00"
    );
}

#[test]
fn plain_hours_run_day_and_night() {
    assert_eq!(plain("2026-09-30T23:00", "24h"), "2026-10-01T23:00:00");
}

#[test]
fn days_and_months_roll_unless_told_not_to() {
    let fixed = Options {
        roll: false,
        ..Options::default()
    };
    assert_eq!(plain("2026-09-24T10:00", "7d"), "2026-10-08T23:59:59");
    assert_eq!(due("2026-09-24T10:00", "7d", &fixed), "2026-10-01T23:59:59");
    assert_eq!(
        due("2026-01-31T10:00", "1mo", &fixed),
        "2026-02-28T23:59:59"
    );
    assert_eq!(due("2023-12-31", "2mo", &fixed), "2024-02-29T23:59:59");
    assert_eq!(plain("2026-01-31T10:00", "1mo"), "2026-02-28T23:59:59");
    assert_eq!(plain("2026-07-03", "3mo"), "2026-10-08T23:59:59");
}

#[test]
fn close_ends_with_the_duty_of_the_last_day() {
    let close = Options {
        close: true,
        ..Options::default()
    };
    assert_eq!(
        due("2026-09-24T16:30", "5wd", &close),
        "2026-10-09T17:00:00"
    );
    assert_eq!(
        due("2026-09-18T16:30", "1wd", &close),
        "2026-09-20T17:00:00"
    );
    let fixed = Options {
        roll: false,
        ..close
    };
    assert_eq!(due("2026-09-24", "7d", &fixed), "2026-10-01T23:59:59");
}

#[test]
fn a_day_that_a_pause_touches_does_not_count() {
    let paused = |pauses| Options {
        pauses,
        ..Options::default()
    };
    let two_days = paused(vec![pause("2026-11-25T16:00", "2026-11-26T10:00")]);
    assert_eq!(
        due("2026-11-23T10:00", "5wd", &two_days),
        "2026-12-02T23:59:59"
    );
    let until_midnight = paused(vec![pause("2026-11-25", "2026-11-26")]);
    assert_eq!(
        due("2026-11-23T10:00", "5wd", &until_midnight),
        "2026-12-01T23:59:59"
    );
    let first_day = paused(vec![pause("2026-11-23T11:00", "2026-11-23T12:00")]);
    assert_eq!(
        due("2026-11-23T10:00", "5wd", &first_day),
        "2026-11-30T23:59:59"
    );
}

#[test]
fn extensions_count_on_from_the_unrolled_end() {
    let extension = |limit: &str| Extension {
        limit: limit.parse().unwrap(),
        reason: "复杂".into(),
    };
    let longer = Options {
        extensions: vec![extension("30d")],
        ..Options::default()
    };
    assert_eq!(
        due("2026-08-02T09:00", "60d", &longer),
        "2026-11-02T23:59:59"
    );
    let mixed = Options {
        extensions: vec![extension("1wd"), extension("2h")],
        ..Options::default()
    };
    assert_eq!(due("2026-09-24T09:00", "7d", &mixed), "2026-10-09T02:00:00");
}

#[test]
fn beyond_the_last_notice_is_said() {
    let calendar = Calendar::shipped().unwrap();
    let run = |from: &str, limit: &str| {
        calendar
            .due(
                parse_instant(from).unwrap(),
                limit.parse().unwrap(),
                &Options::default(),
            )
            .unwrap()
    };
    let beyond = Certainty::BeyondNotices {
        last: date(2026, 12, 31),
    };
    let over = run("2026-11-23", "60d");
    assert_eq!(over.certainty, beyond);
    assert!(
        over.lines
            .iter()
            .all(|line| line.unnoticed == (line.date.year() == 2027))
    );
    assert_eq!(run("2026-12-29", "1wd").certainty, Certainty::Known);
    assert_eq!(
        format_instant(run("2026-12-31", "1wd").at),
        "2027-01-01T23:59:59+08:00"
    );
}

#[test]
fn half_a_day_stopped_takes_its_hours_but_not_the_day() {
    let mut notices = shipped_notices().unwrap();
    notices
        .extend(notices_from_csv("date,kind,name,part\n2026-11-24,stop,台风,afternoon\n").unwrap());
    let calendar = Calendar::new(notices, &[]).unwrap();
    let run = |limit: &str| {
        let from = parse_instant("2026-11-23T16:00").unwrap();
        format_instant(
            calendar
                .due_at(from, limit.parse().unwrap(), &Options::default())
                .unwrap()
                .at,
        )
    };
    assert_eq!(run("1wd"), "2026-11-24T23:59:59+08:00");
    assert_eq!(run("5wh"), "2026-11-25T10:00:00+08:00");
}

#[test]
fn the_explanation_names_every_day() {
    let calendar = Calendar::shipped().unwrap();
    let from = parse_instant("2026-09-24T16:30").unwrap();
    let lines = calendar
        .due(from, "5wd".parse().unwrap(), &Options::default())
        .unwrap()
        .lines;
    let texts: Vec<String> = lines.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 16);
    assert_eq!(texts[0], "2026-09-24 周四        -  起始日，不计入");
    assert_eq!(texts[1], "2026-09-25 周五        -  放假（中秋）");
    assert_eq!(texts[4], "2026-09-28 周一        1  工作日");
    assert_eq!(
        lines[15].text(Lang::En),
        "2026-10-09 Fri        5  working day"
    );
    assert_eq!(
        lines[7].text(Lang::En),
        "2026-10-01 Thu        -  holiday (National Day)"
    );
}

#[test]
fn the_explanation_of_hours_pauses_and_rolling() {
    let calendar = Calendar::shipped().unwrap();
    let explain = |from: &str, limit: &str, options: &Options| -> Vec<String> {
        let due = calendar
            .due(
                parse_instant(from).unwrap(),
                limit.parse().unwrap(),
                options,
            )
            .unwrap();
        due.lines
            .iter()
            .map(|line| line.to_string()[5..].to_owned())
            .collect()
    };
    let options = Options {
        pauses: vec![pause("2026-11-24", "2026-11-25")],
        ..Options::default()
    };
    assert_eq!(
        explain("2026-11-23T16:30", "2wh", &options),
        [
            "11-23 周一  0:30:00  工作日",
            "11-24 周二        -  暂停计时（听证）",
            "11-25 周三  1:30:00  工作日",
        ]
    );
    assert_eq!(
        explain("2026-11-20T16:30", "1d", &options),
        [
            "11-20 周五        -  起始日，不计入",
            "11-21 周六        1  自然日，周末",
            "11-21 周六        -  期末顺延，周末",
            "11-22 周日        -  期末顺延，周末",
            "11-23 周一        -  顺延至此日，工作日",
        ]
    );
    assert_eq!(
        explain("2026-11-23T17:30", "1wh", &Options::default())[0],
        "11-23 周一        -  当日办公时间已过"
    );
}

#[test]
fn limits_on_everything() {
    let calendar = Calendar::shipped().unwrap();
    let from = parse_instant("2199-12-01").unwrap();
    let far = calendar.due(from, "120mo".parse().unwrap(), &Options::default());
    assert_eq!(far.unwrap_err(), CalendarError::OutOfRange);
    let extension = Extension {
        limit: "1d".parse().unwrap(),
        reason: String::new(),
    };
    let options = Options {
        extensions: vec![extension; 51],
        ..Options::default()
    };
    let many = calendar.due(
        parse_instant("2026-01-01").unwrap(),
        "1d".parse().unwrap(),
        &options,
    );
    assert_eq!(many.unwrap_err().code(), "calendar.too_many");
}

#[test]
fn a_due_instant_and_its_options_survive_json() {
    let calendar = Calendar::shipped().unwrap();
    let from = parse_instant("2026-09-24T16:30").unwrap();
    let options = Options {
        pauses: vec![pause("2026-09-28", "2026-09-29")],
        ..Options::default()
    };
    for limit in ["5wd", "2wh", "24h", "7d"] {
        let due = calendar
            .due(from, limit.parse().unwrap(), &options)
            .unwrap();
        let json = serde_json::to_string(&due).unwrap();
        assert_eq!(
            serde_json::from_str::<calendar::Due>(&json).unwrap(),
            due,
            "{json}"
        );
    }
    let json = serde_json::to_string(&options).unwrap();
    assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), options);
    assert_eq!(
        serde_json::from_str::<Options>("{}").unwrap(),
        Options::default()
    );
    assert!(serde_json::from_str::<Options>(r#"{"duty":"25:00-26:00"}"#).is_err());
}

#[test]
fn a_rolled_end_skips_a_paused_working_day() {
    let options = Options {
        pauses: vec![pause("2026-11-23T10:00", "2026-11-23T11:00")],
        ..Options::default()
    };
    assert_eq!(
        due("2026-11-20T10:00", "2d", &options),
        "2026-11-24T23:59:59"
    );
}

#[test]
fn an_extension_has_no_first_day_of_its_own() {
    let calendar = Calendar::shipped().unwrap();
    let extension = Extension {
        limit: "1wd".parse().unwrap(),
        reason: "复杂".into(),
    };
    let options = Options {
        extensions: vec![extension],
        ..Options::default()
    };
    let from = parse_instant("2026-11-23T10:00").unwrap();
    let lines = calendar
        .due(from, "1wd".parse().unwrap(), &options)
        .unwrap()
        .lines;
    let texts: Vec<String> = lines
        .iter()
        .map(|line| line.text(Lang::En)[5..].to_owned())
        .collect();
    assert_eq!(
        texts,
        [
            "11-23 Mon        -  first day, excluded",
            "11-24 Tue        1  working day",
            "11-24 Tue        -  extended: 1wd 复杂",
            "11-25 Wed        2  working day",
        ]
    );
    assert_eq!((lines[1].step, lines[3].step), (0, 1));
}
