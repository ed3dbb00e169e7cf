"""Routes of this word."""

from django.urls import URLPattern, URLResolver, path

from jianfu.web.base.lists import routes
from jianfu.web.census.listings.baseline import BASELINE_ENTRIES, LATE_FINDS
from jianfu.web.census.listings.campaign import CAMPAIGNS, DECLARATIONS
from jianfu.web.census.listings.importing import IMPORTS
from jianfu.web.census.listings.reconciliation import MATCHES
from jianfu.web.census.views import (
    baseline,
    campaign,
    coverage,
    coverage_files,
    declaration,
    importing,
    reconciliation,
    row,
    signing,
)

app_name = "census"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mine/", campaign.own, name="mine"),
    path("digest/", campaign.digest, name="digest"),
    path("campaigns/new/", campaign.create, name="campaign_create"),
    path("campaigns/<int:pk>/", campaign.campaign, name="campaign"),
    path("campaigns/<int:pk>/move/", campaign.move, name="campaign_move"),
    path("campaigns/<int:pk>/remind/", campaign.remind_all, name="remind"),
    path("campaigns/<int:pk>/coverage/", coverage.coverage, name="coverage"),
    path("campaigns/<int:pk>/coverage.csv", coverage_files.as_csv, name="coverage_csv"),
    path("campaigns/<int:pk>/coverage.xlsx", coverage_files.as_xlsx, name="coverage_xlsx"),
    path("campaigns/<int:pk>/coverage.json", coverage_files.as_json, name="coverage_json"),
    path("campaigns/<int:pk>/freeze/", baseline.freeze, name="freeze"),
    path("campaigns/<int:pk>/baseline/", baseline.baseline, name="baseline"),
    path("campaigns/<int:pk>/baseline/attach/", baseline.attach, name="attach"),
    *routes("campaigns/", CAMPAIGNS),
    path("declarations/<int:pk>/", declaration.declaration, name="declaration"),
    path("declarations/<int:pk>/table.xlsx", declaration.sheet, name="declaration_sheet"),
    path("declarations/<int:pk>/confirm/", declaration.confirm_all, name="confirm_all"),
    path("declarations/<int:pk>/hand-in/", declaration.hand_in, name="hand_in"),
    path("declarations/<int:pk>/assign/", declaration.assign, name="assign"),
    path("declarations/<int:pk>/extend/", declaration.extend, name="extend"),
    path("declarations/<int:pk>/sign/", signing.sign, name="sign"),
    path("declarations/<int:pk>/send-back/", signing.send_back, name="send_back"),
    path("declarations/<int:pk>/new/<slug:category>/", row.new, name="row_new"),
    path("declarations/<int:pk>/row/<path:key>/", row.row, name="row"),
    *routes("declarations/", DECLARATIONS),
    *routes("baseline-entries/", BASELINE_ENTRIES),
    *routes("late-finds/", LATE_FINDS),
    path("imports/new/", importing.new, name="import_new"),
    path("imports/template.xlsx", importing.template, name="import_template"),
    path("imports/register.zip", importing.register, name="register_export"),
    path("imports/<int:pk>/", importing.step, name="import"),
    path("imports/<int:pk>/columns/", importing.columns, name="import_columns"),
    path("imports/<int:pk>/rows/", importing.rows, name="import_rows"),
    path("imports/<int:pk>/units/", importing.match, name="import_match"),
    path("imports/<int:pk>/files/", importing.add, name="import_add"),
    path("imports/<int:pk>/preview/", importing.preview, name="import_preview"),
    path("imports/<int:pk>/undo/", importing.undo, name="import_undo"),
    path("imports/<int:pk>/rejected.xlsx", importing.rejected, name="import_rejected"),
    *routes("imports/", IMPORTS),
    path("campaigns/<int:pk>/reconciliation/", reconciliation.result, name="reconciliation"),
    path("campaigns/<int:pk>/reconciliation/take/", reconciliation.take, name="reconcile_take"),
    path("campaigns/<int:pk>/reconciliation/run/", reconciliation.run, name="reconcile_run"),
    path("campaigns/<int:pk>/reconciliation/ask/", reconciliation.ask, name="reconcile_ask"),
    path("campaigns/<int:pk>/reconciliation/compare/", reconciliation.compare, name="reconcile_compare"),
    path("campaigns/<int:pk>/reconciliation/decide/", reconciliation.decide, name="reconcile_decide"),
    path("questions/", reconciliation.questions, name="questions"),
    path("questions/<int:pk>/answer/", reconciliation.answer, name="question_answer"),
    *routes("matches/", MATCHES),
]
