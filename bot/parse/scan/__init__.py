"""One pass over the lines: which are one reply's, whom and which step it is about, which are believed."""
