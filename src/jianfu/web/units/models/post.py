"""Posts: what answers for things, whoever holds it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jianfu.web.units.models.unit import Unit


class Post(models.Model):
    """A post of a unit, such as 新媒体运营岗. Things are owned by posts, so that a person leaving orphans nothing."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    name = models.CharField(_("岗位名称"), max_length=100)
    ended_on = models.DateField(_("撤销日期"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="post_once_a_unit")]

    def __str__(self) -> str:
        return self.name


class PostHolding(models.Model):
    """Who holds a post from when to when; ``until`` is the last day, empty while it lasts."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings")
    since = models.DateField(_("起始日期"))
    until = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], condition=Q(until=None), name="post_held_once_at_a_time")
        ]
