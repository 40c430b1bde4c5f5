// builder.ts: the link builder: a figure in a frame, options beside it, and the codes for both. The figure itself says in its
// messages which state it is in, so what is typed here and what is done in the picture are one.
import { codesOf, linkOf } from '../taking/codes.ts';
import { CodeList } from './builder_codes.ts';
import { OptionForm } from './builder_form.ts';
import type { BuilderWidget } from './builder_form.ts';

const envelope = { source: 'dropout-widget', v: 1 } as const;

class Builder {
  private readonly base = new URL('.', location.href).href;
  private readonly frame = document.createElement('iframe');
  private readonly form: OptionForm;
  private readonly codes: CodeList;
  private link = ''; // of the state that the figure is in

  constructor(
    preview: HTMLElement,
    form: HTMLFormElement,
    codes: HTMLElement,
    private widget: BuilderWidget,
  ) {
    this.form = new OptionForm(form, {
      set: values => this.send({ type: 'set', values }),
      options: () => this.load(),
      size: () => this.write(),
      again: () => this.show(this.widget),
    });
    this.codes = new CodeList(codes);
    this.frame.className = 'build-frame';
    preview.append(this.frame);
    addEventListener('message', event => this.hear(event));
    this.show(widget);
  }

  show(widget: BuilderWidget): void {
    this.widget = widget;
    this.link = '';
    this.form.show(widget);
    this.frame.title = `Preview: ${widget.title}`;
    this.frame.height = String(widget.heights[1]);
    this.load();
  }

  // What is no value is in the address only, so the frame is loaded again, in the state that it is in.
  private load(): void {
    const address = linkOf({ ...this.wanted(), query: this.query() });
    // Not a step in the history of this page.
    if (this.frame.contentWindow && this.frame.src) this.frame.contentWindow.location.replace(address);
    else this.frame.src = address;
    this.write();
  }

  private hear({ source, data }: MessageEvent): void {
    if (source !== this.frame.contentWindow || data?.source !== envelope.source || data.v !== envelope.v) return;
    if (data.type === 'resize') this.frame.height = String(data.height);
    if (data.type === 'error') this.form.note(String(data.message));
    if (data.type === 'reply') this.form.note((data.adjusted ?? []).join(' '));
    if (typeof data.link !== 'string') return;
    this.link = data.link;
    this.form.fill(data.values, data.type === 'reply');
    this.write();
  }

  private send(message: object): void {
    const { origin } = new URL(this.base);
    this.frame.contentWindow?.postMessage({ ...envelope, id: 1, ...message }, origin === 'null' ? '*' : origin);
  }

  private query(): string {
    return [this.link, this.form.query()].filter(Boolean).join('&');
  }

  private wanted() {
    const { id, title, heights } = this.widget;
    const { width = '', height: asked = '' } = this.form.size();
    const attribute = (name: string, text: string) => (text ? ` ${name}="${text}"` : '');
    return {
      widget: id,
      title,
      query: this.query(),
      base: this.base,
      heights,
      height: asked,
      size: attribute('width', width) + attribute('height', asked),
    };
  }

  private write(): void {
    const wanted = this.wanted();
    this.codes.write([{ label: 'Just the address', text: linkOf(wanted) }, ...codesOf(wanted)]);
  }
}

function start(): void {
  const element = (name: string) => document.querySelector<HTMLElement>(`[data-${name}]`);
  const [preview, form, codes] = [element('preview'), element('options'), element('codes')];
  const widgets = JSON.parse(element('widgets')?.textContent ?? '[]') as BuilderWidget[];
  const tiles = [...document.querySelectorAll<HTMLInputElement>('input[name=widget]')];
  const chosen = () => widgets.find(({ id }) => tiles.some(({ value, checked }) => checked && value === id));
  // "#pick_trainer", as the gallery links to it.
  const named = tiles.find(({ id }) => location.hash === `#${id}`);
  if (named) named.checked = true;
  const first = chosen();
  if (!preview || !codes || !first || !(form instanceof HTMLFormElement)) return;
  const builder = new Builder(preview, form, codes, first);
  for (const tile of tiles)
    tile.addEventListener('change', () => {
      const widget = chosen();
      if (widget) builder.show(widget);
    });
}

start();
