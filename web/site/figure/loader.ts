// loader.ts: loads the WebAssembly program of each widget once per page and makes instances, whatever host it stands on.
//
//   1. the glue, a classic script (module scripts do not run from file:)
//   2. the wasm by fetch, compiled while it streams; where fetch fails (file:, opaque origin, wrong headers) by a
//      second classic script that holds the same bytes as base64
// All figures of a widget share one compiled module: a further one costs milliseconds.
import { FigureFailure, failureFrom } from './failure.js';
import { WidgetApp } from './widget_app.js';
import type { AppModule } from './widget_app.js';

// Absolute addresses of the program's files.
export interface AppAddresses {
  readonly glue: string;
  readonly wasm: string;
  readonly base64: string;
  readonly worker: string;
  // Code for many training runs at once, loaded when it is needed; empty where the site has no engine module.
  readonly pool: string;
  readonly runner: string;
  readonly engine: string;
}

type Imports = WebAssembly.Imports;
type AppFactory = (options: Record<string, unknown>) => Promise<AppModule>;

declare global {
  // what the two classic scripts define
  var createDropoutApp: AppFactory | undefined;
  var dropout_app_base64: string | undefined;
}

// The names stand on the figure (its widget's program) and on the script element of lesson.js, all relative to that script.
export function addressesFrom(figure: HTMLElement, script: HTMLScriptElement): AppAddresses {
  const absolute = (name: string | undefined, otherwise: string) => new URL(name ?? otherwise, script.src).href;
  const optional = (name: string | undefined) => (name ? absolute(name, '') : '');
  const program = `dropout_app_${figure.dataset.widget}`;
  return {
    glue: absolute(figure.dataset.app, `${program}.js`),
    wasm: absolute(figure.dataset.wasm, `${program}.wasm`),
    base64: absolute(figure.dataset.base64, `${program}.base64.js`),
    worker: absolute(script.dataset.worker, 'dropout_worker.js'),
    pool: optional(script.dataset.pool),
    runner: optional(script.dataset.runner),
    engine: optional(script.dataset.engine),
  };
}

// The programs of a page: figures of one widget share a loader.
export class Programs {
  private readonly loaders = new Map<string, AppLoader>();

  constructor(private readonly script: HTMLScriptElement) {}

  of(figure: HTMLElement): AppLoader {
    const addresses = addressesFrom(figure, this.script);
    const loader = this.loaders.get(addresses.wasm) ?? new AppLoader(addresses);
    this.loaders.set(addresses.wasm, loader);
    return loader;
  }
}

export class AppLoader {
  private compiled: Promise<WebAssembly.Module> | null = null;
  private glue: Promise<AppFactory> | null = null;

  constructor(readonly addresses: AppAddresses) {}

  // The compiled program; a failed attempt is not remembered, so that a later figure may try again.
  module(): Promise<WebAssembly.Module> {
    this.compiled ??= this.compile().catch((error: unknown) => {
      this.compiled = null;
      throw error;
    });
    return this.compiled;
  }

  async instance(canvas: HTMLCanvasElement): Promise<WidgetApp> {
    if (typeof WebAssembly !== 'object') throw new FigureFailure('no_wasm', 'WebAssembly is not defined');
    const [module, factory] = await Promise.all([this.module(), this.loadGlue()]);
    return new WidgetApp(await instantiate(factory, module, canvas));
  }

  // Each program has glue of its own under the same global name: it is taken in the script's own load event, before
  // another script can run.
  private loadGlue(): Promise<AppFactory> {
    this.glue ??= loadScript(this.addresses.glue, glueFactory).catch((error: unknown) => {
      this.glue = null;
      throw error;
    });
    return this.glue;
  }

  private async compile(): Promise<WebAssembly.Module> {
    const fetched = await this.compileFetched();
    if (fetched) return fetched;
    try {
      const text = await loadScript(this.addresses.base64, () => globalThis.dropout_app_base64 ?? '');
      globalThis.dropout_app_base64 = undefined; // 1 MB of text that nobody needs any more
      return await WebAssembly.compile(bytesFromBase64(text));
    } catch (error) {
      throw failureFrom(error, 'not_loaded');
    }
  }

  // null: the bytes could not be had by fetch. A refusal to compile is an answer, so it throws.
  private async compileFetched(): Promise<WebAssembly.Module | null> {
    // From file: and from a sandboxed frame (its origin is "null") fetch is refused, with errors in the console.
    if (this.addresses.wasm.startsWith('file:') || self.origin === 'null') return null;
    let bytes: ArrayBuffer;
    try {
      const response = await fetch(this.addresses.wasm);
      if (!response.ok) return null;
      // Streaming needs the right MIME type, which school servers do not always send.
      if (/^application\/wasm/.test(response.headers.get('content-type') ?? '') && WebAssembly.compileStreaming)
        return await WebAssembly.compileStreaming(response);
      bytes = await response.arrayBuffer();
    } catch (error) {
      const failure = failureFrom(error, 'not_loaded');
      if (failure.kind !== 'not_loaded') throw failure;
      return null;
    }
    try {
      return await WebAssembly.compile(bytes);
    } catch (error) {
      const failure = failureFrom(error, 'not_loaded');
      if (failure.kind !== 'not_loaded') throw failure;
      return null;
    }
  }
}

// Makes an instance from the shared module. Also used by the Worker, without a canvas.
export async function instantiate(
  factory: AppFactory,
  module: WebAssembly.Module,
  canvas: HTMLCanvasElement | null,
): Promise<AppModule> {
  const lastWords: string[] = [];
  return new Promise<AppModule>((resolve, reject) => {
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
        imports: Imports,
        done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
      ) => {
        WebAssembly.instantiate(module, imports).then(instance => done(instance, module), fail);
        return {};
      },
    }).then(resolve, fail);
  });
}

// What the glue script that ran last has defined.
export function glueFactory(): AppFactory {
  const factory = globalThis.createDropoutApp;
  if (!factory) throw new FigureFailure('not_loaded', 'the glue script defined no createDropoutApp');
  return factory;
}

// result() is called in the load event, when nothing else has run since the script.
function loadScript<Result>(address: string, result: () => Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => {
      try {
        resolve(result());
      } catch (error) {
        reject(error);
      }
    };
    script.onerror = () => reject(new FigureFailure('not_loaded', `could not load ${address}`));
    document.head.append(script);
  });
}

function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
