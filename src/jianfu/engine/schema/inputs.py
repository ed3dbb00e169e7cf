"""All input tables, and the housekeeping headers that are ignored and said so."""

from jianfu.engine.schema.assets import ASSETS
from jianfu.engine.schema.column import Table
from jianfu.engine.schema.evidence import EXEMPTIONS, JUDGEMENTS, MEASURES, NOTICES, SOURCES
from jianfu.engine.schema.units import AUDIENCES, FUNCTIONS, UNITS

TABLES: tuple[Table, ...] = (
    UNITS,
    ASSETS,
    FUNCTIONS,
    AUDIENCES,
    MEASURES,
    SOURCES,
    NOTICES,
    EXEMPTIONS,
    JUDGEMENTS,
)
BY_CODE = {table.code: table for table in TABLES}

STATED_NONE = "stated_none"
"""Column every cleaned table carries: codes of the date columns whose cell says 无, joined by ``;``, or null."""

HOUSEKEEPING = (
    "序号",
    "备注",
    "填报人",
    "填表人",
    "审核人",
    "审签人",
    "负责人",
    "单位负责人",
    "联系人",
    "联系电话",
    "联系方式",
    "手机",
    "手机号",
    "电话",
    "经办人",
    "电子邮箱",
    "邮箱",
    "填报时间",
    "填报单位",
    "制表人",
    "制表时间",
    "更新时间戳",
    "说明",
    "No",
    "No.",
    "NO",
    "remark",
    "remarks",
    "note",
    "notes",
)
"""Headers of columns that serve the sheet, not the register: ignored, and the run says so."""
