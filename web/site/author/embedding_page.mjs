// embedding_page.mjs: embedding.html: how a figure gets onto somebody else's page, and everything that page may say to it.
import { lines } from './html.mjs';
import { addressNote, example, guidePage, keyTable, section, snippet, yourSite } from './guide_parts.mjs';
import { frameCode, programs, tagCode } from './guide_examples.mjs';
import { messagesSection } from './guide_messages.mjs';
import { contentSecurityPolicy } from './page_shell.mjs';

const program = id => example(id, ...programs[id]);

const choosing = section(
  'choose',
  'Which of the three',
  keyTable(
    'Three ways to show a figure elsewhere',
    ['Way', 'Needs of your page', 'Height', 'Talks with your page'],
    [
      ['a link', 'nothing', 'a page of its own', 'no'],
      ['<iframe>', 'frames', 'fixed, or by a few lines of yours', 'by messages'],
      ['<dropout-widget>', 'frames and our script', 'follows the figure', 'by attributes, methods and events'],
    ],
  ),
  '<p>The <a href="builder.html">link builder</a> writes all three for any figure, with your values in it. ' +
    '<a href="teachers.html">For teachers</a> says what to paste into which system. ' +
    'All widgets with their keys stand in the <a href="gallery.html">gallery</a>, and for programs in <a href="widgets.json">widgets.json</a>.</p>',
  addressNote,
);

const frame = section(
  'frame',
  'The frame',
  example('frame', '', frameCode, 'xml'),
  '<ul>',
  '<li><code>src</code> is a <a href="#links">link</a>: it fixes values, hides and locks.</li>',
  '<li><code>title</code> is what a screen reader calls the frame.</li>',
  '<li><code>height</code> reserves the room, so that nothing moves when the figure comes. The link builder knows the height of each figure in a wide page; ' +
    'a phone needs more, because controls stand below each other there. Your page can follow the <a href="#message_resize">real height</a>; a frame that is too low scrolls.</li>',
  '<li><code>sandbox</code> keeps the figure from moving your page to another address. It needs <code>allow-scripts</code>; with <code>allow-same-origin</code> it loads faster and remembers light or dark, ' +
    'with the others links to the lesson open and pictures are saved. <code>sandbox="allow-scripts"</code> alone works too.</li>',
  '<li><code>loading="lazy"</code> waits until the frame comes near the screen.</li>',
  '</ul>',
);

const attributeRows = [
  [
    'widget',
    'Which figure: an id from the gallery. A name that does not exist is told in the element and by <code>error</code>.',
  ],
  [
    'base',
    `Where the figures are, for scripts that were built into a bundle: <code>base="${yourSite}"</code>. Else they are beside <code>embed.js</code>.`,
  ],
  [
    'p, seed, …',
    'Every other name is a parameter of the widget. A toggle is on as HTML means it: <code>relu</code>, <code>relu=""</code>; off is <code>relu="0"</code>.',
  ],
  [
    'param-…',
    'A parameter whose name is taken: <code>param-width="64"</code> of the trainer, where <code>width</code> is the frame.',
  ],
  ['panels, hide, lock, ticks', 'As in a <a href="#links">link</a>.'],
  [
    'width, height',
    'CSS lengths; a bare number is pixels. Without <code>height</code> the figure’s own is followed; shares of a height (<code>100%</code>) are ignored.',
  ],
  ['title', 'What a screen reader calls the frame; the name of the figure, if left out.'],
  ['theme', '<code>light</code>, <code>dark</code> or <code>auto</code>: as the reader’s system has it.'],
  ['loading', '<code>eager</code> loads at once; else the frame waits until it comes near the screen.'],
];

const tag = section(
  'tag',
  'The tag',
  example('tag_code', '', tagCode, 'xml'),
  '<p><code>embed.js</code> works as a classic script, <code>async</code> or <code>defer</code>, as <code>type="module"</code> and imported by a bundler; once is enough for a page. ' +
    'For bundlers, TypeScript, React 19 and Vue 3 the folder <code>element/</code> of this site is a package with types, <code>dropout-widget</code>; there the attribute <code>base</code> says where the figures are.</p>',
  '<p>Links and pictures inside the tag show until the figure answers, and stay where the frame is blocked or the script does not run. ' +
    'Everything else inside stays below the figure, so a tag that closes itself swallows nothing.</p>',
  keyTable('Attributes', ['Name', 'Means'], attributeRows),
  '<p>Attributes may come, change and go at any time. A parameter changes in the running figure; when its attribute goes, the widget’s own value comes back. ' +
    'Another <code>widget</code>, <code>panels</code>, <code>hide</code> or <code>lock</code> loads the frame again; a value that is written again changes nothing. ' +
    'An element that is moved in the page loads again in the state that the reader left; with <code>moveBefore()</code> it lives on.</p>',
  '<h3 id="tag_methods">Properties and methods</h3>',
  '<p><code>values</code>, <code>readouts</code> and <code>sentence</code> are the latest that the figure told. <code>set(values)</code> and <code>send(type, more)</code> carry the <a href="#messages">messages</a> below; ' +
    'each gives a promise of the state after it, and is rejected with the reason. They may come before the figure is there, and before the element is in the page.</p>',
  program('tag'),
  '<h3 id="tag_events">Events</h3>',
  '<p><code>ready</code> and <code>change</code> carry the state in <code>detail</code>, <code>error</code> a <code>message</code>. They bubble, and leave shadow roots. ' +
    'A key for which the figure has no use comes as <code>keydown</code> from the element, so slides turn on.</p>',
  program('tag_events'),
);

