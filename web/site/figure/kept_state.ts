// kept_state.ts: what the reader left in this tab, in the tab's own history: figures and answers, each by its id.
//
// A reload, Back, and a tab that a phone threw away find it again. A second tab begins as the lesson has it, and a link that
// somebody sends holds only what stands in its address.
type Kind = 'figures' | 'answers' | 'given';

const longest = 4000;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

// One of a kind for each script of a page: it knows what it wrote, so that a new place in the history gets it too.
export class Kept {
  // The page was in this place of the history before: it was loaded again, or by Back.
  readonly wasHere: boolean;
  private texts: Readonly<Record<string, string>>;

  constructor(private readonly kind: Kind) {
    const before = this.inHistory();
    this.wasHere = before !== null;
    this.texts = before ?? {};
    let address = location.href;
    // A click on a link to a part of this page, or Back from there: the page stays what it is.
    addEventListener('popstate', () => {
      // Chromium keeps what it has for a click on the link that was followed last.
      if (!this.inHistory() || address === location.href) this.arrived();
      address = location.href;
      this.write();
    });
  }
  // The reader followed a link, which is not Back.
  arrived: () => void = () => {};

  get(id: string): string | null {
    const text = Object.hasOwn(this.texts, id) ? this.texts[id] : null;
    return typeof text === 'string' && text.length <= longest ? text : null;
  }
  // null: forgets it.
  set(id: string, text: string | null): void {
    if (this.get(id) === text) return;
    const { [id]: _, ...others } = this.texts;
    this.texts = text === null ? others : { ...others, [id]: text };
    this.write();
  }
  clear(): void {
    this.texts = {};
    this.write();
  }

  private inHistory(): Record<string, string> | null {
    const part = ours()[this.kind];
    return isRecord(part) ? (part as Record<string, string>) : null;
  }
  private write(): void {
    const state: unknown = history.state;
    const dropoutLab = { ...ours(), [this.kind]: this.texts };
    try {
      history.replaceState({ ...(isRecord(state) ? state : {}), dropoutLab }, '');
    } catch {
      // Too often, or forbidden in this frame; the page works without.
    }
  }
}

// Other scripts of a page may keep things of their own there.
function ours(): Record<string, unknown> {
  const state: unknown = history.state;
  const part = isRecord(state) ? state['dropoutLab'] : null;
  return isRecord(part) ? part : {};
}
