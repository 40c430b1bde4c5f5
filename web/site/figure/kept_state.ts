// kept_state.ts: what the reader left in this tab, in the tab's own history: figures and answers.
//
// A reload, Back, and a tab that a phone threw away find it again. A second tab begins as the lesson has it, and a link that
// somebody sends holds only what stands in its address.

interface Kept {
  readonly figures?: Readonly<Record<string, string>>; // id of the figure: its link
  readonly answers?: Readonly<Record<string, string>>; // id of the question: place of the choice
}
type Kind = keyof Kept;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

// Other scripts of a page may keep things of their own there.
function all(): Kept {
  const state: unknown = history.state;
  const kept = isRecord(state) ? state['dropoutLab'] : null;
  return isRecord(kept) ? kept : {};
}

export function kept(kind: Kind, id: string): string | null {
  const part: unknown = all()[kind];
  const text = isRecord(part) && Object.hasOwn(part, id) ? part[id] : null;
  return typeof text === 'string' && text.length <= 4000 ? text : null;
}

// null: forgets it.
export function keep(kind: Kind, id: string, text: string | null): void {
  if (kept(kind, id) === text) return;
  const { [id]: _, ...others } = all()[kind] ?? {};
  const part = text === null ? others : { ...others, [id]: text };
  const state: unknown = history.state;
  try {
    history.replaceState({ ...(isRecord(state) ? state : {}), dropoutLab: { ...all(), [kind]: part } }, '');
  } catch {
    // Too often, or forbidden in this frame; the page works without.
  }
}
