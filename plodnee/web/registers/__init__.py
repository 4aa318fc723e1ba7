"""Pages of register workbooks: sent, previewed cell by cell, confirmed or discarded."""
