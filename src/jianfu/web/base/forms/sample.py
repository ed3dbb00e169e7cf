"""A form that shows every kind of field, for the page of styles."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each kind. Nothing is ever saved from it."""

    unit = forms.CharField(label=_("单位名称"), help_text=_("与公章一致的全称"), max_length=80)
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea)
    since = forms.DateField(label=_("起始日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("active", _("在用")), ("suspended", _("停用")), ("closed", _("已关停"))],
    )
    answer = forms.ChoiceField(
        label=_("是否有可申报的条目"), choices=[("yes", _("有")), ("no", _("没有"))], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label=_("已与单位负责人核对"), required=False)
    sheet = forms.FileField(label=_("表格文件"), required=False, help_text=_("XLSX 或 CSV"))
    closed = forms.CharField(label=_("不可更改的一项"), required=False, disabled=True, initial="12320121MB1")
