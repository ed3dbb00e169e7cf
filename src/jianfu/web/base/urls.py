"""Routes of this word."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.base.listings.audit import AUDIT, SEALS
from jianfu.web.base.listings.job import JOBS
from jianfu.web.base.listings.webhook import DELIVERIES, WEBHOOKS
from jianfu.web.base.lists import routes
from jianfu.web.base.views import audit, frame, health, jobs, program, sessions
from jianfu.web.base.views.permissions import permissions

app_name = "base"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tokens/", program.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", program.revoke, name="token_revoke"),
    path("api/", program.api_browser, name="api_browser"),
    *routes("webhooks/", WEBHOOKS),
    *routes("deliveries/", DELIVERIES),
    path("webhooks/new/", program.webhook_add, name="webhook_add"),
    path("webhooks/<int:pk>/", program.webhook, name="webhook"),
    path("webhooks/<int:pk>/secret/", program.webhook_secret, name="webhook_secret"),
    path("webhooks/<int:pk>/turn/", program.webhook_turn, name="webhook_turn"),
    path("deliveries/<int:pk>/again/", program.send_again, name="delivery_again"),
    *routes("jobs/", JOBS),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job_cancel"),
    path("jobs/<int:pk>/files/<str:name>", jobs.file, name="job_file"),
    *routes("audit/", AUDIT),
    *routes("seals/", SEALS),
    path("audit/<int:seq>/", audit.audit_entry, name="audit_entry"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/end/", sessions.end_sessions, name="end_sessions"),
    path("health", health.health, name="health"),
    path("ready", health.ready, name="ready"),
    path("style/", frame.style, name="style"),
    path("tour/", frame.tour, name="tour"),
    path("language/", frame.set_language, name="set-language"),
    path("permissions/", permissions, name="permissions"),
]
