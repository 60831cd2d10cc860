"""Names and settings that stand beside what they name, or in the caption."""
