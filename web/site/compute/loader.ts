// loader.ts: gets the WebAssembly files of a page, each once, whatever host it stands on.
//
// By fetch, compiled while it streams; where fetch fails (file:, opaque origin, wrong headers) by a classic script that
// holds the same bytes as base64. The player also has its glue, a classic script: module scripts do not run from file:.
import { FigureFailure, failureFrom } from './failure.js';

declare global {
  var dropout_wasm_base64: string | undefined; // what the script with the bytes defines
}

// Absolute addresses of one program.
export interface ProgramAddresses {
  readonly wasm: string;
  readonly base64: string;
}

export class Program {
  private compiled: Promise<WebAssembly.Module> | null = null;

  constructor(private readonly addresses: ProgramAddresses) {}

  // A failed attempt is not remembered, so that a later figure may try again.
  module(): Promise<WebAssembly.Module> {
    this.compiled ??= this.compile().catch((error: unknown) => {
      this.compiled = null;
      throw error;
    });
    return this.compiled;
  }

  private async compile(): Promise<WebAssembly.Module> {
    if (typeof WebAssembly !== 'object') throw new FigureFailure('no_wasm', 'WebAssembly is not defined');
    const fetched = await this.compileFetched();
    if (fetched) return fetched;
    try {
      const text = await loadScript(this.addresses.base64, () => {
        const bytes = globalThis.dropout_wasm_base64 ?? '';
        globalThis.dropout_wasm_base64 = undefined; // up to 1 MB of text that nobody needs any more
        return bytes;
      });
      return await WebAssembly.compile(bytesFromBase64(text));
    } catch (error) {
      throw failureFrom(error, 'not_loaded');
    }
  }

  // null: the bytes could not be had by fetch. A refusal to compile is an answer, so it throws.
  private async compileFetched(): Promise<WebAssembly.Module | null> {
    // From file: and from a sandboxed frame (its origin is "null") fetch is refused, with errors in the console.
    if (this.addresses.wasm.startsWith('file:') || self.origin === 'null') return null;
    try {
      const response = await fetch(this.addresses.wasm);
      if (!response.ok) return null;
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

// result() is called in the load event, when nothing else has run since the script.
export function loadScript<Result>(address: string, result: () => Result): Promise<Result> {
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
