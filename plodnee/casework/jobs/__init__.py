"""Work on a whole centre that takes longer than a page: asked for, taken up, told of, finished."""
