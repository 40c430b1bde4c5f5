// control_measures.mjs: the height of the controls inside the canvas, taken from where the host defines it.
import fs from 'node:fs';

// Custom properties for widget.css, so that posters reserve exactly the height that the live figure will take.
export function controlMeasuresCss(headerFile) {
  const header = fs.readFileSync(headerFile, 'utf8');
  const measure = name => {
    const found = header.match(new RegExp(`\\b${name} = (\\d+(?:\\.\\d+)?)f?\\b`));
    if (!found) throw new Error(`${name} is not defined: ${headerFile}`);
    return `${found[1]}px`;
  };
  return `:root{--control-top:${measure('control_panel_top')};--control-row:${measure('control_row_height')}}`;
}
