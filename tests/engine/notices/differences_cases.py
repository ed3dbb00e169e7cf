"""Pairs of notices from many kinds of unit, and whether they set the same task: read by people, not by the program."""

SAME, DOWN, OTHER, OPEN = "same", "passed_down", "different", "unknown"

TOWN = "请各村（社区）于9月28日下班前将防汛物资储备清单报送至应急办，没有变化的不必重报。"
SCHOOL = "各学校：请于10月12日前完成校园消防安全自查，发现隐患先行整改，并将整改清单发至安全科邮箱。"
HEALTH = "请各卫生院于11月5日17:00前上报流感疫苗接种进展情况，接种人数、库存数一并填报。"
CIVIL = "为做好困难群众冬季救助工作，请各村（社区）对低保户、特困户进行走访，12月10日前将走访记录交民政办。"
PARTY = "关于召开三季度党建工作例会的通知：定于9月25日上午9点在镇会议室召开党建工作例会，请各村党组织书记参加。"
POLICE = "请各社区民警在9月30日前完成出租房屋信息核对，重点核对流动人口登记情况，逐户上门。"
STATS = "请各企业统计员于每月8日前通过联网直报平台报送工业产值月报，逾期请说明原因。"
FARM = "请各村抓好秋收期间秸秆禁烧巡查，巡查情况每天下午4点前报农业农村局值班室。"
LABOUR = "请各园区对在建工地农民工工资支付情况进行排查，10月20日前将排查台账报人社局监察大队。"
WATER = "请各级河长9月15日前完成本月巡河任务，发现河道垃圾的及时联系保洁公司处置并上传处置照片。"

