// page_models.ts: the models of a page and the programs they and the players come from. Linked figures share a model.
import type { Declaration } from '../compute/declaration.js';
import { Program } from '../compute/loader.js';
import { PageModel } from '../compute/page_model.js';
import { WorkerLine } from '../compute/worker_line.js';
import { FigureModel } from './figure_model.js';
import { readBlock } from './figure_parts.js';
import { PlayerProgram } from './player.js';
import { reducedMotion } from './surroundings.js';
import { warnOnce } from './warnings.js';

export class PageModels {
  readonly player: PlayerProgram;
  private readonly line: WorkerLine;
  private readonly programs = new Map<string, Program>();
  private readonly models = new Map<HTMLElement, FigureModel>();

  // The names of files stand on the figures and on the script element of lesson.js, relative to that script.
  constructor(private readonly script: HTMLScriptElement) {
    const names = script.dataset;
    const font = (name: 'fontRegular' | 'fontBold') => ({
      font: this.absolute(names[name]),
      base64: this.absolute(names[`${name}Base64`]),
    });
    this.player = new PlayerProgram({
      glue: this.absolute(names.player),
      program: { wasm: this.absolute(names.playerWasm), base64: this.absolute(names.playerBase64) },
      regular: font('fontRegular'),
      bold: font('fontBold'),
    });
    this.line = new WorkerLine(() => this.makeWorker());
  }

  // The model of a figure: its own, or that of the figure that its block names.
  of(root: HTMLElement, linkedTo: string | undefined): FigureModel {
    const owner = linkedTo === undefined ? root : this.ownerNamed(linkedTo, root);
    const known = this.models.get(owner);
    if (known) return known;
    const program = this.programOf(owner);
    const parts = {
      module: () => program.module(),
      line: this.line,
      makeWorker: () => this.makeWorker(),
      calm: reducedMotion,
    };
    const made = new FigureModel(new PageModel(declarationOf(owner), parts), readBlock(owner));
    this.models.set(owner, made);
    return made;
  }

  paceChanged(): void {
    for (const { model } of this.models.values()) model.paceChanged();
  }

  private ownerNamed(block: string, root: HTMLElement): HTMLElement {
    const named = document.querySelector<HTMLElement>(`figure[data-block="${CSS.escape(block)}"]`);
    if (named && named.dataset.widget === root.dataset.widget) return named;
    warnOnce(`${root.id}: there is no earlier figure "${block}" of this widget; it has a model of its own`);
    return root;
  }
  private programOf(figure: HTMLElement): Program {
    const wasm = this.absolute(figure.dataset.model);
    const program =
      this.programs.get(wasm) ?? new Program({ wasm, base64: this.absolute(figure.dataset.modelBase64) });
    this.programs.set(wasm, program);
    return program;
  }
  private makeWorker(): Worker {
    return new Worker(this.absolute(this.script.dataset.worker));
  }
  private absolute(name: string | undefined): string {
    return new URL(name ?? 'missing', this.script.src).href;
  }
}

// Stands in the page once a widget.
function declarationOf(figure: HTMLElement): Declaration {
  const id = figure.dataset.widget ?? '';
  const text = document.querySelector(`script[data-declaration="${CSS.escape(id)}"]`)?.textContent;
  if (!text) throw new Error(`the page has no declaration of the widget "${id}"`);
  return JSON.parse(text) as Declaration;
}
