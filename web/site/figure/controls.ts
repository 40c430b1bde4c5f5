// controls.ts: the row of real controls under a picture: binds the prerendered form, outputs and sentence to a model.
//
// Both ways through one state: the reader's input goes to the model as a value, and whatever the model then says is shown.
import { afterPress } from './after_press.js';
import { announcer } from './announcer.js';
import { isDisabled, isField, readField, setDisabled, writeParam } from './control_fields.js';
import type { Field } from './control_fields.js';
import type { ControlsState, Declaration, ParamInfo, Value } from './controls_state.js';
import { setText } from './figure_parts.js';
import type { Limits } from './limits.js';
import { NumbersFold } from './numbers_fold.js';
import type { PanelTable } from './numbers_fold.js';
import { roveBoxes } from './roving_boxes.js';
import { Timeline } from './timeline.js';

export interface ControlCommands {
  set(values: Readonly<Record<string, Value>>): void;
  // A declared action, or one of run, pause, step, reset, new_seed.
  act(id: string): void;
  seek(tick: number): void;
  // The control of this parameter has the focus, so its handle in the picture is ringed; null: none has.
  focus(param: string | null): void;
  table(panel: number): PanelTable | Promise<PanelTable>;
}

export class Controls {
  private readonly form: HTMLFormElement | null;
  private readonly timeline: Timeline;
  private readonly numbers: NumbersFold;
  private declaration: Declaration | null = null;
  private limits: Limits | null = null;
  private shown: ControlsState | null = null;
  private written = false; // every control, since the last bind()
  private editing: Field | null = null; // a number that is being typed must not be overwritten

  constructor(
    private readonly root: HTMLElement,
    private readonly commands: ControlCommands,
  ) {
    this.form = root.querySelector<HTMLFormElement>('form.widget-controls');
    this.timeline = new Timeline(root, tick => commands.seek(tick));
    this.numbers = new NumbersFold(root, panel => commands.table(panel));
    roveBoxes(root);
    this.listen();
  }

