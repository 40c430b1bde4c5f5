// model.ts: one model: an instance of widget_<id>.wasm with typed methods over the functions of contract/model.h.
//
// No DOM: the same class serves the page, Workers and Node. Its methods compute at once and return copies.
import type { Declaration, LooseValue, Numbers, Texts, Values } from './declaration.js';
import { FigureFailure } from './failure.js';

// The state of a model apart from what depends on the panels of a view.
export interface PlayState {
  readonly values: Values;
  readonly texts: Texts; // link forms of the values
  readonly shown: Texts; // values and readouts as a reader sees them, with unit
  readonly relevant: Readonly<Record<string, boolean>>;
  readonly readouts: Numbers;
  readonly response: string; // what the last command changed; "" if nothing did
  readonly ticks: number;
  readonly goal: number;
  readonly last_tick: number; // under the present values
  readonly reached: number; // the farthest tick since the last reset
  readonly running: boolean;
}

// A picture of the model: which panels, how wide in its own units, and how many CSS pixels each of these is shown with.
export interface View {
  readonly width: number;
  readonly scale: number;
  readonly panels: number;
}
export interface ViewState {
  readonly view: View;
  readonly sentence: string;
  readonly description: string;
  readonly height: number;
  // A display list, drawn when it is first asked for: of the state that the model has then. Copies of the object hold it.
  readonly picture: Uint8Array<ArrayBuffer>;
}
type Drawing = () => Uint8Array<ArrayBuffer>;

// 'taken' as it is, 'adjusted' (clamped or snapped) or 'refused'; message() says why.
export type Staged = 'taken' | 'adjusted' | 'refused';

// What evolves, for the same program; the values are needed to load it.
export interface SavedModel {
  readonly texts: Texts;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface TrainedRun {
  readonly run: number;
  readonly train: number; // shares of right answers
  readonly test: number;
}

type Exported = Readonly<Record<string, (...args: number[]) => number>> & { readonly memory: WebAssembly.Memory };

export class Model {
  // Ticks that models of this page, or of this Worker, computed so far; tests read it.
  static ticksComputed = 0;

  private byParams: Pick<PlayState, 'values' | 'texts' | 'relevant'> & { shown: Texts } = noParams;
  private paramsKnown = false;

  private constructor(
    private readonly exports: Exported,
    readonly declaration: Declaration,
  ) {}

  // Throws a FigureFailure when the program is another one than the declaration describes.
  static async make(module: WebAssembly.Module, declaration: Declaration): Promise<Model> {
    const { exports } = await WebAssembly.instantiate(module, stubs(module));
    const model = new Model(exports as unknown as Exported, declaration);
    model.exports['_initialize']?.();
    if (model.call('create', declaration.hash) === 0)
      throw new FigureFailure(
        'other_version',
        `the program holds no widget with the declaration ${declaration.hash}`,
      );
    return model;
  }

  // ---- values ----

  stage(place: number, value: LooseValue): Staged {
    const code =
      typeof value === 'string'
        ? this.call('stage_text', place, this.textIn(value))
        : this.call('stage', place, Number(value));
    return code === 1 ? 'taken' : code === 2 ? 'adjusted' : 'refused';
  }
  message(): string {
    return this.textOut('message');
  }
  apply(): void {
    this.changed();
    this.call('apply');
  }
  setPart(param: string, place: number, value: number): void {
    const index = this.declaration.params.findIndex(({ id }) => id === param);
    if (this.call('stage_part', index, place, value) !== 0) this.apply();
  }
  // Values of this very program, as texts() gave them.
  restoreValues(texts: Texts): void {
    this.declaration.params.forEach(({ id }, place) => {
      const text = texts[id];
      if (text !== undefined) this.stage(place, text);
    });
    this.apply();
  }

  // ---- playing ----

  act(action: number): void {
    this.changed();
    this.counted(() => this.call('act', action));
  }
  reset(): void {
    this.call('reset');
  }
  step(ticks: number): void {
    this.counted(() => this.call('step', ticks));
  }
  run(): void {
    this.call('run');
  }
  runTo(tick: number): void {
    this.call('run_to', tick);
  }
  pause(): void {
    this.call('pause');
  }
  advance(ticks: number): number {
    const done = this.call('advance', ticks);
    Model.ticksComputed += done;
    return done;
  }
  // Back means: compute again from what is kept.
  seek(tick: number): void {
    this.counted(() => this.call('seek', tick));
  }
  get ticks(): number {
    return this.call('ticks');
  }
  get goal(): number {
    return this.call('goal');
  }
  get running(): boolean {
    return this.goal > this.ticks;
  }
  get lastTick(): number {
    return this.call('last_tick');
  }

