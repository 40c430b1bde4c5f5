// engine.ts: engine.wasm of this page, Worker or Node process: loading it and calling it.

import { kindOf } from './check.ts';

// The types of WebAssembly and of the web are not everywhere: a server has neither. Told by what they are used for.
/** A `WebAssembly.Module`. */
export type CompiledEngine = object;
type Bytes = ArrayBufferLike | ArrayBufferView;
type Answer = { readonly ok: boolean; arrayBuffer(): Promise<ArrayBuffer> };
type Address = string | { readonly href: string };
/** Where engine.wasm comes from: an address (URL), a `Response`, its bytes, or the compiled program. */
export type EngineSource = Address | Answer | Bytes | CompiledEngine | PromiseLike<Answer | Bytes | CompiledEngine>;

type Exports = Record<string, (...args: number[]) => number> & { memory: WebAssembly.Memory };

let compiled: WebAssembly.Module | undefined;
let exports: Exports | undefined;
let loading: Promise<void> | undefined;
// Set when the engine stopped in the middle of a call: what its memory holds then is not known.
let broken: string | undefined;
// Counts the engines that were started: objects belong to the one that made them.
let life = 0;
let firstSource: EngineSource | undefined;

// Bundlers look for these very words to take the file along, so the second address has to be written in others: Vite's
// dev server puts the scripts of packages together in a folder of its own, without what lies beside them.
const beside = new URL('./engine.wasm', import.meta.url);
const script = import.meta.url;
const inPackage = /\/\.vite\/deps/.test(script) ? new URL('../../dropout-engine/engine.wasm', script) : beside;

function addressOf(source: unknown): URL | undefined {
  const text = typeof source === 'string' ? source : (source as Partial<URL> | null | undefined)?.href;
  return typeof text === 'string' ? new URL(text, script) : undefined;
}

function bytesIn(source: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  return /^(Shared)?ArrayBuffer$/.test(kindOf(source)) ? new Uint8Array(source as ArrayBuffer) : undefined;
}

// Whether two sources are the same: a cell of a notebook that runs twice reads its bytes twice.
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  const [a, b] = [addressOf(one), addressOf(other)];
  if (a && b) return a.href === b.href;
  const [x, y] = [bytesIn(one), bytesIn(other)];
  return x !== undefined && y !== undefined && x.length === y.length && x.every((byte, at) => byte === y[at]);
}

async function bytesOfFile(address: URL): Promise<BufferSource> {
  // Not an import, so that bundlers for the browser find nothing of Node here.
  const builtin = globalThis.process?.getBuiltinModule;
  const files = builtin?.('node:fs/promises');
  const paths = builtin?.('node:url');
  if (address.protocol === 'file:' && files && paths)
    return new Uint8Array(await files.readFile(paths.fileURLToPath(address.href)));
  return bytesOfResponse(await fetch(address.href));
}

async function bytesOfResponse(response: Response): Promise<BufferSource> {
  const name = response.url || 'the response';
  if (!response.ok) throw new Error(`load: ${name} cannot be had: HTTP status ${response.status}`);
  const bytes = await response.arrayBuffer();
  if (new Uint8Array(bytes)[0] === '<'.charCodeAt(0))
    throw new Error(
      `load: ${name} is a page and not engine.wasm. Does a dev server put packages together? Leave dropout-engine out ` +
        "of that (Vite: optimizeDeps: { exclude: ['dropout-engine'] }), or give load() the address of engine.wasm",
    );
  return bytes;
}

async function compile(source: EngineSource | undefined): Promise<WebAssembly.Module> {
  const given: unknown = await (source ?? inPackage);
  const kind = kindOf(given);
  if (kind === 'WebAssembly.Module') return given as WebAssembly.Module;
  if (kind === 'Response') return WebAssembly.compile(await bytesOfResponse(given as Response));
  const bytes = bytesIn(given);
  // A copy, because the bytes may be shared with other threads, which is not compiled.
  if (bytes) return WebAssembly.compile(new Uint8Array(bytes));
  const address = addressOf(given);
  if (address) return WebAssembly.compile(await bytesOfFile(address));
  throw new TypeError('load: the source is neither an address nor a Response, bytes or a WebAssembly.Module');
}

