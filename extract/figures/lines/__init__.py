"""What flows along lines: where their ends attach, nets of lines that meet, and what they join."""