  state(): PlayState {
    const { values, texts, relevant, shown } = this.paramStates();
    const readouts: Record<string, number> = {};
    const allShown: Record<string, string> = { ...shown };
    this.declaration.readouts.forEach(({ id }, place) => {
      readouts[id] = this.call('readout', place);
      allShown[id] = this.textOut('readout_shown', place);
    });
    return {
      values,
      texts,
      relevant,
      readouts,
      shown: allShown,
      response: this.textOut('response'),
      ticks: this.ticks,
      goal: this.goal,
      last_tick: this.lastTick,
      reached: this.call('reached'),
      running: this.running,
    };
  }
  // guarded: calls what draws the picture, later.
  viewState(view: View, guarded = (draw: Drawing) => draw()): ViewState {
    const { width, panels } = view;
    const words = {
      view,
      sentence: this.textOut('sentence', panels),
      description: this.textOut('description', panels),
      height: this.call('height', width, panels),
    };
    return withPicture(words, () => guarded(() => this.bytesOut('picture', width, panels)));
  }
  // Lines of cells: the first line is the heading. Empty: this panel has no table.
  table(panel: number): string[][] {
    const text = this.textOut('table', panel).replace(/\n$/, '');
    return text === '' ? [] : text.split('\n').map(line => line.split('\t'));
  }

  // ---- saving ----

  save(): SavedModel {
    return { texts: this.paramStates().texts, bytes: this.bytesOut('save') };
  }
  // False: the bytes do not fit; the model has its values and is reset.
  load({ texts, bytes }: SavedModel): boolean {
    this.restoreValues(texts);
    const address = this.bytesIn(bytes);
    return address !== 0 && this.call('load', address, bytes.length) !== 0;
  }

  // ---- training runs ----

  // The next runs on the way to the goal whose results are not known, at most so many.
  wantedRuns(most: number): number[] {
    const runs: number[] = [];
    while (runs.length < most) {
      const run = this.call('wanted_run', runs.length);
      if (run < 0) break;
      runs.push(run);
    }
    return runs;
  }
  // Null: there is no such run.
  train(run: number): TrainedRun | null {
    if (this.call('train_run', run) === 0) return null;
    return { run, train: this.call('run_train_accuracy'), test: this.call('run_test_accuracy') };
  }
  offer({ run, train, test }: TrainedRun): boolean {
    return this.call('offer_run', run, train, test) !== 0;
  }
  // The ticks done; they cost nothing, so they are not counted as computed.
  takeOffered(): number {
    return this.call('take_offered');
  }

  // ---- inside ----

  // Values change only by commands, not by ticks; their texts are asked for once between two commands.
  private paramStates(): typeof this.byParams {
    if (this.paramsKnown) return this.byParams;
    const values: Record<string, number | string> = {};
    const texts: Record<string, string> = {};
    const shown: Record<string, string> = {};
    const relevant: Record<string, boolean> = {};
    this.declaration.params.forEach(({ id }, place) => {
      const value = this.call('value', place);
      const text = this.textOut('text', place);
      texts[id] = text;
      values[id] = Number.isNaN(value) ? text : value;
      shown[id] = this.textOut('shown', place);
      relevant[id] = this.call('relevant', place) !== 0;
    });
    const { params, actions } = this.declaration;
    actions.forEach(({ id }, place) => {
      if (this.call('relevant', params.length + place) === 0) relevant[id] = false;
    });
    this.paramsKnown = true;
    return (this.byParams = { values, texts, shown, relevant });
  }
  private changed(): void {
    this.paramsKnown = false;
  }

  private counted(play: () => void): void {
    const before = this.ticks;
    play();
    Model.ticksComputed += Math.abs(this.ticks - before);
  }

  // Any function of model.h, without "model_": a script of its own may need one that no page does.
  call(name: string, ...args: number[]): number {
    const exported = this.exports[`model_${name}`];
    if (!exported) throw new FigureFailure('other_version', `the program has no model_${name}`);
    return exported(...args);
  }
  // The memory may have moved with any call, so it is looked up each time.
  private bytesAt(address: number, size: number): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, address, size);
  }
  private textOut(name: string, ...args: number[]): string {
    const address = this.call(name, ...args);
    return decoder.decode(this.bytesAt(address, this.call('size')));
  }
  private bytesOut(name: string, ...args: number[]): Uint8Array<ArrayBuffer> {
    const address = this.call(name, ...args);
    return this.bytesAt(address, this.call('size')).slice() as Uint8Array<ArrayBuffer>;
  }
  // 0: there is no room.
  private bytesIn(bytes: Uint8Array): number {
    const address = this.call('input', bytes.length);
    if (address !== 0) this.bytesAt(address, bytes.length).set(bytes);
    return address;
  }
  private textIn(text: string): number {
    return this.bytesIn(encoder.encode(`${text}\0`));
  }
}

// A function of its own, so that nothing holds the model once the picture is drawn: its closures would.
function withPicture(words: Omit<ViewState, 'picture'>, draw: Drawing): ViewState {
  let waiting: Drawing | null = draw;
  let drawn: ReturnType<Drawing> | null = null;
  return {
    ...words,
    get picture() {
      drawn ??= waiting!();
      waiting = null;
      return drawn;
    },
  };
}

const noParams = { values: {}, texts: {}, shown: {}, relevant: {} };
const decoder = new TextDecoder();
const encoder = new TextEncoder();

// A model imports nothing that it needs: what the C library would ask of a system is answered with 0.
function stubs(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  return imports;
}
