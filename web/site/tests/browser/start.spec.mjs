// start.spec.mjs: how a page starts: while they are run, its scripts ask for nothing that needs a layout, and a figure comes
// to life in many tasks.
//
// A layout of a whole chapter takes an old phone half a second. Asked for by a script it comes within the script's task, and
// once more when scripts have changed something. Observers tell the same afterwards, for nothing.
import { expect, openFigure, test } from './lab.mjs';
import { chaptersInOrder, endingPage } from './places.mjs';

// Notes each question to the layout that a script asks while it is run for the first time: later ones, of observers and
// figures, come after a layout.
function noteQuestions() {
  const asked = [];
  window.layoutQuestions = asked;
  const note = name => {
    const script = document.currentScript?.src;
    if (script) asked.push(`${name} in ${script.split('/').pop()}`);
  };
  const names = /^(client|offset|scroll)(Width|Height|Top|Left)$|^offsetParent$|^innerText$/;
  for (const { prototype } of [Element, HTMLElement]) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (names.test(name) && property.get)
        Object.defineProperty(prototype, name, { ...property, get: noted(name, property.get) });
    for (const name of ['getBoundingClientRect', 'getClientRects'])
      if (Object.hasOwn(prototype, name)) prototype[name] = noted(name, prototype[name]);
  }
  function noted(name, read) {
    return function () {
      note(name);
      return read.call(this);
    };
  }
}

const [chapter] = chaptersInOrder();
for (const address of [chapter, 'gallery.html', 'embed/trainer.html', endingPage])
  test(`${address}: no script needs a layout while it starts`, async ({ page }) => {
    await page.addInitScript(noteQuestions);
    await page.goto(address);
    expect(await page.evaluate(() => window.layoutQuestions)).toEqual([]);
  });

// Notes what the programs of a page are asked for, and how many timers had fired by then: each fires in a task of its own.
function noteSteps() {
  let task = 0;
  const steps = [];
  window.steps = steps;
  const note = name => steps.push({ name, task });
  const { setTimeout } = window;
  window.setTimeout = (act, ...rest) =>
    setTimeout(
      () => {
        ++task;
        act();
      },
      ...rest,
    );
  // The player is called by name, through its glue.
  let factory;
  Object.defineProperty(window, 'createDropoutPlayer', {
    configurable: true,
    get: () => factory,
    set: make => {
      factory = async options => {
        const module = await make(options);
        const { ccall } = module;
        module.ccall = (name, ...rest) => {
          note(name.replace('player_', ''));
          return ccall(name, ...rest);
        };
        return module;
      };
    },
  });
  // A model exports its functions.
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    const { exports } = made;
    if (!exports?.model_apply) return made;
    const noted = Object.fromEntries(
      Object.entries(exports).map(([name, value]) => [
        name,
        typeof value === 'function' ? (...args) => (note(name), value(...args)) : value,
      ]),
    );
    return { exports: noted };
  };
}

// In the order of a start; a task that asks for the same more than once has it once. model_response: the state is read.
const startTasks = [
  ['model_create'],
  ['model_response'],
  ['model_apply', 'model_response'], // the values of the lesson
  ['model_apply', 'model_response', 'model_reset'], // those of the link, and its ticks
  ['model_response', 'model_picture'],
  ['font'],
  ['create'],
  ['open'],
  ['frame'], // without a picture
  ['show', 'frame'],
];

test('a figure comes to life in many tasks, none of which has much to do', async ({ page }) => {
  await page.addInitScript(noteSteps);
  await openFigure(page, 'embed/trainer.html');
  const watched = new Set(startTasks.flat());
  const tasks = [];
  for (const { name, task } of await page.evaluate(() => window.steps))
    if (watched.has(name)) (tasks[task] ??= new Set()).add(name);
  const begun = tasks.filter(Boolean).map(names => [...names]);
  expect(begun.slice(0, startTasks.length)).toEqual(startTasks);
});
