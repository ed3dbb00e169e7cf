"""The one register: an entry per account, app and work group, with history, filing and exemptions."""
