/**
 * Parts of a recording: what came after an entry, and how it is put to what one has.
 *
 * A part is a `Recording` of the contract with `after`. The columns of edits go on where the ones before
 * end. Whatever stands in a list with a `seq` is told again when it has changed since.
 */
import type { IRecording } from '../contract/protocol';

/**
 * The recording that a server has by now, of one that it had and its answer to `after`. The answer may be
 * a whole recording, which takes the place of the other. The same object where nothing has happened, and
 * null for a part of something else.
 */
export function merged(document: IRecording, answer: IRecording): IRecording | null {
  const { after, ...part } = answer;
  if (after !== undefined && !goesOn(document, answer)) {
    return null;
  }
  if (isSameMoment(document, answer)) {
    return document;
  }
  if (after === undefined) {
    return answer;
  }
  const places = new Map(part.people.map(({ id }, place) => [id, place]));
  const moved = document.people.map(({ id }) => places.get(id) ?? -1);
  const renewed = <Row extends { seq: number; who: number }>(before: Row[], more: Row[]): Row[] => {
    const rows = new Map(before.map(row => [row.seq, { ...row, who: moved[row.who] ?? -1 }]));
    more.forEach(row => rows.set(row.seq, row));
    return [...rows.values()].sort((a, b) => a.seq - b.seq);
  };
  const [edits, more] = [document.edits, part.edits];
  const [late, later] = [document.late, part.late];
  return {
    ...part,
    edits: {
      seq: edits.seq.concat(more.seq),
      at: edits.at.concat(more.at),
      who: edits.who.map(who => moved[who] ?? -1).concat(more.who),
      file: edits.file.concat(more.file),
      position: edits.position.concat(more.position),
      deleted: edits.deleted.concat(more.deleted),
      length: edits.length.concat(more.length),
      inserted: edits.inserted + more.inserted
    },
    late: {
      seq: late.seq.concat(later.seq),
      made: late.made.concat(later.made),
      came: late.came.concat(later.came)
    },
    events: renewed(document.events, part.events),
    runs: renewed(document.runs, part.runs),
    checks: renewed(document.checks, part.checks),
    seals: document.seals.concat(part.seals),
    gaps: document.gaps.concat(part.gaps)
  };
}

/** Whether nothing has happened between the two. */
function isSameMoment(document: IRecording, answer: IRecording): boolean {
  return (
    document.audience === answer.audience &&
    document.version === answer.version &&
    JSON.stringify(document.session) === JSON.stringify(answer.session)
  );
}

/** Whether the part begins where the document ends. */
function goesOn(document: IRecording, part: IRecording): boolean {
  return (
    document.session.id === part.session.id &&
    document.session.epoch === part.session.epoch &&
    document.session.upTo === part.after &&
    document.audience === part.audience &&
    document.version === part.version &&
    document.start?.seq === part.start?.seq &&
    document.start?.at === part.start?.at
  );
}
