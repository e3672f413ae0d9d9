"""What chat messages do, learnt from utterances: it finds wordings that no rule lists. Served with numpy alone."""
