//! Invented messages of three plain classes, and where the shared data are.
#![allow(dead_code)]

use learn::{Label, Message};
use std::path::PathBuf;

/// Openings, complaints and closings; every message takes one of each.
const OPENINGS: [&str; 4] = ["请领导关注：", "反映一个问题，", "您好，", "麻烦问一下，"];
const CLOSINGS: [&str; 3] = ["希望尽快处理。", "请回复，谢谢。", "已经等了两周。"];
const KINDS: [(&str, [&str; 6]); 3] = [
    (
        "城建/路灯",
        [
            "路灯不亮",
            "灯杆倾斜",
            "夜里没有照明",
            "路灯电线裸露",
            "灯罩脱落",
            "巷口路灯昏暗",
        ],
    ),
    (
        "交通/公交",
        [
            "公交车晚点",
            "站台没有遮雨棚",
            "末班车太早",
            "司机甩站",
            "公交线路取消",
            "车厢拥挤不堪",
        ],
    ),
    (
        "教育/入学",
        [
            "学校学位不足",
            "入学报名被拒",
            "老师乱收费",
            "幼儿园招生太少",
            "转学手续繁琐",
            "课后托管停办",
        ],
    ),
];

/// `count` messages, classes in turn; places make each one different.
pub fn invented(count: usize) -> Vec<Message> {
    (0..count)
        .map(|i| {
            let (label, complaints) = KINDS[i % 3];
            let turn = i / 3;
            let text = format!(
                "{}{}号楼附近{}，{}也有，{}",
                OPENINGS[turn % 4],
                i * 7 % 211,
                complaints[turn % 6],
                complaints[(turn / 6 + turn) % 6],
                CLOSINGS[turn % 3]
            );
            Message {
                id: i.to_string(),
                text,
                tokenised: false,
                label: Label::read(label, 1).unwrap(),
            }
        })
        .collect()
}

/// The folder of public data, where there is one.
pub fn shared() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("XIUHUA_SHARED").map_or(beside, PathBuf::from);
    let messages = folder.join("data/messages");
    messages.is_dir().then_some(messages)
}
