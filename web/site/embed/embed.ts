// embed.ts: <dropout-widget widget="mask_sampler" p="0.3" seed="7"></dropout-widget>, for other people's pages.
//
// Makes an iframe of embed/<widget>.html beside this script, passes the other attributes as parameters, follows the
// figure's height, and fires "ready" and "change". Every attribute that HTML itself does not know is a parameter, but for
// the names of layout (width, height, title, theme, loading, panels): such a parameter is written param-width="64".
// Class fields and newer syntax are avoided here: lowered for older browsers they would cost more than the code.

const base = (document.currentScript as HTMLScriptElement).src;
const envelope = { source: 'dropout-widget', v: 1 };
const notParams = /^(widget|width|height|title|loading|class|tabindex|role|is|part)$|^(?!param-).*[^a-z0-9_]/;
const needsReload = /^(widget|hide|lock|ticks|width|height|title|theme|loading|panels)$/;

class DropoutWidget extends HTMLElement {
  declare values: unknown;
  declare readouts: unknown;
  declare sentence: string;
  declare private frame: HTMLIFrameElement;
  declare private stop: () => void;

  connectedCallback(): void {
    let live = false;
    let late: string[] = []; // attributes that changed before the figure could listen
    const load = () => {
      const widget = this.getAttribute('widget') || '';
      const query = new URLSearchParams(this.params(this.getAttributeNames()));
      const frame = document.createElement('iframe');
      frame.src = new URL(`embed/${encodeURIComponent(widget)}.html?${query}`, base).href;
      frame.title = this.title || `Interactive figure: ${widget.replace(/_/g, ' ')}`;
      frame.loading = this.getAttribute('loading') === 'eager' ? 'eager' : 'lazy';
      frame.allow = 'clipboard-write';
      const length = (name: string) => parseFloat(this.getAttribute(name)!);
      frame.style.cssText = `display:block;width:100%;border:0;height:${length('height') || 600}px`;
      if (length('width')) frame.style.maxWidth = `${length('width')}px`;
      live = false;
      late = [];
      this.frame = frame;
      this.replaceChildren(frame);
    };
    const receive = ({ source, data }: MessageEvent) => {
      const { frame } = this;
      if (source !== frame.contentWindow || !data || data.source !== envelope.source || data.v !== 1) return;
      const { type } = data;
      if (type === 'resize' && !this.hasAttribute('height'))
        frame.style.height = `${Math.min(4000, Math.max(80, +data.height || 0))}px`;
      if (type === 'ready' || type === 'change') {
        ({ values: this.values, readouts: this.readouts, sentence: this.sentence } = data);
        this.dispatchEvent(new CustomEvent(type, { detail: data }));
      }
      if (type === 'ready') {
        live = true;
        this.set(this.params(late));
      }
    };
    const observer = new MutationObserver(changes => {
      const names = changes.map(change => change.attributeName!);
      if (names.some(name => needsReload.test(name))) load();
      else if (live) this.set(this.params(names));
      else late.push(...names);
    });
    if (!this.style.display) this.style.display = 'block';
    load();
    addEventListener('message', receive);
    observer.observe(this, { attributes: true });
    this.stop = () => {
      removeEventListener('message', receive);
      observer.disconnect();
    };
  }
  disconnectedCallback(): void {
    this.stop();
  }

  set(values: Record<string, unknown>): void {
    const named = Object.entries(values).map(([key, value]) => [key.replace(/^param-/, ''), value]);
    if (named.length) this.send('set', { values: Object.fromEntries(named) });
  }
  // The commands of the message API: set, act, reset, step, run, pause, get.
  send(type: string, more?: object): void {
    const { origin } = new URL(base);
    this.frame.contentWindow!.postMessage({ ...envelope, type, ...more }, origin === 'null' ? '*' : origin);
  }

  private params(names: string[]): Record<string, string> {
    const known = names.filter(
      name => !notParams.test(name) && !(name in HTMLElement.prototype) && this.hasAttribute(name),
    );
    return Object.fromEntries(known.map(name => [name, this.getAttribute(name)!]));
  }
}

if (!customElements.get('dropout-widget')) customElements.define('dropout-widget', DropoutWidget);

export {};
