"""The form as a workbook that is filled in without network, and read back."""
