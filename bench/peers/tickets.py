"""Invented tickets, the same in every run: what is asked for, and in which words."""

PLACES = ["示例路", "样本街", "虚构里", "假想巷", "模拟大道", "例证新村", "演示坊"]
SPOTS = ["楼下", "小区东门", "公交站旁", "学校门口", "市场入口", "桥底", "地下车库", "河边步道"]
# What is wrong, and how often it comes among a hundred.
THINGS = [
    ("路灯不亮", 22), ("井盖松动", 14), ("夜间施工噪音扰民", 13), ("暴雨后积水不退", 12), ("电梯反复停运", 10),
    ("生活垃圾清运不及时", 9), ("占道经营影响通行", 7), ("消防通道被堵", 5), ("自来水浑浊", 3), ("燃气管道有异味", 2),
    ("行道树倾斜", 2), ("发现白蚁", 1),
]
SINCE = ["已有三天", "从上周起", "半个月了", "反复出现", "昨晚开始", "一个多月来"]
ASKS = ["请尽快安排检修", "希望有关部门到场查看", "请给个明确答复", "恳请协调处理", "请告知何时解决"]
MORE = ["老人和孩子出行很不方便。", "此前打过电话，没有下文。", "附近住户都有同样的感受。", "麻烦核实后回电。"]
# Words that bodies are asked for, from the most frequent to the rarest.
WORDS = ["路灯", "井盖", "噪音", "积水", "电梯", "消防", "燃气", "白蚁"]

_WHEEL = [thing for thing, times in THINGS for _ in range(times)]


def title(n):
    """By the number alone, so that a hit can be told from the sample's own cases."""
    return f"对照件{n:06d}"


def body(n):
    """Four sentences at most; no two tickets next to each other are alike."""
    thing = _WHEEL[n * 37 % len(_WHEEL)]
    where = f"{PLACES[n % len(PLACES)]}{n * 13 % 400 + 1}号{SPOTS[n * 5 % len(SPOTS)]}"
    more = MORE[n % len(MORE)] if n % 3 else ""
    return f"{where}{thing}，{SINCE[n * 7 % len(SINCE)]}，{ASKS[n * 11 % len(ASKS)]}。{more}"


def holding(word, count):
    """The titles of those among the first `count` whose body holds the word."""
    return {title(n) for n in range(count) if word in body(n)}
