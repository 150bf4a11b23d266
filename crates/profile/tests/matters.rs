//! The shipped catalogues and duty lists: whole, sound, and findable in people's words.

mod common;

use duty::{Catalogue, DutyList, EntryKind, Family, MatterCode};
use jiff::civil::{Date, date};
use org::OfficialCode;
use std::collections::BTreeMap;
use std::fs;

fn day() -> Date {
    date(2026, 11, 23)
}

fn list(name: &str) -> DutyList {
    let profile = common::load(name);
    DutyList::new(
        Catalogue::new(profile.matters),
        profile.duties,
        &profile.directory,
    )
}

#[test]
fn the_lists_are_sound_and_leave_no_matter_without_an_owner() {
    for name in ["yuexiu", "lanting"] {
        let profile = common::load(name);
        assert_eq!(profile.warnings, [], "{name}");
        let list = list(name);
        let communities: Vec<&org::Unit> = profile
            .directory
            .iter()
            .filter(|u| u.kind == org::UnitKind::Community)
            .collect();
        for matter in list.catalogue().on(day()) {
            for community in &communities {
                let area = community.official_code.as_ref();
                let found = list.entries(&matter.code, area, day());
                let owners = found.iter().filter(|e| e.entry.kind == EntryKind::Core);
                assert_eq!(
                    owners.count(),
                    1,
                    "{name} {} {}",
                    matter.name,
                    community.name
                );
            }
        }
    }
}

#[test]
fn all_matters_of_the_standard_are_there_with_their_codes() {
    let list = list("yuexiu");
    let of = |family: Family| -> BTreeMap<String, String> {
        let matters = list.catalogue().on(day()).filter(|m| m.family == family);
        matters
            .map(|m| (m.code.to_string(), m.name.clone()))
            .collect()
    };
    let events = of(Family::Event);
    assert_eq!(events.len(), 97);
    assert!(events.keys().all(|code| code.len() == 5));
    assert!(of(Family::Component).len() >= 20 && of(Family::Appeal).len() >= 60);
    let Some(shared) = common::shared() else {
        return;
    };
    let text = fs::read_to_string(shared.join("domain/domain.md")).unwrap();
    let appendix = text.split("# Appendix A").nth(1).unwrap();
    let mut found = 0;
    for line in appendix.lines().filter(|line| line.starts_with("**")) {
        let class = &line[2..4];
        let body = line.rsplit("** ").next().unwrap();
        for item in body.split(" · ") {
            let (code, name) = item.trim().split_once(' ').unwrap();
            assert_eq!(
                events.get(&format!("{class}{code}")).map(String::as_str),
                Some(name)
            );
            found += 1;
        }
    }
    assert_eq!(found, 97);
}

#[test]
fn what_was_taken_back_is_blocked_and_says_who_took_it() {
    let list = list("yuexiu");
    let code = |text: &str| MatterCode::parse(text).unwrap();
    let area = OfficialCode::parse("440104003").unwrap();
    let street = org::UnitCode::parse("jd-beijing").unwrap();
    let blocked = list
        .check_dispatch(&street, &code("06025"), Some(&area), day())
        .unwrap_err();
    assert_eq!(blocked.reason.code(), "duty.reclaimed");
    assert_eq!(blocked.instead[0].as_str(), "shuiwu");
    let summer = date(2026, 9, 30);
    assert!(
        list.check_dispatch(&street, &code("06027"), Some(&area), summer)
            .is_ok()
    );
    assert!(
        list.check_dispatch(&street, &code("06027"), Some(&area), day())
            .is_err()
    );
    let best = list.propose(&code("09005"), Some(&area), day(), &[]);
    assert_eq!(
        best[0].unit.as_str(),
        "beiguan",
        "the authority of that street goes first"
    );
}

