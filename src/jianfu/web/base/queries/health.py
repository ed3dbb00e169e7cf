"""What a load balancer asks: can this installation answer now."""

from datetime import datetime, timedelta

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from jianfu.web.base.models import Worker

SILENCE = timedelta(seconds=90)


def readiness(*, at: datetime) -> dict[str, bool]:
    """Return whether the database answers, whether it is migrated, and whether a worker was heard of lately."""
    said = {"database": False, "migrations": False, "worker": False}
    try:
        executor = MigrationExecutor(connection)
        said["database"] = True
        said["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        said["worker"] = said["migrations"] and Worker.objects.filter(beat_at__gte=at - SILENCE).exists()
    except Error:
        pass  # said as it is: not reached
    return said
