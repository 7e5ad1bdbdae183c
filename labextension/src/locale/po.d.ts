/** What a bundler makes of a catalogue (labextension/catalogue-module.mjs). */
declare module '*.po' {
  const catalogue: {
    readonly locale: string;
    readonly plural: (count: number) => number;
    readonly messages: Readonly<Record<string, readonly string[]>>;
  };
  export default catalogue;
}
