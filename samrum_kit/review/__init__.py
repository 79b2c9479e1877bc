"""Holding a case, plan or meeting against a model, and preparing a meeting."""
