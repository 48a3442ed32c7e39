"""Soạn văn bản: a form in the shape of a sample's type that becomes a .docx file in the layout of Phụ lục I."""
