use crate::{Kind, scan};

fn found(text: &str) -> Vec<(Kind, String)> {
    let chars: Vec<char> = text.chars().collect();
    let part = |f: crate::Finding| (f.kind, chars[f.span.start..f.span.end].iter().collect());
    scan(text).into_iter().map(part).collect()
}

fn one(kind: Kind, part: &str) -> Vec<(Kind, String)> {
    vec![(kind, part.to_owned())]
}

#[test]
fn mobiles_in_all_the_ways_people_type_them() {
    for (text, part) in [
        ("请联系13800138000谢谢", "13800138000"),
        ("打138 0013 8000", "138 0013 8000"),
        ("打138-0013-8000。", "138-0013-8000"),
        ("微信１３８００１３８０００", "１３８００１３８０００"),
        ("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1 3 8 0 0 0"),
        ("13 80 01 38 00 0", "13 80 01 38 00 0"),
        ("+86 138 0013 8000", "86 138 0013 8000"),
        ("008613800138000", "008613800138000"),
        ("一三八零零一三八零零零", "一三八零零一三八零零零"),
        ("tel13800138000", "13800138000"),
        ("2026-11-23 13800138000来电", "13800138000"),
    ] {
        assert_eq!(found(text), one(Kind::Mobile, part), "{text}");
    }
}

#[test]
fn landlines_need_an_area_code_or_a_word() {
    for (text, part) in [
        ("座机020-83561234", "020-83561234"),
        ("（020）83561234", "（020）83561234"),
        ("02083561234", "02083561234"),
        ("0755 2345 6789", "0755 2345 6789"),
        ("电话：83561234", "83561234"),
        ("联系电话 8356123", "8356123"),
    ] {
        assert_eq!(found(text), one(Kind::Landline, part), "{text}");
    }
    assert_eq!(found("共83561234人次"), []);
}

#[test]
fn identity_numbers_need_their_check_character_or_a_word() {
    assert_eq!(
        found("11010519491231002X"),
        one(Kind::IdCard, "11010519491231002X")
    );
    assert_eq!(
        found("１１０１０５１９４９１２３１００２ｘ。"),
        one(Kind::IdCard, "１１０１０５１９４９１２３１００２ｘ")
    );
    assert_eq!(
        found("110105 19491231 002X"),
        one(Kind::IdCard, "110105 19491231 002X")
    );
    assert_eq!(found("110105194912310021"), []);
    assert_eq!(
        found("身份证号：110105194912310021"),
        one(Kind::IdCard, "110105194912310021")
    );
    assert_eq!(
        found("身份证110105491231002"),
        one(Kind::IdCard, "110105491231002")
    );
}

#[test]
fn cards_mails_and_plates() {
    assert_eq!(
        found("卡 4111 1111 1111 1111"),
        one(Kind::BankCard, "4111 1111 1111 1111")
    );
    assert_eq!(
        found("卡号6222020000000000001"),
        one(Kind::BankCard, "6222020000000000001")
    );
    assert_eq!(
        found("写信到zhang.san@example.com。"),
        one(Kind::Email, "zhang.san@example.com")
    );
    assert_eq!(
        found("a＠ｅｘａｍｐｌｅ．ｃｏｍ"),
        one(Kind::Email, "a＠ｅｘａｍｐｌｅ．ｃｏｍ")
    );
    assert_eq!(
        found("13800138000@example.com"),
        one(Kind::Email, "13800138000@example.com")
    );
    assert_eq!(found("粤A12345占道"), one(Kind::Plate, "粤A12345"));
    assert_eq!(found("粤A·D12345占道"), one(Kind::Plate, "粤A·D12345"));
    assert_eq!(found("粤A1234警"), one(Kind::Plate, "粤A1234警"));
    assert_eq!(found("粤港澳大湾区、粤B区"), []);
}

#[test]
fn rooms_are_somebodys_doors_are_not() {
    for (text, part) in [
        ("示例路12号3栋2单元502房漏水", "12号3栋2单元502房"),
        ("示例街５号１０２室", "５号１０２室"),
        ("示例街5号1502", "5号1502"),
        ("A座1203室", "A座1203室"),
        ("三栋五楼五零二房", "三栋五楼五零二房"),
        ("住502房", "502房"),
    ] {
        assert_eq!(found(text), one(Kind::Address, part), "{text}");
    }
    for text in [
        "示例路12号门口井盖坏了",
        "3号楼楼道堆物",
        "11月23号502人次",
        "三房两厅",
        "改造6500户",
        "地铁5号线B出口",
        "3楼会议室",
        "第12号令",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn names_need_a_word_or_a_title() {
    for (text, part) in [
        ("姓名：张三", "张三"),
        ("我叫李小明住在这里", "李小明"),
        ("联系人 欧阳明珠", "欧阳明珠"),
        ("我是王五，反映", "王五"),
        ("请找陈小华先生处理", "陈小华"),
        ("业主赵六电话", "赵六"),
    ] {
        assert_eq!(found(text), one(Kind::Name, part), "{text}");
    }
    for text in [
        "我是高血压患者",
        "居民反映路面不平",
        "陈先生说",
        "黄花岗附近",
        "本人常住此地",
        "马路边高先生",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn numbers_that_are_nobodys_are_left_alone() {
    for text in [
        "2026-11-23 14:30:05",
        "20261123",
        "2026年11月23日",
        "工单号：15812345678",
        "案卷编号 AJ-20261123-000123",
        "GD13800138000",
        "投资13800138000元",
        "13800138000.55",
        "¥13800138000",
        "1,380,013,800",
        "编号135 2026-11-23",
        "440104202611230001",
        "12345热线、110、4008001234",
        "坐标113.264385,23.129112",
        "10.0.0.1",
        "1859372648392847362",
        "产值1.38亿元，增长4%",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn several_in_one_text_stand_in_order() {
    let text = "投诉人：张三，电话13800138000，住示例路3号502房，车牌粤A12345";
    let kinds: Vec<Kind> = scan(text).into_iter().map(|f| f.kind).collect();
    assert_eq!(
        kinds,
        [Kind::Name, Kind::Mobile, Kind::Address, Kind::Plate]
    );
}
