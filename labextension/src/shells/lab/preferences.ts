/** The settings of this extension as values, with the name that others see worked out. */
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { User } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import type { ISignal } from '@lumino/signaling';
import type { Language } from '../../contract/protocol';
import type { ISoundChoice } from '../../features/arrivals/sound-choice';
import type { IOwnSettings, KeyMap } from '../../features/editor/editor-settings';
import { FIRST_LANGUAGE } from '../../features/languages';

const FALLBACK_NAME = 'Interviewer';
const DEFAULT_TIME_LIMIT_SECONDS = 10;

export class Preferences {
  /** Without settings (their plugin may be off) the defaults below hold. */
  constructor(
    private readonly _user: User.IManager,
    settings: Promise<ISettingRegistry.ISettings> | null
  ) {
    this.ready = (settings ?? Promise.resolve(null)).then(
      found => this._follow(found),
      reason => console.error('The settings of jupyter-interview cannot be read.', reason)
    );
  }

  /** Resolves when the settings were read, or are known to be none. */
  readonly ready: Promise<void>;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get defaultLanguage(): Language {
    return (this._read('defaultLanguage') as Language | undefined) ?? FIRST_LANGUAGE;
  }

  /** Undefined where the server shall choose. */
  get color(): string | undefined {
    return (this._read('color') as string | undefined) || undefined;
  }

  get timeLimitMs(): number {
    const seconds = this._read('runTimeLimit') as number | undefined;
    return (seconds ?? DEFAULT_TIME_LIMIT_SECONDS) * 1000;
  }

  get keyMap(): KeyMap {
    return (this._read('editorKeys') as KeyMap | undefined) ?? 'standard';
  }

  /** Whether this person hears who comes. */
  readonly sound = this._makeSound();

  get closeBrackets(): boolean {
    return (this._read('closeBrackets') as boolean | undefined) ?? true;
  }

  /** The server that interviews are at; empty for where they are without being told. */
  get server(): string {
    return ((this._read('server') as string | undefined) ?? '').trim();
  }

  get serverToken(): string {
    return ((this._read('serverToken') as string | undefined) ?? '').trim();
  }

  /** Empty where nobody chose one. */
  get chosenName(): string {
    return ((this._read('name') as string | undefined) ?? '').trim();
  }

  /** The name that others see, and whether somebody chose it. */
  async userName(): Promise<{ userName: string; keepName: boolean }> {
    if (this.chosenName !== '') {
      return { userName: this.chosenName, keepName: false };
    }
    await this._user.ready;
    return { userName: this._user.identity?.display_name || FALLBACK_NAME, keepName: true };
  }

  /** For all interviews, these and others. Rejects when it cannot be kept. */
  async chooseName(name: string): Promise<void> {
    await this._set('name', name);
  }

  /** Rejects when it cannot be kept. */
  async chooseEditor({ keyMap, closeBrackets }: Partial<IOwnSettings>): Promise<void> {
    if (keyMap !== undefined) {
      await this._set('editorKeys', keyMap);
    }
    if (closeBrackets !== undefined) {
      await this._set('closeBrackets', closeBrackets);
    }
  }

  private _makeSound(): ISoundChoice {
    const read = (): boolean => (this._read('arrivalSound') as boolean | undefined) ?? true;
    return {
      get isOn() {
        return read();
      },
      turn: on => this._set('arrivalSound', on),
      follow: listener => {
        this._changed.connect(listener);
        return () => this._changed.disconnect(listener);
      }
    };
  }

  private _follow(settings: ISettingRegistry.ISettings | null): void {
    this._settings = settings;
    settings?.changed.connect(() => this._changed.emit());
    this._changed.emit();
  }

  private _read(key: string): unknown {
    return this._settings === null ? this._unkept[key] : this._settings.composite[key];
  }

  /** Without settings it holds as long as this page is open. */
  private async _set(key: string, value: string | boolean): Promise<void> {
    if (this._settings === null) {
      this._unkept[key] = value;
      this._changed.emit();
    } else {
      await this._settings.set(key, value);
    }
  }

  private readonly _changed = new Signal<this, void>(this);
  private readonly _unkept: Record<string, unknown> = {};
  private _settings: ISettingRegistry.ISettings | null = null;
}
