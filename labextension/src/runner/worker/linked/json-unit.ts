/** A file of JSON: its one export is its value, which is read when it is first needed. */
import { fill, seal } from './namespace';
import { Unit } from './unit';
import type { IBinding } from './sources';

export class JsonUnit extends Unit {
  names(): readonly string[] {
    return ['default'];
  }

  find(name: string): IBinding | null {
    return name === 'default' ? this._binding(name) : null;
  }

  evaluate(): null {
    if (!this._isRead) {
      try {
        this._value = JSON.parse(this.read.text.replace(/^\uFEFF/, ''));
      } catch (error) {
        throw new SyntaxError(`${this.name}: ${(error as Error).message}`, { cause: error });
      }
      this._isRead = true;
      fill(this.namespace, new Map([['default', () => this._value]]));
      seal(this.namespace);
    }
    return null;
  }

  required(): unknown {
    return this._value;
  }

  private _value: unknown = undefined;
  private _isRead = false;
}
