/** FI: the files of an interview as two models see them, each looking at the file of their choice. */
import { beforeEach, describe, expect, it } from 'vitest';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, Relay } from '../../../tests/relay';

let relay: Relay;
let ana: IParticipant;
let bo: IParticipant;

beforeEach(() => {
  relay = new Relay();
  relay.type('print(1)\n');
  relay.store();
  ana = join(relay, 'Ana');
  bo = join(relay, 'Bo');
  relay.settle();
});

const namesOf = ({ model }: IParticipant): string[] =>
  model.files.folder.files.map(({ name }) => name);
const seenBy = (...people: IParticipant[]): string[] =>
  people.map(({ model }) => model.files.current.name);
const idOf = ({ model }: IParticipant, name: string): string =>
  model.files.folder.files.find(file => file.name === name)!.id;

function add(person: IParticipant, name: string, text = ''): string {
  person.model.files.add(name, text);
  relay.settle();
  return idOf(person, name);
}

describe('looking at files', () => {
  it('FI20: the interview begins with the file of its language', () => {
    expect(namesOf(ana)).toEqual(['solution.py']);
    expect(ana.text()).toBe('print(1)\n');
  });

  it('FI51: a person who adds a file goes on in it, and nobody else', () => {
    const id = add(ana, 'util.py', 'x = 1\n');
    expect(namesOf(bo)).toEqual(['solution.py', 'util.py']);
    expect(seenBy(ana, bo)).toEqual(['util.py', 'solution.py']);
    ana.type(0, 'ana ');
    bo.type(0, 'bo ');
    relay.settle();
    expect([relay.text(id), relay.text('code:python')]).toEqual(['ana x = 1\n', 'bo print(1)\n']);
  });

  it('FI51: a file that was asked for on another page is not gone on in here', () => {
    const other = join(relay, 'Ana');
    relay.settle();
    add(other, 'util.py');
    expect(seenBy(ana, other)).toEqual(['solution.py', 'util.py']);
  });

  it('FI21: a host shows everybody a file, again and again', () => {
    const id = add(ana, 'util.py');
    relay.perform(HOST, { type: 'ShowFile', file: id });
    relay.settle();
    expect(seenBy(ana, bo)).toEqual(['util.py', 'util.py']);
    bo.model.files.look('code:python');
    expect(seenBy(ana, bo)).toEqual(['util.py', 'solution.py']);
    relay.perform(HOST, { type: 'ShowFile', file: id });
    relay.settle();
    expect(seenBy(ana, bo)).toEqual(['util.py', 'util.py']);
  });

  it('FI42: a candidate who wants to show everybody a file is told that they may not', () => {
    add(ana, 'util.py');
    ana.model.files.showEverybody();
    relay.settle();
    expect(ana.model.notices.current).toContain('Only the people who hold this interview');
    expect(seenBy(ana, bo)).toEqual(['util.py', 'solution.py']);
  });

  it('a reconnect leaves everybody at their file', () => {
    add(ana, 'util.py');
    ana.wire.drop(1006);
    ana.wire.open();
    relay.settle();
    expect(seenBy(ana)).toEqual(['util.py']);
  });

  it('FI12: carets are told with their file', () => {
    add(ana, 'util.py');
    const { text } = bo.model.document.shown;
    bo.model.presence.awareness.setLocalStateField('cursor', {
      anchor: { type: null, tname: 'code:python', item: null, assoc: 0 },
      head: { type: null, tname: 'code:python', item: null, assoc: 0 }
    });
    bo.clock.turn(100);
    relay.settle();
    expect(text.length).toBe(9);
    expect([...ana.model.presence.whereabouts]).toEqual([['p-bo', 'code:python']]);
    // Only what is looked at has the others' carets drawn in it.
    expect(ana.model.presence.awareness.getStates().size).toBe(1);
    ana.model.files.look('code:python');
    expect(ana.model.presence.awareness.getStates().size).toBe(2);
  });
});

