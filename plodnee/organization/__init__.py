"""Areas, inspection zones, centres, officers, their posts and what a post may do."""
