// clock.ts: the clock of pages with a figure that shows times: what the reader's own machine takes, which no model can know.
//
// A script of its own, named only by such pages. When a figure asks (a -1 in a measured parameter), it fetches the stopwatch
// (compute/stopwatch_script.ts), lets it time the figure's program, in a Worker where there may be one, else in the page, and
// sets what it found.
import type { Declaration, ParamInfo } from '../compute/declaration.js';
import type { BestTimes } from '../compute/stopwatch.js';
import type { ClockTask, Told } from '../compute/stopwatch_script.js';
import { workersAllowed } from '../compute/worker_line.js';
import type { WidgetApi } from '../figure/widget_api.js';

type Figure = HTMLElement & { readonly widget?: WidgetApi };
type Tell = (best: BestTimes) => Promise<boolean>;

interface Scripts {
  readonly base: string; // what addresses of programs are relative to
  readonly stopwatch: string;
}

const busy = new Set<string>(); // models that are being timed

function connectClock(figure: Figure, declaration: Declaration, param: ParamInfo, scripts: Scripts): void {
  const model = figure.dataset.modelOf ?? figure.id;
  const look = () => {
    if (busy.has(model) || !asks(timesIn(figure, param))) return;
    busy.add(model);
    void answer(figure, declaration, param, scripts)
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

async function answer(figure: Figure, declaration: Declaration, param: ParamInfo, scripts: Scripts): Promise<void> {
  const address = (name: string | undefined) => new URL(name ?? 'missing', scripts.base).href;
  const { model, modelBase64 } = figure.dataset;
  let written = timesIn(figure, param);
  const values = Object.entries(figure.widget?.get() ?? {});
  const task: ClockTask = {
    program: { wasm: address(model), base64: address(modelBase64) },
    declaration,
    texts: Object.fromEntries(values.map(([id, value]) => [id, String(value)])),
    places: written.split('_').length,
  };
  // False: somebody else wrote there meanwhile, such as a link that was followed.
  const tell: Tell = async best => {
    if (timesIn(figure, param) !== written) return false;
    await figure.widget?.set({ [param.id]: best.map(ms => (ms < 0 ? '-1' : ms.toFixed(3))).join('_') });
    written = timesIn(figure, param);
    return true;
  };
  if (!workersAllowed() || !(await timedByWorker(task, tell, scripts.stopwatch)))
    await timedHere(task, tell, scripts.stopwatch);
}

// False: the Worker came to nothing.
function timedByWorker(task: ClockTask, tell: Tell, script: string): Promise<boolean> {
  return new Promise(resolve => {
    let worker: Worker | null = null;
    let told = Promise.resolve(true);
    const end = (good: boolean) => {
      worker?.terminate();
      resolve(good);
    };
    try {
      worker = new Worker(script);
      worker.onerror = event => {
        event.preventDefault();
        end(false);
      };
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ('failed' in data) return end(false);
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

async function timedHere(task: ClockTask, tell: Tell, script: string): Promise<void> {
  if (!globalThis.dropout_stopwatch)
    await new Promise((resolve, reject) => {
      const element = document.createElement('script');
      element.src = script;
      element.onload = resolve;
      element.onerror = reject;
      document.head.append(element);
    });
  await globalThis.dropout_stopwatch?.(task, tell);
}

function connectClocks({ src, dataset }: HTMLScriptElement): void {
  const scripts = { base: src, stopwatch: new URL(dataset.stopwatch ?? 'missing', src).href };
  for (const figure of document.querySelectorAll<Figure>('figure[data-widget]')) {
    const text = document.querySelector(`script[data-declaration="${figure.dataset.widget}"]`)?.textContent;
    const declaration = JSON.parse(text ?? 'null') as Declaration | null;
    const param = declaration?.params.find(({ measured, kind }) => measured === true && kind === 'curve');
    if (declaration && param) connectClock(figure, declaration, param, scripts);
  }
}

if (document.currentScript instanceof HTMLScriptElement) connectClocks(document.currentScript);
