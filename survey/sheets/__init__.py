"""Reading tables that people made: CSV, XLSX or Parquet, from whatever program."""

from survey.sheets.sheet import Sheet, SheetRow, open_sheet

__all__ = ["Sheet", "SheetRow", "open_sheet"]
