"""NetAtlas: the command line, the settings, and the pipeline that joins the rooms."""

__version__ = "0.1.0"
