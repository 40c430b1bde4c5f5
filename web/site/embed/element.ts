// element.ts: <dropout-widget widget="mask_sampler" p="0.3" seed="7"><a href="…">…</a></dropout-widget>
//
// The frame lives in a shadow root and nothing on the element itself is touched, so hydration, morphing, `hidden` and the
// host's own styles do no harm. Links and pictures that the author wrote inside stand in for the figure until it answers;
// everything else inside stays below it: a tag that closes itself swallows what follows, and that is the rest of the page.
//
// Commands wait until the figure listens, however early they come: each promise is kept, or broken with the reason. An
// element that is moved comes back as the reader left it.
import { afterPress } from '../figure/after_press.js';
import { frameNames, lengthOf, paramOf, queryOf, startNames, themeOf } from './attributes.js';
import { baseOf } from './base.js';

// By the build: widget id to the heights of its figure in a narrow and in a wide frame.
declare const figureHeights: Readonly<Record<string, readonly [narrow: number, wide: number]>>;

export interface FigureState {
  readonly values: Readonly<Record<string, number | string | boolean>>;
  readonly readouts: Readonly<Record<string, number>>;
  readonly sentence: string;
  readonly ticks: number;
  readonly running: boolean;
  readonly link: string;
}

interface Pending {
  readonly message: object;
  readonly resolve: (state: FigureState) => void;
  readonly reject: (reason: Error) => void;
}

const envelope = { source: 'dropout-widget', v: 1 } as const;
const wideFrom = 600;
const sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';

const look = `
:host { display: block; width: 100%; }
:host([hidden]) { display: none; }
.stage { display: grid; }
.stage > * { min-width: 0; }
iframe { width: 100%; border: 0; }
p { margin: 0; font: 16px/1.4 sans-serif; }
.answered + slot::slotted(:is(a, img, picture)) { display: none !important; }
`;

const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

export class DropoutWidget extends Base {
  declare values: FigureState['values'] | undefined;
  declare readouts: FigureState['readouts'] | undefined;
  declare sentence: string | undefined;

  declare private frame: HTMLIFrameElement | null;
  declare private stage: HTMLElement | undefined;
  declare private link: string | null; // of what the reader left
  declare private listens: boolean;
  declare private asked: Map<number, Pending> | undefined;
  declare private lastId: number | undefined;
  declare private leave: () => void;

  connectedCallback(): void {
    this.build();
    const receive = (event: MessageEvent) => this.receive(event);
    const observer = new MutationObserver(changes => this.attributesChanged(changes));
    const refused = (event: SecurityPolicyViolationEvent) => this.refused(event);
    addEventListener('message', receive);
    document.addEventListener('securitypolicyviolation', refused);
    observer.observe(this, { attributes: true, attributeOldValue: true });
    this.leave = () => {
      removeEventListener('message', receive);
      document.removeEventListener('securitypolicyviolation', refused);
      observer.disconnect();
    };
    this.load();
  }
  disconnectedCallback(): void {
    this.leave();
    this.listens = false;
  }
  // Moved as it is (moveBefore): the frame lives on.
  connectedMoveCallback(): void {}

  // ---- commands: those of the message API ----

  // null: the value that the widget itself begins with.
  set(values: Readonly<Record<string, unknown>>): Promise<FigureState> {
    return this.send('set', { values });
  }
  send(type: string, more: object = {}): Promise<FigureState> {
    const id = (this.lastId = (this.lastId ?? 0) + 1);
    const message = { ...more, ...envelope, type, id };
    const done = new Promise<FigureState>((resolve, reject) =>
      (this.asked ??= new Map()).set(id, { message, resolve, reject }),
    );
    // Who does not wait for the answer still hears of it, by the event.
    done.catch(() => undefined);
    if (this.listens) this.post(message);
    // A frame out of sight is loaded for it.
    else if (this.frame) this.frame.loading = 'eager';
    return done;
  }

  // ---- the frame ----

  private build(): void {
    if (this.stage) return;
    const root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(look);
    root.adoptedStyleSheets = [sheet];
    this.stage = document.createElement('div');
    this.stage.className = 'stage';
    const inside = document.createElement('slot');
    root.append(this.stage, inside);
    this.link = null;
    this.listens = false;
  }

  private load(): void {
    const widget = this.getAttribute('widget') ?? '';
    const heights = figureHeights[widget];
    const base = baseOf(this.getAttribute('base'));
    this.listens = false;
    this.frame = null;
    if (!heights)
      return this.say(`There is no figure called “${widget}”. There are: ${Object.keys(figureHeights).join(', ')}.`);
    if (!base) return this.say('The attribute base has to say in which folder the figures are.');
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', sandbox);
    frame.allow = 'clipboard-write';
    // Before printing browsers load lazy frames and wait for them; made eager then, it would stay empty on paper.
    frame.loading = this.getAttribute('loading') === 'eager' ? 'eager' : 'lazy';
    this.frame = frame;
    this.nameFrame();
    // Room from the start, so that nothing moves when the figure comes.
    this.layOut(heights[this.clientWidth < wideFrom ? 0 : 1]);
    frame.src = new URL(`embed/${widget}.html?${queryOf(this, this.link)}`, base).href;
    this.stage!.classList.remove('answered');
    this.stage!.replaceChildren(frame);
  }

