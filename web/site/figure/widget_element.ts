// widget_element.ts: a figure of the page, a view of a model: takes commands, shows what the model says, tells who listens.
//
// When it is live and when not is the business of figure_life.ts.
import { Model } from '../compute/model.js';
import type { Answer, Command, Report } from '../compute/runner.js';
import { announcer } from './announcer.js';
import { Controls } from './controls.js';
import { CostLine } from './cost_line.js';
import { nextSeed, panelSet, usableValues, wholeTicks } from './declaration.js';
import type { Declaration, LooseValues, ModelState, Snapshot, Texts, WidgetBlock } from './declaration.js';
import type { FigureModel, FollowedLink } from './figure_model.js';
import { FigureLife } from './figure_life.js';
import type { FigureState } from './figure_life.js';
import { measuredPart, readBlock } from './figure_parts.js';
import type { FigurePicture } from './figure_picture.js';
import type { PageModels } from './page_models.js';
import { PaintStroke } from './paint_stroke.js';
import { Limits } from './limits.js';
import { checkLink, readLink } from './permalink.js';
import type { FixedByLink, RawLink } from './permalink.js';
import type { Touch } from './player.js';
import { noteTool } from './tool_note.js';
import { warnOnce } from './warnings.js';

const fewTicks = 20; // so many are computed at once
const betweenWordsMs = 100; // while it runs; nobody reads numbers faster, and each change costs a layout

export class WidgetElement {
  readonly block: WidgetBlock;

  private readonly life: FigureLife;
  private readonly controls: Controls;
  private readonly costLine: CostLine;
  private readonly shared: FigureModel;
  // What the link itself fixes: it stays in the address when the state in it changes.
  readonly fixedByLink: FixedByLink;
  readonly limits: Limits;
  private readonly stroke = new PaintStroke();
  private lastReport: Pick<Report, 'state' | 'turn' | 'msPerTick'> | null = null;
  private latest: ModelState | null = null;
  private shownAt = 0;
  private wordsShownAt = 0;
  private readonly listeners = new Set<(state: ModelState) => void>();
  private tellOfLink: (wrong: readonly string[]) => void = () => {};

  constructor(
    readonly root: HTMLElement,
    models: PageModels,
    private readonly isFirst: boolean,
  ) {
    this.block = readBlock(root);
    const link = this.linkNow();
    this.shared = models.of(root, this.block.model);
    this.shared.addLink(this.toldOf(link));
    this.fixedByLink = checkLink(link, this.declaration).fixed;
    const both = (key: 'hide' | 'lock') => [...new Set([...(this.block[key] ?? []), ...this.fixedByLink[key]])];
    this.limits = new Limits(this.declaration.params, both('hide'), both('lock'));
    this.model.listen({ report: report => this.takeReport(report), note: words => noteTool(root, words, 10_000) });
    this.life = new FigureLife(
      root,
      this.shared,
      models.player,
      {
        // In the picture nothing can be hidden, only fixed.
        block: { ...this.block, lock: [...this.limits.hide, ...this.limits.lock] },
        panels: panelSet(this.declaration, this.panels),
      },
      {
        touched: touch => this.touched(touch),
        opened: () => this.showNow(),
        left: () => announcer().forget(root),
        works: (works, focus) => this.controls.setEnabled(works, focus),
      },
    );
    this.costLine = new CostLine(root, this.declaration.playback.tick_label);
    this.controls = new Controls(root, {
      set: values => this.setByReader(values),
      act: id => void this.actByReader(id),
      seek: tick => this.limits.isFixed('step_back') || void this.seek(tick),
      focus: param => this.picture.focus(param),
      table: panel => this.table(panel),
    });
    // A press on a figure that still loads is kept and carried out.
    this.controls.bind(this.declaration, this.limits, this.panels);
    new ResizeObserver(() => this.sizeChanged()).observe(measuredPart(root));
    root.addEventListener('focusin', () => this.wake());
    root.addEventListener('pointerdown', () => this.wake(), { passive: true });
  }

  get ready(): Promise<void> {
    return this.life.ready;
  }
  get state(): FigureState {
    return this.life.state;
  }
  get declaration(): Declaration {
    return this.model.declaration;
  }
  get start(): { readonly texts: Texts; readonly ticks: number } {
    return this.shared.start;
  }
  get defaults(): { readonly texts: Texts; readonly ticks: number } {
    return this.shared.defaults;
  }
  get replayTo(): number {
    return this.shared.replayTo;
  }
  // Ids of the panels that are shown; empty: all.
  get panels(): readonly string[] {
    return this.fixedByLink.panels.length > 0 ? this.fixedByLink.panels : (this.block.panels ?? []);
  }
  get frames(): number {
    return this.picture.frames;
  }
  // Ticks that the page itself computed; those of Workers are not among them.
  get pageTicks(): number {
    return Model.ticksComputed;
  }

