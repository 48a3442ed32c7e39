"""The reader of born-digital PDF: letters by font, size and place, put together to lines and paragraphs again."""
