"""What Phụ lục I to III ask of a document, one rule a sentence; each rule is a pure function of what was understood."""
