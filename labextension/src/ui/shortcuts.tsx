/** Keys and what they do, in groups. */
import * as React from 'react';

export type ShortcutGroup = readonly [
  title: string,
  lines: readonly (readonly [keys: string, what: string])[]
];

export function Shortcuts(props: { groups: readonly ShortcutGroup[] }): JSX.Element {
  return (
    <div className="jpi-Shortcuts">
      {props.groups.map(([title, lines]) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {lines.map(([keys, what]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  <kbd>{keys}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
