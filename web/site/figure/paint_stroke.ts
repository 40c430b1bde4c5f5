// paint_stroke.ts: what a stroke over a painted grid sets. Of cells: on or off, as its first cell decides by becoming the
// opposite of what it is. Of a curve: the value of a column at that height.

export interface PaintedCell {
  readonly cell: number;
  readonly begins: boolean; // the first cell of a stroke
}

export interface PaintedParam {
  readonly kind: string;
  readonly max: number;
  readonly step: number;
}

export interface PaintedPart {
  readonly place: number;
  readonly value: number;
}

export class PaintStroke {
  private on = false;

  // text: the parameter as it stands in links. A curve is painted on a grid with a column for each of its values and a row
  // for each step of its range, the largest at the top.
  part(painted: PaintedCell, text: string, param: PaintedParam): PaintedPart {
    if (param.kind !== 'curve') return { place: painted.cell, value: Number(this.turnsOn(painted, text)) };
    const columns = text.split('_').length;
    const row = Math.floor(painted.cell / columns);
    return { place: painted.cell % columns, value: param.max - row * param.step };
  }

  // text: the cells as they stand in links, hexadecimal, the first cell is the highest bit; "none": all off.
  turnsOn({ cell, begins }: PaintedCell, text: string): boolean {
    if (begins) {
      const digit = Number.parseInt(text === 'none' ? '0' : text.charAt(Math.floor(cell / 4)) || '0', 16);
      this.on = (digit & (8 >> (cell % 4))) === 0;
    }
    return this.on;
  }
}
