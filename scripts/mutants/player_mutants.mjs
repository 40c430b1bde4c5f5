// player_mutants.mjs: known mistakes for the player, for values and for sessions: in `file`, where `from` stands once, `to` is put.
const values = 'web/widgets/contract/values.cpp';
const lists = 'web/widgets/contract/values_lists.cpp';
const session = 'web/widgets/contract/session.cpp';
const words = 'web/widgets/contract/session_words.cpp';
const touch = 'web/player/picture_touch.cpp';
const motion = 'web/player/motion.cpp';

const valueMutants = [
  {
    name: 'value snapped down instead of to the nearest',
    file: values,
    from: 'std::round((clamped',
    to: 'std::floor((clamped',
  },
  {
    name: 'value off by the dust of its grid',
    file: values,
    from: 'std::round((range.min + steps * range.step) * 1e6) / 1e6',
    to: 'range.min + steps * range.step',
  },
  {
    name: 'value with a decimal comma refused',
    file: values,
    from: "(sign == '.' || sign == ',')",
    to: "(sign == '.')",
  },
  { name: 'value whose negative exponent counts up', file: values, from: 'negative ? -power : power', to: 'power' },
  {
    name: 'value that is too large told as too small',
    file: values,
    from: '"above " + plain_number(info.range.max)',
    to: '"below " + plain_number(info.range.min)',
  },
  {
    name: 'value quoted up to the middle of a sign',
    file: values,
    from: 'while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;',
    to: '',
  },
  {
    name: 'value of a choice refused by its place',
    file: values,
    from: 'return number_meant(text, names);',
    to: 'return {std::nullopt, "not " + names};',
  },
  {
    name: 'value of a set counted from 0',
    file: lists,
    from: '? std::optional(static_cast<std::size_t>(*place) - 1)',
    to: '? std::optional(static_cast<std::size_t>(*place) % size_of(info))',
  },
  { name: 'value of a set without the last of a run', file: lists, from: 'i <= *last; ++i', to: 'i < *last; ++i' },
  {
    name: 'value of a set with one bit written so that it reads as bits',
    file: lists,
    from: "return info.reads_bits && ones(value) == 1 ? text + '-' + text : text;",
    to: "return info.reads_bits && ones(value) < 1 ? text + '-' + text : text;",
  },
  {
    name: 'value of points with y on the grid of x',
    file: lists,
    from: 'snap(info.second_range, value[i + 1])',
    to: 'snap(info.range, value[i + 1])',
  },
  {
    name: 'value of cells with the bits of a digit turned round',
    file: lists,
    from: '(bits >> (3 - bit) & 1)',
    to: '(bits >> bit & 1)',
  },
];

const sessionMutants = [
  {
    name: 'session that an action leaves off its grids',
    file: session,
    from: 'write_value(info, instance_.params.get(), value_in(info, instance_.params.get()));',
    to: 'static_cast<void>(info);',
  },
  {
    name: 'session that starts over for values of the view',
    file: session,
    from: 'if (text().params[i].effect == ParamEffect::resets) values',
    to: 'values',
  },
  {
    name: 'session that seeks beyond what was reached',
    file: session,
    from: 'std::clamp(tick, 0, reached_)',
    to: 'std::clamp(tick, 0, last_tick())',
  },
  {
    name: 'session half way after damaged bytes',
    file: session,
    from: '  if (!loaded) start_over();\n',
    to: '',
  },
  { name: 'session that runs on at its end', file: session, from: 'if (run_goal() <= ticks_) start_over();', to: '' },
  {
    name: 'session with the checkpoints of other values',
    file: session,
    from: '  checkpoints_.clear();\n  farthest_ = {};\n',
    to: '  farthest_ = {};\n',
  },
  {
    name: 'session that tells of a touch what changed since the one before',
    file: words,
    from: '  told_ = now;\n',
    to: '',
  },
];

const playerMutants = [
  {
    name: 'player touches the lowest region',
    file: touch,
    from: 'std::find_if(regions.rbegin(), regions.rend(),\n                                  [&](const Touch& region) { return holds(region.area, pointer.at); });\n  return found == regions.rend()',
    to: 'std::find_if(regions.begin(), regions.end(),\n                                  [&](const Touch& region) { return holds(region.area, pointer.at); });\n  return found == regions.end()',
  },
  {
    name: 'player lets a knob jump to the pointer',
    file: touch,
    from: '{center.x - at.x, center.y - at.y}',
    to: '{0 * (center.x - at.x), 0 * (center.y - at.y)}',
  },
  {
    name: 'player taps wherever the pointer is let go',
    file: touch,
    from: '!pointer.cancelled && top && sets_the_same(*top, *pressed_) &&',
    to: '!pointer.cancelled && top &&',
  },
  {
    name: 'player paints with rows for columns',
    file: touch,
    from: 'grid.rows) * grid.columns +',
    to: 'grid.rows) * grid.rows +',
  },
  {
    name: 'player goes on dragging after a cancel',
    file: touch,
    from: 'if (moved && !pointer.cancelled && (',
    to: 'if (moved && (',
  },
  {
    name: 'player drags along the line of the old picture',
    file: touch,
    from: 'if (same_grid) held_->region = region;',
    to: 'static_cast<void>(same_grid);',
  },
  {
    name: 'player draws words over the shapes of the next clip',
    file: 'web/player/draw_order.cpp',
    from: 'if (mark.clip != clip) write();',
    to: 'if (mark.clip > clip) write();',
  },
  { name: 'player moves at an even pace', file: motion, from: '1 - left * left * left', to: '1 - left' },
  {
    name: 'player moves without waiting',
    file: motion,
    from: '(passed_ms - wait_ms) / takes_ms',
    to: 'passed_ms / takes_ms',
  },
  {
    name: 'player begins a way anew with each picture',
    file: motion,
    from: 'prior && !prior->leaves && prior->to == move.to',
    to: 'prior && prior->leaves && prior->to == move.to',
  },
  {
    name: 'player skips a move after a pause',
    file: motion,
    from: 'just_shown_ ? first_frame_ms : longest_frame_ms',
    to: 'longest_frame_ms',
  },
  {
    name: 'player keeps marks that faded away',
    file: motion,
    from: 'return mark.fade <= 0; });',
    to: 'return mark.fade < 0; });',
  },
  {
    name: 'player sends events of two parameters as one',
    file: 'web/player/events.cpp',
    from: 'last.place == open.place && last.second == open.second',
    to: 'last.second == open.second',
  },
  {
    name: 'player lets a locked action be tapped',
    file: 'web/player/declared.cpp',
    from: '{&declared.params, &declared.actions}',
    to: '{&declared.params}',
  },
  {
    name: 'player shows handles of locked values',
    file: 'web/player/player_scene.cpp',
    from: 'if (scene.declared.allows(touch)) scene.touches',
    to: 'scene.touches',
  },
  {
    name: 'player moves although a handle is held',
    file: 'web/player/player_scene.cpp',
    from: ' && !scene.touch.dragging()',
    to: '',
  },
  {
    name: 'player brings words back under a pointer that rests',
    file: 'web/player/hover_words.cpp',
    from: 'if (moved || !away_) forget();',
    to: 'forget();',
  },
  {
    name: 'player reads broken UTF-8 as a sign',
    file: 'web/player/utf8.h',
    from: '(byte(i) & 0xC0) != 0x80',
    to: '(byte(i) & 0x80) != 0x80',
  },
];

export const cppMutants = [...valueMutants, ...sessionMutants, ...playerMutants];
