"""The reader of .docx: what WordprocessingML says, resolved to what the eye sees."""
