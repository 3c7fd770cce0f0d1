"""Whether a number is a reply code, how surely, and how far its reply's text reaches."""
