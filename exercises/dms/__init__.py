"""The mock document-management system itself. It does not know that it is graded."""
