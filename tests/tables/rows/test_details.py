"""The details of a problem that only the row knows."""

ASSETS = "编号,类别,名称,主办单位,开设日期,面向对象\nA1,政务App,甲,某局,2026-06-02,火星人\n"


def test_a_future_date_is_told_the_day_judged_and_a_wrong_word_the_words_allowed(submit) -> None:
    told = {row["code"]: row["expected_en"] for row in submit({"assets.csv": ASSETS}).submission.problems.to_pylist()}
    assert told["future"] == "no later than 2026-06-01"
    assert told["unknown_word"].startswith("one of: public 公众, business 经营主体")


def test_the_nearest_rule_is_named(submit) -> None:
    exemptions = "编号,规则编号,理由,失效日期\nA1,NM-1,其他,2026-12-31\n"
    read = submit({"assets.csv": "编号,类别,名称,主办单位\nA1,政务App,甲,某局\n", "豁免.csv": exemptions})
    assert "NM-01" in read.submission.problems.to_pylist()[0]["expected_en"]
