// twin.ts: the accessible twin of a figure: binds the prerendered form controls, outputs and sentence to the live widget.
//
// Both ways through one snapshot: the reader's input goes to C++ as a value, and whatever C++ then says is shown.
import type { Declaration, FullSnapshot, ParamInfo } from './declaration.js';
import { findParam } from './declaration.js';
import { Announcer } from './announcer.js';

type Field = HTMLInputElement | HTMLSelectElement;

export interface TwinCommands {
  set(values: Record<string, number>): void;
  act(id: string): void;
}

export class Twin {
  private readonly form: HTMLFormElement | null;
  private readonly announcer: Announcer;
  private readonly fields = new Map<string, Field>();
  private declaration: Declaration | null = null;
  private hide: ReadonlySet<string> = new Set();
  private lock: ReadonlySet<string> = new Set();
  private shown: FullSnapshot | null = null;
  private editing: Field | null = null; // a number that is being typed must not be overwritten

  constructor(
    private readonly root: HTMLElement,
    private readonly commands: TwinCommands,
  ) {
    this.form = root.querySelector<HTMLFormElement>('form.twin');
    this.announcer = new Announcer(root.querySelector<HTMLElement>('[data-describe]'));
    for (const field of this.form?.querySelectorAll<Field>('input[name], select[name]') ?? [])
      this.fields.set(field.name, field);
    this.listen();
  }

  // hide and lock come from the lesson's block and from the link.
  bind(declaration: Declaration, hide: readonly string[], lock: readonly string[]): void {
    this.declaration = declaration;
    this.hide = new Set(hide);
    this.lock = new Set(lock);
    for (const id of this.hide) {
      const wrapper = this.form?.querySelector<HTMLElement>(`[data-param="${CSS.escape(id)}"]`);
      if (wrapper) wrapper.hidden = true;
    }
    for (const id of this.lock)
      this.form?.querySelector(`[data-param="${CSS.escape(id)}"]`)?.toggleAttribute('data-locked', true);
    for (const button of this.buttons()) {
      const id = button.dataset.action ?? '';
      if (this.hide.has(id)) button.hidden = true;
      if (this.lock.has(id)) button.disabled = true;
    }
    this.hideEmptyFolds();
    this.setEnabled(true);
  }

  setEnabled(enabled: boolean): void {
    const fieldset = this.form?.querySelector('fieldset');
    if (fieldset) fieldset.disabled = !enabled;
  }

  show(snapshot: FullSnapshot): void {
    this.shown = snapshot;
    for (const param of this.declaration?.params ?? []) this.showParam(param, snapshot);
    for (const output of this.form?.querySelectorAll<HTMLOutputElement>('output[name]') ?? [])
      setText(output, snapshot.shown[output.name] ?? '');
    for (const place of this.root.querySelectorAll<HTMLElement>('[data-ticks]'))
      setText(place, String(snapshot.ticks));
    for (const place of this.root.querySelectorAll<HTMLElement>('[data-last-tick]'))
      setText(place, snapshot.last_tick.toLocaleString('en'));
    this.showRunning(snapshot.running);
    this.announcer.say(snapshot.sentence, snapshot.running);
  }

  private showParam(param: ParamInfo, snapshot: FullSnapshot): void {
    const value = snapshot.values[param.id];
    if (value === undefined) return;
    const text = snapshot.shown[param.id] ?? String(value);
    if (param.seed) setText(this.root.querySelector<HTMLElement>('[data-seed]'), `RNG seed ${text}`);
    const field = this.fields.get(param.id);
    if (!field) return;
    if (field !== this.editing) writeField(field, param, value);
    if (field.type === 'range') setAttribute(field, 'aria-valuetext', text);
    const usable = !this.lock.has(param.id) && snapshot.relevant[param.id] !== false;
    if (field.disabled === usable) field.disabled = !usable;
    const wrapper = field.closest<HTMLElement>('[data-param]');
    if (!wrapper) return;
    setText(wrapper.querySelector<HTMLElement>('[data-value]'), text);
    for (const button of wrapper.querySelectorAll<HTMLButtonElement>('[data-nudge]')) button.disabled = !usable;
  }

  // One button that is Run, and Pause while the widget runs; so the focus stays where it is.
  private showRunning(running: boolean): void {
    for (const button of this.buttons()) {
      const { labelRun, labelPause, action } = button.dataset;
      if (labelRun === undefined || (action !== 'run' && action !== 'pause')) continue;
      button.dataset.action = running ? 'pause' : 'run';
      setText(button, running ? (labelPause ?? 'Pause') : labelRun);
    }
  }

  private listen(): void {
    const form = this.form;
    if (!form) return;
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('input', ({ target }) => {
      if (!isField(target)) return;
      // "1" on the way to "12" is not yet a value; a change event follows when the number is complete.
      if (target.type === 'number') this.editing = target;
      else this.send(target);
    });
    form.addEventListener('change', ({ target }) => {
      this.editing = null;
      if (isField(target) && target.type === 'number') this.send(target);
    });
    form.addEventListener('focusout', () => (this.editing = null));
    form.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLButtonElement>('button') : null;
      if (button?.dataset.action) this.commands.act(button.dataset.action);
    });
  }

  private send(field: Field): void {
    const param = this.declaration && findParam(this.declaration, field.name);
    if (!param) return;
    const value = readField(field, param);
    if (Number.isFinite(value)) this.commands.set({ [param.id]: value });
    // The answer may be the old value again (out of range, or not a number): then nothing changes and this must show it.
    if (this.shown) this.showParam(param, this.shown);
  }

  private buttons(): Iterable<HTMLButtonElement> {
    return this.form?.querySelectorAll<HTMLButtonElement>('button[data-action]') ?? [];
  }

  private hideEmptyFolds(): void {
    for (const fold of this.form?.querySelectorAll<HTMLElement>('details[data-fold]:not([data-fold=help])') ?? []) {
      const parts = [...fold.querySelectorAll<HTMLElement>('[data-param], button[data-action]')];
      if (parts.length > 0 && parts.every(part => part.hidden)) fold.hidden = true;
    }
  }
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

function readField(field: Field, param: ParamInfo): number {
  if (field instanceof HTMLSelectElement) return field.selectedIndex;
  if (param.kind === 'toggle') return field.checked ? 1 : 0;
  return field.value === '' ? NaN : Number(field.value);
}

function writeField(field: Field, param: ParamInfo, value: number): void {
  if (field instanceof HTMLSelectElement) {
    if (field.selectedIndex !== value) field.selectedIndex = value;
  } else if (param.kind === 'toggle') {
    if (field.checked !== (value !== 0)) field.checked = value !== 0;
  } else {
    const text = String(Number(value.toFixed(Math.max(param.decimals, 6))));
    if (field.value !== text) field.value = text;
  }
}

// Writing the same text again would make screen readers repeat it and cost a layout.
function setText(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
function setAttribute(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
