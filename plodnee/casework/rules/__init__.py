"""A centre's own criteria and menu policy: drafted, tried, approved by a resolution, in force."""
