"""What machines would have done on channels in shadow or manual mode, beside what people did."""
