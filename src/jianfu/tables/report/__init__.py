"""The reports of a run: a page (html), a workbook (xlsx) and a circular (docx), all from the same facts."""
