"""One module per resource; each adds its routes to a `blueprint.Routes`."""
