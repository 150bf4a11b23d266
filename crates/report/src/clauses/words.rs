//! Words of general official Chinese that the clause rules turn on. Names and whole phrases of any
//! one report have no place here.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Verbs that open a task. Longest match wins.
const VERBS: &str = "推进 推动 加强 深化 提升 发展 支持 实施 完善 强化 建设 促进 健全 打造 做好 优化 开展 加快 提高 坚持 落实 拓展 培育 \
推广 构建 扩大 加大 巩固 增长 完成 抓好 办好 发挥 挖掘 布局 推行 鼓励 确保 新增 增强 提供 探索 形成 弘扬 对接 激发 \
升级 引进 引导 聚焦 新建 突出 争取 保护 做强 举办 整治 保障 满足 培养 建成 用好 实现 锚定 创建 启动 推出 创造 做到 \
接受 开工 改善 营造 保持 攻坚 落地 运用 瞄准 跟进 释放 共建 集聚 建强 服务 增设 打好 治理 融入 塑造 统筹 锻造 争创 \
做优 贯彻 化解 领悟 贯穿 当好 建立 兜牢 把握 生产 吸引 赋予 清理 开拓 做大 涵养 纳入 开发 倡导 繁荣 打击 领会 扩容 \
新开工 紧盯 做深 做细 护航 响应 研发 催生 用足 做精 放大 依托 链接 组建 紧抓 助力 参与 新缔结 缔结 擦亮 提速 规范 补齐 \
改造 更新 新改建 改建 扩建 串联 彰显 修复 织密 织牢 解决 封顶 打响 整合 谋划 严打 严禁 运营 树立 践行 扛起 扛牢 狠抓 \
办理 力戒 执行 紧扣 投用 管好 出台 厚植 聚集 搞好 承担 产出 衔接 畅通 增加 激活 转化 协助 梳理 编制 研究 策划 解答 \
壮大 引入 防范 维护 对照 排查 弥补 寻找 打通 成为 宣介 学习 缩小 建好 规划 新培育 调动 盘活 守住 守牢 守好 走好 消除 \
立足 推介 筹设 筹建 创新 控制 教育 发掘 丰富 搭建 繁育 解决好 稳定 关心 关爱 防控 遏制 防御 密切 改进 体现 严守 严控 \
严防 报告 听取 做实 引领 腾出 制定 修订 印发 颁布 设立 成立 建优 争当 抢抓 抓实 抓牢 抓紧 夯实 筑牢 筑强 做足 盯紧 \
淘汰 压减 削减 降低 减少 控减 下调 提档 提标 扩面 扩围 扩能 扩产 补短板 强弱项 稳住 托举 赋能 牵引 带动 撬动 汇聚 招引 \
招募 招聘 引育 引聚 选派 选育 选树 评选 评定 认定 创评 申报 申建 申办 承办 筹办 主办 协办 组织 组织实施 动员 发动 宣传 \
普及 培训 轮训 抽查 检查 督查 督导 督促 问责 追责 考核 评估 评价 监测 监管 监督 预警 预防 防治 管控 管护 治污 禁止 \
限制 规制 取缔 查处 查办 惩治 严惩 打赢 打牢 打开 救助 帮扶 扶持 资助 补助 补贴 补偿 奖励 奖补 发放 兑现 拨付 支付 \
偿还 减免 免除 延长 延续 延伸 接续 续建 加密 加固 加装 增建 增殖 增补 补充 储备 保供 保交 交付 回收 回迁 安置 征收 \
拆除 拆迁 收储 供应 出让 流转 盘查 摸清 摸排 攻克 突破 突围 通车 通航 通水 开通 开行 开放 开业 开园 开馆 投产 投运 \
达产 竣工 完工 收官 启用 挂牌 上线 发布 运行 试行 复制 点亮 唤醒 焕新 焕活 重塑 再造 重构 重振 振兴 恢复 复兴 复垦 \
绿化 美化 净化 亮化 硬化 活化 强健 传承 赓续 讲好 唱响 叫响 唱好 打磨 擘画 描绘 谱写 书写 铸牢 铸就 凝聚 联动 联合 \
协同 携手 合作 协调 配合 对标 看齐 争先 进位 领跑 领航 摒弃 破除 破解 稳控 处置 应对 抵御 救援 抢险 排除 消纳 接入 \
接轨 接待 承接 承载 疏解 疏导 疏浚 清淤 清退 清查 清零 清欠 整顿 整改 整理 提请 审议 用活 用好用足 管住 护好 护住 护牢 \
托牢 兜住 兜底 兜好 保住 拧紧 压实 压紧 扎牢 扎紧 系紧 撑起 扭住 抓住 抓细 抓好抓实 盯住 盯牢 守护 呵护 回应 倾听 走访 \
深耕 精耕 发力 聚力 助推 助企 惠企 办成 办实 办妥 干好 干成 下沉 下放 承诺 兑付 普查 勘探 勘查 勘测 测绘 登记 颁证 \
确权 赋权 放权 授权 简化 精简 压缩 缩短 取消 免征 推送 共享 互认 互通 联通 贯通 连通 畅连 补网 组网 建网 扩网 扩容提质 \
提质扩容 提质增效 转变 转移 转换 替代 置换 移植 嵌入 植入 导入 注入 投入 投放 募资 融通 融合 嫁接 孵化 加速 催化 裂变 \
生成 衍生 引流 留住 留下 留足 留白 预留 腾退 腾换 腾挪 迁建 迁入 搬迁 撤并 合并 重组 兼并 混改 改制 改良 改变 改编 \
升格 升规 上规 上市 股改 入规 入统 出版 出品 创作 创设 创办 创优 创成 开设 开办 开辟 开启 开创 开掘 开采 挖潜 深挖 \
拓宽 拓面 拓市 拓维 拉动 拉伸 拉长 延链 补链 强链 建链 稳链 聚链 赋智 赋码 点燃 激励 激扬 鼓足 提振 鼓舞 振奋 增进 \
增添 增色 添彩 添绿 增绿 扩绿 兴办 兴建 兴修 修建 修缮 修订完善 维修 养护 抚育 举行 主持 承建 代建 共享共建 共治 共管 \
共商 共创 共同 联建 联办 联防 联控 结对 帮助 帮促 协作 参加 入选 进入 迈入 迈向 走向 奔向 冲刺 冲击 力促 狠刹 严查 \
严管 严肃 严明 严把 善用 巧用 活用 归集 归并 整备 收购 采购 购置 配置 配备 配齐 配强 配建 安装 加挂 推开 铺开 展开 \
铺设 架设 敷设 架起 搭好 树牢 立好 立起 立稳 站稳 稳固 稳保 做活 做美 做响 做靓 做特 做专 做新 做亮 做透 做优做强 \
做大做强 做强做优做大 做强做优 做优做大 建优建强 培优 培强 培植 扶优 扶强 倍增 翻番 转好 管好用好 用好管好 充实 注重 争建 \
作出 提质 滴灌 增配 装配 抓严 抓好用好 推荐 推选 升维 细化 实化 强链补链 培大 育强 回引 招揽 调研 拿出 夺取 赢得 争得 \
保有 保供稳价 展示 展现 惠及 织就 开好 防止 放宽 杜绝 倒逼 谋深 谋实 抓早 带好 选好 配好 建管 管理好 抓紧抓好 提请审议 \
调整 制订 指导 攻关 绘制 确定 出清 实行 明确 安排 凝练 借力 跑赢 严格 清收 构筑 坚守 定制 集中 落户 纠治 精选 遴选 \
拟定 界定 划定 颁授 捐助 提炼 压茬 轮换 用足用好 申领 补短 攻取 深化拓展 优化提升 巩固提升 巩固拓展 巩固壮大 培育引入 \
培育发展 培育保护 开发开放 开发建设 研究解答 涵养壮大 探索建立 规划建设 吸引集聚 关心关爱 教育引导 谋划研究 梳理发掘 学习运用 \
化解处置 应对化解 融入推动 增加和方便 新建设 做深做细 完善提升 统筹整合";