const linkRows = [
  ['p=0.3', 'Each parameter by its id. What is not named has the widget’s own value.'],
  ['data=moons', 'A choice by the name of its option, or by its place from 0.'],
  ['ticks=200', 'So many steps, draws … are made at once.'],
  [
    'hide=seed,reset',
    'Controls that are not shown: parameters, actions, and <code>reset</code>, <code>run</code>, <code>pause</code>, <code>step</code>, <code>step_back</code>, <code>new_seed</code>, <code>undo</code>, <code>lesson_start</code>.',
  ],
  ['lock=p', 'Controls that are shown and cannot be changed, by the same ids.'],
  ['panels=twin', 'Only these parts of the picture, and only the controls that matter to them.'],
  ['theme=dark', '<code>light</code>, <code>dark</code> or <code>auto</code>.'],
  ['param-theme=3', 'A parameter that has one of the names above.'],
];

const links = section(
  'links',
  'Links',
  snippet('The page of one figure', `${yourSite}embed/trainer.html?p=0.3&seed=7&lock=p`, ''),
  snippet('A figure in its chapter', `${yourSite}dropout/mask.html#mask_main?p=0.3&seed=7`, ''),
  keyTable('Keys of a link', ['Key', 'Means'], linkRows),
  '<p>The same link gives the same picture, everywhere and for good. The keys may stand behind <code>?</code> or behind <code>#</code>; behind <code>#</code> they never reach a server.</p>',
  '<p>A value out of range becomes the nearest allowed one. <code>&amp;amp;</code> for <code>&amp;</code>, a decimal comma and the bracket or full stop of the sentence around a link are understood. ' +
    'What cannot be understood is told on the page, and the rest counts.</p>',
  '<p>On the page of one figure the address follows the reader: it holds what differs from the widget’s own values. Keys that are not ours (<code>token=…</code>) stay in the address as they were, and are in nothing that is copied. ' +
    'When a link hides or locks something the page says so and offers the figure without.</p>',
);

const policy = section(
  'policy',
  'What your page’s policy must allow',
  keyTable(
    'Content-Security-Policy of your page',
    ['Way', 'Needs'],
    [
      ['<iframe>', `<code>frame-src ${yourSite}</code>`],
      ['<dropout-widget>', `<code>frame-src ${yourSite}; script-src ${yourSite}</code>`],
    ],
  ),
  "<p>Nothing else: no <code>style-src</code>, <code>img-src</code>, <code>connect-src</code> or <code>'unsafe-eval'</code>. Inside its frame a figure has a policy of its own. " +
    'No <code>allow</code> is needed but <code>clipboard-write</code>, for the buttons that copy.</p>',
  '<p>If you serve a copy of this site yourself, this header says what its pages say already, and the second lets pages frame it that isolate themselves:</p>',
  snippet(
    'Headers of a server with these pages',
    `Content-Security-Policy: ${contentSecurityPolicy}\nCross-Origin-Embedder-Policy: require-corp\nCross-Origin-Resource-Policy: cross-origin`,
    '',
  ),
  '<p>Do not send <code>X-Frame-Options</code> or <code>frame-ancestors</code>, if others are to frame the figures.</p>',
);

const borders = section(
  'borders',
  'What a figure does not do',
  '<ul>',
  '<li>It sets no cookie, asks no other site for anything and sends nothing anywhere. Your page is told the figure’s state, its height and keys that it had no use for.</li>',
  '<li>It does not report what a reader answered. Predictions are part of the chapters; chapters send no messages at all, not even their height.</li>',
  '<li><code>lock</code> and <code>hide</code> keep readers from slips. They are no protection: your page can set a locked value, and a reader can change the address.</li>',
  '<li>It believes no message but those of the page that frames it, evaluates nothing, and answers only the window that asked.</li>',
  '</ul>',
  '<p>Who may do what to whom, and which test holds it: <a href="borders.html">Borders</a>.</p>',
);

export const embeddingPage = site =>
  guidePage(
    {
      slug: 'embedding',
      label: 'Embedding',
      title: 'A figure on your own page',
      promise: 'As a link, as a frame, or as a tag that your page can talk with.',
      description: 'How to embed the figures of Dropout Lab: frame, tag, links with state, and the message API.',
      content: lines(choosing, frame, tag, links, messagesSection(program), policy, borders),
    },
    site,
  );
