"""How the installation is: figures, what they mean, where to read what to do. Pages, metrics and alerts share it."""