  // panels: ids of those that are shown; empty: all.
  bind(declaration: Declaration, limits: Limits, panels: readonly string[]): void {
    this.declaration = declaration;
    this.limits = limits;
    this.written = false;
    const wanted = wantedControls(declaration, panels);
    const hidden = (id: string) => limits.isHidden(id) || (wanted !== null && !wanted.has(id));
    for (const { id } of declaration.params) {
      const wrapper = this.wrapperOf(id);
      if (!wrapper) continue;
      wrapper.hidden = hidden(id);
      wrapper.toggleAttribute('data-locked', limits.isFixed(id));
    }
    const declared = new Set(declaration.actions.map(action => action.id));
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('button[data-action]')) {
      const id = button.dataset.action ?? '';
      button.hidden = declared.has(id) ? hidden(id) : limits.isHidden(id);
      if (id !== 'undo' || limits.isFixed(id)) setDisabled(button, limits.isFixed(id) ? this.reason('locked') : null);
    }
    this.timeline.fix(limits.isFixed('step_back') ? this.reason('locked') : null);
    this.placePlayback(
      !declaration.panels?.length || shownPanels(declaration, panels).some(({ plays }) => plays !== false),
    );
    const fold = this.form?.querySelector<HTMLElement>('details[data-fold=controls]');
    if (fold)
      fold.hidden = [...fold.querySelectorAll<HTMLElement>('[data-param], button[data-action]')].every(
        part => part.hidden,
      );
    const item = this.root.querySelector<HTMLElement>('[data-tool=controls]');
    if (item) item.hidden = fold?.hidden ?? true;
    this.numbers.bind(declaration, panels);
    this.setEnabled(true);
  }

  // A link or a message may show other panels than the block: Run, Step and timeline go where these want them.
  private placePlayback(inTheOpen: boolean): void {
    const timeline = this.form?.querySelector('.timeline');
    if (!timeline || (timeline.closest('details') === null) === inTheOpen) return;
    const home = this.form?.querySelector(inTheOpen ? '.control-row' : 'details[data-fold=controls]');
    const [actions, row] = ['.actions', '.control-row'].map(part => home?.querySelector(part));
    const buttons = this.form?.querySelectorAll('[data-label-run], [data-action=step]:not(.action-icon)') ?? [];
    if (this.declaration?.playback.run_leads === false) actions?.append(...buttons);
    else actions?.prepend(...buttons);
    if (inTheOpen) actions?.after(timeline);
    else row?.prepend(timeline);
  }

  // focus: the first button takes it.
  setEnabled(enabled: boolean, focus = false): void {
    const fieldset = this.form?.querySelector('fieldset');
    if (!fieldset) return;
    const hadFocus = !enabled && fieldset.contains(document.activeElement);
    fieldset.disabled = !enabled;
    if (focus) fieldset.querySelector<HTMLElement>('button:not([hidden])')?.focus();
    // The notice says why; without it the focus would fall to the top of the page.
    if (hadFocus) setTimeout(() => this.root.querySelector<HTMLElement>('[data-notice]')?.focus());
  }

  show(state: ControlsState): void {
    const before = this.shown;
    this.shown = state;
    for (const param of this.declaration?.params ?? [])
      if (!before || !this.written || !sameParam(param.id, before, state)) this.showParam(param, state);
    this.written = true;
    for (const { id } of this.declaration?.actions ?? [])
      if (!before || before.relevant[id] !== state.relevant[id]) this.showAction(id, state.relevant[id] !== false);
    if (before?.can_undo !== state.can_undo) this.showAction('undo', state.can_undo === true);
    this.showRunning(state.running);
    this.timeline.show(state, this.declaration?.playback);
    this.numbers.show(state);
    setText(this.root.querySelector<HTMLElement>('[data-describe]'), state.sentence);
    if (!state.running)
      setText(this.root.querySelector<HTMLElement>('[data-description]'), state.description ?? state.sentence);
    announcer().tell(this.root, state, this.declaration?.playback);
  }

  private showParam(param: ParamInfo, state: ControlsState): void {
    const value = state.values[param.id];
    if (value === undefined) return;
    const text = state.shown[param.id] ?? String(value);
    if (param.seed) setText(this.root.querySelector<HTMLElement>('[data-seed]'), `seed ${text}`);
    const wrapper = this.wrapperOf(param.id);
    if (!wrapper) return;
    if (!this.editing || !wrapper.contains(this.editing)) writeParam(wrapper, param, value, text);
    setText(wrapper.querySelector<HTMLElement>('[data-value]'), text);
    const reason = this.limits?.isFixed(param.id)
      ? this.reason('locked')
      : state.relevant[param.id] === false
        ? this.reason('idle')
        : null;
    for (const part of wrapper.querySelectorAll<HTMLElement>('[name], [role], [data-nudge]'))
      setDisabled(part, reason);
    wrapper.toggleAttribute('data-idle', reason !== null);
  }

  private showAction(id: string, works: boolean): void {
    const reason = this.limits?.isFixed(id) ? this.reason('locked') : works ? null : this.reason('idle');
    for (const button of this.root.querySelectorAll<HTMLElement>(`button[data-action="${CSS.escape(id)}"]`))
      setDisabled(button, reason);
  }

  // One button that is Run, and Pause while the widget runs; so the focus stays where it is.
  private showRunning(running: boolean): void {
    for (const button of this.form?.querySelectorAll<HTMLButtonElement>('button[data-label-run]') ?? []) {
      button.dataset.action = running ? 'pause' : 'run';
      setText(button, (running ? button.dataset.labelPause : button.dataset.labelRun) ?? 'Run');
    }
  }

  private listen(): void {
    this.root.addEventListener('click', event => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button') : null;
      if (!button || isDisabled(button)) return;
      if (button.dataset.nudge) this.nudge(button);
      else if (button.dataset.action === 'step_back') this.commands.seek(Math.max(0, (this.shown?.ticks ?? 0) - 1));
      else if (button.dataset.action) this.commands.act(button.dataset.action);
    });
    const form = this.form;
    if (!form) return;
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('input', ({ target }) => {
      if (!isField(target) || !target.name) return;
      // "1" on the way to "12" is not yet a value; a change event follows when the number is complete.
      if (target.type === 'number' || target.type === 'text') this.editing = target;
      else this.send(target);
    });
    form.addEventListener('change', ({ target }) => {
      afterPress(() => {
        this.editing = null;
        if (isField(target) && (target.type === 'number' || target.type === 'text')) this.send(target);
      });
    });
    form.addEventListener('focusin', ({ target }) => {
      const param =
        target instanceof Element ? target.closest<HTMLElement>('[data-param]')?.dataset.param : undefined;
      this.commands.focus(param ?? null);
    });
    form.addEventListener('focusout', ({ relatedTarget }) => {
      afterPress(() => {
        const left = this.editing;
        this.editing = null;
        if (left) this.showField(left); // the value may have changed meanwhile
      });
      if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) this.commands.focus(null);
    });
  }

  // The − and + act like typing.
  private nudge(button: HTMLButtonElement): void {
    const field = button.parentElement?.querySelector<HTMLInputElement>('input[type=number]');
    if (!field || field.matches(':disabled')) return;
    if (Number(button.dataset.by) > 0) field.stepUp();
    else field.stepDown();
    this.send(field);
  }

  private send(field: Field): void {
    const param = this.declaration?.params.find(({ id }) => id === field.name);
    const wrapper = this.wrapperOf(field.name);
    if (!param || !wrapper) return;
    const value = isDisabled(field) ? null : readField(wrapper, param, field);
    if (field instanceof HTMLInputElement && field.type === 'number') noteLimit(wrapper, field);
    if (value !== null) this.commands.set({ [param.id]: value });
    // The answer may be the old value again (out of range, locked, not a number): then nothing changes and this must show it.
    this.showField(field);
  }

  private showField({ name }: Field): void {
    const param = this.declaration?.params.find(({ id }) => id === name);
    if (param && this.shown) this.showParam(param, this.shown);
  }

  private wrapperOf(param: string): HTMLElement | null {
    return this.form?.querySelector<HTMLElement>(`[data-param="${CSS.escape(param)}"]`) ?? null;
  }

  private reason(kind: 'locked' | 'idle'): string {
    return `${this.root.id}_${kind}`;
  }
}

