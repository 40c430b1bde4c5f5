// predict_html.mjs: a prediction: question, choices, the run on a figure, the answer with its reasons.
import { asList, label, withModel } from './block_parts.mjs';
import { dataBlock, escapeHtml, lines } from './html.mjs';

// Works without script as a question with a folded answer; page/predict.ts adds "commit first" and "Run it".
export function predict(block, page) {
  const level = page.level + 1;
  let run;
  if (block.run) {
    const target = withModel(page.widgetBlock(block.run.widget), page);
    const declared = page.declaration(target.widget).readouts ?? [];
    run = {
      widget: block.run.widget,
      steps: block.run.steps.map(step => ({ ...step, label: page.plain(step.label) })),
      report: block.run.report.map(
        id => declared.find(readout => readout.id === id) ?? { id, label: id, unit: '', decimals: 2 },
      ),
    };
  }
  const choices = block.choices.map(
    (choice, index) =>
      `<label><input type="radio" name="${block.id}" value="${index}"> <span>${page.inline(choice)}</span></label>`,
  );
  const why = asList(block.why);
  // Without script the answer stands there; with it, what is said of the reader's own choice comes first.
  const because = (block.because ?? []).map(
    (text, index) => `<p data-because="${index}"${index === block.answer ? '' : ' hidden'}>${page.inline(text)}</p>`,
  );
  return lines(
    `<section class="box predict" id="${block.id}" data-predict>`,
    dataBlock(
      {
        answer: block.answer,
        run,
        because: block.because?.map(page.plain),
        why: asList(block.why).map(page.plain).join(' '),
      },
      'data-predict-json',
    ),
    label(page.questionLabel?.(block) ?? 'Predict first'),
    `<h${level} class="question" id="${block.id}_title">${page.inline(block.question)}</h${level}>`,
    `<form class="predict-form" autocomplete="off">`,
    // Named in plain words: formulas are lost in names.
    `<div class="choices" role="radiogroup" aria-label="${escapeHtml(page.plain(block.question))}">`,
    choices,
    '</div>',
    '<p class="predict-buttons needs-js"><button type="submit" class="action" data-commit>That is my guess</button> ' +
      '<span class="predict-hint"><span role="status" data-hint>Choose one, or</span> <button type="button" class="text-button" data-just-show>just show me</button></span></p>',
    '</form>',
    '<div class="predict-run" data-run-place></div>',
    `<details class="predict-answer" data-answer><summary>Show the answer</summary>`,
    // Takes the focus when it opens, and is spoken as a whole then: the verdict and why.
    `<div class="verdict" role="group" tabindex="-1" data-verdict>`,
    '<p class="verdict-word" data-verdict-word></p>',
    `<p class="answer-word"><strong>${page.inline(block.choices[block.answer])}</strong></p>`,
    '<div data-why>',
    because,
    why.map(part => `<p>${page.inline(part)}</p>`),
    '</div>',
    '</div>',
    '</details>',
    '</section>',
  );
}
