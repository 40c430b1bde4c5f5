// embed.ts: <dropout-widget widget="mask_sampler" p="0.3" seed="7"></dropout-widget>, for other people's pages.
//
// Makes an iframe of embed/<widget>.html beside this script, passes the other attributes as parameters, follows the
// figure's height, and fires "ready" and "change". Every attribute that HTML itself does not know is a parameter.

const base = (document.currentScript as HTMLScriptElement).src;
const envelope = { source: 'dropout-widget', v: 1 };
const notParams = /^(widget|height|class|tabindex|role|is|part)$|[^a-z0-9_]/;
const needsReload = /^(widget|hide|lock|ticks|height|title)$/;

class DropoutWidget extends HTMLElement {
  values: unknown;
  readouts: unknown;
  sentence = '';
  private frame!: HTMLIFrameElement;
  private live = false;
  private late: string[] = []; // attributes that changed before the figure could listen
  private observer = new MutationObserver(changes => {
    const names = changes.map(change => change.attributeName ?? '');
    if (names.some(name => needsReload.test(name))) this.load();
    else if (this.live) this.set(this.params(names));
    else this.late.push(...names);
  });

  connectedCallback(): void {
    this.style.display ||= 'block';
    this.load();
    addEventListener('message', this.receive);
    this.observer.observe(this, { attributes: true });
  }
  disconnectedCallback(): void {
    removeEventListener('message', this.receive);
    this.observer.disconnect();
  }

  set(values: Record<string, unknown>): void {
    if (Object.keys(values).length) this.send('set', { values });
  }
  // The commands of the message API: set, act, reset, step, run, pause, get.
  send(type: string, more?: object): void {
    const { origin } = new URL(base);
    this.frame.contentWindow?.postMessage({ ...envelope, type, ...more }, origin === 'null' ? '*' : origin);
  }

  private params(names: string[]): Record<string, string> {
    const known = names.filter(
      name => !notParams.test(name) && !(name in HTMLElement.prototype) && this.hasAttribute(name),
    );
    return Object.fromEntries(known.map(name => [name, this.getAttribute(name)!]));
  }
  private load(): void {
    const widget = this.getAttribute('widget') ?? '';
    const query = new URLSearchParams(this.params(this.getAttributeNames()));
    const frame = document.createElement('iframe');
    frame.src = new URL(`embed/${encodeURIComponent(widget)}.html?${query}`, base).href;
    frame.title = this.title || `Interactive figure: ${widget.replace(/_/g, ' ')}`;
    frame.loading = 'lazy';
    frame.allow = 'clipboard-write';
    frame.style.cssText = `display:block;width:100%;border:0;height:${parseFloat(this.getAttribute('height')!) || 600}px`;
    this.frame = frame;
    this.live = false;
    this.late = [];
    this.replaceChildren(frame);
  }
  private receive = ({ source, data }: MessageEvent): void => {
    if (source !== this.frame.contentWindow || data?.source !== envelope.source || data.v !== 1) return;
    const { type, height } = data;
    if (type === 'resize' && !this.hasAttribute('height'))
      this.frame.style.height = `${Math.min(4000, Math.max(80, +height || 0))}px`;
    if (type === 'ready' || type === 'change') {
      ({ values: this.values, readouts: this.readouts, sentence: this.sentence } = data);
      this.dispatchEvent(new CustomEvent(type, { detail: data }));
    }
    if (type === 'ready') {
      this.live = true;
      this.set(this.params(this.late));
    }
  };
}

if (!customElements.get('dropout-widget')) customElements.define('dropout-widget', DropoutWidget);

export {};
