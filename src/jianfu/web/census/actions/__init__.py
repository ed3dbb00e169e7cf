"""What opens, fills in, signs, applies, reminds and freezes."""
