"""The corpus of soi thể thức: good documents built by many hands, and the same with one fault planted."""
