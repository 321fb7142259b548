"""The only place that connects the parts."""
