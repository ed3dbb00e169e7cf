"""People who sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account. What a person may do is not here: it is granted at units."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("姓名"), max_length=60)
    must_change_password = models.BooleanField(_("须修改初始密码"), default=False)
    is_demonstration = models.BooleanField(default=False, editable=False)  # its password was printed; opens no door
    language = models.CharField(_("界面语言"), max_length=10, blank=True)
    search = models.TextField(blank=True, default="", editable=False)

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("用户")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the name shown."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name shown."""
        return self.name
