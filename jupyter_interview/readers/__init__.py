"""What is read from stored interviews without a room: today, the export of one participant.

Owns what such an answer contains. May import ``rooms``, for how people are shown, and what lies
below it. A reader must never write, and never show what a room remembers instead of what is stored.
"""
