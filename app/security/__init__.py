"""Keys, credentials and what keeps them out of sight."""
