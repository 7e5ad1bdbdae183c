/**
 * What this browser kept of an interview that cannot be opened any more: text that never reached the
 * server, to copy, download or discard. Nothing is shown when there is nothing.
 */
import * as React from 'react';
import type { ICopy } from '../../model/document/copies';
import { missingIn } from '../../model/document/unsaved-edits';
import type { IOfflineStore, Kept } from '../../model/offline/offline-store';
import { upcast } from '../../model/offline/upcast';
import { useTrans } from '../../ui/translation';
import { Lonely } from './copies';

export function KeptCopies(props: {
  /** Opens the offline store of the interview; asked once. */
  open: () => Promise<IOfflineStore>;
}): JSX.Element | null {
  const trans = useTrans();
  const [store, setStore] = React.useState<IOfflineStore | null>(null);
  const [kept, setKept] = React.useState<readonly Kept[]>([]);
  const [dropped, setDropped] = React.useState<readonly string[]>([]);

  const open = React.useRef(props.open);

  React.useEffect(() => {
    const look = async (): Promise<void> => {
      const opened = await open.current();
      setStore(opened);
      setKept((await opened.load()).map(upcast));
    };
    // Nothing that can be read is nothing to offer.
    look().catch(() => undefined);
  }, []);

  const copies = kept.flatMap(copiesIn).filter(({ id }) => !dropped.includes(id));
  if (copies.length === 0) {
    return null;
  }
  const drop = (id: string): void => {
    setDropped([...dropped, id]);
    if (copies.length === 1) {
      // Everything is decided, so the edits behind the texts are removed too.
      void store?.write(
        [],
        kept.map(record => record.id)
      );
    }
  };
  return (
    <section className="jpi-KeptCopies" aria-label={trans.__('Text that is still here')}>
      {copies.map(copy => (
        <Lonely key={copy.id} copy={copy} onDrop={() => drop(copy.id)} />
      ))}
    </section>
  );
}

function copiesIn(record: Kept): ICopy[] {
  switch (record.kind) {
    case 'copy':
      return [record];
    case 'texts':
      return missingIn(record, {}).map(copy => ({ id: `${record.id}:${copy.file}`, ...copy }));
    default:
      return [];
  }
}
