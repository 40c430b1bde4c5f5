// figure_model.ts: a model together with what the lesson and the links of its figures want it to begin with.
import type { PageModel } from '../compute/page_model.js';
import type { LooseValue, ModelState, Texts, WidgetBlock } from './declaration.js';
import { checkLink } from './permalink.js';
import type { RawLink } from './permalink.js';
import { warnOnce } from './warnings.js';

type State = Pick<ModelState, 'texts' | 'ticks'>;
const mostPast = 20;
const patienceMs = 1000;

export class FigureModel {
  // The widget's own; an embed page starts from it.
  defaults: { texts: Texts; ticks: number } = { texts: {}, ticks: 0 };
  // The state that the lesson gives; a link holds only what differs from it.
  start: { texts: Texts; ticks: number } = { texts: {}, ticks: 0 };
  private readonly links: RawLink[] = [];
  // What a reader may want back: before each reset, new start or link. The last comes first.
  private readonly past: State[] = [];
  private tellOfLink: (words: readonly string[]) => void = () => {};

  // block: of the figure that the model belongs to; linked figures have no values of their own.
  constructor(
    readonly model: PageModel,
    private readonly block: WidgetBlock,
  ) {}

  // A link that addresses one of its figures.
  addLink(link: RawLink): void {
    this.links.push(link);
  }

  open(): Promise<void> {
    return this.model.open(() => this.begin());
  }
  // The state that a link describes, as a reload would give it. False: the reader did something else meanwhile.
  async goTo(links: readonly RawLink[]): Promise<boolean> {
    return this.play(await this.place(links));
  }
  private play(tick: number): Promise<boolean> {
    return this.model.carryOut({ type: 'reset' }, { type: 'run_to', tick });
  }
  // Its values; the ticks are still to be played.
  private async place(links: readonly RawLink[]): Promise<number> {
    const { model, start } = this;
    const values: Record<string, LooseValue> = { ...start.texts };
    let { ticks } = start;
    for (const link of links) {
      const checked = checkLink(link, model.declaration);
      Object.assign(values, checked.values);
      ticks = checked.ticks ?? ticks;
      for (const warning of checked.warnings) warnOnce(warning);
    }
    const last = model.declaration.playback.max_ticks;
    if (ticks > last) warnOnce(`${ticks} ticks are more than ${model.declaration.id} has; ${last} are played`);
    const { refused, adjusted } = await model.order({ type: 'set', values });
    for (const words of [...refused, ...adjusted]) warnOnce(`${model.declaration.id}: ${words}`);
    if (links.length) this.tellOfLink([...refused, ...adjusted]);
    return Math.min(ticks, last);
  }

  // What of a link could not be taken as it stands; empty: all was right.
  onLink(tell: (words: readonly string[]) => void): void {
    this.tellOfLink = tell;
  }

  // The present state can be had back by undo().
  remember(): void {
    const { state } = this.model;
    if (!state) return;
    this.past.unshift({ texts: state.texts, ticks: state.ticks });
    this.past.length = Math.min(this.past.length, mostPast);
  }
  get canUndo(): boolean {
    return this.past.length > 0;
  }
  // False: there is nothing to take back, or the reader did something else meanwhile.
  async undo(): Promise<boolean> {
    const last = this.past.shift();
    if (!last) return false;
    await this.model.order({ type: 'set', values: last.texts });
    return this.play(last.ticks);
  }

  private async begin(): Promise<void> {
    const { id } = this.model.declaration;
    await this.model.order();
    this.defaults = { texts: this.model.state?.texts ?? {}, ticks: 0 };
    const { refused, adjusted } = await this.model.order({ type: 'set', values: this.block.params ?? {} });
    for (const words of [...refused, ...adjusted]) warnOnce(`${id}: ${words}`);
    this.start = { texts: this.model.state?.texts ?? {}, ticks: this.block.ticks ?? 0 };
    // A long way to the link's tick is played before the reader's eyes, who may interrupt it.
    const played = this.play(await this.place(this.links));
    await Promise.race([played, new Promise(resolve => setTimeout(resolve, patienceMs))]);
  }
}
