// messages.ts: an embedded figure talks with the page that frames it: message API version 1.
//
// Every message carries source: "dropout-widget" and v: 1. From the page around:
//   set {values}             by parameter; null is the widget's own. What comes within a frame is merged.
//   act {action}, reset, run, pause, step {ticks}
//   get                      the state
//   hello                    height and, once the figure is there, "ready" again, for who began to listen late
//   theme {theme}            light, dark or auto
//   picture {format}         "svg" (as text, if none is said) or "png" (as data: address): picture, sentence and link
//   data                     the numbers as CSV, see taking/csv.ts
// With an id (get, picture and data without one too) each is answered: "reply" with the state after it, picture {format,
// picture} and data {data} besides, set {adjusted} where a value was moved to the nearest allowed; or "error" {message}.
// From the figure: "loaded" (it listens), "ready" {widget, …state}, "resize" {height}, "change" {…state}, "key" {key, …} that
// it has no use for. A state is {values, readouts, sentence, ticks, running, shown, link, height}.
import { wordsOf } from '../compute/failure.js';
import type { LooseValues, ModelState } from '../figure/declaration.js';
import type { ToolsScript } from '../figure/figure_tools.js';
import { stateLink } from '../figure/state_links.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { heightOf, sendHeights } from './heights.js';
import { passKeys } from './keys.js';
import { protocol, readMessage } from './message_check.js';
import type { Command, MessageId, Theme } from './message_check.js';
import { SetLine } from './set_line.js';

// setTheme: of the page; tools: for what is taken away.
export function connectToParent(figure: WidgetElement, tools: ToolsScript, setTheme: (theme: Theme) => void): void {
  const parent = window.parent;
  if (parent === window) return;
  // The parent may be any site, and what is told is no secret: state of a figure, its height, a key it had no use for.
  const send = (message: unknown) => parent.postMessage(message, '*');
  const tell = (message: Record<string, unknown>) => send({ ...protocol, ...message });
  let isReady = false;
  const greet = () => tell({ type: 'ready', widget: figure.root.dataset.widget, ...stateOf(figure) });
  const heights = sendHeights(send);
  const hello = () => {
    heights.again();
    if (isReady) greet();
  };
  const sets = new SetLine(async values =>
    (await figure.live()) ? figure.setChecked(values) : { refused: [notStarted], adjusted: [] },
  );
  addEventListener('message', event => {
    if (event.source === parent) answer({ figure, tools, sets, setTheme, hello }, event);
  });
  void figure.ready.then(() => {
    isReady = true;
    greet();
    sendChanges(figure, tell);
  });
  passKeys(tell);
  // From here on it listens, however long the figure itself waits until it is seen.
  tell({ type: 'loaded' });
}

interface Page {
  readonly figure: WidgetElement;
  readonly tools: ToolsScript;
  readonly sets: SetLine;
  readonly setTheme: (theme: Theme) => void;
  readonly hello: () => void;
}

// What is told of a state: the snapshot, the link that restores it, and the height of the page.
const stateOf = (figure: WidgetElement) => ({ ...figure.snapshot(), link: stateLink(figure), height: heightOf() });

// A reply goes to the window that asked, under the origin it asked from.
function answer(page: Page, event: MessageEvent): void {
  const { figure } = page;
  const request = readMessage(event.data);
  if (!request || !event.source) return;
  const { source } = event;
  const targetOrigin = event.origin === 'null' || event.origin === '' ? '*' : event.origin;
  const reply = (message: Record<string, unknown>) =>
    source.postMessage({ ...protocol, ...message }, { targetOrigin });
  if (!request.command) {
    reply({ type: 'error', ...idPart(request.id), message: request.error });
    return;
  }
  const { command, id } = request;
  const isAnswered = id !== null || /^(get|picture|data)$/.test(command.type);
  const end = (outcome: Outcome) => {
    if (typeof outcome === 'string') reply({ type: 'error', ...idPart(id), message: outcome });
    else if (isAnswered) reply({ type: 'reply', ...idPart(id), ...stateOf(figure), ...outcome });
  };
  if (command.type === 'hello' || command.type === 'theme') {
    // Of the page, so neither waits for the figure.
    if (command.type === 'theme') page.setTheme(command.theme);
    else page.hello();
    end({});
  } else void carryOut(page, command).then(end);
}

const idPart = (id: MessageId | null) => (id === null ? {} : { id });

// What was wrong, or what the reply tells besides the state.
type Outcome = string | Readonly<Record<string, unknown>>;
const notStarted = 'the figure could not be started';

// A command waits until the figure is live; the reply tells the state after it.
async function carryOut({ figure, tools, sets }: Page, command: Command): Promise<Outcome> {
  // A wrong value does not keep the right ones from being set.
  if (command.type === 'set') {
    const { refused, adjusted } = await sets.set({ ...command.values, ...defaultsOf(figure, command.toDefault) });
    if (refused.length) return refused.join('; ');
    return adjusted.length ? { adjusted } : {};
  }
  await sets.settled();
  if (!(await figure.live())) return notStarted;
  switch (command.type) {
    case 'step':
      return (await figure.step(command.ticks)) ? {} : 'the steps were interrupted';
    case 'get':
      return {};
    case 'act':
      return (await figure.act(command.action)) ? {} : `there is no action "${command.action}"`;
    case 'picture':
    case 'data':
      return takeAway(figure, tools, command).catch(wordsOf);
    default:
      await figure.act(command.type);
      return {};
  }
}

async function takeAway(figure: WidgetElement, tools: ToolsScript, command: Command): Promise<Outcome> {
  const { picture, data } = await tools.get();
  if (command.type !== 'picture') return { data: await data(figure) };
  return { format: command.format, picture: await picture(figure, command.format) };
}

// An unknown name stays in, so that it is refused as any other.
function defaultsOf(figure: WidgetElement, ids: readonly string[]): LooseValues {
  const { params } = figure.declaration;
  return Object.fromEntries(ids.map(id => [id, params.find(param => param.id === id)?.default ?? '']));
}

// At most one change message a frame; parents draw no faster.
function sendChanges(figure: WidgetElement, tell: (message: Record<string, unknown>) => void): void {
  let scheduled = false;
  let latest: ModelState | null = null;
  figure.onState(state => {
    latest = state;
    if (scheduled) return;
    scheduled = true;
    setTimeout(() => {
      scheduled = false;
      if (!latest) return;
      const { values, readouts, sentence, ticks, running } = latest;
      tell({ type: 'change', values, readouts, sentence, ticks, running, link: stateLink(figure) });
    }, 16);
  });
}
