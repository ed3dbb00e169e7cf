"""The closed sets of words that cells use, with the spellings departments write."""

from jianfu.engine.schema.column import Word

LEVELS = (
    Word("province", "省级", "province", ("省", "省(区、市)", "省直", "省本级")),
    Word("city", "市级", "city", ("设区市", "地市", "地级市", "市", "市直", "市本级", "设区市级")),
    Word("county", "县级", "county", ("县", "区县", "县区", "县(市、区)", "县市区", "区级", "县(市、区)级", "县本级")),
    Word("town", "乡级", "town", ("乡镇", "乡镇级", "镇", "镇级", "乡", "街道", "乡镇(街道)", "镇街", "乡镇街道")),
    Word("village", "村级", "village", ("村", "社区", "村(社区)", "村居", "村社区")),
)
CATEGORIES = (
    Word("new_media", "政务新媒体", "government new media", ("新媒体", "政务公众账号", "政务账号", "公众账号")),
    Word("app", "政务App", "government app", ("政务APP", "政务应用程序", "App", "移动应用", "政务移动互联网应用程序")),
    Word("work_group", "工作群组", "work group", ("公务工作群组", "工作群", "公务工作群", "群组")),
)
AUDIENCES = (
    Word("public", "公众", "public", ("面向公众", "社会公众", "群众")),
    Word("business", "经营主体", "business", ("面向经营主体", "企业", "市场主体")),
    Word("grassroots", "基层干部", "grass-roots officials", ("面向基层干部", "基层", "基层工作人员")),
    Word("internal", "单位内部", "inside the unit", ("内部", "本单位", "机关内部", "内部人员")),
)
ACCOUNT_TYPES = (
    Word("publishing", "发布类", "publishing", ("发布", "信息发布类", "信息发布")),
    Word("service", "服务类", "service", ("服务", "办事服务类", "办事服务")),
    Word("both", "发布服务类", "publishing and service", ("发布+服务", "发布和服务", "发布、服务", "综合类")),
)
STATES = (
    Word("active", "在用", "active", ("正常", "运行中", "使用中", "正常运行")),
    Word("suspended", "停更", "suspended", ("停用", "已停更", "暂停", "暂停更新", "停止更新")),
    Word("closed", "已注销", "closed", ("注销", "关停", "已关停", "已解散", "解散", "关停注销")),
)
CERTIFICATIONS = (
    Word("certified", "已认证", "certified", ("认证", "是")),
    Word("uncertified", "未认证", "uncertified", ("否", "无认证")),
    Word("mismatch", "认证主体不符", "certified entity differs", ("主体不符", "认证不符")),
)
FEATURES = (
    Word("checkin", "打卡签到", "check-in", ("打卡", "签到")),
    Word("points", "积分排名", "points ranking", ("积分", "排名")),
    Word("online_time", "在线时长", "online time", ("统计在线时长", "时长")),
    Word("forced_upload", "强制上传", "forced upload", ("强制上传照片", "上传照片", "上传轨迹")),
)
DIRECTIONS = (
    Word("up", "对上", "up", ("对上级", "上行")),
    Word("down", "对下", "down", ("对下级", "下行")),
    Word("lateral", "横向", "lateral", ("平级", "横向协同")),
    Word("public", "对群众", "to the public", ("对公众", "对居民", "政民服务")),
)
VERDICTS = (
    Word("same", "是", "same", ("相同", "同一")),
    Word("different", "否", "different", ("不同", "不是")),
    Word("unsure", "不确定", "unsure", ("待定", "不清楚")),
)
EXEMPTION_REASONS = (
    Word("major_service", "重大民生服务", "major public service", ("重大民生",)),
    Word("statutory_channel", "法定职责单独渠道", "separate channel by statutory duty", ("法定职责",)),
    Word(
        "emergency",
        "应急/安保/值班",
        "emergency, security, duty",
        ("应急", "安保", "值班", "应急安保值班", "应急、安保、值班"),
    ),
    Word("seasonal", "季节性", "seasonal", ()),
    Word(
        "special_group",
        "特定人群",
        "particular people",
        ("特定人群(少数民族语言,无障碍,老年)", "特定人群(少数民族语言、无障碍、老年)"),
    ),
    Word("line_management", "条线垂管", "managed by the line", ("垂管",)),
    Word("reform_transition", "机构改革过渡", "institutional reform under way", ("机构改革",)),
    Word("migration", "迁移进行中", "migration under way", ("迁移中",)),
    Word("account_recovery", "账号找回中", "account being recovered", ("找回中",)),
    Word("platform_limit", "平台限制", "limit of the platform", ()),
    Word(
        "central_or_provincial_order",
        "中央或省级明确要求",
        "explicit central or provincial requirement",
        ("中央要求", "省级要求", "中央和省级明确要求"),
    ),
    Word("other", "其他", "other", ()),
)
