"""Whether a notice says that it is urgent.

Only words that mark the notice itself count: 应急管理局, 紧急联系人 and what to do 一旦 something happens say nothing
about it. Null where no word says so either way, or where words contradict each other.
"""

import re

_DENIED = re.compile(
    r"(?:非|不|并不|不是|不算|不属|无)(?:太|很|是|属|于|特别)*(?:紧急|加急|着急|急件|急)(?!情况|情形|必要|时|"
    r"(?:事项)?(?:勿|不|请勿))"
    r"|不着急|不用急|不必急|不赶|有空(?:时|再)"
)
_MARKED = re.compile(
    r"[【\[(<《](?:特急|加急|紧急|急件|急|十万火急|紧急通知|紧急任务)[】\])>》!]"
    r"|十万火急|火急|特急|加急(?!件专窗|办理的|费)|急件(?!专)|急急|事急|火速|速报|速办"
    r"|(?:时间|情况|任务|事情|非常|十分|比较|特别|形势|事态|事)(?:很|十分|非常|较)?紧急"
    r"|(?<![非不])紧急(?=通知|任务|事项[:,]|要求报|报送|上报|提醒|!|:|统计|摸排|征集|收集|转发|调度)"
    r"|(?<![着不应紧焦救危抢加特心])急(?=!|:)|^紧急"
)
_AT_ONCE = re.compile(r"立即|马上|立刻|即刻")
_IF = re.compile(
    r"发现|一旦|如有|如遇|遇有?|若|倘|出现|发生|凡|时,?(?:要|应|须|请)?$|要求[^,]{0,8}$|的,|后,?$|警情|险情|接警|"
    r"者,?$|人员,?$"
)
_FALSE_MARKS = re.compile(
    r"应急|紧急(?:情况|联系|电话|救援|避险|呼叫|疏散|集合|程度|出口|状态|避难|处置|预案|医学)|如遇紧急|急诊|急救|急性"
)
_HINT = re.compile(r"急|火速|速报|速办|立即|马上|立刻|即刻|有空|不赶")


def urgent(sentences: list[str]) -> tuple[bool | None, str]:
    """Return whether the text says urgent, and the words that say so (empty where null)."""
    found: dict[bool, str] = {}
    for sentence in sentences:
        if not _HINT.search(sentence):
            continue
        denied = _DENIED.search(sentence)
        if denied:
            found.setdefault(False, denied.group())
            sentence = sentence.replace(denied.group(), "")
        said = _said(sentence)
        if said:
            found.setdefault(True, said)
    return next(iter(found.items())) if len(found) == 1 else (None, "")


def _said(sentence: str) -> str:
    marked = _MARKED.search(_FALSE_MARKS.sub("", sentence))
    if marked:
        return marked.group()
    at_once = _AT_ONCE.search(sentence)
    return at_once.group() if at_once and not _IF.search(sentence[: at_once.start()]) else ""
