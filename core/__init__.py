"""The ground floor: settings, database, clock, audit, jobs, printing, security. It knows no feature."""
