"""Source text: names, literals, expressions and their layout. Knows no framework and no graph."""
