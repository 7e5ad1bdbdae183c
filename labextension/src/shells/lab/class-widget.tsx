/** A class in Lab's main area. It asks the server only while it is seen. */
import { Dialog, MainAreaWidget, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import * as React from 'react';
import { lostLinks } from '../../features/class/class-links';
import { ClassView } from '../../features/class/class-view';
import { TranslationProvider } from '../../ui/translation';
import { ClassTests } from './class-tests';
import { interviewIcon } from './icon';
import type { Interviews } from './interviews';
import type { Preferences } from './preferences';

export class ClassContent extends ReactWidget {
  constructor(
    private readonly _interviews: Interviews,
    private readonly _preferences: Preferences,
    private readonly _translator: ITranslator,
    private _name: string | null
  ) {
    super();
    this._tests = new ClassTests(_interviews);
    this.id = 'jpi-class';
    this.title.icon = interviewIcon;
    this.title.closable = true;
    this.addClass('jpi-ClassWidget');
    this._label();
  }

  /** Which class is shown, if somebody has chosen one. */
  get name(): string | null {
    return this._name;
  }

  /** Another class is shown. */
  readonly chosen = new Signal<this, void>(this);

  showClass(name: string): void {
    this._name = name;
    this._label();
    this.update();
    this.chosen.emit();
  }

  protected override render(): JSX.Element {
    return (
      <TranslationProvider translator={this._translator}>
        <ClassView
          api={this._interviews.api}
          language={this._preferences.defaultLanguage}
          name={this._name}
          onName={name => this.showClass(name)}
          onOpen={sessionId => void this._interviews.open(sessionId)}
          onKept={this._onKept}
          onTest={this._tests.run}
          visible={this.isVisible}
        />
      </TranslationProvider>
    );
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.update();
  }

  protected override onAfterHide(message: Message): void {
    super.onAfterHide(message);
    this.update();
  }

  /** Whether to close: a question, if links would be lost that are nowhere else. */
  async mayClose(): Promise<boolean> {
    if (this._isKept) {
      return true;
    }
    const trans = this._translator.load('jupyter_interview');
    const { title, consequence, verb } = lostLinks(trans);
    const answer = await showDialog({
      title,
      body: consequence,
      buttons: [Dialog.cancelButton(), Dialog.okButton({ label: verb })]
    });
    return answer.button.accept;
  }

  private readonly _onKept = (kept: boolean): void => {
    this._isKept = kept;
  };

  private readonly _tests: ClassTests;
  private _isKept = true;

  private _label(): void {
    const trans = this._translator.load('jupyter_interview');
    this.title.label = this._name ?? trans.__('Interview class');
    this.title.caption = trans.__('Interview class');
  }
}

export class ClassWidget extends MainAreaWidget<ClassContent> {
  constructor(content: ClassContent) {
    super({ content });
    this.toolbar.hide();
  }

  protected override onCloseRequest(message: Message): void {
    void this.content.mayClose().then(may => {
      if (may) {
        super.onCloseRequest(message);
      }
    });
  }
}
