"""Soi thể thức for people: files of strangers read in a child process, the command `./run soi`."""
