// after_press.ts: what may move the page waits until the pointer is up again: a click falls on what stood there all the time.
//
// A press elsewhere ends the typing of a number before its own click comes, and the new value may change a figure's height.

let pressed = false;
const waiting: (() => void)[] = [];

const carryOut = (): void => {
  for (const run of waiting.splice(0)) run();
};

export function watchPresses(): void {
  const on = (type: string, act: () => void) => addEventListener(type, act, { capture: true, passive: true });
  on('pointerdown', () => {
    carryOut();
    pressed = true;
  });
  // Before whatever the click itself does: a number that was typed counts for the run that is started.
  on('click', carryOut);
  for (const type of ['pointerup', 'pointercancel'])
    on(type, () => {
      pressed = false;
      setTimeout(carryOut);
    });
}

// At once where nothing is pressed.
export function afterPress(run: () => void): void {
  if (pressed) waiting.push(run);
  else run();
}
