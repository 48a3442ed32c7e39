"""The rules on certificates: what is frozen, how codes look, which states there are."""
