// loader.ts: gets the programs and fonts of a page, each once, whatever host it stands on.
//
// By fetch, compiled while it streams; where fetch fails (file:, opaque origin, wrong headers) by a classic script that
// holds the same bytes as base64. The player also has its glue, a classic script: module scripts do not run from file:.
import { FigureFailure, failureFrom } from './failure.js';

declare global {
  var dropout_base64: string | undefined; // what the script with the bytes defines
}

// Absolute addresses of one program.
export interface ProgramAddresses {
  readonly wasm: string;
  readonly base64: string;
}
// Absolute addresses of one font.
export interface FontAddresses {
  readonly font: string;
  readonly base64: string;
}

// A failed attempt is not remembered, so that a later figure may try again.
export class Once<Result> {
  private made: Promise<Result> | null = null;

  constructor(private readonly make: () => Promise<Result>) {}

  get(): Promise<Result> {
    this.made ??= this.make().catch((error: unknown) => {
      this.made = null;
      throw error;
    });
    return this.made;
  }
}

// Throws where no program of ours can run, before anything is fetched for it. All are compiled with SIMD, the youngest part
// of WebAssembly that they need: where it is known, a program that cannot be compiled is damaged.
export function needWebAssembly(): void {
  if (typeof WebAssembly !== 'object') throw new FigureFailure('no_wasm', 'WebAssembly is not defined');
  knowsSimd ??= WebAssembly.validate(withSimd);
  if (!knowsSimd) throw new FigureFailure('too_old', 'WebAssembly without SIMD');
}
let knowsSimd: boolean | undefined;
// A type of a function that gives a vector.
const withSimd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123]);

export class Program {
  private readonly compiled = new Once(() => this.compile());

  constructor(private readonly addresses: ProgramAddresses) {}

  module(): Promise<WebAssembly.Module> {
    return this.compiled.get();
  }

  private async compile(): Promise<WebAssembly.Module> {
    needWebAssembly();
    const fetched = await this.compileFetched();
    if (fetched) return fetched;
    try {
      return await WebAssembly.compile(await bytesOfScript(this.addresses.base64));
    } catch (error) {
      throw failureFrom(error, 'not_loaded');
    }
  }

  // null: the bytes could not be had by fetch. A refusal to compile is an answer, so it throws.
  private async compileFetched(): Promise<WebAssembly.Module | null> {
    try {
      const response = await fetched(this.addresses.wasm);
      if (!response) return null;
      // Streaming needs the right MIME type, which school servers do not always send.
      if (/^application\/wasm/.test(response.headers.get('content-type') ?? '') && WebAssembly.compileStreaming)
        return await WebAssembly.compileStreaming(response);
      return await WebAssembly.compile(await response.arrayBuffer());
    } catch (error) {
      const failure = failureFrom(error, 'not_loaded');
      if (failure.kind !== 'not_loaded') throw failure;
      return null;
    }
  }
}

// The same address as in the style sheet, so it is one download.
export async function loadFont({ font, base64 }: FontAddresses): Promise<Uint8Array> {
  try {
    const response = await fetched(font);
    const bytes = response && new Uint8Array(await response.arrayBuffer());
    if (bytes && isTrueType(bytes)) return bytes;
  } catch {
    // The script may still come.
  }
  return await bytesOfScript(base64);
}

// A network that wants a login answers with its page.
const isTrueType = (bytes: Uint8Array): boolean => [0, 1, 0, 0].every((byte, at) => bytes[at] === byte);

// null: it cannot be had by fetch. From file: and from a sandboxed frame (its origin is "null") fetch is refused, with
// errors in the console.
async function fetched(address: string): Promise<Response | null> {
  if (!mayFetch(address)) return null;
  const response = await fetch(address);
  return response.ok ? response : null;
}

const mayFetch = (address: string): boolean => !address.startsWith('file:') && self.origin !== 'null';

async function bytesOfScript(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const text = await loadScript(address, () => {
    const bytes = globalThis.dropout_base64 ?? '';
    globalThis.dropout_base64 = undefined; // up to 1 MB of text that nobody needs any more
    return bytes;
  });
  return bytesFromBase64(text);
}

// result() is called in the load event, when nothing else has run since the script.
export function loadScript<Result>(address: string, result: () => Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => {
      script.remove();
      try {
        resolve(result());
      } catch (error) {
        reject(error);
      }
    };
    script.onerror = () => {
      script.remove();
      void isGone(address).then(gone =>
        reject(new FigureFailure(gone ? 'gone' : 'not_loaded', `could not load ${address}`)),
      );
    };
    document.head.append(script);
  });
}

// Scripts fail without saying why. A site that was renewed under an open page has no longer what the page names.
async function isGone(address: string): Promise<boolean> {
  try {
    if (!mayFetch(address)) return false;
    const { status } = await fetch(address, { method: 'HEAD' });
    return status === 404 || status === 410;
  } catch {
    return false; // no network at all
  }
}

function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; ++i) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
