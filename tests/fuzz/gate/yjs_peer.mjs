// Yjs itself, for the fuzz in Python: reads lines, each a JSON list of orders, and answers each
// with the list of what came of them. Updates travel as hexadecimal.
import { createInterface } from 'node:readline';
import * as Y from 'yjs';

const bytes = hex => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = array => Buffer.from(array).toString('hex');
const docs = new Map();

const orders = {
  // A document with one undo manager for each of its texts.
  open({ doc, client, roots }) {
    const ydoc = new Y.Doc();
    ydoc.clientID = client;
    const made = [];
    ydoc.on('update', (update, origin) => {
      if (origin !== 'net') {
        made.push(hex(update));
      }
    });
    const undo = roots.map(
      root =>
        new Y.UndoManager(ydoc.getText(root), {
          captureTimeout: 0,
          trackedOrigins: new Set(['me'])
        })
    );
    docs.set(doc, { ydoc, made, undo });
  },
  // Several edits in one transaction: [position, how many to delete, text to insert].
  edit({ doc, root, edits }) {
    const { ydoc, made } = docs.get(doc);
    const text = ydoc.getText(root);
    ydoc.transact(() => {
      for (const [at, gone, added] of edits) {
        text.delete(at, gone);
        text.insert(at, added);
      }
    }, 'me');
    return made.splice(0);
  },
  undo({ doc, index, redo }) {
    const { undo, made } = docs.get(doc);
    undo[index][redo ? 'redo' : 'undo']();
    return made.splice(0);
  },
  apply({ doc, update }) {
    Y.applyUpdate(docs.get(doc).ydoc, bytes(update), 'net');
  },
  text({ doc, root }) {
    return docs.get(doc).ydoc.getText(root).toString();
  },
  vector({ doc }) {
    return hex(Y.encodeStateVector(docs.get(doc).ydoc));
  },
  since({ doc, vector }) {
    return hex(Y.encodeStateAsUpdate(docs.get(doc).ydoc, bytes(vector)));
  },
  merge({ updates }) {
    return hex(Y.mergeUpdates(updates.map(bytes)));
  },
  // Whether it still waits for something, and what it shows beside its texts.
  rest({ doc }) {
    const { ydoc } = docs.get(doc);
    return { pending: ydoc.store.pendingStructs !== null || ydoc.store.pendingDs !== null };
  },
  close({ doc }) {
    docs.get(doc).ydoc.destroy();
    docs.delete(doc);
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const answers = JSON.parse(line).map(order => orders[order.do](order) ?? null);
  process.stdout.write(`${JSON.stringify(answers)}\n`);
}
