"""Pure rules: how the register is shown, what a change touches, what an officer's look at a row means."""