/// Sentences of our own, each with the matter it is about; the confusable pairs among them.
const SAID: [(&str, &str); 60] = [
    ("巷口地上一直有垃圾，没有人来扫", "06010"),
    ("装修垃圾和渣土堆在路边好几天了", "06011"),
    ("楼下垃圾桶已经满出来了，臭得很", "06042"),
    ("垃圾箱早就满了还没有人清运", "06042"),
    ("垃圾桶被人撞烂了，盖子也没了", "C0302"),
    ("水果店把货架摆到门外占了人行道", "09005"),
    ("餐馆超出门店摆桌椅", "09005"),
    ("有人在人行道上占道摆摊", "09006"),
    ("学校门口流动摊贩推车卖小吃", "09001"),
    ("店家在路边促销，音箱放得很大声", "09022"),
    ("有人把绿化带铲掉用来种菜", "06045"),
    ("草坪上全是垃圾袋和饮料瓶", "06017"),
    ("楼顶的大型广告牌松动要掉下来", "07003"),
    ("电线杆上贴满小广告", "07001"),
    ("店铺招牌快掉下来了很危险", "07006"),
    ("马路上有货车掉落的沙石，洒了一路", "06014"),
    ("人行道很脏，到处是落叶没扫", "06012"),
    ("工地把钢筋水泥随便堆在路口，施工材料占地方", "08006"),
    ("楼道里堆放杂物，上下楼都困难", "06036"),
    ("路边的井盖不见了，小孩差点掉进去", "C0108"),
    ("污水井盖破了", "C0102"),
    ("下雨后雨水箅子被冲走了", "C0104"),
    ("我们这条街的路灯不亮三天了", "C0109"),
    ("红绿灯坏了，车都乱套了", "C0202"),
    ("马路中间的护栏倒了", "C0201"),
    ("公厕没水，臭气熏天", "C0301"),
    ("大树被台风吹倒压在路上，树倒了", "C0401"),
    ("深夜工地施工，吵得睡不着", "08001"),
    ("隔壁酒吧音响声太吵", "06028"),
    ("工地不洒水，尘土飞扬", "08004"),
    ("泥头车没盖好，一路飘灰", "08011"),
    ("楼下饭店油烟直接排到我家", "06027"),
    ("河涌黑臭，有人偷排", "06026"),
    ("河面上漂着好多垃圾，漂浮物没人捞", "06025"),
    ("汽车乱停在人行道上", "09009"),
    ("电动车乱停在门口出不去", "09010"),
    ("共享单车堆满了公交站", "09011"),
    ("消防通道被私家车堵住", "09012"),
    ("邻居私自装地锁霸占车位", "06040"),
    ("有人在天台搭建铁皮屋", "06001"),
    ("盲道砖缺了好几块", "06051"),
    ("盲道被占用停满了车", "09019"),
    ("门口树枝砍下来一堆没人清走，修剪的树枝堆着", "06018"),
    ("有人在垃圾堆旁边烧垃圾", "06020"),
    ("路边扔了一张旧沙发和床垫", "06035"),
    ("小区里停着一辆僵尸车", "06034"),
    ("路面有个大坑，骑车摔了", "06013"),
    ("电缆垂下来快碰到头了，线缆垂得很低", "10002"),
    ("老板拖欠工资两个月不发", "A0501"),
    ("孩子入学学位怎么安排", "A0601"),
    ("健身房跑路了，会员卡不退钱", "A0802"),
    ("医保卡报销不了", "A0703"),
    ("旧楼想加装电梯，需要什么手续", "A0105"),
    ("物业公司乱收物业费", "A0101"),
    ("自来水发黄有异味", "A0202"),
    ("被电信诈骗骗了钱", "A1002"),
    ("有人高空抛物砸到车", "A1006"),
    ("养狗不牵绳到处跑", "A1004"),
    ("工作人员推诿，踢皮球", "A1102"),
    ("长者饭堂的饭菜价格", "A0901"),
];

#[test]
fn matters_are_found_in_peoples_words() {
    let list = list("yuexiu");
    let mut wrong = vec![];
    let mut third = 0;
    for (text, code) in SAID {
        let found = list.catalogue().suggest(text, day());
        let place = found.iter().position(|s| s.code.as_str() == code);
        if place != Some(0) {
            let best: Vec<String> = found
                .iter()
                .take(3)
                .map(|s| format!("{}{}:{}", s.code, s.name, s.score))
                .collect();
            wrong.push(format!("{text} → {code}, not {best:?}"));
        }
        third += usize::from(place.is_some_and(|p| p < 3));
    }
    eprintln!("first: {}/60, among three: {third}/60", 60 - wrong.len());
    assert!(wrong.len() <= 3, "{}", wrong.join("\n"));
    assert!(third >= 59, "{third}");
}

/// Their first-level classes, and ours that may stand for them.
const CLASSES: [(&str, &[&str]); 7] = [
    ("劳动和社会保障", &["劳动与社保"]),
    (
        "城乡建设",
        &[
            "物业与住房",
            "水电气与通信",
            "市容环境",
            "施工管理",
            "市政公用设施",
            "交通设施",
            "园林绿化",
            "街面秩序",
            "市容环卫设施",
            "宣传广告",
            "社区与邻里",
        ],
    ),
    ("教育文体", &["教育", "文体旅游"]),
    ("卫生计生", &["医疗卫生"]),
    ("交通运输", &["交通出行", "交通设施", "街面秩序"]),
    ("商贸旅游", &["消费与市场", "文体旅游", "街面秩序"]),
    (
        "环境保护",
        &["环境与噪声", "市容环境", "施工管理", "水电气与通信"],
    ),
];

/// Real letters of another province (evaluation only): is the class of the first suggestion right?
#[test]
fn letters_from_elsewhere_find_their_class() {
    let Some(shared) = common::shared() else {
        return;
    };
    let file = shared.join("data/messages/labelled-raw.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let head = reader.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    let (title, body, label) = (column("title"), column("body"), column("label"));
    let list = list("yuexiu");
    let (mut all, mut answered, mut right) = (0, 0, 0);
    for record in reader.records() {
        let record = record.unwrap();
        let Some((_, ours)) = CLASSES
            .iter()
            .find(|(theirs, _)| record[label].contains(theirs))
        else {
            continue;
        };
        all += 1;
        let text = format!("{}。{}", &record[title], &record[body]);
        let found = list.catalogue().suggest(&text, day());
        let Some(best) = found.first() else { continue };
        answered += 1;
        let class = &list.catalogue().get(&best.code, day()).unwrap().class;
        right += usize::from(ours.contains(&class.as_str()));
    }
    eprintln!("letters {all}, answered {answered}, right class {right}");
    assert!(answered * 100 >= all * 65 && right * 100 >= answered * 55);
}
