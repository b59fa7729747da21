"""Re-reads finished files: explains their figures, checks them, verifies their bytes."""
