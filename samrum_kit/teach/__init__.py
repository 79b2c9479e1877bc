"""A made-up municipality for each collaboration model: to try the workbench on, and to teach with."""
