"""How each kind of requirement is checked; the readings are the contract's, the words the models'."""
