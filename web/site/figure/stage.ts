// stage.ts: the place of a figure's picture: the poster, then the canvas; the poster is replaced by the latest picture.
//
// One thing stands in the flow at any time, so that the text below never jumps: the next one is laid over it and takes
// its place when it has something to show.

export class Stage {
  private canvas: HTMLCanvasElement | null = null;

  // The style sheet shows the poster unless `figure` carries data-live; in print it always shows it.
  constructor(
    private readonly figure: HTMLElement,
    private readonly element: HTMLElement,
  ) {
    // A canvas must never widen the column it measures.
    element.style.minWidth = '0';
  }

  // Width for the canvas in whole CSS pixels; 0 while the stage is not laid out.
  width(): number {
    const style = getComputedStyle(this.element);
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const space = this.element.getBoundingClientRect().width - (Number.isFinite(padding) ? padding : 0);
    const width = Math.floor(space);
    return Math.max(0, onDevicePixels(width) > space ? width - 1 : width);
  }

  // What to ask the model for. A picture has 16 units for each rem, so drawn text follows the reader's font size as all
  // other text does. Where the place is too narrow for that, the picture keeps its least width, and its words stand below.
  fitted(): { readonly width: number; readonly scale: number } {
    const space = this.width();
    const wished = remPixels() / 16;
    const width = space > 0 ? Math.max(Math.floor(space / wished), leastUnits) : 0;
    const scale = width > 0 ? space / width : 1;
    this.figure.toggleAttribute('data-small-text', scale < 0.9 * wished);
    return { width, scale };
  }

  newCanvas(label: string, describedBy: string, software: boolean): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    const getContext = canvas.getContext.bind(canvas) as (
      kind: string,
      attributes?: object,
    ) => RenderingContext | null;
    // The program asks for its context here. What was drawn stays in it, to be copied by "Save image as".
    canvas.getContext = ((kind: string, attributes?: object) =>
      software && kind !== '2d' ? null : getContext(kind, { ...attributes, preserveDrawingBuffer: true })) as never;
    canvas.className = 'widget-canvas';
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label);
    if (describedBy) canvas.setAttribute('aria-describedby', describedBy);
    const style = canvas.style;
    style.display = 'block';
    style.userSelect = 'none';
    style.setProperty('-webkit-user-select', 'none');
    style.touchAction = 'pan-y pinch-zoom'; // the page keeps vertical swipes and pinches
    // Over the poster and unseen until the first frame is drawn.
    style.position = 'absolute';
    style.visibility = 'hidden';
    this.canvas = canvas;
    this.element.append(canvas);
    return canvas;
  }

  // In CSS pixels. SDL reads the size when it opens its window, so it is set before.
  setSize(width: number, height: number): void {
    if (!this.canvas) return;
    this.canvas.style.width = `${onDevicePixels(width)}px`;
    this.canvas.style.height = `${onDevicePixels(height)}px`;
  }

  showCanvas(): void {
    if (!this.canvas || this.canvas.style.position === 'static') return;
    this.canvas.style.position = 'static';
    this.canvas.style.visibility = 'visible';
    this.figure.dataset.live = '';
  }

  // The poster is from now on this picture (SVG): while the figure is parked, in print, or where there is no canvas.
  setPicture(svg: string): void {
    const poster = this.element.querySelector('.poster');
    if (!poster || svg === '') return;
    const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    if (picture.localName !== 'svg') return;
    picture.setAttribute('class', 'latest-picture');
    picture.setAttribute('aria-hidden', 'true');
    picture.setAttribute('focusable', 'false');
    // In a wider place, as after turning a phone, it is not blown up: it was drawn for this width. A larger font makes it
    // larger, as it does a live one.
    const width = Number(picture.getAttribute('viewBox')?.split(' ')[2]);
    for (const name of ['width', 'height']) picture.removeAttribute(name);
    const shown = document.importNode(picture, true);
    if (width > 0) shown.style.maxWidth = `${width / 16}rem`;
    poster.replaceChildren(shown);
  }

  showPoster(): void {
    delete this.figure.dataset.live;
  }

  // Frees the GPU at once. A canvas that lost its context never gets another, so it goes too.
  dropCanvas(): void {
    const canvas = this.canvas;
    if (!canvas) return;
    this.canvas = null;
    for (const kind of ['webgl', 'webgl2'] as const) {
      const context = contextIfAny(canvas, kind);
      context?.getExtension('WEBGL_lose_context')?.loseContext();
      if (context) break;
    }
    canvas.remove();
    canvas.width = canvas.height = 0;
  }
}

// The narrowest picture that a model draws: usable_width() in contract/panel_layout.cpp.
const leastUnits = 240;

const remPixels = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

// The program draws round(CSS pixels x ratio) device pixels; the canvas shows exactly as many, so nothing is resampled.
const onDevicePixels = (length: number): number => Math.round(length * devicePixelRatio) / devicePixelRatio;

// getContext answers null for another kind than the canvas has; only a canvas without any context would get a new one,
// and a figure's canvas has one by then.
function contextIfAny(canvas: HTMLCanvasElement, kind: 'webgl' | 'webgl2'): WebGLRenderingContext | null {
  try {
    return canvas.getContext(kind) as WebGLRenderingContext | null;
  } catch {
    return null;
  }
}
