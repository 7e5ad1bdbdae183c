"""Takes part in an interview as its own panel does: types a line into the shared Yjs document.

python sync_client.py LINK NAME      needs: pip install websockets pycrdt
"""

import json
import sys
from urllib.request import Request, urlopen

from pycrdt import Doc, Text, create_sync_message, create_update_message, handle_sync_message
from websockets.sync.client import connect

page, _, invite = sys.argv[1].partition("#")
base, _, session_id = page.rpartition("/join/")
body = json.dumps({"userName": sys.argv[2], "invite": invite}).encode()
with urlopen(Request(f"{base}/api/sessions/{session_id}/join", body)) as answer:
    secret = json.load(answer)["secret"]

doc, typed = Doc(), False
protocols = ["interview.v1", f"interview.secret.{secret}"]
with connect(f"ws{base[4:]}/ws/{session_id}", subprotocols=protocols) as socket:
    welcome = json.loads(socket.recv())["payload"]
    shown = welcome["folder"]["shown"]  # the id of the file that everybody was shown last
    text = doc.get(shown if shown.startswith("code:") else f"file:{shown}", type=Text)
    socket.send(create_sync_message(doc))
    for message in socket:
        if isinstance(message, str):  # ack, run_output, cursor_change and all the others
            print(message, flush=True)
            continue
        if reply := handle_sync_message(message[1:], doc):
            socket.send(reply)
        elif message[1] == 1 and not typed:  # sync step 2: the document is here
            typed, before = True, doc.get_state()
            text.insert(0, f"// hello from {sys.argv[2]}\n")  # offsets count bytes of UTF-8
            socket.send(create_update_message(doc.get_update(before)))
        print(json.dumps({"text": str(text)}, ensure_ascii=False), flush=True)
