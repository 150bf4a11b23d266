//! Numbers with units that are no figures: dates, ages of groups, thresholds, slogans, names.

use figure::Decimal;

use super::{
    cue, threshold, time,
    token::{Form, Token},
    words::{clause_end, clause_start, ending, is_clause_stop, starting, within},
};
use crate::Text;

/// Words that a classifier begins: 项目 is no 项.
#[rustfmt::skip]
const COMPOUNDS: &[(&str, &str)] = &[
    ("成", "为立功员果效本长都绩品就熟群片规建"), ("部", "门委分署队长"), ("人", "民才大均类形机文制"), ("个", "性"),
    ("项", "目"), ("列", "入为车"), ("班", "级子组"), ("本", "科地土级质"), ("支", "持付出撑"), ("单", "位项"), ("起", "步点降来"),
    ("道", "路"), ("队", "伍"), ("片", "区"), ("种", "子业植质"), ("元", "素宇"), ("天", "然津"), ("日", "均报本常照"),
    ("年", "度轻产均龄"), ("倍", "增感"), ("米", "粉"), ("口", "岸"), ("门", "户"), ("节", "点能水气目日庆"), ("件", "套"), ("台", "州阶"),
    ("级", ""), ("方", "面案式向"), ("场", "景所地馆"), ("处", "置理"), ("张", "家"), ("对", "接口"), ("架", "构"), ("站", "点"), ("例", "如"),
    ("首", "批发届次个创家位"), ("头", "部"), ("组", "织建团"), ("类", "似"), ("条", "例件"), ("位", "于列"), ("家", "庭"), ("名", "录"), ("员", "工"), ("团", "队"), ("升", "级至"),
];

/// What follows 个 in slogans and in the counts that structure a text.
#[rustfmt::skip]
const SLOGANS: &[&str] = &[
    "方面", "坚持", "必须", "更加", "着力", "始终", "突出", "一批", "进一步", "统筹", "结合", "相结合", "转变", "新突破", "毫不", "维护",
    "确立", "自信", "意识", "大局", "务必", "百年", "不动摇", "强化", "层面", "更好", "更高", "更优", "更大", "新提升", "新跨越", "阶段", "关键", "体工商", "体户",
];

/// True when the token is a figure. `before` and `after` are its neighbours among the candidates.
pub fn keep(text: &Text, token: &Token, after: Option<&Token>) -> bool {
    match token.form {
        Form::Rank | Form::Fraction | Form::Part | Form::Ratio | Form::Doubling | Form::Medal => {
            true
        }
        Form::TwoDigit => two_digit(text, token),
        Form::Plain | Form::Range => {
            !names_something(text, token)
                && unit_fits(text, token)
                && !threshold::delimits(text, token, after)
                && numeral_counts(text, token)
        }
    }
}

/// 两位数增长 is a figure unless it only tells what a duration lasted for.
fn two_digit(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    let start = clause_start(chars, token.span.start);
    !within(chars, start, token.span.start, &["连续"])
}

fn names_something(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    let (start, end) = (token.span.start, token.span.end);
    let next = chars.get(end).copied().unwrap_or('\n');
    let last = chars[end - 1].to_string();
    let compound = COMPOUNDS
        .iter()
        .any(|(unit, follow)| *unit == last && follow.contains(next))
        && starting(chars, end, &["植物"]).is_none();
    let graded = matches!(next, '级' | '型') && token.unit != "%"
        || starting(chars, end, &["周年", "余级"]).is_some();
    let denominator = start > 0 && chars[start - 1] == '每';
    let height = ending(chars, start, &["海拔", "水深", "时速"]).is_some();
    let slogan = token.unit == "个" && starting(chars, end, SLOGANS).is_some();
    let structure = matches!(token.unit.as_str(), "个" | "项" | "类")
        && within(chars, end, (end + 6).min(clause_end(chars, end)), &["指标"])
        && starting(
            chars,
            end,
            &["主要", "预期性", "约束性", "核心", "具体", "监测"],
        )
        .is_some();
    compound
        || graded
        || denominator
        || height
        || slogan
        || structure
        || model(text, token)
        || nickname(text, token)
}

/// 全球首台10米支架, 最大5兆瓦机组: the size of one product names its model.
fn model(text: &Text, token: &Token) -> bool {
    const SIZES: &[&str] = &[
        "米",
        "兆瓦",
        "兆瓦时",
        "千瓦",
        "千瓦时",
        "吨",
        "升",
        "公里",
        "伏",
        "千伏",
        "毫米",
    ];
    const FIRST: &[&str] = &[
        "首台", "首个", "首款", "首艘", "首套", "首座", "首条", "首架", "首", "最高", "最大",
        "最长", "最深", "级",
    ];
    let chars = text.chars();
    let (start, end) = (token.span.start, token.span.end);
    let next = chars.get(end).copied().unwrap_or('\n');
    SIZES.contains(&token.unit.as_str())
        && ending(chars, start, FIRST).is_some()
        && !is_clause_stop(next)
        && !matches!(next, '、' | '以' | '左')
}

/// 民营经济18条、… 等政策: the short name of a document.
fn nickname(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    let end = token.span.end;
    if token.unit != "条" {
        return false;
    }
    if starting(chars, end, &["举措", "措施", "政策", "意见", "硬措施"]).is_some() {
        return true;
    }
    let closed = matches!(chars.get(end), Some('、' | '等' | '”'))
        || starting(chars, end, &["和", "及"]).is_some();
    closed
        && within(
            chars,
            end,
            clause_end(chars, end),
            &["政策", "措施", "举措"],
        )
        && !within(
            chars,
            clause_start(chars, token.span.start),
            token.span.start,
            &["道路", "航线", "线路", "路线"],
        )
}