/// Words before the verb that say how, how much or who.
const ADVERBS: &str = "我们将 我们要 我们 要 将 全省 全市 全区 全县 各级政府 各地 各部门 各方面 积极 持续 大力 全面 深入 统筹 高质量 不断 全力 \
高标准 更好 更多 充分 稳步 坚决 有效 进一步 着力 常态化 一体 一体化 协同 加力 纵深 积极稳妥 稳妥 扎实 严格 主动 有序 \
努力 接续 依法 精准 高水平 高起点 高效 高效率 高品质 高规格 高站位 高位 适度超前 超前 前瞻 前瞻性 深刻 牢牢 认真 全链条 \
全方位 全过程 全周期 全流程 全领域 全域 全员 全时 广泛 多 加大力度 迭代 科学 科学有序 因地制宜 严厉 自觉 全时全域 抢滩 \
定制式 多措并举 久久为功 始终 不折不扣 及时 切实 锲而不舍 坚持不懈 坚定不移 坚定 毫不动摇 毫不松懈 携手 聚力 提质 分领域 \
抢抓机遇 多渠道 尽最大努力 立体化 抓紧 抓早 率先 经常性 深度 全面发力 组团式 整体 大面积 优近拓远 分级分类 集中连片 连片 \
成片 重点 分类施策 因城施策 系统 系统性 稳妥有序 从严从实 从严 从实 从快 从优 共同 继续 加快 加速 加紧 加倍 尽快 尽早 \
尽力 尽心 用心 用情 用力 用心用情 用心用情用力 千方百计 想方设法 精心 精细 精细化 细致 务实 求实 灵活 创新 创造性 开创性 \
探索 试点 逐步 分步 分期 分批 分类 分级 分层 分区 分类有序 有力 有力有效 有力有序 有序有效 稳慎 审慎 谨慎 合理 公正 公平 \
平稳 稳健 健康 快速 迅速 大幅 显著 明显 较大幅度 年内 全年 今年 上半年 下半年 年底前 力争 确保 争取 规范 优化 巩固 滚动 \
动态 定期 常态 长效 闭环 同步 一并 同时 并 还 又 既 也 再 新 更 最大限度 最大程度 最大力度 以最大力度 全力以赴 奋力 \
奋勇 勇于 敢于 善于 勇 敢 善 真正 真抓 真心 真情 倾情 倾力 鼎力 协力 合力 齐心协力 齐抓共管 步调一致 上下联动 左右协同 \
强力 强势 大胆 稳扎稳打 蹄疾步稳 驰而不息 持之以恒 一以贯之 一如既往 久久 扎扎实实 实实在在 切切实实 认认真真 完整准确全面 \
完整 准确 完整准确 致力于 提前 适时 适度 择优 梯次 梯度 差异化 特色化 市场化 法治化 专业化 智能化 数字化 数智化 规范化 \
标准化 多元化 多层次 多维度 多领域 多角度 多形式 多方 多点 多元 多维 精益求精 对外 对内 内外 针对性 平等 突出 机制化 \
项目化 清单化 工程化 更加 集中力量 以点带面 全覆盖 应 深入细致 高效协同 迭代升级 自上而下 自下而上 更大力度 更高水平 更高标准 \
高位推动 必须 务必";

