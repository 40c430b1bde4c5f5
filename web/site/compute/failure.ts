// failure.ts: why a figure could not come to life, as one clear sentence for the reader and a reason for the curious.

export type FailureKind =
  | 'no_wasm'
  | 'too_old'
  | 'blocked'
  | 'not_loaded'
  | 'gone'
  | 'memory'
  | 'no_surface'
  | 'other_version'
  | 'slow'
  | 'stopped';

const sentences: Readonly<Record<FailureKind, string>> = {
  no_wasm: 'This figure cannot move here: the browser does not offer WebAssembly. The picture shows its first state.',
  too_old:
    'This browser is too old: the figure needs Safari 16.4, Chrome or Edge 91, Firefox 89 or a later one. The picture shows its first state.',
  blocked:
    "This figure cannot move here: the page's security policy forbids WebAssembly. The picture shows its first state.",
  not_loaded: 'This figure cannot move: its program could not be loaded. The picture shows its first state.',
  gone: 'This figure cannot move: its program is no longer where this page looks for it. Reload the page to get the present one.',
  memory: 'This figure cannot move: the browser has no memory left for it. The picture shows its first state.',
  no_surface:
    'This figure cannot move: the browser gave it no surface to draw on. The picture shows its first state.',
  other_version:
    'This figure cannot move: the page and its program are of different versions. Reload the page to bring them together.',
  slow: 'This figure is taking very long to load. The picture shows its first state; it will come to life when it can.',
  stopped: 'This figure stopped because of an error in its program. Reload the page to start it again.',
};

export class FigureFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly reason: string,
  ) {
    super(`${sentences[kind]} (${reason})`);
  }
  // Whether another attempt in this page may go better.
  get mayPass(): boolean {
    return ['not_loaded', 'gone', 'memory', 'no_surface'].includes(this.kind);
  }
  get sentence(): string {
    return sentences[this.kind];
  }
}

export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// What is known of an unexpected error is its text: browsers agree on these words, not on error types.
export function failureFrom(error: unknown, otherwise: FailureKind): FigureFailure {
  if (error instanceof FigureFailure) return error;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new FigureFailure(kindOf(reason) ?? otherwise, reason.slice(0, 300));
}

function kindOf(reason: string): FailureKind | null {
  if (/content security policy|unsafe-eval|disallowed by embedder|blocked by csp/i.test(reason)) return 'blocked';
  if (/out of memory|could not allocate|cannot enlarge memory|\bOOM\b/i.test(reason)) return 'memory';
  return null;
}
