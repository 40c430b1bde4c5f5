// engine.ts: engine.wasm of this page, Worker or Node process: loading it and calling it.

export type EngineSource =
  | WebAssembly.Module
  | BufferSource
  | Response
  | URL
  | string
  | PromiseLike<WebAssembly.Module | BufferSource | Response>;

type Exports = Record<string, (...args: number[]) => number> & { memory: WebAssembly.Memory };

let compiled: WebAssembly.Module | undefined;
let exports: Exports | undefined;
let loading: Promise<void> | undefined;
// Set when the engine stopped in the middle of a call: what its memory holds then is not known.
let broken: string | undefined;

async function bytesOfFile(address: URL): Promise<BufferSource> {
  // Not an import, so that bundlers for the browser find nothing of Node here.
  const files = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (address.protocol === 'file:' && files) return new Uint8Array(await files.readFile(address));
  return bytesOfResponse(await fetch(address));
}

async function bytesOfResponse(response: Response): Promise<BufferSource> {
  if (!response.ok)
    throw new Error(`load: ${response.url || 'the response'} cannot be had: HTTP status ${response.status}`);
  return response.arrayBuffer();
}

async function compile(source: EngineSource | undefined): Promise<WebAssembly.Module> {
  const given = await (source ?? new URL('./engine.wasm', import.meta.url));
  if (given instanceof WebAssembly.Module) return given;
  if (typeof given === 'string' || given instanceof URL)
    return WebAssembly.compile(await bytesOfFile(new URL(given, import.meta.url)));
  if (typeof Response !== 'undefined' && given instanceof Response)
    return WebAssembly.compile(await bytesOfResponse(given));
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return WebAssembly.compile(given as BufferSource);
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
  if (typeof found.trainer_create !== 'function')
    throw new TypeError('load: the source is not the engine.wasm of this package');
  compiled = module;
  exports = found;
}

/**
 * Loads engine.wasm, once for each page, Worker or process; everything else is synchronous after it. Calling it again
 * gives the same promise. Without a source the engine.wasm beside this file is read.
 */
export function load(source?: EngineSource): Promise<void> {
  loading ??= start(source).catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The compiled program, to be posted to Workers: `load(module)` there neither fetches nor compiles again. */
export function compiledModule(): WebAssembly.Module {
  if (!compiled) throw new Error('compiledModule: the engine is not loaded: await load() first');
  return compiled;
}

// Calls a C function of the engine by its name.
export function call(name: string, ...args: number[]): number {
  if (!exports) throw new Error('dropout engine: not loaded: await load() first');
  if (broken) throw new Error(`dropout engine: stopped before (${broken}); load it in a new page, Worker or process`);
  const target = exports[name];
  if (!target) throw new Error(`dropout engine: engine.wasm has no ${name}: it is of another version`);
  try {
    return target(...args);
  } catch (error) {
    broken = name;
    const memory = (exports.memory.buffer.byteLength / 2 ** 20).toFixed(0);
    throw new Error(`dropout engine: stopped in ${name} with ${memory} MB in use: most likely out of memory`, {
      cause: error,
    });
  }
}

// The engine's memory; a new buffer after each growth, so nobody may keep it.
export function memoryBuffer(): ArrayBufferLike {
  if (!exports) throw new Error('dropout engine: not loaded: await load() first');
  return exports.memory.buffer;
}

export function isBroken(): boolean {
  return broken !== undefined;
}
