"""Pages that learn how a workbook of another layout is to be read."""
