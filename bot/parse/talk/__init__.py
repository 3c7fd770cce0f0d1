"""What a text says of errors without one having happened: plans, documents, questions, people's talk."""
