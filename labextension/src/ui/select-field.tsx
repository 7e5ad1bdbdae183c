/** A choice of a form, with its label above. */
import * as React from 'react';

/** What can be chosen, and how it is called. */
export type SelectOptions<T extends string> = readonly (readonly [T, string])[];

/** Options, and behind them others with a heading above. */
export interface ISelectOptions<T extends string> {
  options: SelectOptions<T>;
  others?: { heading: string; options: SelectOptions<T> };
}

export function SelectField<T extends string>(
  props: ISelectOptions<T> & {
    label: string;
    value: T;
    onChange: (value: T) => void;
  }
): JSX.Element {
  const { options, others } = props;
  return (
    <label className="jpi-Field">
      {props.label}
      <select
        className="jpi-Select"
        value={props.value}
        onChange={event => props.onChange(event.target.value as T)}
      >
        <Options {...{ options, others }} />
      </select>
    </label>
  );
}

/** The content of a select element. */
export function Options<T extends string>({ options, others }: ISelectOptions<T>): JSX.Element {
  const drawn = (each: SelectOptions<T>): JSX.Element[] =>
    each.map(([value, name]) => (
      <option key={value} value={value}>
        {name}
      </option>
    ));
  return (
    <>
      {drawn(options)}
      {others && others.options.length > 0 && (
        <optgroup label={others.heading}>{drawn(others.options)}</optgroup>
      )}
    </>
  );
}
