// roving_boxes.ts: the boxes of a set are one stop of the Tab key; the arrow keys go from box to box.
//
// A net has dozens of units, and whoever wants to pass them should not press Tab that often.
const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: -Infinity,
  End: Infinity,
};

export function roveBoxes(root: HTMLElement): void {
  for (const group of root.querySelectorAll<HTMLElement>('.boxes')) {
    const boxes = [...group.querySelectorAll('input')];
    const stopAt = (stop: EventTarget | null | undefined) => {
      for (const box of boxes) box.tabIndex = box === stop ? 0 : -1;
    };
    stopAt(boxes[0]);
    group.addEventListener('focusin', ({ target }) => stopAt(target));
    group.addEventListener('keydown', event => {
      const step = steps[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const at = boxes.findIndex(box => box === event.target) + step;
      boxes[Math.min(boxes.length - 1, Math.max(0, at))]?.focus();
    });
  }
}
