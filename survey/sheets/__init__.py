"""Reading tables that people made: CSV, XLSX, Parquet, whatever the program they came from."""

from survey.sheets.sheet import Row, Sheet, open_sheet

__all__ = ["Row", "Sheet", "open_sheet"]
