"""The .docx writer: a `Document` as a Word file in the layout of Phụ lục I. Only these rooms know python-docx."""
