/** A choice of a form, with its label above. */
import * as React from 'react';

export function SelectField<T extends string>(props: {
  label: string;
  value: T;
  /** What can be chosen, and how it is called. */
  options: readonly (readonly [T, string])[];
  onChange: (value: T) => void;
}): JSX.Element {
  return (
    <label className="jpi-Field">
      {props.label}
      <select
        className="jpi-Select"
        value={props.value}
        onChange={event => props.onChange(event.target.value as T)}
      >
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
