"""Platform names as departments write them, folded to one name each, in the order they are tried.

Only the comparison key is folded: the name on an entry stays as its sender wrote it. 企业微信 and 腾讯微博 come before
微信 and 微博, of which their names contain a part.
"""

PLATFORM_PATTERNS: tuple[tuple[str, str], ...] = (
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
"""(folded name, regular expression over the lower-case name without white space); the first that matches decides."""
