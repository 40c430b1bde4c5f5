// widget_app.ts: one instance of the WebAssembly module, that is one widget, with typed methods over its C functions.
import type { Declaration, FullSnapshot, LooseValues, WidgetBlock } from './declaration.js';
import type { WantedRun } from '../compute/pool_protocol.js';

type CType = 'number' | 'string' | null;

// What the Emscripten glue leaves on its module object.
export interface AppModule {
  ccall(name: string, returns: CType, types: readonly CType[], args: readonly unknown[]): unknown;
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
}

// lesson_options
export const option = { controlsInCanvas: 1, reducedMotion: 2, ticksElsewhere: 4 } as const;
// lesson_frame
export const frameFlag = { wantsFrame: 1, changed: 2 } as const;

export type CreateResult = 'ok' | 'unknown_widget' | 'bad_block';
export type OpenResult = 'failed' | 'gpu' | 'software';

export class WidgetApp {
  constructor(private readonly module: AppModule) {}

  create(widgetId: string, block: WidgetBlock | Readonly<Record<string, never>>): CreateResult {
    const code = this.number('lesson_create', ['string', 'string'], [widgetId, JSON.stringify(block)]);
    return (['ok', 'unknown_widget', 'bad_block'] as const)[code] ?? 'unknown_widget';
  }
  messages(): string[] {
    return this.json<string[]>('lesson_messages');
  }
  declaration(): Declaration {
    return this.json<Declaration>('lesson_declaration');
  }
  figure(): { title: string; caption: string; hide: string[]; lock: string[] } {
    return this.json('lesson_figure');
  }

  open(width: number, pixelRatio: number): OpenResult {
    const code = this.number('lesson_open', ['number', 'number'], [width, pixelRatio]);
    return (['failed', 'gpu', 'software'] as const)[code] ?? 'failed';
  }
  close(): void {
    this.module.ccall('lesson_close', null, [], []);
  }
  height(width: number): number {
    return this.number('lesson_height', ['number'], [width]);
  }
  resize(width: number, pixelRatio: number): void {
    this.module.ccall('lesson_resize', null, ['number', 'number'], [width, pixelRatio]);
  }
  color(ink: number, rgba: number): void {
    this.module.ccall('lesson_color', null, ['number', 'number'], [ink, rgba]);
  }
  options(flags: number): void {
    this.module.ccall('lesson_options', null, ['number'], [flags]);
  }
  frame(elapsedMs: number): number {
    return this.number('lesson_frame', ['number'], [elapsedMs]);
  }

  // Unknown keys and bad values are skipped; messages() tells which.
  setValues(values: LooseValues): void {
    this.module.ccall('lesson_set_values', 'number', ['string'], [JSON.stringify(values)]);
  }
  act(action: number): void {
    this.module.ccall('lesson_act', null, ['number'], [action]);
  }
  reset(): void {
    this.module.ccall('lesson_reset', null, [], []);
  }
  step(ticks: number): void {
    this.module.ccall('lesson_step', null, ['number'], [ticks]);
  }
  run(): void {
    this.module.ccall('lesson_run', null, [], []);
  }
  // Sets the goal only; nothing is computed yet.
  runTo(tick: number): void {
    this.module.ccall('lesson_run_to', null, ['number'], [tick]);
  }
  pause(): void {
    this.module.ccall('lesson_pause', null, [], []);
  }
  advance(ticks: number): number {
    return this.number('lesson_advance', ['number'], [ticks]);
  }
  running(): boolean {
    return this.number('lesson_running', [], []) !== 0;
  }
  ticks(): number {
    return this.number('lesson_ticks', [], []);
  }
  snapshot(): FullSnapshot {
    return this.json<FullSnapshot>('lesson_snapshot');
  }

  // Training runs that the coming ticks consume and that others may compute ahead.
  wantedRuns(most: number): WantedRun[] {
    return JSON.parse(this.module.ccall('lesson_wanted_runs', 'string', ['number'], [most]) as string) as WantedRun[];
  }
  offerRun(run: number, trainAccuracy: number, testAccuracy: number): boolean {
    const values = [run, trainAccuracy, testAccuracy];
    return this.number('lesson_offer_run', ['number', 'number', 'number'], values) !== 0;
  }
  takeOffered(): number {
    return this.number('lesson_take_offered', [], []);
  }

  // A copy: the module's own bytes live only until its next call.
  save(): Uint8Array<ArrayBuffer> {
    const address = this.number('lesson_save', [], []);
    const size = this.number('lesson_saved_size', [], []);
    return this.module.HEAPU8.slice(address, address + size) as Uint8Array<ArrayBuffer>;
  }
  load(bytes: Uint8Array): boolean {
    const address = this.module._malloc(bytes.length);
    if (address === 0 && bytes.length > 0) return false;
    this.module.HEAPU8.set(bytes, address);
    const loaded = this.number('lesson_load', ['number', 'number'], [address, bytes.length]);
    this.module._free(address);
    return loaded !== 0;
  }

  private number(name: string, types: readonly CType[], args: readonly unknown[]): number {
    return this.module.ccall(name, 'number', types, args) as number;
  }
  private json<T>(name: string): T {
    return JSON.parse(this.module.ccall(name, 'string', [], []) as string) as T;
  }
}
