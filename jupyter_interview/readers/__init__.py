"""What is read from stored interviews without a room: the export of one participant, and what hosts
take away of an interview.

Owns what such an answer contains. May import ``rooms``, for how people are shown, and what lies
below it. A reader must never write, and never show what a room remembers instead of what is stored.
"""
