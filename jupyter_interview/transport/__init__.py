"""WebSocket connections after their handshake: bytes become frames for a room, and back.

Owns the codec, the pace of each client and the two kinds of connection (a socket of our own, and a
stream that Tornado keeps). May import ``rooms`` and what lies below it. It must never interpret
what is in a frame, and knows neither credentials nor addresses.
"""
