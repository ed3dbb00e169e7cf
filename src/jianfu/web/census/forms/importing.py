"""Forms of the import wizard."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Permission
from jianfu.web.units.models import Unit


class SeveralFilesInput(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files, as a list."""

    widget = SeveralFilesInput(attrs={"accept": ".csv,.xlsx", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return every file given."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(each, initial) for each in given]


class UploadForm(forms.Form):
    """Files, and the unit they come from."""

    files = SeveralFilesField(  # type: ignore[assignment]  # a form has files, but a field is taken off the class
        label=_("文件"), help_text=_("CSV（UTF-8 或 GB18030）或 XLSX，可以一次选几个。上传后先核对，不会直接入库。")
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("报送单位"), to_field_name="unit_id")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        field.queryset = Unit.objects.filter(actor.scope(Permission.IMPORT_RUN)).order_by("path")  # type: ignore[attr-defined]
        field.widget = forms.TextInput(attrs={"list": "own-units"})
        field.help_text = _("填单位编号。系统按单位记住栏目的对应关系。")
        field.initial = actor.unit_for(Permission.IMPORT_RUN)


class CommitForm(forms.Form):
    """The reason, and whether rows at fault stay out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("导入理由"), max_length=500, help_text=_("记入每一条审计记录。"))
    good_only = forms.BooleanField(label=_("仅导入无误的行，其余的不导入"), required=False)


class UndoForm(forms.Form):
    """Why an import is undone."""

    reason = forms.CharField(label=_("撤销理由"), max_length=500)
