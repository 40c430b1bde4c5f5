// clock.ts: the clock of pages with a figure that shows times: what the reader's own machine takes, which no model can know.
//
// A script of its own, named only by such pages. When a figure asks (a -1 in a measured parameter), it times the figure's
// program, in a Worker with this same script where there may be one, else in the page, and sets what it found.
import { Program } from '../compute/loader.js';
import { takeTimes } from '../compute/stopwatch.js';
import type { BestTimes, TimedTask } from '../compute/stopwatch.js';
import { workersAllowed } from '../compute/worker_line.js';
import type { Declaration, ParamInfo } from '../compute/declaration.js';
import type { WidgetApi } from '../figure/widget_api.js';

type Figure = HTMLElement & { readonly widget?: WidgetApi };
type Tell = (best: BestTimes) => Promise<boolean>;
// From the Worker; an empty list says that it is through.
type Told = { readonly best: BestTimes } | { readonly failed: string };

const busy = new Set<string>(); // models that are being timed

function connectClock(figure: Figure, declaration: Declaration, param: ParamInfo, script: string): void {
  const model = figure.dataset.modelOf ?? figure.id;
  const look = () => {
    if (busy.has(model) || !asks(timesIn(figure, param))) return;
    busy.add(model);
    void answer(figure, declaration, param, script)
      .catch(() => figure.widget?.set({ [param.id]: timesIn(figure, param).replace(/-1(?=_|$)/g, '0') }))
      .finally(() => {
        busy.delete(model);
        look();
      });
  };
  // Asking changes the sentence of a figure that offers it.
  const sentence = figure.querySelector('[data-describe]');
  if (sentence) new MutationObserver(look).observe(sentence, { childList: true, characterData: true, subtree: true });
}

const timesIn = (figure: Figure, param: ParamInfo): string => String(figure.widget?.get()?.[param.id] ?? '');
const asks = (times: string): boolean => times.split('_').includes('-1');

async function answer(figure: Figure, declaration: Declaration, param: ParamInfo, script: string): Promise<void> {
  const address = (name: string | undefined) => new URL(name ?? 'missing', script).href;
  const { model, modelBase64 } = figure.dataset;
  const module = await new Program({ wasm: address(model), base64: address(modelBase64) }).module();
  let written = timesIn(figure, param);
  const texts = Object.fromEntries(
    Object.entries(figure.widget?.get() ?? {}).map(([id, value]) => [id, String(value)]),
  );
  // False: somebody else wrote there meanwhile, such as a link that was followed.
  const tell: Tell = async best => {
    if (timesIn(figure, param) !== written) return false;
    await figure.widget?.set({ [param.id]: best.map(ms => (ms < 0 ? '-1' : ms.toFixed(3))).join('_') });
    written = timesIn(figure, param);
    return true;
  };
  const task = { module, declaration, texts, places: written.split('_').length };
  if (!workersAllowed() || !(await timedByWorker(task, tell, script))) await takeTimes(task, tell);
}

// False: the Worker did not even start.
function timedByWorker(task: TimedTask, tell: Tell, script: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let worker: Worker | null = null;
    let told = Promise.resolve(true);
    const end = (started: boolean) => {
      worker?.terminate();
      resolve(started);
    };
    try {
      worker = new Worker(script);
      worker.onerror = event => {
        event.preventDefault();
        end(false);
      };
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ('failed' in data) {
          worker?.terminate();
          reject(new Error(data.failed));
          return;
        }
        told = told.then(async goesOn => {
          if (goesOn && data.best.length > 0 && (await tell(data.best))) return true;
          end(true);
          return false;
        });
      };
      worker.postMessage(task);
    } catch {
      end(false);
    }
  });
}

function connectClocks(script: string): void {
  for (const figure of document.querySelectorAll<Figure>('figure[data-widget]')) {
    const text = document.querySelector(`script[data-declaration="${figure.dataset.widget}"]`)?.textContent;
    const declaration = JSON.parse(text ?? 'null') as Declaration | null;
    const param = declaration?.params.find(({ measured, kind }) => measured === true && kind === 'curve');
    if (declaration && param) connectClock(figure, declaration, param, script);
  }
}

// The Worker's side.
function serve(): void {
  const scope = globalThis as unknown as {
    postMessage(message: Told): void;
    onmessage: (event: MessageEvent<TimedTask>) => void;
  };
  scope.onmessage = ({ data }) => {
    const tell = (best: BestTimes) => {
      scope.postMessage({ best });
      return true; // the page ends the Worker where nobody waits any more
    };
    takeTimes(data, tell).then(
      () => tell([]),
      (error: unknown) => scope.postMessage({ failed: String(error) }),
    );
  };
}

if (typeof document === 'undefined') serve();
else if (document.currentScript instanceof HTMLScriptElement) connectClocks(document.currentScript.src);
