// context_budget.ts: at most eight figures of a page are live at once; the one farthest from view makes room.
//
// Browsers keep 16 WebGL contexts a page, phones fewer, and silently take the oldest away.

export interface LiveFigure {
  readonly root: HTMLElement;
  wake(): void;
  park(keepPicture?: boolean): void;
}

const limit = 8;
const live = new Set<LiveFigure>();

export function admit(figure: LiveFigure): void {
  live.delete(figure);
  while (live.size >= limit) {
    const farthest = [...live].reduce((a, b) => (distanceFromView(a.root) >= distanceFromView(b.root) ? a : b));
    live.delete(farthest); // also when park() fails: the loop must end
    farthest.park();
  }
  live.add(figure);
}

export function release(figure: LiveFigure): void {
  live.delete(figure);
}

function distanceFromView(element: HTMLElement): number {
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(0, top - innerHeight, -bottom) + Math.abs((top + bottom) / 2 - innerHeight / 2) / 1e4;
}
