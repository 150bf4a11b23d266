//! Each form of file says the same, whole, and holds no more than it must.

use super::columns::{COLUMNS, Line};
use super::parquet::{GROUP_ROWS, Parquet};
use super::{Writer, csv::Csv, geojson::GeoJson};
use crate::case::Row;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::Field;
use jiff::Timestamp;

fn line(n: i64) -> Line {
    let at = Timestamp::from_second(1_780_000_000 + n).unwrap();
    Line {
        case: Row {
            id: format!("k{n}"),
            version: 1,
            number: format!("CG{n:05}"),
            case_type: "city".to_owned(),
            type_name: "城市管理".to_owned(),
            state: "handling".to_owned(),
            state_name: "处理".to_owned(),
            phase: "handle".to_owned(),
            channel: "portal".to_owned(),
            title: match n % 3 {
                0 => "=1+1，\"井盖\"".to_owned(),
                _ => "某路井盖破损\n第二行".to_owned(),
            },
            matter: (n % 2 == 0).then(|| "06001".to_owned()),
            matter_name: None,
            grade: None,
            address: "某路".to_owned(),
            subdistrict: None,
            owner: "某单位".to_owned(),
            owner_role: None,
            handler: None,
            reported_at: at,
            entered_at: at,
            due: (n % 2 == 0).then_some(at),
            clock: None,
            late: n % 2 == 0,
            paused: false,
            closed_at: None,
            rework: n,
            reopened: 0,
            bounces: 0,
            joined: 0,
            alarms: 0,
        },
        community: None,
        grid: None,
        point_e6: (n % 2 == 0).then_some((113_264_385 + n, 23_129_112)),
    }
}

/// All bytes, and the largest piece.
fn written(writer: &mut dyn Writer, rows: i64) -> (Vec<u8>, usize) {
    let mut all = writer.head().unwrap();
    let mut largest = all.len();
    let lines: Vec<i64> = (0..rows).collect();
    for page in lines.chunks(200) {
        let bytes = writer
            .lines(page.iter().map(|n| line(*n)).collect())
            .unwrap();
        largest = largest.max(bytes.len());
        all.extend(bytes);
    }
    all.extend(writer.tail().unwrap());
    (all, largest)
}

#[test]
fn csv_has_a_line_each_and_no_formula() {
    let (bytes, _) = written(&mut Csv, 5);
    let text = String::from_utf8(bytes).unwrap();
    let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(names, COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    let of = |row: usize, name: &str| {
        let place = names.iter().position(|n| n == name).unwrap();
        rows[row].get(place).unwrap().to_owned()
    };
    assert_eq!(of(0, "title"), "'=1+1，\"井盖\"");
    assert_eq!(
        (of(2, "lon"), of(1, "lon")),
        ("113.264387".to_owned(), String::new())
    );
    assert_eq!(of(0, "reported_at"), "2026-05-28T20:26:40Z");
}

#[test]
fn geojson_is_one_collection_also_of_nothing() {
    for rows in [0, 1, 401] {
        let (bytes, _) = written(&mut GeoJson::default(), rows);
        let all: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let features = all["features"].as_array().unwrap();
        assert_eq!(features.len() as i64, rows);
        if rows > 1 {
            assert_eq!(features[0]["geometry"]["coordinates"][0], 113.264385);
            assert!(features[1]["geometry"].is_null());
            assert_eq!(features[400]["properties"]["number"], "CG00400");
        }
    }
}

#[test]
fn parquet_is_read_back_and_keeps_no_more_than_a_group() {
    let rows = GROUP_ROWS as i64 * 2 + 700;
    let mut writer = Parquet::new().unwrap();
    let mut held = 0;
    let mut bytes = writer.head().unwrap();
    for page in (0..rows).collect::<Vec<_>>().chunks(200) {
        let lines = page.iter().map(|n| line(*n)).collect();
        bytes.extend(writer.lines(lines).unwrap());
        held = held.max(writer.held());
    }
    bytes.extend(writer.tail().unwrap());
    assert!((GROUP_ROWS - 200..GROUP_ROWS).contains(&held), "{held}");
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), rows);
    assert_eq!(reader.metadata().num_row_groups(), 3);
    let mut seen = 0i64;
    for row in reader.get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let of = |name: &str| {
            let found = row.get_column_iter().find(|(n, _)| *n == name);
            found.map(|(_, field)| field.clone()).unwrap()
        };
        assert_eq!(of("number"), Field::Str(format!("CG{seen:05}")));
        assert_eq!(of("rework"), Field::Long(seen));
        assert_eq!(of("late"), Field::Bool(seen % 2 == 0));
        let at = (1_780_000_000 + seen) * 1_000;
        assert_eq!(of("reported_at"), Field::TimestampMillis(at));
        assert_eq!(of("closed_at"), Field::Null);
        match seen % 2 {
            0 => assert_eq!(of("lat"), Field::Double(23.129112)),
            _ => assert_eq!(of("lat"), Field::Null),
        }
        seen += 1;
    }
    assert_eq!(seen, rows);
}

#[test]
fn pieces_do_not_grow_with_the_file() {
    for (small, large) in [
        (written(&mut Csv, 400).1, written(&mut Csv, 4_000).1),
        (
            written(&mut GeoJson::default(), 400).1,
            written(&mut GeoJson::default(), 4_000).1,
        ),
    ] {
        // Numbers get longer by a digit; the pieces by no more than that.
        assert!(large < small + small / 20, "{small} {large}");
    }
}
