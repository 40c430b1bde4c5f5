// start.spec.mjs: how a page starts: while they are run, its scripts ask for nothing that needs a layout.
//
// A layout of a whole chapter takes an old phone half a second. Asked for by a script it comes within the script's task, and
// once more when scripts have changed something. Observers tell the same afterwards, for nothing.
import { expect, test } from './lab.mjs';
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
