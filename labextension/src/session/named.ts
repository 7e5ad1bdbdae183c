/** The commands, or the events, of these names. */
export type Named<Of extends { type: string }, Name extends Of['type']> = Extract<
  Of,
  { type: Name }
>;
