"""What an article can contain, be called and declare: one allow-list for the check, the build and the preview."""