describe('changing files', () => {
  it('FI27: a file is renamed under somebody who types in it', () => {
    const before = bo.model.document.shown;
    ana.model.files.rename('code:python', 'main.py');
    bo.type(0, '# ');
    relay.settle();
    expect(bo.model.document.shown).toBe(before);
    expect(bo.model.document.shown.name).toBe('main.py');
    expect(relay.text('code:python')).toBe('# print(1)\n');
  });

  it('another ending is another language, with the same undo', () => {
    bo.type(0, '# ');
    relay.settle();
    const before = bo.model.document.shown;
    bo.model.files.rename('code:python', 'main.ts');
    relay.settle();
    const { shown } = bo.model.document;
    expect(shown).not.toBe(before);
    expect(shown.language).toBe('typescript');
    shown.shared.undo();
    relay.settle();
    expect(relay.text('code:python')).toBe('print(1)\n');
  });

  it('FI52: a person who looks at a removed file then looks at another one', () => {
    const id = add(ana, 'util.py');
    bo.model.files.look(id);
    ana.model.files.remove(id);
    relay.settle();
    expect(seenBy(ana, bo)).toEqual(['solution.py', 'solution.py']);
    expect(ana.model.files.folder.removed.map(({ name }) => name)).toEqual(['util.py']);
    bo.model.files.restore(id);
    relay.settle();
    expect(seenBy(ana, bo)).toEqual(['solution.py', 'util.py']);
  });

  it('FI4: what is typed in a file that is being removed brings it back', () => {
    const id = add(ana, 'util.py', 'x = 1\n');
    bo.model.files.look(id);
    const held = bo.model.document.shown;
    ana.model.files.remove(id);
    relay.settle();
    held.shared.updateSource(0, 0, 'y');
    held.shared.updateSource(1, 1, 'z');
    relay.settle();
    expect(namesOf(ana)).toEqual(['solution.py', 'util.py']);
    expect(relay.text(id)).toBe('yzx = 1\n');
    expect(seenBy(ana, bo)).toEqual(['solution.py', 'util.py']);
    expect(bo.model.document.shown).toBe(held);
    expect(bo.model.document.saved).toBe('saved');
  });

  it('FI4: offline, too', () => {
    const id = add(ana, 'util.py', 'x = 1\n');
    bo.model.files.look(id);
    bo.wire.drop(1006);
    bo.type(0, 'offline ');
    ana.model.files.remove(id);
    relay.settle();
    bo.wire.open();
    relay.settle();
    expect(relay.text(id)).toBe('offline x = 1\n');
    expect(bo.model.document.copies).toEqual([]);
  });

  it('FI5: the limit is that of all files together', () => {
    const id = add(ana, 'data.txt', 'a'.repeat(900));
    expect(bo.model.document.shown.maxBytes).toBe(100);
    bo.type(0, 'b'.repeat(92));
    relay.settle();
    expect(relay.text('code:python')).toBe('print(1)\n');
    expect(bo.copy()).toBe(`${'b'.repeat(92)}print(1)\n`);
    ana.model.files.remove(id);
    relay.settle();
    bo.type(0, 'b'.repeat(92));
    relay.settle();
    expect(relay.text('code:python').length).toBe(101);
  });
});

describe('files that come with a text', () => {
  it('FI28: a refused one leaves nothing behind for another file of its name', () => {
    const id = add(ana, 'util.py', 'mine\n');
    ana.model.files.add('util.py', 'from this computer\n');
    relay.settle();
    expect(ana.model.notices.current).toContain('There is a file with the name util.py already');
    ana.model.files.remove(id);
    relay.settle();
    ana.model.files.restore(id);
    relay.settle();
    expect(relay.text(id)).toBe('mine\n');
  });

  it('FI28: one that was asked for without a connection leaves nothing behind either', () => {
    const other = join(relay, 'Ana');
    relay.settle();
    ana.wire.drop(1006);
    ana.model.files.add('data.csv', 'a,b\n');
    ana.wire.open();
    relay.settle();
    expect(relay.text(add(other, 'data.csv'))).toBe('');
    expect(seenBy(ana)).toEqual(['solution.py']);
  });

  it('FI28: several at once get their own', () => {
    ['a', 'b', 'c'].forEach(name => ana.model.files.add(`${name}.txt`, `text of ${name}`));
    relay.settle();
    for (const name of ['a', 'b', 'c']) {
      expect(relay.text(idOf(bo, `${name}.txt`))).toBe(`text of ${name}`);
    }
  });

  it('a connection that is lost before the text is there is told of', () => {
    ana.model.files.add('data.csv', 'a,b\n');
    ana.wire.drop(1006);
    expect(ana.model.notices.current).toContain('data.csv was added');
    ana.wire.open();
    relay.settle();
    expect(relay.text(add(ana, 'other.csv', 'c,d\n'))).toBe('c,d\n');
  });

  it('FI5: one for which others have left no room is empty, and nothing else is undone', () => {
    bo.type(0, 'b'.repeat(500));
    relay.settle();
    ana.model.files.add('data.csv', 'a'.repeat(900));
    relay.settle();
    expect(ana.model.notices.current).toContain('data.csv is without its text');
    expect(relay.text(idOf(ana, 'data.csv'))).toBe('');
    expect([ana, bo].flatMap(({ model }) => model.document.copies)).toEqual([]);
    expect(ana.model.document.bytesLeft).toBe(1000 - 500 - 'print(1)\n'.length);
  });
});

