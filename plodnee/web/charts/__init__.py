"""Pictures as plain SVG: positions are worked out here, templates only write them down.

Widths are per cent and heights pixels, so that a picture fits a phone and a desk without a script
and its letters keep their size. Every picture is drawn beside a table that says the same.
"""
