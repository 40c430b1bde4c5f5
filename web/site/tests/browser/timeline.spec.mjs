// timeline.spec.mjs: widgets with ticks can be stepped back and scrubbed over what was reached, by hand and by keyboard.
import {
  command,
  expect,
  openFigure,
  openFolds,
  picture,
  plainParams,
  samePicture,
  settled,
  snapshot,
  test,
} from './lab.mjs';
import { catalog, isSample } from './places.mjs';

// Where time is beside the point the timeline waits under "All controls".
async function openTimeline(page, address) {
  const root = await openFigure(page, address);
  await openFolds(root);
  return root;
}

for (const widget of catalog().filter(({ playback }) => playback.max_ticks > 2)) {
  const label = widget.playback.tick_label.charAt(0).toUpperCase() + widget.playback.tick_label.slice(1);
  const slider = root => root.getByRole('slider', { name: label, exact: true });
  const ticks = async root => (await snapshot(root)).ticks;

  test(`${widget.id}: a step back is the state of one tick before, pixel by pixel`, async ({ page }) => {
    // The whole figure in view: nothing scrolls under the pointer between the two pictures.
    await page.setViewportSize({ width: 1280, height: 1600 });
    const root = await openTimeline(page, `embed/${widget.id}.html`);
    const back = root.getByRole('button', { name: 'Step back', exact: true });
    await expect(back).toHaveAttribute('aria-disabled', 'true');
    await command(root, 'step', 2);
    await settled(page, root);
    const second = await snapshot(root);
    const pixels = await picture(page, root);
    await command(root, 'step', 1);
    await back.click();
    await expect.poll(() => ticks(root)).toBe(2);
    expect(await snapshot(root)).toEqual(second);
    await page.mouse.move(0, 0);
    expect(await samePicture(page, await picture(page, root), pixels)).toBe(true);
  });

  if (isSample(widget))
    test(`${widget.id}: the slider goes to every tick that was reached and no farther`, async ({ page }) => {
      const root = await openFigure(page, `embed/${widget.id}.html`);
      const reached = Math.min(40, widget.playback.max_ticks);
      const counted = Math.floor(reached / (widget.playback.ticks_each ?? 1));
      await command(root, 'step', reached);
      await settled(page, root);
      const last = await snapshot(root);
      expect(last.ticks).toBe(reached);
      await openFolds(root);
      await slider(root).focus();
      await page.keyboard.press('Home');
      await expect.poll(() => ticks(root)).toBe(0);
      await expect(slider(root)).toHaveAttribute(
        'aria-valuetext',
        new RegExp(`^${label} 0 of [\\d,]+, ${counted} reached$`),
      );
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => ticks(root)).toBe(1);
      await page.keyboard.press('End');
      await expect.poll(() => ticks(root)).toBe(reached);
      await settled(page, root);
      expect(await snapshot(root)).toEqual(last);
      await expect(slider(root)).toBeFocused();
      await expect(slider(root)).toHaveValue(String(reached));
    });

  test(`${widget.id}: what only changes the view keeps the past, what resets forgets it`, async ({ page }) => {
    const root = await openTimeline(page, `embed/${widget.id}.html`);
    const end = async () => {
      await slider(root).focus();
      await page.keyboard.press('End');
      await settled(page, root);
      return ticks(root);
    };
    await command(root, 'step', 3);
    await slider(root).focus();
    await page.keyboard.press('Home');
    await settled(page, root);
    const viewed = plainParams(widget).find(({ effect, kind }) => effect === 'view' && kind === 'slider');
    if (viewed) await command(root, 'set', { [viewed.id]: viewed.max });
    expect(await end()).toBe(3);
    const {
      id,
      min,
      max,
      default: start,
    } = plainParams(widget).find(({ effect, kind }) => effect === 'resets' && kind === 'slider');
    await command(root, 'set', { [id]: start === max ? min : max });
    expect(await end(), 'nothing is reached after a reset').toBe(0);
  });
}
