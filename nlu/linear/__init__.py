"""The built-in classifier of reasons: hashed features, one linear layer, calibrated. Served with numpy alone."""
