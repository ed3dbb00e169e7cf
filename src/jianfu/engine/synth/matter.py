"""Work matters that groups are for, and short notices. Our own wording."""

TOPIC_TEXT = """
防汛工作 安全生产检查 文明城市创建 人居环境整治 秸秆禁烧 森林防火 河长制巡查 垃圾分类推进
信访维稳 网格化管理 乡村振兴 防返贫监测 高标准农田建设 春耕生产 粮食收购 农村户厕改造
危房排查 燃气安全整治 消防隐患排查 电动车整治 道路交通安全 食品安全检查 疫苗接种 家庭医生签约
慢病随访 学校安全 控辍保学 暑期防溺水 招生工作 师德建设 养老服务 低保核查
残疾人帮扶 退役军人服务 征兵工作 就业帮扶 根治欠薪 社保扩面 医保征缴 企业走访
项目建设 招商引资 经济普查 统计报表 预算编制 内部审计 资产清查 公文办理
会务保障 值班安排 党员教育 主题党日 干部培训 人才引进 工会活动 志愿服务
政务公开 数据共享 系统运维 宣传报道
"""
TOPICS = tuple(TOPIC_TEXT.split())
FORMS = ("{}", "{}专班", "{}联络", "{}调度", "{}信息报送")
MATTERS = tuple(form.format(topic) for form in FORMS for topic in TOPICS)
"""Matters in an order in which neighbours differ; a unit's groups take neighbours, so that none has the same."""

OFF_FORM_NAMES = ("相亲相爱一家亲", "奋斗者联盟", "快乐大家庭", "追梦人", "一路同行", "冲鸭小分队")
"""Names that do not read unit, purpose, 群."""

OPENINGS = ("请各单位", "请各村(社区)", "请各科室", "请相关责任单位", "请各联络员")
TASKS = (
    "核对{}台账，有变化的及时更新",
    "报送{}进展情况，没有变化的不必重报",
    "完成{}自查，发现问题先行整改",
    "确认{}负责岗位和值守安排",
    "补充{}基础数据，已在共享目录中的不用再报",
    "对照要求落实{}，特殊情况请说明",
)
DUE = ("请于{}前完成。", "截止时间为{}。", "{}前反馈即可。")
NO_DUE = "无需回复。"
URGENT = "【紧急】"
REPLY_ALL = "收到请逐一回复。"
