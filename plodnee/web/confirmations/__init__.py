"""Pages of balance confirmation: how far it is, slips to print, answers and disputes."""
