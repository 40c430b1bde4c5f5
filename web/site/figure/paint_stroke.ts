// paint_stroke.ts: whether a stroke over painted cells turns them on or off: its first cell decides, by becoming the
// opposite of what it is.

export interface PaintedCell {
  readonly cell: number;
  readonly begins: boolean; // the first cell of a stroke
}

export class PaintStroke {
  private on = false;

  // text: the cells as they stand in links, hexadecimal, the first cell is the highest bit; "none": all off.
  turnsOn({ cell, begins }: PaintedCell, text: string): boolean {
    if (begins) {
      const digit = Number.parseInt(text === 'none' ? '0' : text.charAt(Math.floor(cell / 4)) || '0', 16);
      this.on = (digit & (8 >> (cell % 4))) === 0;
    }
    return this.on;
  }
}
