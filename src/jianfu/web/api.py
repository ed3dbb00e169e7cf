"""The API: each word's router under one address, with one description and one way to tell errors."""

from ninja import NinjaAPI

from jianfu import __version__
from jianfu.web.base.api.errors import answer_errors
from jianfu.web.registry.api import router as registry
from jianfu.web.units.api import router as units

api = NinjaAPI(
    title="Jianfu 减负",
    version=__version__,
    description="One honest register of government accounts, apps and work groups. Ask with a token: "
    "`Authorization: Bearer jianfu_…`. Every list takes the filters of its page.",
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
)
answer_errors(api)
api.add_router("", units)
api.add_router("", registry)
