"""The statutory forms as data, one TOML file each, and what is derived from them."""
