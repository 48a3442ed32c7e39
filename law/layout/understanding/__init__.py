"""Finding the components of Phụ lục I in a draft, however its author built them, and saying how sure that is."""
