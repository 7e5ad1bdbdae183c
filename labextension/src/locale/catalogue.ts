/**
 * The translations of one catalogue, asked for as JupyterLab's are.
 *
 * JupyterLab's own class makes a function of the rule of the plurals, which the policy of our pages
 * forbids, and finds no plurals in languages that have one form only, such as Japanese.
 */
import { Gettext } from '@jupyterlab/translation/lib/gettext';
import type { TranslationBundle } from '@jupyterlab/translation';

export interface ICatalogue {
  /** A BCP 47 tag. */
  readonly locale: string;
  /** Which of the forms of a message is that for `count`. */
  readonly plural: (count: number) => number;
  /** The forms of each message by its text in English, behind its context where it has one. */
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

type Values = readonly unknown[];

const CONTEXT_END = '\u0004';

export class CatalogueBundle implements TranslationBundle {
  /** What `first` translates counts for more than the catalogue; neither translates what both lack. */
  constructor(
    private readonly _catalogue: ICatalogue,
    private readonly _first: TranslationBundle
  ) {}

  __(msgid: string, ...values: unknown[]): string {
    return this.gettext(msgid, ...values);
  }

  _n(msgid: string, plural: string, count: number, ...values: unknown[]): string {
    return this.ngettext(msgid, plural, count, ...values);
  }

  _p(context: string, msgid: string, ...values: unknown[]): string {
    return this.pgettext(context, msgid, ...values);
  }

  _np(context: string, msgid: string, plural: string, count: number, ...values: unknown[]): string {
    return this.npgettext(context, msgid, plural, count, ...values);
  }

  gettext(msgid: string, ...values: unknown[]): string {
    return this._one(msgid, this._first.gettext(msgid, ...values), msgid, values);
  }

  pgettext(context: string, msgid: string, ...values: unknown[]): string {
    const key = context + CONTEXT_END + msgid;
    return this._one(key, this._first.pgettext(context, msgid, ...values), msgid, values);
  }

  ngettext(msgid: string, plural: string, count: number, ...values: unknown[]): string {
    const theirs = this._first.ngettext(msgid, plural, count, ...values);
    return this._some(msgid, theirs, msgid, plural, count, values);
  }

  npgettext(
    context: string,
    msgid: string,
    plural: string,
    count: number,
    ...values: unknown[]
  ): string {
    const theirs = this._first.npgettext(context, msgid, plural, count, ...values);
    return this._some(context + CONTEXT_END + msgid, theirs, msgid, plural, count, values);
  }

  dcnpgettext(
    domain: string,
    context: string,
    msgid: string,
    plural: string,
    count: number,
    ...values: unknown[]
  ): string {
    return this.npgettext(context, msgid, plural, count, ...values);
  }

  private _one(key: string, theirs: string, msgid: string, values: Values): string {
    const [own] = this._forms(key);
    return own === undefined || theirs !== filled(msgid, values) ? theirs : filled(own, values);
  }

  private _some(
    key: string,
    theirs: string,
    msgid: string,
    plural: string,
    count: number,
    values: Values
  ): string {
    const all = [count, ...values];
    const own = this._forms(key)[this._catalogue.plural(count)];
    const isEnglish = theirs === filled(count === 1 ? msgid : plural, all);
    return own === undefined || !isEnglish ? theirs : filled(own, all);
  }

  private _forms(key: string): readonly string[] {
    const { messages } = this._catalogue;
    return Object.hasOwn(messages, key) ? messages[key] : [];
  }
}

function filled(text: string, values: Values): string {
  return Gettext.strfmt(text, ...values);
}
