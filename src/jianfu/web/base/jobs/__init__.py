"""Work that takes longer than a page may: started, run once, watched, cancelled, and rescued from dead workers."""

from jianfu.web.base.jobs.kinds import kind
from jianfu.web.base.jobs.progress import Cancelled, Progress, Silent, Steps
from jianfu.web.base.jobs.running import run_waiting
from jianfu.web.base.jobs.starting import start

__all__ = ["Cancelled", "Progress", "Silent", "Steps", "kind", "run_waiting", "start"]
