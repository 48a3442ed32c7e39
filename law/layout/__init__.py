"""Paper has one home: the model of a document, its page in Decree 30 layout, and its one style sheet."""