  // ---- commands; while the figure is not live they wait until it is ----

  // Each promise tells when the command is carried out: true, or false where that was not possible.

  // With "ticks" among the values it starts over and plays that many.
  set(values: LooseValues): Promise<boolean> {
    const { ticks, ...others } = values ?? {};
    if (ticks === undefined) return this.setChecked(others).then(({ refused }) => refused.length === 0);
    return this.whenLive(async () => {
      const { refused } = await this.setChecked(others);
      const reached = await this.carryOut({ type: 'reset' }, { type: 'run_to', tick: wholeTicks(ticks) });
      return reached && refused.length === 0;
    });
  }
  // Also says what was wrong with values; the right ones count.
  async setChecked(given: LooseValues): Promise<Answer> {
    const { values, refused } = usableValues(given);
    let answer: Answer = { refused: ['the figure could not be started'], adjusted: [] };
    await this.whenLive(async () => {
      this.shared.remember(`set ${Object.keys(values).join()}`);
      answer = await this.order({ type: 'set', values });
      answer = { ...answer, refused: [...refused, ...answer.refused] };
      // Whoever drags or turns something goes over every value between two steps: that is nothing to be told of.
      for (const words of answer.refused) warnOnce(`${this.declaration.id}: ${words}`);
      return true;
    });
    return answer;
  }
  // A declared action or one of the verbs that every widget has. False: there is no such action, or the program stopped.
  act(id: string): Promise<boolean> {
    return this.whenLive(async () => {
      const { shared } = this;
      if (id === 'undo') return this.settled(shared.undo(this.fixedNow()));
      const command = this.commandFor(id);
      if (command?.type === 'run' || command?.type === 'pause' || command?.type === 'step') shared.moved();
      else if (command || id === 'lesson_start') shared.remember();
      if (id === 'lesson_start') return this.settled(shared.goTo(shared.given, this.fixedNow()));
      return command !== null && (await this.order(command)).refused.length === 0;
    });
  }
  // So many further ticks. False: the reader did something else before the last one.
  step(ticks = 1): Promise<boolean> {
    const count = wholeTicks(ticks);
    return this.whenLive(() =>
      this.carryOut(count <= fewTicks ? { type: 'step', ticks: count } : { type: 'run_on', ticks: count }),
    );
  }
  // To a tick that was reached before.
  seek(tick: number): Promise<boolean> {
    return this.whenLive(() => this.carryOut({ type: 'seek', tick: wholeTicks(tick) }));
  }
  // Wakes the figure. False: it cannot live here.
  live(): Promise<boolean> {
    return this.whenLive(() => true);
  }

  // ---- links ----

  // Goes to the state that the address describes, as a reload would.
  goTo(): void {
    const link = this.linkNow();
    const { fixed } = checkLink(link, this.declaration);
    // What else a link can say is read only once.
    if (JSON.stringify(fixed) !== JSON.stringify(this.fixedByLink)) return location.reload();
    void this.whenLive(() => {
      this.shared.remember();
      return this.settled(this.shared.goTo([this.toldOf(link)]));
    });
  }
  // What the reader left in this tab, as a link.
  comeBackTo(left: string): void {
    this.shared.comeBackTo(this.linkIn('', `#?${left}`));
  }
  // Where "As it was at first" leads: what the address of an embed page said when it was opened.
  beginsWith(address: string): void {
    const { search, hash } = new URL(address, location.href);
    this.shared.given = [this.linkIn(search, hash)];
  }
  // What of its links cannot be taken, in words, each time that they are followed; nothing: all can.
  onLink(tell: (wrong: readonly string[]) => void): void {
    this.tellOfLink = tell;
  }
  private linkNow(): RawLink {
    return readLink(location.search, location.hash, this.root.id, this.isFirst);
  }
  private linkIn(search: string, hash: string): FollowedLink {
    return { link: readLink(search, hash, this.root.id, true), tell: () => {} };
  }
  private toldOf(link: RawLink): FollowedLink {
    return { link, tell: wrong => this.tellOfLink(wrong) };
  }

  // ---- looking ----

  // Public copy of the state; null until the figure was live once.
  snapshot(): Snapshot | null {
    if (!this.latest) return null;
    const { values, readouts, sentence, ticks, running, shown } = this.latest;
    return { values: { ...values }, readouts: { ...readouts }, sentence, ticks, running, shown: { ...shown } };
  }
  // The same with all that controls and links need.
  modelState(): ModelState | null {
    return this.latest;
  }
  onState(listener: (state: ModelState) => void): void {
    this.listeners.add(listener);
  }
  displayList(): Uint8Array | null {
    return this.picture.look?.picture.slice() ?? null;
  }
  // What a panel shows, as lines of cells: the first is the heading. Empty: nothing, or not while the figure is not live.
  table(panel: number): Promise<string[][]> {
    return this.model.table(panel);
  }
  // The present picture; "" while the figure is not live.
  svg(): string {
    return this.picture.svg();
  }
  // The poster becomes the present picture: for print.
  keepPicture(): void {
    this.picture.keepPicture();
  }

