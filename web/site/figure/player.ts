// player.ts: one instance of player.wasm, that is one picture, with typed methods over the functions of player.h.
import { FigureFailure, failureFrom } from '../compute/failure.js';
import { Program, loadScript } from '../compute/loader.js';
import type { ProgramAddresses } from '../compute/loader.js';
import type { Declaration, WidgetBlock } from './declaration.js';

type CType = 'number' | 'string' | null;

// What the Emscripten glue leaves on its module object.
interface PlayerModule {
  ccall(name: string, returns: CType, types: readonly CType[], args: readonly unknown[]): unknown;
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
}
type PlayerFactory = (options: Record<string, unknown>) => Promise<PlayerModule>;

declare global {
  var createDropoutPlayer: PlayerFactory | undefined; // what the glue defines
}

// What the reader touched.
export type Touch =
  | { readonly set: Readonly<Record<string, number>> }
  | { readonly act: string }
  | { readonly paint: string; readonly cell: number; readonly begins: boolean };

export type OpenResult = 'failed' | 'gpu' | 'software';
// player_frame
export const frameFlag = { wantsFrame: 1, eventsWait: 2, moves: 4 } as const;

export class Player {
  constructor(private readonly module: PlayerModule) {}

  create(block: WidgetBlock, declaration: Declaration): void {
    this.number('create', ['string', 'string'], [JSON.stringify(block), JSON.stringify(declaration)]);
  }
  color(ink: number, rgba: number): void {
    this.call('color', null, ['number', 'number'], [ink, rgba]);
  }
  reducedMotion(reduced: boolean): void {
    this.call('options', null, ['number'], [Number(reduced)]);
  }
  open(width: number, height: number, pixelRatio: number): OpenResult {
    const code = this.number('open', ['number', 'number', 'number'], [width, height, pixelRatio]);
    return (['failed', 'gpu', 'software'] as const)[code] ?? 'failed';
  }
  close(): void {
    this.call('close', null, [], []);
  }
  resize(width: number, height: number, pixelRatio: number): void {
    this.call('resize', null, ['number', 'number', 'number'], [width, height, pixelRatio]);
  }
  // False: the list is damaged, the old picture stays.
  show(list: Uint8Array, moving: boolean): boolean {
    const { module } = this;
    const address = module._malloc(list.length);
    if (address === 0) throw new FigureFailure('memory', 'no room for a picture');
    module.HEAPU8.set(list, address);
    const shown = this.number('show', ['number', 'number', 'number'], [address, list.length, Number(moving)]);
    module._free(address);
    return shown !== 0;
  }
  frame(elapsedMs: number): number {
    return this.number('frame', ['number'], [elapsedMs]);
  }
  // Null: none waits.
  event(): Touch | null {
    const text = this.call('event', 'string', [], []) as string;
    return text === '' ? null : (JSON.parse(text) as Touch);
  }
  focus(param: string): void {
    this.call('focus', null, ['string'], [param]);
  }
  svg(title: string, description: string): string {
    return this.call('svg', 'string', ['string', 'string'], [title, description]) as string;
  }

  private number(name: string, types: readonly CType[], args: readonly unknown[]): number {
    return this.call(name, 'number', types, args) as number;
  }
  private call(name: string, returns: CType, types: readonly CType[], args: readonly unknown[]): unknown {
    return this.module.ccall(`player_${name}`, returns, types, args);
  }
}

// The player's program: compiled once a page, one instance a canvas.
export class PlayerProgram {
  private readonly program: Program;
  private glue: Promise<PlayerFactory> | null = null;

  constructor(
    private readonly glueAddress: string,
    addresses: ProgramAddresses,
  ) {
    this.program = new Program(addresses);
  }

  // Fetched and compiled ahead; what goes wrong is told by instance().
  prepare(): void {
    for (const part of [this.program.module(), this.loadGlue()]) part.catch(() => {});
  }

  // canvas null: it never opens a window, but knows lists and writes them as SVG.
  async instance(canvas: HTMLCanvasElement | null): Promise<Player> {
    const [module, factory] = await Promise.all([this.program.module(), this.loadGlue()]);
    return new Player(await instantiate(factory, module, canvas));
  }

  private loadGlue(): Promise<PlayerFactory> {
    this.glue ??= loadScript(this.glueAddress, () => {
      const factory = globalThis.createDropoutPlayer;
      if (!factory) throw new FigureFailure('not_loaded', 'the glue script defined no createDropoutPlayer');
      return factory;
    }).catch((error: unknown) => {
      this.glue = null;
      throw error;
    });
    return this.glue;
  }
}

function instantiate(
  factory: PlayerFactory,
  module: WebAssembly.Module,
  canvas: HTMLCanvasElement | null,
): Promise<PlayerModule> {
  const lastWords: string[] = [];
  return new Promise<PlayerModule>((resolve, reject) => {
    const fail = (error: unknown) => {
      const words = lastWords.length > 0 ? `: ${lastWords.join(' ')}` : '';
      reject(failureFrom(error instanceof Error ? error : `${String(error)}${words}`, 'stopped'));
    };
    factory({
      ...(canvas ? { canvas } : {}),
      print: () => {},
      printErr: (text: string) => {
        lastWords.splice(0, Math.max(0, lastWords.length - 2));
        lastWords.push(text);
      },
      onAbort: fail,
      instantiateWasm: (
        imports: WebAssembly.Imports,
        done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
      ) => {
        // In a task of its own: what the glue does then is the next step of a start.
        WebAssembly.instantiate(module, imports).then(instance => setTimeout(() => done(instance, module)), fail);
        return {};
      },
    }).then(resolve, fail);
  });
}
