"""The law and the trade as data with a source, and the rules that follow from it: pure, standard library only."""
