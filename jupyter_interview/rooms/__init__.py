"""The live form of sessions. A room knows peers, a document and a journal; neither HTTP nor SQL."""
