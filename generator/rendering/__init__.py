"""Pages to artifacts by the templates of a theme. Jinja's and markdown-it's only home."""
