// walk.spec.mjs: the front page, each chapter and the ending from end to end with the mouse alone, with a finger alone at 390 px, and with the keyboard alone.
//
// The hook is in sight, the first touch changes the picture and is told, a guess comes before its run, the run before the
// explanation, the chapter's question is answered, and the way on leads to the next chapter, after the last one to the ending.
import { expect, live, settled, snapshot, test, touchesOf } from './lab.mjs';
import { catalog, chaptersInOrder, endingPage } from './places.mjs';

const chapters = chaptersInOrder();

// ---- three ways to touch ---------------------------------------------------------------------------------------------

// Longer than browsers look back for the speed of a finger.
const restMs = 200;

const center = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

// Pressed where it stands, by what taps.
const pressing = hand => ({
  ...hand,
  press: async (page, target) => {
    await target.scrollIntoViewIfNeeded();
    await hand.tap(page, center(await target.boundingBox()));
  },
});

const mouse = pressing({
  name: 'with the mouse alone',
  tap: (page, at) => page.mouse.click(at.x, at.y),
  drag: async (page, from, to) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
  },
});

const finger = pressing({
  name: 'with a finger alone, at 390 px',
  tap: (page, at) => page.touchscreen.tap(at.x, at.y),
  drag: async (page, from, to) => {
    const session = await page.context().newCDPSession(page);
    const touch = (type, at) => session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
    await touch('touchStart', from);
    // Sideways first, farther than browsers wait before they decide: up and down a finger scrolls the page.
    for (const by of [6, 12, 18, 24]) await touch('touchMove', { x: from.x + by, y: from.y });
    await touch('touchMove', to);
    // The finger rests before it is lifted. Lifted at full speed it flings, even where nothing scrolls, and on any page
    // Chromium then takes the next tap for the one that stops the fling.
    await page.waitForTimeout(restMs);
    await touch('touchMove', to);
    await touch('touchEnd');
  },
});

// Tab, until the element has the focus.
async function tabTo(page, target) {
  for (let presses = 0; presses < 400; ++presses) {
    if (await target.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${target}`);
}

const keyboard = {
  name: 'with the keyboard alone',
  press: async (page, target) => {
    await tabTo(page, target);
    await page.keyboard.press((await target.getAttribute('type')) === 'radio' ? 'Space' : 'Enter');
  },
};

// ---- what a reader does ----------------------------------------------------------------------------------------------

// Touches what the picture offers, or the first control under it, and sees and hears what it did.
async function firstTouch(page, hand, touch = hand.tap ? touchPicture : useFirstControl) {
  const root = await live(page);
  await settled(page, root);
  const reached = async () => (({ values, ticks }) => ({ values, ticks }))(await snapshot(root));
  const before = await reached();
  await expect(page.locator('[data-response]'), 'nothing is said before').toHaveText('');
  await touch(page, root, hand);
  await expect.poll(reached, 'the touch sets a value or begins a run').not.toEqual(before);
  await settled(page, root);
  await expect(root.locator('[data-describe]')).toHaveText((await snapshot(root)).sentence);
  await expect(page.locator('[data-response]'), 'what changed is said').not.toHaveText('');
}

async function touchPicture(page, root, hand) {
  const id = await root.getAttribute('data-widget');
  const touches = await touchesOf(
    root,
    catalog().find(widget => widget.id === id),
  );
  const { values } = await snapshot(root);
  // Not what is chosen already.
  const news = ({ kind, param, value }) => kind === 'set' && values[param] !== value;
  const touch = touches.find(news) ?? touches.find(({ kind }) => kind === 'drag');
  const { area } = touch;
  await root
    .locator('canvas')
    .evaluate((canvas, y) => scrollTo(0, scrollY + canvas.getBoundingClientRect().top + y - innerHeight / 2), area.y);
  const { x, y } = await root.locator('canvas').boundingBox();
  const from = center({ ...area, x: area.x + x, y: area.y + y });
  if (touch.kind === 'set') return hand.tap(page, from);
  const way = { x: touch.max_at.x - touch.min_at.x, y: touch.max_at.y - touch.min_at.y };
  const share = values[touch.param] < (touch.min + touch.max) / 2 ? 0.3 : -0.3;
  return hand.drag(page, from, { x: from.x + share * way.x, y: from.y + share * way.y });
}

async function useFirstControl(page, root) {
  const first = root.locator('form :is(button.action, input[type=range]):visible').first();
  await tabTo(page, first);
  await page.keyboard.press((await first.getAttribute('type')) === 'range' ? 'ArrowRight' : 'Enter');
}

// A guess is made with a button.
const pressFirstButton = (page, root, hand) => hand.press(page, root.locator('form button.action:visible').first());

async function predict(page, hand) {
  const box = page.locator('[data-predict]').first();
  const why = box.locator('[data-why] p:not([hidden])').first();
  const choice = box.getByRole('radio').first();
  await hand.press(page, choice);
  await expect(choice).toBeChecked();
  await hand.press(page, box.getByRole('button', { name: 'That is my guess' }));
  await expect(why, 'no explanation before the run').toBeHidden();
  const run = box.getByRole('button', { name: 'Run it' });
  await expect(run, 'the focus is where the reader goes on').toBeFocused();
  await hand.press(page, run);
  const verdict = box.locator('[data-verdict]');
  await expect(verdict, 'the focus goes to what came out').toBeFocused({ timeout: 120_000 });
  await expect(verdict).toHaveAccessibleName(/^(Right|It comes out differently)\. \S/);
  await expect(why).toBeInViewport();
}

async function readAnswer(page) {
  const answer = page.locator('section.answer > p');
  await answer.scrollIntoViewIfNeeded();
  await expect(answer).toHaveText(/\S/);
}

async function readToTheEnd(page, hand, next) {
  await readAnswer(page);
  await hand.press(page, page.locator('.way-next'));
  await expect(page).toHaveURL(new RegExp(`${next}$`));
  await expect(page.locator('h1')).toBeInViewport();
}

for (const hand of [mouse, finger, keyboard])
  test.describe(hand.name, () => {
    if (hand === finger) test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
    // Some predictions train nets; they are waited for, not timed.
    test.setTimeout(600_000);

    test('the front page: the hook is broken, and the path leads into chapter 0', async ({ page }) => {
      await page.goto('index.html');
      await expect(
        page.locator('figure[data-widget] .widget-stage').first(),
        'the hook is in sight',
      ).toBeInViewport();
      await firstTouch(page, hand);
      await hand.press(page, page.locator(`main a[href$="${chapters[0]}"]:visible`).first());
      await expect(page).toHaveURL(new RegExp(`${chapters[0]}$`));
    });

    for (const chapter of chapters)
      test(`${chapter}: first touch, guess, run, explanation, answer, and on`, async ({ page }) => {
        await page.goto(chapter);
        await firstTouch(page, hand);
        await predict(page, hand);
        await readToTheEnd(page, hand, chapters[chapters.indexOf(chapter) + 1] ?? endingPage);
      });

    test('the ending: first touch, guess, run, explanation, the last words, and back', async ({ page }) => {
      await page.goto(endingPage);
      await firstTouch(page, hand, pressFirstButton);
      await predict(page, hand);
      await readAnswer(page);
      await hand.press(page, page.locator('.footer-back a'));
      await expect(page).toHaveURL(new RegExp(`${chapters.at(-1)}$`));
    });
  });
