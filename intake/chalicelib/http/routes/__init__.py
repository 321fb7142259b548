"""One module per noun; each makes its routes on a `blueprint.Routes`."""
