"""Workbooks of another layout: looked at, rearranged by a plan into a register, read as one.

Pure: files are only opened in the limited process of `registers.workbook.guard`.
"""
