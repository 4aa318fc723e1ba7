"""Programme rounds: what is visited, whom a letter asks to prepare, when and what for."""
