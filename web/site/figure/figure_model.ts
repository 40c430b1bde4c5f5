// figure_model.ts: a model together with what the lesson and the links of its figures want it to begin with, and what a
// reader may want back.
import type { PageModel } from '../compute/page_model.js';
import type { Command } from '../compute/runner.js';
import type { LooseValues, ModelState, Texts, WidgetBlock } from './declaration.js';
import { nextTask } from './next_task.js';
import { checkLink } from './permalink.js';
import type { RawLink } from './permalink.js';
import { warnOnce } from './warnings.js';

type State = Pick<ModelState, 'texts' | 'ticks'>;
export interface FollowedLink {
  readonly link: RawLink;
  // What of it cannot be taken as it stands; nothing: all can.
  tell(wrong: readonly string[]): void;
}

const mostPast = 20;
const oneChangeMs = 1000; // a drag is one change
const patienceMs = 2000;

export class FigureModel {
  // The widget's own; an embed page starts from it.
  defaults: { texts: Texts; ticks: number } = { texts: {}, ticks: 0 };
  // The state that the lesson gives; a link holds only what differs from it.
  start: { texts: Texts; ticks: number } = { texts: {}, ticks: 0 };
  // What the reader comes back to by "As the lesson has it": on embed pages the link that they were given.
  given: readonly FollowedLink[] = [];
  // While ticks that were there before are played again: how many. Who leaves meanwhile has left these.
  replayTo = 0;
  private readonly links: FollowedLink[] = [];
  private left: FollowedLink | null = null;
  // States before a change. The last comes first.
  private readonly past: State[] = [];
  private change = { what: '', at: 0 };

  // block: of the figure that the model belongs to; linked figures have no values of their own.
  constructor(
    readonly model: PageModel,
    private readonly block: WidgetBlock,
  ) {}

  // A link that addresses one of its figures.
  addLink(link: FollowedLink): void {
    this.links.push(link);
  }
  // What the reader left in this tab: the page was loaded again, and its links have been followed before.
  comeBackTo(left: FollowedLink): void {
    this.left = left;
  }

  open(): Promise<void> {
    return this.model.open(() => this.begin());
  }
  // The state that links describe, as a reload would give it, apart from what is to stay. False: the reader did something
  // else meanwhile.
  async goTo(links: readonly FollowedLink[], stay: LooseValues = {}): Promise<boolean> {
    return this.play(await this.place(links, stay));
  }
  private play(tick: number, ...before: Command[]): Promise<boolean> {
    this.replayTo = tick;
    const ended = this.model.carryOut(...before, { type: 'reset' }, { type: 'run_to', tick });
    void ended.then(() => (this.replayTo = 0));
    return ended;
  }
  // Its values; the ticks are still to be played.
  private async place(links: readonly FollowedLink[], stay: LooseValues = {}): Promise<number> {
    const { model, start } = this;
    const checked = links.map(({ link, tell }) => ({ tell, ...checkLink(link, model.declaration) }));
    const values: LooseValues = Object.assign({}, start.texts, ...checked.map(each => each.values), stay);
    const ticks = checked.reduce((before, each) => each.ticks ?? before, start.ticks);
    const last = model.declaration.playback.max_ticks;
    const { refused, adjusted } = await model.order({ type: 'set', values });
    for (const each of checked) {
      const ofValues = Object.keys(each.values).length > 0 ? [...refused, ...adjusted] : [];
      const ofTicks = (each.ticks ?? 0) > last ? [`it has no ${ticks} ticks; ${last} are played`] : [];
      const wrong = [...each.wrong, ...ofValues, ...ofTicks];
      this.warn([...each.strange, ...wrong]);
      each.tell(wrong);
    }
    return Math.min(ticks, last);
  }

  // The present state can be had back by undo(). Changes of the same thing in quick succession are one; '' stands alone.
  remember(what = ''): void {
    const { state } = this.model;
    const at = performance.now();
    const goesOn = what !== '' && what === this.change.what && at - this.change.at < oneChangeMs;
    this.change = { what, at };
    if (!state || goesOn) return;
    this.past.unshift({ texts: state.texts, ticks: state.ticks });
    this.past.length = Math.min(this.past.length, mostPast);
  }
  // A run makes the next change another one.
  moved(): void {
    this.change.what = '';
  }
  get canUndo(): boolean {
    return this.past.length > 0;
  }
  // The ticks are played again, so that the reader may stop it. False: that happened, or there is nothing to take back.
  async undo(stay: LooseValues): Promise<boolean> {
    const last = this.past.shift();
    this.moved();
    if (!last) return false;
    return this.play(last.ticks, { type: 'set', values: { ...last.texts, ...stay } });
  }

  private async begin(): Promise<void> {
    await nextTask();
    await this.model.order();
    this.defaults = { texts: this.model.state?.texts ?? {}, ticks: 0 };
    await nextTask();
    const { refused, adjusted } = await this.model.order({ type: 'set', values: this.block.params ?? {} });
    await nextTask();
    this.warn([...refused, ...adjusted]);
    this.start = { texts: this.model.state?.texts ?? {}, ticks: this.block.ticks ?? 0 };
    // A long way to the link's tick is played before the reader's eyes, who may interrupt it.
    const played = this.play(await this.place(this.left ? [this.left] : this.links));
    await Promise.race([played, new Promise(resolve => setTimeout(resolve, patienceMs))]);
  }
  private warn(words: readonly string[]): void {
    for (const each of words) warnOnce(`${this.model.declaration.id}: ${each}`);
  }
}
