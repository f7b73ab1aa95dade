"""The inverted index: segments of postings with the onset lists and chroma sketches they were made from."""
