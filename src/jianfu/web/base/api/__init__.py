"""What every word's API shares: who may, versions, cursors, keys, errors."""
