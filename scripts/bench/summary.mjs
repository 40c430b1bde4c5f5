// summary.mjs: least, median and largest of what repetitions measured, and the row of a table that shows them.
export function summary(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) };
}

export function row(name, values, digits, unit = '') {
  const { min, median, max } = summary(values);
  const cell = value => `${value.toFixed(digits)}${unit}`.padStart(10);
  console.log(`${name.padEnd(34)}${cell(min)}${cell(median)}${cell(max)}`);
}