// A press or a run changes few values; the others stand there already.
function sameParam(id: string, a: ControlsState, b: ControlsState): boolean {
  return (
    String(a.values[id]) === String(b.values[id]) && a.shown[id] === b.shown[id] && a.relevant[id] === b.relevant[id]
  );
}

// A number out of range is moved to the nearest allowed one; a note says so, and goes with the next value.
function noteLimit(wrapper: HTMLElement, { value, min, max }: HTMLInputElement): void {
  wrapper.querySelector('.limit-note')?.remove();
  const [number, least, most] = [value, min, max].map(Number);
  const words = number! > most! ? `at most ${max}` : number! < least! ? `at least ${min}` : '';
  if (!words) return;
  const note = document.createElement('span');
  note.className = 'limit-note';
  note.setAttribute('role', 'status');
  wrapper.append(note);
  note.textContent = words;
}

const shownPanels = (declaration: Declaration, panels: readonly string[]) =>
  (declaration.panels ?? []).filter(panel => panels.length === 0 || panels.includes(panel.id));

// Ids of the controls that matter to the shown panels; null: all of them do.
function wantedControls(declaration: Declaration, panels: readonly string[]): ReadonlySet<string> | null {
  const shown = shownPanels(declaration, panels);
  if (shown.length === 0 || shown.some(panel => !panel.controls?.length)) return null;
  return new Set(shown.flatMap(panel => panel.controls ?? []));
}