fn unit_fits(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    let (start, end) = (token.span.start, token.span.end);
    let from = clause_start(chars, start);
    let to = clause_end(chars, end);
    let scaled = token.raw_unit.starts_with(['万', '亿', '千', '百']);
    match token.unit.as_str() {
        "年" => time::years(text, token),
        "个月" => ending(
            chars,
            start,
            &[
                "连续", "提前", "缩短", "压缩", "至", "到", "保持", "超", "近", "仅用", "用时",
            ],
        )
        .is_some(),
        "日" => {
            ending(chars, start, &["月", "至", "—", "-"]).is_none()
                && starting(chars, end, &["内", "办结", "以内", "之内", "办理"]).is_some()
        }
        "天" | "小时" | "分钟" | "秒" | "个工作日" => time::span(text, token, from, to),
        "周" => false,
        "岁" => within(chars, from, start, &["寿命", "平均年龄"]),
        "届" => ending(chars, start, &["连续"]).is_some(),
        "期" => !token.chinese && token.value >= Decimal::from(4),
        "微克" => ending(chars, start, &["每立方米", "每立方米约"]).is_some(),
        "分" => {
            within(
                chars,
                from,
                start,
                &[
                    "得分",
                    "满意度",
                    "指数",
                    "评分",
                    "平均",
                    "均分",
                    "分值",
                    "评价",
                ],
            ) && chars.get(end).is_none_or(|c| *c != '之')
        }
        "度" | "方" | "升" => scaled,
        "口" | "眼" => within(chars, from, to, &["井"]),
        "门" => within(chars, from, to, &["课", "技术", "学科"]),
        "层" | "站" | "克" | "毫克" | "毫米" | "余" | "环" | "卡" => false,
        "" => unitless(text, token),
        _ => true,
    }
}

/// 突破5100万: a number without unit stands where a comparator leads it and nothing is counted.
fn unitless(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    let next = chars.get(token.span.end).copied().unwrap_or('\n');
    let closes = is_clause_stop(next)
        || next == '、'
        || starting(
            chars,
            token.span.end,
            &["以上", "左右", "大关", "的", "台阶", "新台阶", "元"],
        )
        .is_some();
    let counted = ending(
        chars,
        token.span.start,
        &[
            "人次",
            "人数",
            "人口",
            "户数",
            "客流量",
            "数量",
            "用户",
            "总数",
            "户籍人口",
            "吞吐量",
        ],
    )
    .is_some();
    closes && (counted || cue::leads(chars, token.span.start)) || counts_people(chars, token)
}

/// 420万困难群众: the people counted follow the number directly.
fn counts_people(chars: &[char], token: &Token) -> bool {
    #[rustfmt::skip]
    const PEOPLE: &[&str] = &["群众", "儿童", "婴幼儿", "监测对象", "学生", "老人", "老年人", "居民", "旅客", "游客", "农民", "职工", "劳动力", "党员", "毕业生", "志愿者", "残疾人", "人口", "新业态劳动者", "学子", "务工人员", "中小学生", "参保人员", "患者", "干部", "退休人员", "群体", "新生儿", "孕产妇"];
    const RHETORIC: &[&str] = &["儿女", "人民", "父老", "同胞", "老区"];
    let end = token.span.end;
    let to = clause_end(chars, end).min(end + 10);
    !token.bare
        && !token.chinese
        && within(chars, end, to, PEOPLE)
        && !within(chars, end, to, RHETORIC)
}

/// Chinese numerals count only where something is done to what they count.
fn numeral_counts(text: &Text, token: &Token) -> bool {
    let chars = text.chars();
    let (start, end) = (token.span.start, token.span.end);
    if token.bare {
        // 百余项, 千余家: 余 and 多 say that the number counts.
        let led = token.vague.is_some()
            || cue::leads(chars, start)
            || ending(chars, start, &["保持在", "稳定在"]).is_some();
        return led && token.unit != "家户";
    }
    if !token.chinese {
        return true;
    }
    if matches!(
        token.unit.as_str(),
        "%" | "百分点" | "倍" | "年" | "个月" | "小时" | "天" | "日" | "分钟" | "个工作日"
    ) {
        return token.value != Decimal::ONE
            || token.raw_value.starts_with('半')
            || token.unit == "年";
    }
    if token.value >= Decimal::from(20) {
        return true;
    }
    if token.value <= Decimal::ONE {
        return false;
    }
    #[rustfmt::skip]
    const UNITS: &[&str] = &["个", "家", "项", "件", "场", "次", "批", "所", "座", "处", "名", "支", "部", "套", "艘", "条", "对", "届"];
    #[rustfmt::skip]
    const DONE: &[&str] = &[
        "新增", "建成", "创建", "完成", "获", "获评", "获批", "建设", "引进", "举办", "推进", "实施", "落地", "开工", "新建", "打造", "办好", "建好", "办成", "培育", "启动",
        "连续", "召开", "出台", "设立", "组建", "推动", "开展", "制定", "新设", "入选", "推出", "改造", "开通", "抓好", "做好", "成立", "新开", "投用", "深化", "落实", "了",
    ];
    let acted = ending(chars, start, DONE).is_some();
    let named = token.unit == "件" && within(chars, end, end + 6, &["实事"]);
    let repeated = token.unit != "次" || ending(chars, start, &["连续", "召开", "举办"]).is_some();
    UNITS.contains(&token.unit.as_str()) && (acted || named) && repeated
}
