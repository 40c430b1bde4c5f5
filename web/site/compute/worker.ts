// worker.ts: computes the ticks of one figure in a Worker, without a window, and posts the saved state as it goes.
import { glueFactory, instantiate } from '../figure/loader.js';
import { WidgetApp } from '../figure/widget_app.js';
import type { FromWorker, OpenMessage, RunMessage, ToWorker } from './worker_protocol.js';

// The few things of a Worker's scope that are used here; the DOM library describes a page's scope.
interface WorkerScope {
  importScripts(address: string): void;
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

const sliceMs = 12; // so long does a "stop" wait at most
const betweenStatesMs = 15; // a state a frame is enough

let opened: Promise<WidgetApp> | null = null;
interface Run {
  readonly message: RunMessage;
  readonly startedAt: number;
  done: number;
  spentMs: number; // inside the engine alone
}
let run: Run | null = null;
let pageIsWaiting = true; // the page took the last state
let lastPosted = 0;

scope.onmessage = ({ data }) => {
  if (data.type === 'open') opened = open(data);
  else if (data.type === 'run') void start(data).catch(fail);
  else if (data.type === 'stop') run = null;
  else pageIsWaiting = true;
};

async function open(message: OpenMessage): Promise<WidgetApp> {
  scope.importScripts(message.glue);
  const app = new WidgetApp(await instantiate(glueFactory(), message.module, null));
  app.create(message.widget, message.block);
  return app;
}

async function start(message: RunMessage): Promise<void> {
  const current: Run = { message, startedAt: performance.now(), done: 0, spentMs: 0 };
  run = current;
  pageIsWaiting = true;
  const app = await opened;
  if (!app || run?.message !== message) return;
  app.setValues(message.values);
  if (!app.load(message.bytes)) throw new Error('the saved state could not be loaded');
  let chunk = 1;
  while (run?.message === message) {
    chunk = slice(app, current, chunk);
    const due = performance.now() - lastPosted >= betweenStatesMs || !app.running();
    if (due && pageIsWaiting) {
      post(app, current);
      if (!app.running()) run = null;
    }
    await nextTask();
  }
}

// Advances for one slice or up to the pace, whichever comes first. The chunk grows until it takes about a millisecond.
function slice(app: WidgetApp, current: Run, chunk: number): number {
  const begin = performance.now();
  for (let now = begin; now - begin < sliceMs && app.running();) {
    const allowed = (current.message.ticksPerSecond * (now - current.startedAt)) / 1000 - current.done;
    const count = Math.min(chunk, Math.floor(allowed));
    if (count <= 0) break;
    const before = performance.now();
    current.done += app.advance(count);
    const after = performance.now();
    current.spentMs += after - before;
    if (after - now < 1 && count === chunk) chunk = Math.min(chunk * 2, 1024);
    now = after;
  }
  return chunk;
}

function post(app: WidgetApp, current: Run): void {
  const bytes = app.save();
  const { generation } = current.message;
  const msPerTick = current.done > 0 ? current.spentMs / current.done : 0;
  pageIsWaiting = false;
  lastPosted = performance.now();
  scope.postMessage({ type: 'state', generation, bytes, msPerTick }, [bytes.buffer]);
}

function fail(error: unknown): void {
  run = null;
  scope.postMessage({ type: 'failed', reason: String(error) }, []);
}

// Lets messages in between two slices.
function nextTask(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}
