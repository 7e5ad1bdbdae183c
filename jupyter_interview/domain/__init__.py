"""What an interview is, in the standard library alone: values, rules and words, no I/O."""
