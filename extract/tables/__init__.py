"""Layer tables into graphs.

`read_table(page, exhibit)` gives a `TableReading`: the kind of table, one graph for each network or module, and the
grid of cells that they were read from. The way there: type and rulings of the region → fragments and chunks → columns
and rows → cells (`grid`); heads say what a column means (`headers`); a body is laid out as one layer a row, one layer
a column or one network a column (`reading`), and each record becomes nodes (`layers`).
"""

from extract.tables.account import Account, Standing, account_of
from extract.tables.continued import join_continued
from extract.tables.model import Cell, CellGroup, CellLine, Grid, TableReading
from extract.tables.reading import read_table
from extract.tables.sides import prints_sides

__all__ = [
    "Account",
    "Cell",
    "CellGroup",
    "CellLine",
    "Grid",
    "Standing",
    "TableReading",
    "account_of",
    "join_continued",
    "prints_sides",
    "read_table",
]
