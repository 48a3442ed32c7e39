"""The law and the trade as data with a source, and the rules that follow: pure, standard library only."""
