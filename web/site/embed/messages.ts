// messages.ts: an embedded figure talks with the page that frames it: message API version 1, and its height.
import type { ModelState } from '../figure/declaration.js';
import { protocol, readMessage } from './message_check.js';
import type { Command, MessageId } from './message_check.js';
import type { WidgetElement } from '../figure/widget_element.js';

// Heights that a page reports while it is hidden or still empty would collapse the frame.
const leastHeight = 60;

export function connectToParent(figure: WidgetElement): void {
  const parent = window.parent;
  if (parent === window) return;
  addEventListener('message', event => {
    if (event.source === parent) answer(figure, event);
  });
  void figure.ready.then(() => {
    tell({ type: 'ready', widget: figure.root.dataset.widget, ...figure.snapshot() });
    sendChanges(figure);
  });
  sendHeights();
}

// The parent may be any site, and what is told is no secret: state of a figure and its height.
function tell(message: Record<string, unknown>): void {
  window.parent.postMessage({ ...protocol, ...message }, '*');
}

// A reply goes to the window that asked, under the origin it asked from.
function answer(figure: WidgetElement, event: MessageEvent): void {
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
  // A command waits until the figure is live; the reply tells the state after it.
  void figure
    .live()
    .then(live => (live ? carryOut(figure, command) : 'the figure could not be started'))
    .then(error => {
      if (error) reply({ type: 'error', ...idPart(id), message: error });
      else if (id !== null || command.type === 'get') reply({ type: 'reply', ...idPart(id), ...figure.snapshot() });
    });
}

const idPart = (id: MessageId | null) => (id === null ? {} : { id });

// "" or what was wrong. A wrong value does not keep the right ones from being set.
async function carryOut(figure: WidgetElement, command: Command): Promise<string> {
  switch (command.type) {
    case 'set':
      return (await figure.setChecked(command.values)).refused.join('; ');
    case 'step':
      return (await figure.step(command.ticks)) ? '' : 'the steps were interrupted';
    case 'get':
      return '';
    case 'act':
      return (await figure.act(command.action)) ? '' : `there is no action "${command.action}"`;
    default:
      await figure.act(command.type);
      return '';
  }
}

// At most one change message a frame; parents draw no faster.
function sendChanges(figure: WidgetElement): void {
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
      tell({ type: 'change', values, readouts, sentence, ticks, running });
    }, 16);
  });
}

// In our own envelope, for LTI launches (Canvas) and for H5P's resizer.
function sendHeights(): void {
  let last = 0;
  const send = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height < leastHeight || height === last) return;
    last = height;
    tell({ type: 'resize', height });
    window.parent.postMessage({ subject: 'lti.frameResize', height }, '*');
    window.parent.postMessage({ context: 'h5p', action: 'resize', scrollHeight: height }, '*');
  };
  window.parent.postMessage({ context: 'h5p', action: 'hello' }, '*');
  new ResizeObserver(send).observe(document.body);
  send();
}
