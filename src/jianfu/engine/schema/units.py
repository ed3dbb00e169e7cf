"""Input tables around the entries: units, functions and group audiences.

*Source:* design.md, section 6 (the contract).
"""

from jianfu.engine.schema import words
from jianfu.engine.schema.column import Column, Kind, Table

UNITS = Table(
    "units",
    "单位",
    "units",
    (
        Column(
            "unit_id",
            "单位编号",
            Kind.ID,
            "单位的唯一编号",
            "Unique number of the unit",
            required=True,
            variants=("单位代码", "机构编号", "机构代码"),
        ),
        Column(
            "name",
            "单位名称",
            Kind.TEXT,
            "单位全称",
            "Full name of the unit",
            required=True,
            variants=("单位全称", "机构名称", "单位"),
        ),
        Column("short_name", "简称", Kind.TEXT, "规范简称", "Standard short name", variants=("单位简称", "规范简称")),
        Column(
            "parent_id",
            "上级单位编号",
            Kind.ID,
            "上级单位的编号",
            "Number of the unit above",
            variants=("上级编号", "上级单位代码", "父级编号"),
            refers_to="units",
        ),
        Column(
            "level",
            "层级",
            Kind.CODE,
            "单位层级",
            "Level of the unit",
            variants=("行政层级", "单位层级", "级别"),
            words=words.LEVELS,
        ),
        Column(
            "region_code",
            "行政区划代码",
            Kind.ID,
            "所在行政区划的统计代码",
            "Statistical division code",
            variants=("区划代码", "行政区划", "区划编码"),
        ),
        Column("line", "条线", Kind.TEXT, "所属条线", "Line of work", variants=("系统", "条线系统")),
        Column(
            "unit_type",
            "单位类型",
            Kind.TEXT,
            "单位类型,如机关、事业单位、内设机构",
            "Type, such as organ, institution, inner office",
            variants=("类型", "机构类型", "单位性质"),
        ),
        Column(
            "staff",
            "人数",
            Kind.COUNT,
            "工作人员数(人)",
            "Staff (persons)",
            variants=("单位人数", "在编人数", "人员数"),
        ),
    ),
    key="unit_id",
)

FUNCTIONS = Table(
    "functions",
    "服务功能",
    "functions",
    (
        Column(
            "asset_id",
            "编号",
            Kind.ID,
            "提供该功能的应用程序编号",
            "The entry that offers it",
            required=True,
            variants=("资产编号", "应用编号"),
            refers_to="assets",
        ),
        Column(
            "function_code",
            "功能代码",
            Kind.ID,
            "功能代码",
            "Code of the function",
            required=True,
            variants=("事项编码", "功能编码"),
        ),
        Column("function_name", "功能名称", Kind.TEXT, "功能名称", "Name of the function", variants=("事项名称",)),
        Column(
            "region_code",
            "行政区划代码",
            Kind.ID,
            "服务的行政区划及其以下",
            "Serves this division and all below",
            variants=("区划代码", "服务区划", "行政区划"),
        ),
        Column(
            "monthly_uses",
            "月使用次数",
            Kind.COUNT,
            "每月使用次数(次);不填视为在用",
            "Uses a month; empty counts as in use",
            variants=("月使用量", "月办理量", "每月使用次数"),
        ),
        Column(
            "statutory", "法定", Kind.FLAG, "是否法定功能", "Whether required by law", variants=("是否法定", "法定功能")
        ),
    ),
)

AUDIENCES = Table(
    "audiences",
    "群组对象",
    "group audiences",
    (
        Column(
            "asset_id",
            "编号",
            Kind.ID,
            "群组编号",
            "The group",
            required=True,
            variants=("群组编号", "群编号"),
            refers_to="assets",
        ),
        Column(
            "unit_id",
            "单位编号",
            Kind.ID,
            "群组面向的单位编号",
            "The unit it addresses",
            required=True,
            variants=("对象单位编号", "单位代码"),
            refers_to="units",
        ),
        Column(
            "posts",
            "岗位数",
            Kind.COUNT,
            "该单位在群内的岗位数(个)",
            "Posts of that unit in the group",
            variants=("岗位数量",),
        ),
    ),
)
