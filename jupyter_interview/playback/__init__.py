"""Reading a recording: its texts, files and authors at any moment, its runs, and what is made of it
to be taken away: notebooks, a history for git, a report, a page that plays it.

Owns the format and the readers of the contract's ``Recording``, for the server, the command line
and the client alike. Imports the standard library and nothing else of this package. It must never
ask a server, never read more than it is given and what is built or written beside it, and take
nothing that people have typed for markup, a path, a header or an address.
"""
