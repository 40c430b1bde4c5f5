// embedding_guide.mjs: the written part of the gallery: links with state, hide and lock, and the message API.
import { codeBlock } from './listings.mjs';
import { lines } from './html.mjs';

const linkExample = id => `embed/${id}.html?seed=7&hide=seed`;

const messageExample = id => `const frame = document.querySelector('iframe');

// Ask. The id comes back in the reply.
const ask = (message) =>
  frame.contentWindow.postMessage({ source: 'dropout-widget', v: 1, ...message }, '*');

window.addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow) return;
  const message = event.data;
  if (message?.source !== 'dropout-widget' || message.v !== 1) return;
  if (message.type === 'ready') ask({ type: 'set', values: { seed: 7 }, id: 1 });
  if (message.type === 'resize') frame.style.height = message.height + 'px';
  if (message.type === 'change') console.log('${id}', message.readouts, message.sentence);
});`;

const requests = [
  [
    'set',
    'values: {key: value}',
    'Changes parameters. Numbers, true and false, or the name of a choice; also ticks.',
  ],
  ['act', 'action: "key"', 'Runs one of the widget’s actions, or new_seed.'],
  ['reset', '', 'Back to the start with the same values.'],
  ['step', 'ticks: 1', 'Plays a number of ticks at once.'],
  ['run, pause', '', 'Starts and stops playing.'],
  ['get', '', 'Asks for values, readouts, sentence and ticks.'],
];

const answers = [
  ['ready', 'values, readouts, sentence, ticks', 'Sent once, when the widget can be spoken to.'],
  ['resize', 'height', 'The height the figure needs, in CSS pixels.'],
  ['change', 'values, readouts, sentence, ticks', 'Something changed, by the reader or by a message.'],
  ['reply', 'id, values, readouts, sentence, ticks', 'Answer to a request that carried an id.'],
  ['error', 'id, message', 'The request was not understood; the widget goes on unharmed.'],
];

const messageTable = (caption, rows) =>
  lines(
    `<div class="table-scroll" role="group" aria-label="${caption}" tabindex="0"><table><caption><span>${caption}</span></caption>`,
    '<thead><tr><th scope="col">type</th><th scope="col">carries</th><th scope="col">does</th></tr></thead>',
    '<tbody>',
    rows.map(
      ([type, fields, does]) =>
        `<tr><th scope="row"><code>${type}</code></th><td>${fields ? `<code>${fields}</code>` : 'nothing more'}</td><td>${does}</td></tr>`,
    ),
    '</tbody></table></div>',
  );

export function embeddingGuideHtml(first) {
  const id = first?.id ?? 'mask_sampler';
  return lines(
    '<section class="gallery-guide" id="embedding" aria-labelledby="embedding_title">',
    '<h2 id="embedding_title">How embedding works</h2>',
    '<p>The plain <code>&lt;iframe&gt;</code> works alone, at any height, also where an editor strips scripts. The element <code>&lt;dropout-widget&gt;</code> adds two comforts: ' +
      'the frame gets the height its content needs, and it loads only when it comes near the screen. ' +
      'Its attributes are the keys of the tables above, for example <code>seed="7"</code>, besides <code>hide</code>, <code>lock</code> and <code>panels</code>.</p>',
    '<p>On the page that holds it, the element fires <code>ready</code> and <code>change</code>, and carries the latest <code>values</code>, <code>readouts</code> and ' +
      '<code>sentence</code> as properties. Changing an attribute changes the widget.</p>',
    '<h3 id="links">Links with state</h3>',
    '<p>Every parameter is a key of the address; what is not named keeps its default. <code>ticks</code> plays that many ticks at once. ' +
      '<code>hide</code> takes controls away and <code>lock</code> keeps them visible but fixed, both with a comma between keys. ' +
      '<code>panels</code> shows only some panels of the picture, and only the controls that matter to them. ' +
      'A value out of range is moved to the nearest allowed one; an unknown key is ignored.</p>',
    codeBlock(linkExample(id)),
    '<h3 id="messages">Messages, version 1</h3>',
    '<p>A page can talk with the widgets it embeds by <code>postMessage</code>. Every message in both directions carries <code>source: "dropout-widget"</code> and <code>v: 1</code>; ' +
      'anything else is ignored. The widget answers only the window that asked, and nothing it receives is ever evaluated.</p>',
    messageTable('From your page to the widget', requests),
    messageTable('From the widget to your page', answers),
    codeBlock(messageExample(id), 'javascript'),
    '<p>Where a learning platform listens, the height is also announced as <code>lti.frameResize</code> and in the form H5P uses.</p>',
    '</section>',
  );
}
