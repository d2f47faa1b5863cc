"""Reports as the documents that offices work with: the official DOCX, a workbook to fill in, a list of figures.

`yangguang import` reads each of them back.
"""
