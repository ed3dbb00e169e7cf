"""Phrases that made-up notices are put together from. Our own wording."""

from jianfu.engine.synth.matter import TOPICS

SCOPE_TEXT = """
全面 重点 秋季 冬季 春季 夏季 年度 季度 专项 集中 日常 基层 农村 城区 沿街 园区 校园
企业 行业 重大
"""
SCOPES = tuple(SCOPE_TEXT.split())
"""Words before a topic."""
MATTERS = tuple(scope + topic for scope in ("", *SCOPES) for topic in TOPICS)

ADDRESSEES = (
    "各镇（街道）",
    "各县（市、区）",
    "各村（社区）",
    "各科室",
    "各成员单位",
    "各有关单位",
    "各网格长",
    "各园区",
    "各学校",
    "各卫生院",
    "各企业负责人",
    "各站所",
)
ORGAN_TEXT = """
应急办 党政办 农业农村局 教育局 卫健委 住建局 民政局 财政局 城管局 水务局 统计局 人社局
文旅局 政法委 组织部 宣传部
"""
ORGANS = tuple(ORGAN_TEXT.split())
VERB_TEXT = """
报送 填报 更新 核实 汇总 上传 梳理 排查 完善 整改 登记 核对 补录 审核 公示 摸排 反馈
签收 归档 建立
"""
VERBS = tuple(VERB_TEXT.split())
THING_TEXT = """
台账 清单 名单 进展情况 工作总结 整改照片 责任分工表 隐患清单 人员信息 基础数据 实施方案
联络员名册 会议记录 问题清单 走访记录 宣传资料 值班表 物资储备表 巡查日志 培训签到表
任务分解表 风险点位图 经费使用表 承诺书 回访记录 入户调查表 项目进度表 考评材料 典型案例
创建材料 测评问卷 应急预案 设施清册 点位照片 采样结果 资金台账 满意度调查表 协议文本 资产目录
信访件办理单
"""
THINGS = tuple(THING_TEXT.split())
WHO_TEXT = """
村党组织书记 网格员 分管负责人 包村干部 驻村工作队 综合执法队 物业负责人 安全员 联络员 河长
林长 楼栋长 业务骨干 值班人员 挂钩领导 志愿者 社区民警 家庭医生 护林员 校长
"""
WHO = tuple(WHO_TEXT.split())
PLACE_TEXT = """
河道沿线 学校周边 农贸市场 老旧小区 建筑工地 养老机构 商场超市 出租房屋 地下车库 林区入口
加油站点 化工园区 村组道路 低洼地段 水库堤坝 文化广场 沿街商铺 旅游景点 卫生站点 产业园区
危旧房屋 田间地头 交通路口 公共厕所 垃圾收集点
"""
PLACES = tuple(PLACE_TEXT.split())
HOW_TEXT = """
逐户上门 分片包干 拉网式 对照标准 按照分工 联合相关部门 第一时间 不留死角 实事求是 一事一档
当面 会同村组 借助网格 利用早晚时段 结合主题党日 在原有基础上 分类别 按时间节点 严格程序
认真细致
"""
HOWS = tuple(HOW_TEXT.split())
AIM_TEXT = """
确保群众安全 防止问题反弹 做到底数清楚 推动工作落细落实 提高群众知晓率 避免重复劳动 压实各方责任
切实方便群众办事 减轻基层负担 形成工作合力 迎接上级检查 巩固前期成果 保障节日期间平稳
消除风险隐患 健全长效机制 及时回应关切 完善基础资料 杜绝虚报漏报
"""
AIMS = tuple(AIM_TEXT.split())
CLAUSES = (
    "{who}要{how}对{place}进行{verb}，{aim}。",
    "对{place}的{thing}，由{who}{how}{verb}。",
    "{organ}负责{verb}{thing}，{who}配合做好{place}相关工作。",
    "凡涉及{place}的，须{how}{verb}{thing}，{aim}。",
    "要把{matter}与{other}结合起来，{how}推进，{aim}。",
    "{who}每周到{place}不少于{n}次，并{verb}{thing}。",
    "发现问题的，{how}处置并向{organ}报告，{aim}。",
    "{thing}一式{n}份，盖章后交{organ}{verb}。",
    "请{who}牵头，{how}{verb}{place}{thing}。",
    "目前{place}仍存在薄弱环节，请{who}{how}抓好{matter}。",
    "{organ}将对{verb}{thing}的情况{how}抽查，结果不作排名。",
    "已在共享平台中的{thing}不再{verb}，{who}只作核对。",
    "重点{verb}{place}，兼顾其他区域，{aim}。",
    "上次{verb}的{thing}中有{n}处不清，请{who}{how}补正。",
    "{matter}期间，{who}实行{n}人一班，{how}值守{place}。",
    "没有变化的{thing}不必重报，有变化的由{who}{how}{verb}。",
)
"""Sentences about who does what, where and how."""

BASES = (
    "根据{organ}工作安排，",
    "按照{organ}〔2026〕{n}号文件要求，",
    "为做好{matter}，",
    "经{organ}研究，",
    "结合{place}实际，",
    "",
    "",
)
ASKS = (
    "请{addressee}于{date}前将{thing}{verb}完毕，报{organ}。",
    "{addressee}：{matter}的{thing}请在{date}前{verb}到{organ}。",
    "现将{matter}有关事项通知如下，请{addressee}{how}落实，{date}前{verb}{thing}。",
    "请{addressee}{how}开展{matter}，{verb}{thing}，{date}前反馈{organ}。",
    "{addressee}：定于{date}召开{matter}会议，请{who}参加，会前{verb}{thing}。",
    "请{addressee}通知{who}，{date}前到{place}{verb}{thing}。",
    "{matter}进入关键阶段，{addressee}务必在{date}前{verb}{n}项{thing}。",
)
"""The sentence that sets the task."""

PREFIXES = (
    "【通知】",
    "转发：",
    "【转】",
    "各镇街：",
    "各村：",
    "各位同事，大家好！",
    "请各单位关注：",
    "【工作提醒】",
)
SUFFIXES = ("收到请回复。", "请知悉。", "收到请回复，谢谢！", "请各单位抓紧落实。", "以上请及时办理。", "谢谢配合！")
REWORDINGS = (
    ("务必", "请务必"),
    ("确保", "切实保证"),
    ("报送", "上报"),
    ("负责", "牵头负责"),
    ("抓好", "做好"),
    ("及时", "第一时间"),
    ("反馈", "反馈至"),
    ("前", "之前"),
    ("进行", "开展"),
    ("须", "应当"),
    ("并", "同时"),
    ("要", "应"),
    ("请", "请各位"),
    ("完毕", "完成"),
)
"""What a forwarding clerk changes; each alone leaves the task as it was."""
