"""Programs for those who build Dấu Đến; nothing here runs on a server."""
