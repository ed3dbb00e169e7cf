"""The register: entries, their functions, audiences, relations, names, observations, exemptions, filings."""

from jianfu.web.registry.models.asset import Asset, AssetAudience, AssetFunction
from jianfu.web.registry.models.credential import CredentialRecovery
from jianfu.web.registry.models.exemption import Exemption
from jianfu.web.registry.models.filing import Filing, FilingStep
from jianfu.web.registry.models.history import AssetName, AssetRelation, Observation
from jianfu.web.registry.models.request import ChangeRequest

__all__ = [
    "Asset",
    "AssetAudience",
    "AssetFunction",
    "AssetName",
    "AssetRelation",
    "ChangeRequest",
    "CredentialRecovery",
    "Exemption",
    "Filing",
    "FilingStep",
    "Observation",
]
