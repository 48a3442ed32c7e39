"""People, their agencies and roles: who they are, how they sign in, what awaits them on the home page."""
