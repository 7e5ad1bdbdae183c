"""An interview's text in a live file of its owner's own drive, through jupyter_server_ydoc."""
