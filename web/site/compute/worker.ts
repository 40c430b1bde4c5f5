// worker.ts: the script of every Worker: hosts models that run (model_host.ts), or trains runs for the pool (trainer.ts).
import { ModelHost } from './model_host.js';
import { Trainer } from './trainer.js';
import type { FromWorker, ToWorker } from './worker_protocol.js';

// The few things of a Worker's scope that are used here; the DOM library describes a page's scope.
interface WorkerScope {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;
const post = (message: FromWorker, transfer: Transferable[] = []) => scope.postMessage(message, transfer);

const host = new ModelHost(post);
const trainer = new Trainer(post);

scope.onmessage = ({ data }) => {
  if (data.type === 'prepare' || data.type === 'train') trainer.receive(data);
  else host.receive(data);
};
