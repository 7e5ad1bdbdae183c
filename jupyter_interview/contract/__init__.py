"""Bytes and text in, values out: nothing here knows rooms, sockets or stores."""