/// Words that set a hedge, not a deed.
pub const HEDGES: &str = "力争 确保 争取";

/// Words that only lead into what follows.
pub const LEADS: &str = "立足 聚焦 紧盯 瞄准 锚定 依托 围绕 紧扣 突出 对照 对标 顺应 着眼 面向 针对 按照 根据 遵循 适应 把握 \
    抢抓 紧抓 抓住 融入 紧紧围绕 紧密结合 结合 借助 凭借 利用 以 从 与 通过 坚持以 梳理";

static VERB_INDEX: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| index(VERBS));
static ADVERB_INDEX: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| index(ADVERBS));

fn index(list: &'static str) -> HashMap<char, Vec<&'static str>> {
    let mut map: HashMap<char, Vec<&'static str>> = HashMap::new();
    for word in list.split_whitespace() {
        if let Some(first) = word.chars().next() {
            map.entry(first).or_default().push(word);
        }
    }
    for words in map.values_mut() {
        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
        words.dedup();
    }
    map
}

fn longest(map: &HashMap<char, Vec<&'static str>>, s: &str) -> Option<&'static str> {
    let words = map.get(&s.chars().next()?)?;
    words.iter().find(|w| s.starts_with(**w)).copied()
}

/// The longest known verb at the head of `s`.
pub fn verb_at(s: &str) -> Option<&'static str> {
    longest(&VERB_INDEX, s)
}

/// The longest known adverb at the head of `s`.
pub fn adverb_at(s: &str) -> Option<&'static str> {
    longest(&ADVERB_INDEX, s)
}

/// True where `word` is one of the blank-separated `words`.
pub fn is(word: &str, words: &str) -> bool {
    words.split_whitespace().any(|w| w == word)
}

/// True where one of the blank-separated `words` stands in `s`.
pub fn any(s: &str, words: &str) -> bool {
    words.split_whitespace().any(|w| s.contains(w))
}

/// True where `s` begins with one of the blank-separated `words`.
pub fn opens(s: &str, words: &str) -> bool {
    words.split_whitespace().any(|w| s.starts_with(w))
}

/// True where `s` ends with one of the blank-separated `words`.
pub fn ends(s: &str, words: &str) -> bool {
    words.split_whitespace().any(|w| s.ends_with(w))
}