CASES: tuple[tuple[str, str, str, str], ...] = (
    # Sent on as it is, or with a word before or behind.
    ("equal", TOWN, TOWN, SAME),
    ("转发 before", TOWN, "转发：" + TOWN, SAME),
    ("【转】 before", SCHOOL, "【转】" + SCHOOL, SAME),
    ("【通知】 before", HEALTH, "【通知】" + HEALTH, SAME),
    ("[转发] before", CIVIL, "[转发]" + CIVIL, SAME),
    ("two marks", PARTY, "【紧急通知】转发：" + PARTY, SAME),
    ("an addressee before", HEALTH, "各位同事：" + HEALTH, SAME),
    ("各镇街 before", LABOUR, "各镇街：" + LABOUR, SAME),
    ("greeting", POLICE, "大家好！" + POLICE, SAME),
    ("greeting to officials", CIVIL, "各位书记、主任：" + CIVIL, OPEN),
    ("greeting to colleagues", STATS, "各位同事，大家下午好！" + STATS, SAME),
    ("收到请回复", TOWN, TOWN + "收到请回复。", SAME),
    ("收到请回复，谢谢", SCHOOL, SCHOOL + "收到请回复，谢谢！", SAME),
    ("收到回复", HEALTH, HEALTH + "收到请各单位逐一回复", SAME),
    ("请知悉", PARTY, PARTY + "请知悉。", SAME),
    ("请周知", POLICE, POLICE + "请大家周知！", SAME),
    ("谢谢配合", STATS, STATS + "谢谢配合！", SAME),
    ("辛苦大家", FARM, FARM + "辛苦大家！", SAME),
    ("特此通知", LABOUR, LABOUR + "特此通知。", SAME),
    ("抓紧落实", WATER, WATER + "请各单位抓紧落实。", SAME),
    ("高度重视", CIVIL, CIVIL + "请各村高度重视，按时完成。", SAME),
    ("@所有人", TOWN, "@所有人 " + TOWN, SAME),
    ("both ends", SCHOOL, "转发：各位老师好！" + SCHOOL + "收到请回复！辛苦！", SAME),
    ("white space", TOWN, TOWN.replace("，", "， \n"), SAME),
    ("width", HEALTH, HEALTH.replace("17:00", "１７：００").replace("，", ","), SAME),
    ("contact added", LABOUR, LABOUR + "联系人：王工，电话：55500001。", SAME),
    ("contact changed", LABOUR + "联系电话：55500001。", LABOUR + "联系电话：55500002。", SAME),
    ("weekday added", TOWN, TOWN.replace("9月28日", "9月28日（周一）"), SAME),
    ("letter cited by the forwarder", CIVIL, "根据民政局〔2026〕18号文件要求，" + CIVIL, OPEN),
    # Lightly reworded.
    ("务必", TOWN, TOWN.replace("请各村（社区）于", "请各村（社区）务必于"), SAME),
    ("上报 for 报送", TOWN, TOWN.replace("报送至", "上报至"), SAME),
    ("号 for 日", TOWN, TOWN.replace("28日", "28号"), SAME),
    ("之前 for 前", SCHOOL, SCHOOL.replace("12日前", "12日之前"), SAME),
    ("点 for 时", PARTY, PARTY.replace("9点", "9时"), SAME),
    ("开展 for 进行", LABOUR, LABOUR.replace("进行排查", "开展排查"), SAME),
    ("抓紧 put in", SCHOOL, SCHOOL.replace("完成校园", "抓紧完成校园"), SAME),
    ("及时 left out", WATER, WATER.replace("及时", ""), SAME),
    ("认真 put in", POLICE, POLICE.replace("重点核对", "重点认真核对"), SAME),
    ("a sentence more", FARM, FARM + "遇有大风天气，网格员要增加巡查频次并做好记录。", SAME),
    ("a sentence less", CIVIL + "走访中发现突发困难的先行救助后补手续。", CIVIL, SAME),
    ("full stop for comma", STATS, STATS.replace("月报，", "月报。"), SAME),
    # Another date: the same task only where it is passed down the line with an earlier one.
    ("two days earlier", TOWN, TOWN.replace("28日", "26日"), DOWN),
    ("next month's", TOWN, TOWN.replace("9月28日", "10月28日"), OTHER),
    ("an hour earlier", HEALTH, HEALTH.replace("17:00", "16:00"), DOWN),
    ("half a year apart", SCHOOL, SCHOOL.replace("10月12日", "4月12日"), OTHER),
    ("three days earlier", LABOUR, LABOUR.replace("20日", "17日"), DOWN),
    ("date over a month's end", POLICE, POLICE.replace("9月30日", "10月8日"), DOWN),
    ("own date added", CIVIL, CIVIL + "我镇12月8日前收齐。", DOWN),
    ("weekday words", FARM + "本周五汇总。", FARM + "本周三汇总。", OTHER),
    # Another period, number, document.
    ("week 38 and 39", "请各村报送第38周垃圾分类检查情况周报表。", "请各村报送第39周垃圾分类检查情况周报表。", OTHER),
    ("third quarter and fourth", PARTY, PARTY.replace("三季度", "四季度"), OTHER),
    ("halves of a year", "请各科室报送上半年工作总结和下步打算。", "请各科室报送下半年工作总结和下步打算。", OTHER),
    ("months", "请各村报送8月份安全生产月报表，数据要准确。", "请各村报送9月份安全生产月报表，数据要准确。", OTHER),
    ("years", "请各单位做好2025年度部门决算编报工作。", "请各单位做好2026年度部门决算编报工作。", OTHER),
    (
        "second batch",
        "现下达第一批高标准农田建设项目清单，请组织实施。",
        "现下达第二批高标准农田建设项目清单，请组织实施。",
        OTHER,
    ),
    ("third session", "请参加第3期网格员业务培训，自备笔记本。", "请参加第4期网格员业务培训，自备笔记本。", OTHER),
    (
        "two people, three people",
        "请各村选派2人参加消防演练，名单报应急办。",
        "请各村选派3人参加消防演练，名单报应急办。",
        OTHER,
    ),
    ("percentage", "请各村将医保参保率提高到95%以上，逐户动员。", "请各村将医保参保率提高到98%以上，逐户动员。", OTHER),
    (
        "document number",
        "请对照应急办〔2026〕12号文件逐项落实整改措施。",
        "请对照应急办〔2026〕15号文件逐项落实整改措施。",
        OTHER,
    ),
    (
        "quota stated once",
        "请各村选派人员参加消防演练，名单报应急办。",
        "请各村选派2名人员参加消防演练，名单报应急办。",
        OPEN,
    ),
    ("link", "请填写问卷https://a.example/q1并转告企业。", "请填写问卷https://a.example/q2并转告企业。", OTHER),
    # Another place or organ.
    ("village", "请李家村核查林地火灾隐患并报送情况说明。", "请王家村核查林地火灾隐患并报送情况说明。", OTHER),
    ("town", "请新桥镇核对耕地图斑并反馈举证材料。", "请河口镇核对耕地图斑并反馈举证材料。", OTHER),
    ("county", "请泰兴市核对企业名录库并反馈差异说明。", "请靖江市核对企业名录库并反馈差异说明。", OTHER),
    ("road", "人民路沿线商户请于今晚前清理门前杂物。", "解放路沿线商户请于今晚前清理门前杂物。", OTHER),
    ("river", "请对青龙河沿线排污口进行复查并附照片。", "请对白马河沿线排污口进行复查并附照片。", OTHER),
    ("organ", "材料报住建局汇总，请各单位如实填报数据。", "材料报城管局汇总，请各单位如实填报数据。", OTHER),
    ("school", "请第一小学核对贫困学生资助名单并公示。", "请实验小学核对贫困学生资助名单并公示。", OPEN),
    # Another addressee: passed down, or another task.
    ("县 to 镇", TOWN.replace("各村（社区）", "各县（市、区）"), TOWN.replace("各村（社区）", "各镇（街道）"), DOWN),
    ("村 to 学校", HEALTH.replace("各卫生院", "各村"), HEALTH.replace("各卫生院", "各学校"), DOWN),
    ("科室 to 部门", STATS.replace("各企业统计员", "各科室"), STATS.replace("各企业统计员", "各部门"), DOWN),
    # Another matter.
    ("flood and fire", "请各村报送防汛值班安排，无变化的不报。", "请各村报送防火值班安排，无变化的不报。", OTHER),
    ("gas and fire", "请对餐饮场所开展燃气安全检查并建账。", "请对餐饮场所开展消防安全检查并建账。", OTHER),
    (
        "medical and pension",
        "请各村加快医保征缴进度，逐户上门动员。",
        "请各村加快养老金征缴进度，逐户上门动员。",
        OTHER,
    ),
    (
        "petition and anti-fraud",
        "定于周一召开信访工作会议，请提前安排。",
        "定于周一召开反诈工作会议，请提前安排。",
        OTHER,
    ),
    ("wheat and rice", "请统计小麦种植面积并分户登记造册上报。", "请统计水稻种植面积并分户登记造册上报。", OTHER),
    ("a matter no list knows", "请各科室整理蜜蜂养殖资料并归入专柜。", "请各科室整理蚯蚓养殖资料并归入专柜。", OPEN),
    ("scope narrowed", LABOUR, LABOUR.replace("在建工地", "在建水利工地"), OPEN),
    ("demand changed", WATER, WATER.replace("上传处置照片", "口头说明"), OPEN),
    ("courtesies alone", "收到请回复，谢谢！", "收到请回复，谢谢！", OPEN),
    # Several differences at once.
    (
        "forwarded and week changed",
        "请报送第38周周报表和数据分析。",
        "转发：请报送第39周周报表和数据分析。收到请回复。",
        OTHER,
    ),
    ("earlier and forwarded", TOWN, "各村：" + TOWN.replace("28日", "26日") + "收到请回复。", DOWN),
    ("earlier and another number", SCHOOL + "每校2人。", SCHOOL.replace("12日", "10日") + "每校3人。", OTHER),
    ("earlier here, later there", TOWN + "10月9日复核。", TOWN.replace("28日", "26日") + "10月12日复核。", OPEN),
)
