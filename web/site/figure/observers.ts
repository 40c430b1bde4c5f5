// observers.ts: stands in for the observers of sizes and of what is in view where the browser, or an extension, has none.

// Sizes change with the window. Everything counts as in view; the budget of contexts holds all the same.
class StandIn {
  private tell = (): void => {};

  constructor(private readonly changed: (entries: readonly object[]) => void) {}
  observe(target: Element): void {
    this.tell = () => this.changed([{ target, isIntersecting: true }]);
    addEventListener('resize', this.tell);
    this.tell();
  }
  disconnect(): void {
    removeEventListener('resize', this.tell);
  }
}

export function standInForObservers(): void {
  globalThis.ResizeObserver ??= StandIn as never;
  globalThis.IntersectionObserver ??= StandIn as never;
}
