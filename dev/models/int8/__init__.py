"""The parts of quantize.py: pictures, network, rounding, writing."""