  // The host's policy does not let the frame in. What the author wrote for that case stays; a link does where nothing is.
  private refused({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    const address = this.frame?.src;
    if (effectiveDirective !== 'frame-src' || !address?.startsWith(blockedURI)) return;
    const link = document.createElement('a');
    link.href = address;
    link.textContent = this.frame!.title;
    this.frame = null;
    this.say(`The policy of this page (frame-src) lets in no frames from ${new URL(address).origin}.`);
    if (!this.querySelector('a')) this.stage!.append(link);
  }

  private say(words: string): void {
    const text = document.createElement('p');
    text.textContent = words;
    this.stage!.replaceChildren(text);
    this.tell('error', { message: words });
  }

  private nameFrame(): void {
    const name = this.getAttribute('widget')!.replace(/_/g, ' ');
    this.frame!.title = this.getAttribute('title') || `Interactive figure: ${name}`;
  }

  private layOut(followed?: number): void {
    const { style } = this.frame!;
    const height = lengthOf(this, 'height');
    if (height) style.height = height;
    else if (followed) style.height = `${Math.min(4000, Math.max(80, followed))}px`;
    style.maxWidth = lengthOf(this, 'width');
  }

  private followHeight(height: number): void {
    if (this.frame) this.layOut(height);
  }

  private attributesChanged(changes: readonly MutationRecord[]): void {
    // Tooltip libraries and re-renders write the same value again; that is no change.
    const before = new Map<string, string | null>();
    for (const { attributeName, oldValue } of changes)
      if (attributeName && !before.has(attributeName)) before.set(attributeName, oldValue);
    const names = new Set([...before.keys()].filter(name => before.get(name) !== this.getAttribute(name)));
    if ([...names].some(name => startNames.has(name)) || !this.frame) {
      if (names.has('widget') || names.has('ticks')) this.link = null;
      if (names.size) this.load();
      return;
    }
    if (names.has('title')) this.nameFrame();
    if (names.has('theme')) void this.send('theme', { theme: themeOf(this) });
    if ([...names].some(name => frameNames.has(name))) this.layOut();
    const values = [...names].flatMap(name => {
      const param = paramOf(name);
      return param === null ? [] : [[param, this.hasAttribute(name) ? this.getAttribute(name) || 'true' : null]];
    });
    if (values.length) void this.set(Object.fromEntries(values) as Record<string, unknown>);
  }

  // ---- messages ----

  // Of the frame, as messages name it: "null" on disk, and where a sandbox around this page takes all origins away.
  private get frameOrigin(): string {
    return self.origin === 'null' ? 'null' : new URL(this.frame!.src).origin;
  }

  private post(message: object): void {
    const { frameOrigin } = this;
    this.frame!.contentWindow?.postMessage(message, frameOrigin === 'null' ? '*' : frameOrigin);
  }

  private receive({ source, origin, data }: MessageEvent): void {
    const { frame } = this;
    if (!frame || source !== frame.contentWindow || data?.source !== envelope.source || data.v !== envelope.v) return;
    // Who framed this page may have sent our frame elsewhere.
    if (origin !== this.frameOrigin) return;
    this.stage!.classList.add('answered');
    const { type } = data;
    // A press below it ends what is typed in the frame, which may change its height before the click comes.
    if (type === 'resize') afterPress(() => this.followHeight(Number(data.height) || 0));
    else if (type === 'key') this.passKey(data);
    else if (type === 'loaded') this.carryOn();
    else this.answered(type, data);
  }

  private answered(type: unknown, data: FigureState & { id?: number; message?: string }): void {
    const pending = this.asked?.get(data.id ?? 0);
    if (pending) this.asked!.delete(data.id!);
    if (type === 'error') {
      pending?.reject(new Error(String(data.message)));
      this.tell('error', { message: String(data.message) });
      return;
    }
    if (type !== 'ready' && type !== 'change' && type !== 'reply') return;
    ({ values: this.values, readouts: this.readouts, sentence: this.sentence } = data);
    this.link = data.link;
    pending?.resolve(data);
    if (type === 'reply') return;
    this.tell(type, data);
  }

  // What was asked before the frame listened.
  private carryOn(): void {
    this.listens = true;
    for (const { message } of this.asked?.values() ?? []) this.post(message);
  }

  private tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  // A key that the figure had no use for: slides turn on, players pause.
  private passKey({ key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey }: Required<KeyboardEventInit>): void {
    const init = { key, code, keyCode, which: keyCode, shiftKey, ctrlKey, altKey, metaKey };
    this.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, composed: true, cancelable: true }));
  }
}
