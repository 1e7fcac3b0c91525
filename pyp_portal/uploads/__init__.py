"""What people gave us: files checked by content, hashed, guarded."""
