"""Periodic work: when each piece is next due, and how it went last."""

from django.db import models


class PeriodicWork(models.Model):
    """One piece of periodic work, by the dotted path of its function. Whoever moves ``next_at`` forward does it."""

    name = models.CharField(max_length=160, primary_key=True)
    next_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True)  # the kind of error of the last time; never its message
