// guide_messages.mjs: the message API in the embedding guide: every message, in both directions, with a program.
import { escapeHtml, lines } from './html.mjs';
import { section } from './guide_parts.mjs';

// [type, what it carries, what it does, program]
const requests = [
  ['get', '', 'Asks for the state.', 'get'],
  [
    'set',
    'values: {id: value}',
    'Changes parameters: numbers, <code>true</code> and <code>false</code>, a choice by the name of its option or its place from 0. ' +
      'In answers a choice is its place and a toggle 0 or 1. A locked or hidden control is no obstacle to you.',
    'set',
  ],
  [
    '',
    '',
    'A value out of range, or between two steps, becomes the nearest allowed one; <code>adjusted</code> in the reply then says in words what happened, a sentence for each value. ' +
      '<code>null</code> is the value that the widget itself begins with.',
    'set_limits',
  ],
  [
    '',
    '',
    'If a name or value is wrong the answer is an error that says so; the other values count all the same.',
    'set_wrong',
  ],
  [
    'act',
    'action: "id"',
    'Presses a button: one of the widget’s actions in the gallery, <code>new_seed</code>, <code>undo</code> (takes back the last reset) or <code>lesson_start</code> (the state that the frame began with).',
    'act',
  ],
  [
    'step, reset',
    'ticks: 100',
    '<code>step</code> makes so many ticks (one, if left out) and answers when they are made; <code>reset</code> goes back to tick 0 with the same values.',
    'step',
  ],
  ['run, pause', '', 'Starts and stops playing. Figures without ticks have nothing to play.', 'run'],
  [
    'picture',
    'format: "svg"',
    'The picture as it stands, with its sentence and link: in <code>picture</code> of the reply, as SVG text or, for <code>"png"</code>, as a <code>data:</code> address.',
    'picture',
  ],
  [
    'data',
    '',
    'What the figure has measured, its curves and numbers, as CSV text in <code>data</code> of the reply.',
    'data',
  ],
  ['theme', 'theme: "dark"', 'Light or dark, as your page has it now. It is answered at once.', 'theme'],
  [
    'hello',
    '',
    'Sends <code>ready</code> and <code>resize</code> again, and LTI’s and H5P’s forms of the height. It is answered at once.',
    'hello',
  ],
];

const answers = [
  [
    'loaded',
    '',
    'Sent once, when the frame listens: from here on no message is lost. The figure itself waits until it is seen, or until the first message that needs it.',
    '',
  ],
  [
    'ready',
    'widget, and the state',
    'Sent when the figure is live. The state is <code>values</code> (numbers; texts where a value is no number), <code>readouts</code>, <code>shown</code> (both as texts with units), ' +
      '<code>sentence</code>, <code>ticks</code>, <code>running</code>, <code>link</code> (the query that restores it) and <code>height</code>.',
    'ready',
  ],
  ['resize', 'height', 'The height that the figure needs now, in CSS pixels.', 'resize'],
  [
    'change',
    'the state',
    'Something changed, by the reader or by a message; at most one a frame of the screen. It has no <code>shown</code> and no <code>height</code>.',
    'change',
  ],
  [
    'reply',
    'id, and the state',
    'The answer to a message that carried an <code>id</code> (a number or a short text), and to every <code>get</code>, <code>picture</code> and <code>data</code>. A message without <code>id</code> is carried out in silence.',
    '',
  ],
  ['error', 'id, message', 'The message could not be understood or carried out. The figure goes on unharmed.', ''],
  [
    'key',
    'key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey',
    'A key that was pressed in the frame and for which the figure has no use. Nothing that is typed into a field is passed on.',
    'key',
  ],
];

const entries = (rows, program) =>
  rows.map(([type, carries, does, id]) =>
    lines(
      type ? `<h4 id="message_${type.replace(/\W+/g, '_')}"><code>${type}</code></h4>` : '',
      carries ? `<p class="message-carries">carries <code>${escapeHtml(carries)}</code></p>` : '',
      `<p>${does}</p>`,
      id ? program(id) : '',
    ),
  );

export const messagesSection = program =>
  section(
    'messages',
    'Messages, version 1',
    '<p>A page and the figure that it frames talk by <code>postMessage</code>. Every message in both directions is an object with <code>source: "dropout-widget"</code> and <code>v: 1</code>; anything else is ignored. ' +
      'The tag does all this for you. With a frame of your own, these lines are enough; the programs below go on from them:</p>',
    program('ask'),
    '<h3>From your page to the figure</h3>',
    entries(requests, program),
    '<h3>From the figure to your page</h3>',
    entries(answers, program),
    '<p>For learning platforms the height is also told as <code>lti.frameResize</code> and <code>org.imsglobal.lti.frameResize</code>, each as object and as JSON text, and in the form of H5P’s resizer.</p>',
  );
