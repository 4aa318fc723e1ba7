"""The register workbook: its template, its guarded reading, its writing."""
