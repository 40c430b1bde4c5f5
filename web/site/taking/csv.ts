// csv.ts: the numbers of a figure as CSV (RFC 4180), for LibreOffice, Excel and pandas alike. Pure.
//
//   # Figure,Half the units are gone                lines of notes: read_csv(…, comment='#') passes over them
//   Table,Readout,Value,Unit,Units kept,Exact (%)   one heading for all tables; a row fills the columns of its own table
//   Readouts,Mean of the sum,2.25,,,
//   How many survive?,,,,0,1.56
//
// A table of words for readers becomes numbers again: units go to the heading, what stands after ± has a column. Of a
// column that has both, words stay as they are.

export interface CsvTable {
  readonly name: string;
  readonly lines: readonly (readonly string[])[]; // the first is the heading
}

export function csvOf(notes: readonly (readonly [string, string])[], tables: readonly CsvTable[]): string {
  const parts = tables.map(({ name, lines }) => ({ name, columns: columnsOf(lines), rows: lines.length - 1 }));
  const heads = [...new Set(parts.flatMap(({ columns }) => columns.map(({ head }) => head)))];
  const rows = parts.flatMap(({ name, columns, rows: count }) => {
    const byHead = new Map(columns.map(column => [column.head, column.cells]));
    return Array.from({ length: count }, (_, at) => [name, ...heads.map(head => byHead.get(head)?.[at] ?? '')]);
  });
  const lines = [['Table', ...heads], ...rows].map(cells => cells.map(quoted).join(','));
  const comments = notes.map(([key, value]) => `# ${oneLine(key).replace(/[",]/g, ' ')},${quoted(oneLine(value))}`);
  return [...comments, ...lines].map(line => `${line}\r\n`).join('');
}

interface Column {
  readonly head: string;
  readonly cells: readonly string[];
}

function columnsOf([heading = [], ...lines]: CsvTable['lines']): Column[] {
  const taken = new Set<string>();
  const named = (head: string) => {
    let name = head;
    for (let count = 2; taken.has(name); ++count) name = `${head} ${count}`;
    taken.add(name);
    return name;
  };
  return heading.flatMap((head, place) =>
    numbersOf(
      head,
      lines.map(line => line[place] ?? ''),
    ).map(column => ({ ...column, head: named(column.head) })),
  );
}

// "−1,048.5 ± 0.3 %": what is 1 the number, 2 its spread, 3 the unit.
const measure =
  /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?)(?: ?± ?(\d+(?:\.\d+)?))?(?: ?(%|[a-zµ]+))?$/;

// One column, or two where a spread stands beside the number.
function numbersOf(head: string, cells: readonly string[]): Column[] {
  const read = cells.map(cell => measure.exec(cell.replaceAll('−', '-').trim()));
  const units = new Set(read.flatMap(found => (found ? [found[3] ?? ''] : [])));
  const isWord = (cell: string) => !/\d/.test(cell);
  if (units.size !== 1 || !cells.every((cell, at) => read[at] || isWord(cell))) return [{ head, cells }];
  const [unit] = units;
  const name = unit && !head.toLowerCase().includes(unit) ? `${head} (${unit})` : head;
  const numbers = cells.map((cell, at) => read[at]?.[1]?.replaceAll(',', '').replace(/^\+/, '') ?? cell);
  const spreads = cells.map((_, at) => read[at]?.[2] ?? '');
  const column = { head: name, cells: numbers };
  return spreads.some(Boolean) ? [column, { head: `${name} ±`, cells: spreads }] : [column];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

// A spreadsheet must not take a text for a formula, nor pandas a sign for a note.
function quoted(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell;
  return /[",\r\n#]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
