// idle.spec.mjs: an idle figure draws nothing, and the page asks for no animation frame.
import { command, drawn, expect, openFigure, settled, snapshot, test } from './lab.mjs';
import { catalog, isSample } from './places.mjs';

for (const widget of catalog()) {
  test(`${widget.id} draws no frame while nothing changes, and a few when something does`, async ({ page }) => {
    await page.addInitScript(() => {
      const ask = window.requestAnimationFrame.bind(window);
      window.framesAsked = 0;
      window.askUncounted = ask;
      window.requestAnimationFrame = callback => {
        ++window.framesAsked;
        return ask(callback);
      };
    });
    const root = await openFigure(page, `embed/${widget.id}.html`);
    const frames = await settled(page, root);
    // Sixty display frames pass, counted by the display itself.
    const asked = await page.evaluate(
      () =>
        new Promise(done => {
          const before = window.framesAsked;
          let left = 60;
          const pass = () => (--left > 0 ? window.askUncounted(pass) : done(window.framesAsked - before));
          window.askUncounted(pass);
        }),
    );
    expect(asked).toBe(0);
    expect(await root.evaluate(element => element.widget.frames)).toBe(frames);

    const param = widget.params.find(({ kind }) => kind === 'slider') ?? widget.params[0];
    await command(root, 'set', { [param.id]: param.max });
    const after = await settled(page, root);
    expect(after).toBeGreaterThan(frames);
    expect(after - frames, 'a change costs a handful of frames').toBeLessThan(40);
  });

  if (isSample(widget))
    test(`${widget.id} draws while it runs and stops when paused`, async ({ page }) => {
      test.skip(widget.playback.max_ticks === 0, 'no ticks');
      const root = await openFigure(page, `embed/${widget.id}.html`);
      await command(root, 'run');
      await expect.poll(async () => (await snapshot(root)).ticks).toBeGreaterThan(0);
      await command(root, 'pause');
      const frames = await settled(page, root);
      await drawn(page);
      expect(await root.evaluate(element => element.widget.frames)).toBe(frames);
    });
}
