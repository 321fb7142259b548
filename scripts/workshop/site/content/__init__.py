"""What an article may hold, be called and say of itself: one allow-list for the check, the build and the preview."""
