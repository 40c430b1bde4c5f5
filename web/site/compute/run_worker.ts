// run_worker.ts: a Worker that trains whole runs with the engine module, one after the other.
import type { FromRunner, ToRunner } from './pool_protocol.js';

// What is used of dist/engine/index.js; the page reaches it at its address, as every other program does.
interface EngineModule {
  load(): Promise<void>;
  trainRun(settings: Readonly<Record<string, unknown>>): { trainAccuracy: number; testAccuracy: number };
}
interface RunnerScope {
  postMessage(message: FromRunner): void;
  onmessage: ((event: MessageEvent<ToRunner>) => void) | null;
}
const scope = globalThis as unknown as RunnerScope;

let engine: Promise<EngineModule> | null = null;

scope.onmessage = ({ data }) => {
  void answer(data).catch((error: unknown) => scope.postMessage({ type: 'failed', reason: String(error) }));
};

async function answer(message: ToRunner): Promise<void> {
  if (message.type === 'load') {
    engine = load(message.engine);
    await engine;
    return;
  }
  const module = await engine;
  if (!module) throw new Error('a run came before the engine');
  const { trainAccuracy, testAccuracy } = module.trainRun(message.settings);
  const { generation, run } = message;
  scope.postMessage({ type: 'trained', generation, run, trainAccuracy, testAccuracy });
}

async function load(address: string): Promise<EngineModule> {
  const module = (await import(address)) as EngineModule;
  await module.load();
  return module;
}
