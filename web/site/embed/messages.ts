// messages.ts: an embedded figure talks with the page that frames it: message API version 1.
import type { LooseValues, ModelState } from '../figure/declaration.js';
import { stateLink } from '../figure/state_links.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { heightOf, sendHeights } from './heights.js';
import { passKeys } from './keys.js';
import { protocol, readMessage } from './message_check.js';
import type { Command, MessageId, Theme } from './message_check.js';

// setTheme: of the page.
export function connectToParent(figure: WidgetElement, setTheme: (theme: Theme) => void): void {
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
  addEventListener('message', event => {
    if (event.source === parent) answer(figure, event, { setTheme, hello });
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
  readonly setTheme: (theme: Theme) => void;
  readonly hello: () => void;
}

// What is told of a state: the snapshot, the link that restores it, and the height of the page.
const stateOf = (figure: WidgetElement) => ({ ...figure.snapshot(), link: stateLink(figure), height: heightOf() });

// A reply goes to the window that asked, under the origin it asked from.
function answer(figure: WidgetElement, event: MessageEvent, page: Page): void {
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
  const isAnswered = id !== null || command.type === 'get';
  if (command.type === 'hello' || command.type === 'theme') {
    // Of the page, so neither waits for the figure.
    if (command.type === 'theme') page.setTheme(command.theme);
    else page.hello();
    if (isAnswered) reply({ type: 'reply', ...idPart(id), ...stateOf(figure) });
    return;
  }
  // A command waits until the figure is live; the reply tells the state after it.
  void figure
    .live()
    .then(live => (live ? carryOut(figure, command) : 'the figure could not be started'))
    .then(outcome => {
      if (typeof outcome === 'string') reply({ type: 'error', ...idPart(id), message: outcome });
      else if (isAnswered) reply({ type: 'reply', ...idPart(id), ...stateOf(figure), ...outcome });
    });
}

const idPart = (id: MessageId | null) => (id === null ? {} : { id });

// What was wrong, or what the reply tells besides the state. A wrong value does not keep the right ones from being set.
async function carryOut(figure: WidgetElement, command: Command): Promise<string | { adjusted?: readonly string[] }> {
  switch (command.type) {
    case 'set': {
      const values = { ...command.values, ...defaultsOf(figure, command.toDefault) };
      const { refused, adjusted } = await figure.setChecked(values);
      if (refused.length) return refused.join('; ');
      return adjusted.length ? { adjusted } : {};
    }
    case 'step':
      return (await figure.step(command.ticks)) ? {} : 'the steps were interrupted';
    case 'get':
      return {};
    case 'act':
      return (await figure.act(command.action)) ? {} : `there is no action "${command.action}"`;
    default:
      await figure.act(command.type);
      return {};
  }
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