// Emscripten's runtime asks for little (growth of the memory is told, an abort ends the process); every release asks
// for something else. Growing needs no answer, and all others are called only when the engine cannot go on.
function importsOf(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, () => void>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const wanted = (imports[from] ??= {});
    wanted[name] = /memory_growth/.test(name)
      ? () => {}
      : () => {
          throw new WebAssembly.RuntimeError(`${name} was called`);
        };
  }
  return imports;
}

async function start(source: EngineSource | undefined): Promise<void> {
  const module = await compile(source);
  const instance = await WebAssembly.instantiate(module, importsOf(module));
  const found = instance.exports as unknown as Exports;
  found._initialize?.();
  if (typeof found.trainer_create !== 'function' || typeof found.memory_undo !== 'function')
    throw new TypeError('load: the source is not the engine.wasm of this package');
  compiled = module;
  exports = found;
  broken = undefined;
  life += 1;
}

/**
 * Loads engine.wasm, once for each page, Worker or process; everything else is synchronous after it. Called again it
 * gives the same promise, or with another source rejects and says why. After a failure, and after the engine has
 * stopped, it starts a new one, without the objects of the old. Without a source the engine.wasm beside this file is read.
 */
export function load(source?: EngineSource): Promise<void> {
  if (loading)
    return source === undefined || source === compiled || isSame(source, firstSource)
      ? loading
      : Promise.reject(
          new Error(
            'load: the engine is loaded already, from another source: one engine for a page, Worker or process',
          ),
        );
  firstSource = source;
  loading = start(source ?? compiled).catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The compiled program, to be posted to Workers: `load(module)` there neither fetches nor compiles again. */
export function compiledModule(): CompiledEngine {
  if (!compiled) throw new Error('compiledModule: the engine is not loaded: await load() first');
  return compiled;
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

// Why something was not done. needed: bytes, at least.
export function noMemory(what: string, needed: number): RangeError {
  const free = megabytes(exports!.memory_free!());
  return new RangeError(
    `dropout engine: no memory for ${what}: it needs ${megabytes(needed)} or more, and ${free} are free. Nothing has changed; dispose() what is no longer needed`,
  );
}

// What a call that stopped had taken, when it stopped for want of memory and could be taken back; else 0.
function takenBack({ memory_let_stack_go: letStackGo, memory_undo: undo }: Exports): number {
  try {
    letStackGo!();
    return undo!();
  } catch {
    return 0;
  }
}

// Calls a C function of the engine by its name.
export function call(name: string, ...args: number[]): number {
  if (!exports) throw new Error('dropout engine: not loaded: await load() first');
  if (broken) throw new Error(`dropout engine: stopped before (${broken}): await load() starts a new one`);
  const target = exports[name];
  if (!target) throw new Error(`dropout engine: engine.wasm has no ${name}: it is of another version`);
  exports.memory_call_begins!();
  try {
    return target(...args);
  } catch (error) {
    const needed = takenBack(exports);
    if (needed) throw noMemory(name, needed);
    broken = name;
    loading = undefined;
    const memory = (exports.memory.buffer.byteLength / 2 ** 20).toFixed(0);
    throw new Error(`dropout engine: stopped in ${name} with ${memory} MB in use`, {
      cause: error,
    });
  }
}

// The engine's memory; a new buffer after each growth, so nobody may keep it.
export function memoryBuffer(): ArrayBufferLike {
  if (!exports) throw new Error('dropout engine: not loaded: await load() first');
  return exports.memory.buffer;
}

// Which engine works now; 0: none does. What another one made is gone with it.
export function workingEngine(): number {
  return broken === undefined ? life : 0;
}
