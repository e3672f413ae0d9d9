"""The reply view: which words of a mail are new, and which are quotes, signatures and letters of ours."""
