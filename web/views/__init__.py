"""Records of the catalog turned into what templates show: plain data, no HTML but drawings and highlights."""
