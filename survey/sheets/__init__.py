"""Reading tables that people made: CSV, XLSX, Parquet, whatever the program they came from."""

from survey.sheets.sheet import Sheet, SheetRow, open_sheet

__all__ = ["Sheet", "SheetRow", "open_sheet"]
