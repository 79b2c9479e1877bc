"""What a consultant works in: JupyterLab, set up to keep everything on the machine."""