it('FI5: the room that is left follows each change of any text', () => {
  const id = add(ana, 'data.txt', 'é'.repeat(100));
  const rooms = (): number[] => [ana, bo].map(({ model }) => model.document.bytesLeft);
  const left = 1000 - 'print(1)\n'.length;
  expect(rooms()).toEqual([left - 200, left - 200]);
  bo.type(0, 'bo');
  relay.settle();
  expect(rooms()).toEqual([left - 202, left - 202]);
  ana.model.document.shown.shared.updateSource(0, 50);
  expect(rooms()[0]).toBe(left - 102);
  ana.model.files.remove(id);
  relay.settle();
  expect(rooms()).toEqual([left - 2, left - 2]);
});

describe('another document', () => {
  it('OF8: nobody is offered the texts of files that were removed before it began', () => {
    const id = add(ana, 'old.py', 'old\n');
    ana.model.files.remove(id);
    relay.settle();
    relay.rebuild('print(1)\n');
    [ana, bo].forEach(({ wire }) => wire.open());
    // Ana hears of it, and loses the connection again before she has the text.
    ana.wire.carry();
    ana.wire.drop(1006);
    ana.wire.open();
    relay.settle();
    expect([ana, bo].map(person => person.text())).toEqual(['print(1)\n', 'print(1)\n']);
    expect([ana, bo].flatMap(({ model }) => model.document.copies)).toEqual([]);
  });

  it('OF8: but what they typed in one of these meanwhile', () => {
    const id = add(ana, 'old.py', 'old\n');
    bo.model.files.look(id);
    const held = bo.model.document.shown;
    ana.model.files.remove(id);
    relay.settle();
    bo.wire.drop(1006);
    held.shared.updateSource(0, 0, 'bo ');
    relay.rebuild('print(1)\n');
    [ana, bo].forEach(({ wire }) => wire.open());
    relay.settle();
    expect(ana.model.document.copies).toEqual([]);
    expect(bo.copy()).toBe('bo old\n');
  });
});

describe('running files', () => {
  const request = ({ runner }: IParticipant) => {
    const { language, name, code, files } = runner.request!;
    return { language, name, code, files };
  };

  it('FI24, FI39: what is looked at runs, with the others beside it', () => {
    add(ana, 'util.py', 'x = 1\n');
    add(ana, 'data.csv', 'a,b\n');
    ana.model.files.look('code:python');
    ana.model.runs.run();
    expect(request(ana)).toEqual({
      language: 'python',
      name: 'solution.py',
      code: 'print(1)\n',
      files: [
        { name: 'util.py', text: 'x = 1\n' },
        { name: 'data.csv', text: 'a,b\n' }
      ]
    });
  });

  it('FI40: data does not run, but the program that was chosen for that does', () => {
    add(ana, 'data.csv', 'a,b\n');
    ana.model.runs.run();
    expect(ana.runner.request).toBeNull();
    bo.model.files.choose('code:python');
    relay.settle();
    expect(ana.model.files.program.name).toBe('solution.py');
    ana.model.runs.run();
    expect(request(ana).name).toBe('solution.py');
  });

  it('FI13: everybody is told by hashes what ran, and from which state of the document', () => {
    add(ana, 'data.csv', 'a,b\n');
    ana.model.files.look('code:python');
    ana.model.runs.run();
    relay.settle();
    const { program } = bo.model.runs.list[0];
    expect(program?.name).toBe('solution.py');
    expect(program?.files.map(({ name }) => name)).toEqual(['solution.py', 'data.csv']);
    expect(program?.files[0].sha256).toBe(
      'cc42155088fca5730758db72b2a5bca33112a941dfaa2d43098ec422ce4ea213'
    );
    expect(atob(program?.stateVector ?? '').length).toBeGreaterThan(1);
  });
});
