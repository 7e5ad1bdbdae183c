"""Attachments: a text of an interview that is kept equal to a file of this Jupyter server.

Owns the bridge between the two texts and whatever is asked of jupyter-server-ydoc. May import
``sessions`` and what lies below it; besides ``document`` it is the only folder that uses pycrdt.
It must never import jupyter-server-ydoc, which may be missing, and knows no requests.
"""
