// display_list.mjs: reads from a display list what can be touched; the format is web/widgets/contract/display_list.h.

// MarkOp of display_list.h: the touches are its last.
const ops = { tap: 15, set: 16, drag: 17, paint: 18 };
const magic = 0x54534c44;
const version = 3;
const headerBytes = 24;
const noParam = 0xffffffff;

// Reads the fields of one mark in their order.
class Fields {
  constructor(list, at) {
    this.list = list;
    this.at = at;
  }
  take(read, size) {
    const value = this.list[read](this.at);
    this.at += size;
    return value;
  }
  float = () => this.take('readFloatLE', 4);
  whole = () => this.take('readUInt32LE', 4);
  double = () => this.take('readDoubleLE', 8);
  point = () => ({ x: this.float(), y: this.float() });
  area = () => ({ ...this.point(), width: this.float(), height: this.float() });
  line = () => ({ min_at: this.point(), max_at: this.point(), min: this.double(), max: this.double() });
}

// -> [{kind, area, param or action; set: value; drag: min_at, max_at, min, max and perhaps second; paint: columns, rows}]
export function touchesIn(list, widget) {
  if (list.readUInt32LE(0) !== magic || list.readUInt16LE(4) !== version) throw new Error('another display list');
  const touches = [];
  for (let at = headerBytes; at < list.length; at += 4 * list.readUInt16LE(at + 2)) {
    const op = list.readUInt16LE(at);
    const kind = Object.keys(ops).find(name => ops[name] === op);
    if (kind) touches.push(touchOf(kind, new Fields(list, at + 4), widget));
  }
  return touches;
}

function touchOf(kind, fields, { params, actions }) {
  const area = fields.area();
  const place = fields.whole();
  if (kind === 'tap') return { kind, area, action: actions[place].id };
  const touch = { kind, area, param: params[place].id };
  if (kind === 'set') return { ...touch, value: fields.double() };
  if (kind === 'paint') return { ...touch, columns: fields.whole(), rows: fields.whole() };
  const line = fields.line();
  const second = fields.whole();
  return second === noParam
    ? { ...touch, ...line }
    : { ...touch, ...line, second: { param: params[second].id, ...fields.line() } };
}
