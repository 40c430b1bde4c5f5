// guide_examples.mjs: the programs of the embedding guide. What stands behind "// prints" is what each prints; a test runs
// them as they stand on the page.
import { yourSite } from './guide_parts.mjs';

export const frameCode = `<iframe id="figure" src="${yourSite}embed/trainer.html?p=0.3&amp;seed=7"
  title="Train with dropout" width="100%" height="900" loading="lazy"
  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads"
  allow="clipboard-write"></iframe>`;

export const tagCode = `<script src="${yourSite}embed.js" defer></script>
<dropout-widget widget="trainer" p="0.3" seed="7">
  <a href="${yourSite}embed/trainer.html?p=0.3&amp;seed=7">Train with dropout: an interactive figure</a>
</dropout-widget>`;

// [id, needs, program]
export const programs = {
  ask: [
    'frame',
    `const frame = document.querySelector('#figure');
let lastId = 0;

// Everything that the figure tells this page.
const heard = new EventTarget();
addEventListener('message', ({ source, data }) => {
  if (source !== frame.contentWindow) return;
  if (data?.source !== 'dropout-widget' || data.v !== 1) return;
  heard.dispatchEvent(new CustomEvent(data.type, { detail: data }));
});
const once = (type) =>
  new Promise((resolve) =>
    heard.addEventListener(type, ({ detail }) => resolve(detail), { once: true }));

// Sends one message and resolves to its answer.
function ask(type, more = {}) {
  const id = ++lastId;
  const message = { source: 'dropout-widget', v: 1, type, id, ...more };
  frame.contentWindow.postMessage(message, new URL(frame.src).origin);
  return new Promise((resolve, reject) => {
    const answered = ({ detail }) => {
      if (detail.id !== id) return;
      heard.removeEventListener('reply', answered);
      heard.removeEventListener('error', answered);
      if (detail.type === 'reply') resolve(detail);
      else reject(new Error(detail.message));
    };
    heard.addEventListener('reply', answered);
    heard.addEventListener('error', answered);
  });
}`,
  ],
  ready: [
    'ask',
    `const { widget, values, shown, ticks, running, link, height } = await once('ready');
console.log(widget, ticks, running); // prints trainer 0 false
console.log(values.p, shown.p); // prints 0.3 0.30
console.log(link); // prints p=0.3&seed=7
console.log(height > 300); // prints true`,
  ],
  hello: [
    'ask',
    `await once('ready');
// Later, and for whoever begins to listen only now:
const told = Promise.all([once('ready'), once('resize')]);
await ask('hello');
const [ready, resize] = await told;
console.log(ready.widget, resize.height > 300); // prints trainer true`,
  ],
  get: [
    'ask',
    `await once('ready');
const { values, readouts, sentence } = await ask('get');
console.log(values.seed, readouts.steps); // prints 7 0
console.log(sentence.length > 20); // prints true`,
  ],
  set: [
    'ask',
    `await once('ready');
const { values, link } = await ask('set', { values: { p: 0.8, noisy_test: true, data: 'moons' } });
console.log(values.p, values.noisy_test, values.data); // prints 0.8 1 1
console.log(link); // prints p=0.8&data=moons&noisy_test=1&seed=7`,
  ],
  set_limits: [
    'ask',
    `await once('ready');
const { values, adjusted } = await ask('set', { values: { p: 3, seed: null } });
console.log(values.p, values.seed); // prints 0.95 19
console.log(adjusted.length); // prints 1`,
  ],
  set_wrong: [
    'ask',
    `await once('ready');
await ask('set', { values: { p: 0.6, depth: 3 } }).catch((error) => console.log(error.message)); // prints there is no parameter "depth"
const { values } = await ask('get');
console.log(values.p); // prints 0.6`,
  ],
  act: [
    'ask',
    `await once('ready');
const { values } = await ask('act', { action: 'new_seed' });
console.log(values.seed); // prints 8`,
  ],
  step: [
    'ask',
    `await once('ready');
console.log((await ask('step', { ticks: 100 })).ticks); // prints 100
console.log((await ask('step')).ticks); // prints 101
console.log((await ask('reset')).ticks); // prints 0`,
  ],
  run: [
    'ask',
    `await once('ready');
await ask('run');
let state;
do state = await once('change');
while (state.ticks === 0);
console.log(state.running); // prints true
console.log((await ask('pause')).running); // prints false`,
  ],
  picture: [
    'ask',
    `await once('ready');
const drawn = await ask('picture', { format: 'svg' });
console.log(drawn.format, drawn.picture.slice(0, 4)); // prints svg <svg
const image = new Image();
image.src = (await ask('picture', { format: 'png' })).picture;
await image.decode();
console.log(image.width > 300); // prints true`,
  ],
  data: [
    'ask',
    `await once('ready');
await ask('step', { ticks: 100 });
const { data } = await ask('data');
console.log(data.includes(',')); // prints true`,
  ],
  theme: [
    'ask',
    `await once('ready');
await ask('theme', { theme: 'dark' }); // or 'light', or 'auto': as the reader's system has it`,
  ],
  resize: [
    'ask',
    `heard.addEventListener('resize', ({ detail }) => {
  frame.style.height = \`\${detail.height}px\`;
});
await once('ready');
console.log(frame.style.height !== ''); // prints true`,
  ],
  change: [
    'ask',
    `await once('ready');
heard.addEventListener('change', ({ detail }) => {
  const { values, readouts, sentence, ticks, running, link } = detail;
  console.log(values.p, link); // prints 0.7 p=0.7&seed=7
}, { once: true });
await ask('set', { values: { p: 0.7 } });`,
  ],
  key: [
    'ask',
    `heard.addEventListener('key', ({ detail }) => {
  if (detail.key === 'ArrowRight') console.log('the next slide');
});`,
  ],
  tag: [
    'tag_code',
    `const figure = document.querySelector('dropout-widget');
const { values } = await figure.set({ p: 0.8 }); // may come before the figure is there: it waits
console.log(values.p); // prints 0.8
console.log((await figure.send('step', { ticks: 100 })).ticks); // prints 100
console.log(figure.values.p, figure.readouts.steps); // prints 0.8 100
figure.setAttribute('p', '0.2'); // an attribute that comes, changes or goes is a command too
figure.setAttribute('theme', 'dark');`,
  ],
  tag_events: [
    'tag_code',
    `// Events bubble, so one listener hears all figures of a page.
document.addEventListener('change', ({ target, detail }) => {
  if (target.localName !== 'dropout-widget') return;
  console.log(target.getAttribute('widget'), detail.values.seed); // prints trainer 9
}, { once: true });
document.addEventListener('error', ({ target, detail }) => {
  if (target.localName === 'dropout-widget') console.log(detail.message); // prints there is no parameter "depth"
});
const figure = document.querySelector('dropout-widget');
await figure.set({ seed: 9 });
await figure.set({ depth: 3 }).catch(() => {}); // the promise tells it as well`,
  ],
};
