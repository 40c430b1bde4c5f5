// player.ts: one instance of player.wasm, that is one picture, with typed methods over the functions of player.h.
import { FigureFailure, failureFrom } from '../compute/failure.js';
import { Once, Program, loadFont, loadScript, needWebAssembly } from '../compute/loader.js';
import type { FontAddresses, ProgramAddresses } from '../compute/loader.js';
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
// Of player_show, in its order. streaming: the next list follows, this one is drawn coarser.
const manners = ['at_once', 'moving', 'streaming'] as const;
export type Manner = (typeof manners)[number];
// player_frame
export const frameFlag = { wantsFrame: 1, eventsWait: 2, moves: 4 } as const;

export class Player {
  constructor(private readonly module: PlayerModule) {}

  create(block: WidgetBlock, declaration: Declaration): void {
    this.number('create', ['string', 'string'], [JSON.stringify(block), JSON.stringify(declaration)]);
  }
  // False: the bytes are no TrueType font. Without both fonts no window opens.
  font(bold: boolean, bytes: Uint8Array): boolean {
    return this.withBytes(bytes, address =>
      this.number('font', ['number', 'number', 'number'], [Number(bold), address, bytes.length]),
    );
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
  show(list: Uint8Array, manner: Manner): boolean {
    return this.withBytes(list, address =>
      this.number('show', ['number', 'number', 'number'], [address, list.length, manners.indexOf(manner)]),
    );
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
  sendWordsAway(): boolean {
    return this.number('send_words_away', [], []) !== 0;
  }
  svg(title: string, description: string): string {
    return this.call('svg', 'string', ['string', 'string'], [title, description]) as string;
  }

  // use() copies what it takes; its answer says whether it could.
  private withBytes(bytes: Uint8Array, use: (address: number) => number): boolean {
    const { module } = this;
    const address = module._malloc(bytes.length);
    if (address === 0) throw new FigureFailure('memory', 'no room for a picture');
    module.HEAPU8.set(bytes, address);
    const answer = use(address);
    module._free(address);
    return answer !== 0;
  }
  private number(name: string, types: readonly CType[], args: readonly unknown[]): number {
    return this.call(name, 'number', types, args) as number;
  }
  private call(name: string, returns: CType, types: readonly CType[], args: readonly unknown[]): unknown {
    return this.module.ccall(`player_${name}`, returns, types, args);
  }
}

export interface PlayerAddresses {
  readonly glue: string;
  readonly program: ProgramAddresses;
  readonly regular: FontAddresses;
  readonly bold: FontAddresses;
}

// The player's program and fonts: fetched and compiled once a page, one instance a canvas.
export class PlayerProgram {
  private readonly program: Program;
  private readonly glue: Once<PlayerFactory>;
  private readonly fonts: Once<{ regular: Uint8Array; bold: Uint8Array }>;

  constructor(addresses: PlayerAddresses) {
    this.program = new Program(addresses.program);
    this.glue = new Once(() => loadScript(addresses.glue, definedFactory));
    this.fonts = new Once(async () => {
      const [regular, bold] = await Promise.all([loadFont(addresses.regular), loadFont(addresses.bold)]);
      return { regular, bold };
    });
  }

  // Fetched and compiled ahead; what goes wrong is told by instance(), but for browsers where nothing can.
  prepare(): void {
    needWebAssembly();
    for (const part of [this.program.module(), this.glue.get(), this.fonts.get()]) part.catch(() => {});
  }

  // canvas null: it never opens a window, but knows lists and writes them as SVG.
  async instance(canvas: HTMLCanvasElement | null): Promise<Player> {
    const [module, factory, fonts] = await Promise.all([
      this.program.module(),
      this.glue.get(),
      canvas ? this.fonts.get() : null,
    ]);
    const player = new Player(await instantiate(factory, module, canvas));
    if (fonts && !(player.font(false, fonts.regular) && player.font(true, fonts.bold)))
      throw new FigureFailure('not_loaded', 'a font of the canvas is damaged');
    return player;
  }
}

function definedFactory(): PlayerFactory {
  const factory = globalThis.createDropoutPlayer;
  if (!factory) throw new FigureFailure('not_loaded', 'the glue script defined no createDropoutPlayer');
  return factory;
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
