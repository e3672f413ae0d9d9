"""What kind of mail it is: a person's, or a machine's, and what its report says."""
