"""The ground floor: settings, database, clock, chain, audit, jobs, printing, security. It knows no feature."""
