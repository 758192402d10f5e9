"""What people say about tracks: statements, their resolution, merging, review and sharing."""
