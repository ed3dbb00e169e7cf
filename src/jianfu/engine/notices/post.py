"""Which posts a notice makes responsible: words for posts, never names of people."""

import re

_POSTS = (
    "办公室主任|办公室负责人|党委书记|党支部书记|支部书记|村党总支书记|村书记|村支书|村主任|驻村第一书记|"
    "第一书记|驻村工作队长|驻村干部"
    "|包村干部|包片领导|包保责任人|联络员|信息员|网格长|网格员|河长|湖长|林长|路长|田长|班主任|年级组长|教研组长|"
    "校长|园长|院长|护士长"
    "|科室负责人|科主任|科长|股长|所长|站长|中队长|大队长|队长|值班领导|带班领导|值班员|值班人员|值守人员|"
    "分管领导|分管负责人|分管负责同志"
    "|主要领导|主要负责人|主要负责同志|负责同志|联系人|统计员|报账员|会计|文书|组织委员|宣传委员|纪检委员|"
    "统战委员|纪检监察联络员|专干|工会主席"
    "|安全员|安全管理员|护林员|水管员|防汛责任人|巡查责任人|教导主任|德育主任|总务主任|政教主任|档案员|保密员|"
    "财务人员|经办人员|经办人|楼栋长"
    "|片区长|片长|村医|家庭医生|辅警|社区民警|民警|司机|驾驶员|管理员|审核员|填报员|团支部书记|团委书记|妇联主席|"
    "妇女主任|民兵营长|科室主任"
    "|责任人|负责人|组长"
)
_ASKED = re.compile(
    rf"(?:请|由|让|望|需|通知|提醒|@)(?P<posts>(?:[^,。;!:\n]{{0,14}}?(?:{_POSTS})(?:、|和|及|与|或|以及)?)+)"
    rf"|(?:^|[,。;!\n])(?:各[^,。;!:\n]{{0,10}}?)(?P<named>(?:{_POSTS}))(?=[:,]|请|要|须|务必|需|应)"
)
_POST = re.compile(_POSTS)
_NOT_ASKED = re.compile(r"(?:联系|咨询|报告|反馈|报|交|发|送|告知|致电|对接|汇报)(?:给|至|到|于)?[^,。;]{0,6}$")


def posts(sentences: list[str]) -> tuple[str, ...]:
    """Return the posts addressed, each once, in the order they stand."""
    found: dict[str, None] = {}
    for sentence in sentences:
        if not _POST.search(sentence):
            continue
        for asked in _ASKED.finditer(sentence):
            words = asked["posts"] or asked["named"]
            for post in _POST.finditer(words):
                if not _NOT_ASKED.search(words[: post.start()]):
                    found.setdefault(post.group())
    return tuple(found)
