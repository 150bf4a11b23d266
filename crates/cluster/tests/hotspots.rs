//! Hot topics of 4,326 public messages, held to the topics that were read by hand: ids alone are kept here.
//! `UPDATE_HOTSPOTS=1` writes them anew, to be read again.

use cluster::{Text, Topic, TopicRules, topics};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const FIXTURE: &str = "tests/hotspots.csv";

/// The folder of public data, beside the workspace or where `XIUHUA_SHARED` says.
fn messages() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("XIUHUA_SHARED").map_or(beside, PathBuf::from);
    let file = root.join("data/messages/unlabelled-hotspots.csv");
    file.is_file().then_some(file)
}

fn day(written: &str) -> Date {
    let part = written.split(' ').next().unwrap_or_default();
    let mut parts = part
        .split(['/', '-'])
        .map(|n| n.parse::<i16>().expect("a number"));
    let mut next = || parts.next().expect("three parts");
    date(next(), next() as i8, next() as i8)
}

fn found(file: &Path) -> Vec<Topic> {
    let mut reader = csv::Reader::from_path(file).expect("readable");
    let texts: Vec<Text> = reader
        .records()
        .map(|record| {
            let record = record.expect("a record");
            Text {
                id: record[0].to_owned(),
                title: record[2].trim().to_owned(),
                body: record[4].trim().to_owned(),
                day: day(&record[3]),
                place: None,
            }
        })
        .collect();
    assert_eq!(texts.len(), 4_326);
    topics(&texts, &TopicRules::default())
}

/// Every two messages of one topic.
fn pairs<'a>(topics: impl Iterator<Item = Vec<&'a str>>) -> BTreeSet<(&'a str, &'a str)> {
    let mut all = BTreeSet::new();
    for mut members in topics {
        members.sort_unstable();
        for (at, one) in members.iter().enumerate() {
            all.extend(members[at + 1..].iter().map(|other| (*one, *other)));
        }
    }
    all
}

#[test]
fn the_topics_are_those_that_were_read() {
    let Some(file) = messages() else {
        eprintln!("SKIPPED: no folder of public data; set XIUHUA_SHARED");
        return;
    };
    let topics = found(&file);
    if std::env::var_os("UPDATE_HOTSPOTS").is_some() {
        let rows = (1..)
            .zip(&topics)
            .flat_map(|(no, topic)| topic.members.iter().map(move |id| format!("{no},{id}\n")));
        let text: String = std::iter::once("topic,message\n".to_owned())
            .chain(rows)
            .collect();
        std::fs::write(FIXTURE, text).expect("written");
    }
    let kept = std::fs::read_to_string(FIXTURE).expect("the fixture");
    let mut read: Vec<Vec<&str>> = vec![];
    for line in kept.lines().skip(1) {
        let (no, id) = line.split_once(',').expect("topic and message");
        let no: usize = no.parse().expect("a number");
        read.resize(read.len().max(no), vec![]);
        read[no - 1].push(id);
    }
    let wanted = pairs(read.into_iter());
    let now = pairs(
        topics
            .iter()
            .map(|t| t.members.iter().map(String::as_str).collect()),
    );
    let both = now.intersection(&wanted).count();
    let (precision, recall) = (100 * both / now.len(), 100 * both / wanted.len());
    println!(
        "{} topics; of pairs read {recall} % found, {precision} % of those found read",
        topics.len()
    );
    assert!(precision >= 95 && recall >= 95, "{precision} {recall}");
    for topic in &topics {
        assert!(topic.from <= topic.to && topic.members.len() >= 5);
        assert_eq!(
            topic.weeks.iter().map(|(_, n)| n).sum::<usize>(),
            topic.members.len()
        );
    }
}