  surroundingsChanged(): void {
    this.picture.surroundingsChanged();
  }
  sendWordsAway(): boolean {
    return this.picture.sendWordsAway();
  }
  sizeChanged(): void {
    this.picture.sizeChanged();
  }

  seen(near: boolean): void {
    this.life.seen(near);
  }
  wake(): void {
    this.life.wake();
  }
  park(keepPicture = true): void {
    this.life.park(keepPicture);
  }

  private get model() {
    return this.shared.model;
  }
  private get picture(): FigurePicture {
    return this.life.picture;
  }
  private whenLive(command: () => boolean | Promise<boolean>): Promise<boolean> {
    return this.life.whenLive(command);
  }

  // ---- state ----

  private takeReport(report: Report): void {
    const { state, turn, msPerTick } = report;
    this.lastReport = { state, turn, msPerTick }; // without pictures: one that was not drawn holds its program
    this.picture.reported();
    this.showNow();
  }
  private showNow(): void {
    const { lastReport, picture } = this;
    const { look } = picture;
    if (!picture.isOpen || !lastReport || !look) return;
    const { state, turn, msPerTick } = lastReport;
    const { sentence, description } = look;
    const latest: ModelState = { ...state, turn, sentence, description };
    this.latest = latest;
    this.showParts(latest, msPerTick);
    this.life.shows(state.running);
    for (const listener of this.listeners) listener(latest);
    this.life.settle();
  }

  // While reports stream in, the words come less often than the picture. A frame that draws and lays text out takes too long,
  // so the picture lets the words pass: in a run, from its first report to its last, and where a press is answered.
  private showParts(latest: ModelState, msPerTick: number): void {
    const now = performance.now();
    const streams = latest.running && this.state === 'running' && Math.abs(now - this.shownAt) < betweenWordsMs;
    const words = !streams || Math.abs(now - this.wordsShownAt) >= betweenWordsMs;
    const afterPause = Math.abs(now - this.shownAt) >= betweenWordsMs; // no drag goes on
    this.shownAt = now;
    this.picture.show(latest.running ? 'streaming' : 'moving');
    if (!words) return;
    if (latest.running || this.state === 'running' || afterPause) this.picture.postpone();
    this.wordsShownAt = now;
    this.costLine.show(msPerTick, !latest.running);
    this.showControls();
  }
  private showControls(): void {
    if (this.latest) this.controls.show({ ...this.latest, can_undo: this.shared.canUndo });
  }

  // ---- what the reader does: pages and messages may set what is fixed for them ----

  private setByReader(values: LooseValues): void {
    const open = this.limits.open(values);
    if (Object.keys(open).length > 0) void this.set(open);
  }
  private async actByReader(id: string): Promise<void> {
    if (this.limits.isFixed(id)) return;
    const before = this.fixedNow();
    await this.act(id);
    // An action may write what is fixed.
    const now = this.model.state?.texts ?? {};
    if (Object.entries(before).some(([param, text]) => now[param] !== text))
      await this.order({ type: 'set', values: before });
  }
  private touched(touch: Touch): void {
    if ('set' in touch) this.setByReader(touch.set);
    else if ('act' in touch) void this.actByReader(touch.act);
    else {
      const param = this.declaration.params.find(({ id }) => id === touch.paint);
      if (!param || this.limits.isFixed(param.id)) return;
      this.shared.remember(`set ${param.id}`);
      const part = this.stroke.part(touch, String(this.latest?.values[touch.paint] ?? 'none'), param);
      void this.order({ type: 'set_part', param: touch.paint, ...part });
    }
  }
  private fixedNow(): LooseValues {
    return this.limits.kept(this.model.state?.texts ?? {});
  }

  private commandFor(id: string): Command | null {
    if (id === 'reset' || id === 'run' || id === 'pause') return { type: id };
    if (id === 'step') return { type: 'step', ticks: 1 };
    const seed = id === 'new_seed' ? nextSeed(this.declaration, this.model.state?.values ?? {}) : null;
    if (seed) return { type: 'set', values: seed };
    const action = this.declaration.actions.findIndex(each => each.id === id);
    return action < 0 ? null : { type: 'act', action };
  }

  private async order(command: Command): Promise<Answer> {
    const answered = this.model.order(command);
    this.life.settle();
    const answer = await answered;
    this.life.settle();
    return answer;
  }
  private carryOut(...commands: Command[]): Promise<boolean> {
    if (commands.every(({ type }) => type !== 'set')) this.shared.moved();
    return this.settled(this.model.carryOut(...commands));
  }
  private async settled(ended: Promise<boolean>): Promise<boolean> {
    this.life.settle();
    const reached = await ended;
    this.life.settle();
    return reached;
  }
}
