"""Routes of filings, exemptions and the household register."""

from django.urls import URLPattern, path

from jianfu.web.base.lists import routes
from jianfu.web.registry.listings_filing import EXEMPTIONS, FILINGS, HOUSEHOLD
from jianfu.web.registry.views import exemption, filing

urlpatterns: list[URLPattern] = [
    path("filings/<int:pk>/", filing.filing, name="filing"),
    path("filings/<int:pk>/fill/", filing.fill, name="filing_fill"),
    path("filings/<int:pk>/move/", filing.move, name="filing_move"),
    path("filings/<int:pk>/form.docx", filing.export, {"kind": "docx"}, name="filing_docx"),
    path("filings/<int:pk>/form.xlsx", filing.export, {"kind": "xlsx"}, name="filing_xlsx"),
    path("filings/new/<path:asset_id>", filing.start, name="filing_start"),
    path("exemptions/figures/", exemption.figures, name="exemption_figures"),
    path("exemptions/<int:pk>/", exemption.exemption, name="exemption"),
    path("exemptions/<int:pk>/decide/", exemption.decide, name="exemption_decide"),
    path("exemptions/<int:pk>/review/", exemption.review, name="exemption_review"),
    path("exemptions/<int:pk>/withdraw/", exemption.withdraw, name="exemption_withdraw"),
    path("exemptions/new/<path:asset_id>", exemption.ask, name="exemption_ask"),
    *routes("filings/", FILINGS),
    *routes("exemptions/", EXEMPTIONS),
    *routes("household/", HOUSEHOLD),
]
