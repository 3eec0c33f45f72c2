"""Trains the text model of ``app/detection/wording``; nothing here is needed at run time."""
