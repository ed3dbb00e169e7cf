"""Words and patterns of the register, as a data office would keep them at the head of its script."""

import pandas as pd
import pyarrow as pa

BOOL, WHOLE, REAL = pd.ArrowDtype(pa.bool_()), pd.ArrowDtype(pa.int64()), pd.ArrowDtype(pa.float64())
TEXT, DAY = pd.ArrowDtype(pa.string()), pd.ArrowDtype(pa.date32())

PLATFORMS = (
    ("企业微信", "企业微信|wecom|wxwork|政务微信"),
    ("微信视频号", "视频号"),
    ("微信小程序", "微信小程序"),
    ("支付宝小程序", "支付宝"),
    ("腾讯微博", "腾讯微博"),
    ("新浪微博", "微博|weibo"),
    ("抖音", "抖音|douyin"),
    ("快手", "快手|kuaishou"),
    ("今日头条", "头条"),
    ("百家号", "百家号|baijiahao"),
    ("小红书", "小红书|xiaohongshu"),
    ("钉钉", "钉钉|dingtalk|dingding|浙政钉"),
    ("飞书", "飞书|feishu|lark"),
    ("微信", "微信|公众号|订阅号|服务号|wechat|weixin"),
    ("QQ", "^qq"),
)
COUNTS = {
    "followers": "关注数",
    "posts_90d": "近90日发布数",
    "installs": "安装数",
    "mau": "月活跃用户",
    "members": "成员数",
    "grave_errors": "严重错误数",
    "broken_functions": "失效功能数",
    "faked_popularity": "弄虚作假核实数",
    "off_mission_items": "偏离定位条数",
    "assigned_likes": "摊派点赞核实数",
    "approval_tests_failed": "立项审核未通过项数",
    "forced_uptake": "强制推广核实数",
    "repeated_items": "重复数据项数",
    "crash_reports": "故障反映数",
    "groups_per_person": "人均工作群数",
    "unbacked_demands": "无文摊派数",
    "at_all_notices": "非紧急@所有人数",
    "proof_demands": "截图录像要求数",
}
AMOUNTS = {"msgs_per_day": "日均消息数"}
FLAGS = {
    "interaction_ok": "互动有效",
    "in_national_system": "在全国报送系统",
    "app_unusable": "应用不可用",
    "name_irregular": "名称不规范",
    "assessment_tool": "考核工具",
    "commercial_activity": "经营性活动",
    "badge_shown": "亮明备案号",
    "complaint_entry": "有投诉建议入口",
    "unreported_change": "变更下线未报",
    "rectification_overdue": "整改逾期",
    "standing_demand": "即时响应要求",
    "roster_certified": "实名名册已确认",
    "owner_rank_ok": "群主层级合规",
    "forced_membership": "强制入群",
    "secret_matter": "涉密内容",
}
"""Figures and flags that inspectors and interfaces observe, each with the word shown for it."""

DERIVED = {
    "silent_days": "静默天数",
    "age_days": "开设天数",
    "never_posted": "从未发布",
    "filed": "已备案",
    "state": "状态",
    "opened_on": "开设日期",
    "sponsor_level": "主办单位层级",
    "inner_office": "内设机构主办",
    "certification": "认证状态",
    "accounts_on_platform": "同平台账号数",
    "function_overlap": "功能重合度",
    "grassroots_apps": "面向基层应用数",
    "groups_of_sponsor": "本单位群组数",
    "twin_groups": "同对象同事项群数",
    "matter_closed": "事项已办结",
    "days_since_matter_closed": "办结后天数",
    "temporary": "临时群",
    "no_end_date": "未定结束日期",
    "approved": "已审批",
    "is_merged": "由合并而来",
    "levels_spanned": "跨层级数",
    "rebuilt_elsewhere": "解散后另建",
    "days_since_twin_dissolved": "同事项群解散后天数",
    "name_parses": "名称规范",
    "chat_only": "聊天群",
    "token_only": "形式群",
    "has_mandatory_feature": "有打卡、积分或时长功能",
    "forces_upload": "强制上传",
    "demands_checkin": "群内打卡签到",
    "short_notices": "短时限通知数",
    "off_hours_notices": "非工作时间通知数",
    "reply_all_notices": "要求全员回复的通知数",
    "checkin_notices": "要求打卡接龙的通知数",
    "unbacked_notices": "无文索要表格的通知数",
    "proof_notices": "要求截图录像的通知数",
}
SHOWN = COUNTS | AMOUNTS | FLAGS | DERIVED
OWN_FIGURES = {"interaction_ok", "followers", "posts_90d", "installs", "mau", "members", "msgs_per_day"}
FOUND_NOT = {"silent_days", "never_posted", "filed", "followers", "posts_90d", "installs", "mau", "in_national_system"}
"""Measures whose low value only says that nothing was found: from a source of partial coverage it proves nothing."""

INNER_OFFICE = "内设机构|专项工作"
NAME_FORM = (
    "^.*(?:局|委|办|厅|署|院|所|站|队|部|处|科|室|中心|政府|机关|支部|党委|党组|工会|学校|大学|中学|小学|幼儿园|医院|银行"
    "|公司|协会|法院|检察院|省|市|县|区|乡|镇|街道|村|社区|开发区|园区|管委会).+群(?:组)?(?:[0-9]+|[一二三四五六七八九十])?"
    "(?:[(（].*[)）])?$"
)
