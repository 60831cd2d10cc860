"""Everything in the catalog as files: code in archives, records as JSON Lines and Parquet, citations.

`selection` says which papers, `members` what a paper's folder holds, `archives` packs it, `tables` writes records,
`folder` does all of it into a folder, in parts that can be taken up again, with a manifest.

The same catalog and query give the same bytes, whenever and wherever they are asked for: times are fixed, orders are
those of the identifiers, and the date is that of the newest change.

Errors: ExportError (catalog.export.errors) > SelectionRefused, OtherExport.
"""
