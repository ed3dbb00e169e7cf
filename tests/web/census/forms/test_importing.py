"""Forms of the import wizard."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from jianfu.web.base.actor import Actor
from jianfu.web.base.permissions import Role
from jianfu.web.census.forms.importing import UploadForm


def test_several_files_of_a_unit_in_scope_are_taken_and_others_refused(actor: Callable[..., Actor]) -> None:
    by = actor(Role.COORDINATOR, "X")
    files = MultiValueDict({"files": [SimpleUploadedFile("a.csv", b"1"), SimpleUploadedFile("b.csv", b"2")]})
    form = UploadForm({"unit": "XW"}, files, actor=by)
    assert form.is_valid() and len(form.cleaned_data["files"]) == 2
    assert not UploadForm({"unit": "DH"}, files, actor=by).is_valid()
