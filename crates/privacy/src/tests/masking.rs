use crate::{Kind, Masked, Purpose, mask, mask_text, plain, sort};
use serde::{Deserialize, Serialize};

#[test]
fn each_kind_keeps_what_it_may() {
    for (kind, value, masked) in [
        (Kind::Name, "张三", "张*"),
        (Kind::Name, "李小明", "李**"),
        (Kind::Name, "欧阳明珠", "欧阳**"),
        (Kind::Name, "张", "*"),
        (Kind::Name, "John Smith", "J*** S****"),
        (Kind::Mobile, "13800138000", "138****8000"),
        (Kind::Mobile, "138 0013 8000", "138 **** 8000"),
        (Kind::Mobile, "12345", "*****"),
        (Kind::Landline, "020-83561234", "020-****1234"),
        (Kind::Landline, "0755-8356123", "0755-***6123"),
        (Kind::IdCard, "11010519491231002X", "1101************2X"),
        (Kind::Address, "示例路12号3栋502房", "示例路**号*栋***房"),
        (Kind::Email, "zhang@example.com", "z****@example.com"),
        (Kind::Email, "a@example.com", "*@example.com"),
        (Kind::BankCard, "4111 1111 1111 1234", "**** **** **** 1234"),
        (Kind::Plate, "粤A12345", "粤A***45"),
        (Kind::Plate, "粤A", "**"),
    ] {
        assert_eq!(mask(kind, value), masked, "{value}");
    }
}

#[test]
fn a_text_is_masked_in_place() {
    assert_eq!(
        mask_text("姓名：张三，电话１３８００１３８０００，住3号502房"),
        "姓名：张*，电话１３８****８０００，住*号***房"
    );
    assert_eq!(mask_text("路面破损"), "路面破损");
}

#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(with = "plain")]
    phone: Masked<sort::Phone>,
}
#[derive(Serialize)]
struct Shown {
    phone: Masked<sort::Phone>,
    name: Masked<sort::Name>,
}

#[test]
fn a_masked_value_shows_itself_masked_everywhere() {
    let phone: Masked<sort::Phone> = Masked::new(" 13800138000 ");
    let name: Masked<sort::Name> = Masked::new("张三");
    assert_eq!(phone.to_string(), "138****8000");
    assert_eq!(
        format!("{name:?} {phone:?}"),
        "Masked(\"张*\") Masked(\"138****8000\")"
    );
    let shown = Shown {
        phone: phone.clone(),
        name,
    };
    let json = serde_json::to_string(&shown).unwrap();
    assert_eq!(json, r#"{"phone":"138****8000","name":"张*"}"#);
    let landline: Masked<sort::Phone> = Masked::new("020-83561234");
    assert_eq!(landline.masked(), "020-****1234");
    let stored = serde_json::to_string(&Stored {
        phone: phone.clone(),
    })
    .unwrap();
    assert_eq!(stored, r#"{"phone":"13800138000"}"#);
    let back: Stored = serde_json::from_str(&stored).unwrap();
    let purpose = Purpose::parse("回访办理结果").unwrap();
    assert_eq!(back.phone.reveal(&purpose), "13800138000");
    assert!(phone.is("13800138000") && !phone.is("138"));
    let mut gone = phone;
    gone.forget();
    assert!(gone.is_empty() && gone.masked().is_empty());
}

#[test]
fn a_purpose_is_more_than_a_word() {
    assert_eq!(
        Purpose::parse("看看").unwrap_err().code(),
        "privacy.purpose"
    );
    assert!(Purpose::parse(&"长".repeat(201)).is_err());
    assert!(serde_json::from_str::<Purpose>("\"\"").is_err());
}
