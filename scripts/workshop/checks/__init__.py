"""The static checks: what a reviewer should not have to look for."""
