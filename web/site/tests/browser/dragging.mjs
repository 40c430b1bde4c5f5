// dragging.mjs: drags every handle of a figure there and back, by whatever hand, in whatever engine.
//
// The handles are those of the figure's own display list; the value at a point is computed here from the line that a
// handle is dragged along.
//
//   figure   settled(), drawn(), touches(), values(), set(values), box() of its canvas in CSS pixels of the window, and
//            follows(param, wanted, most, words): waits until that value is at most so far from the wanted one
//   pointer  down(at), move(at), up(), and hover(at) where there is such a thing, in CSS pixels of the window; reaches(at)
//            where it cannot go everywhere
import assert from 'node:assert/strict';

const allMoves = [0.1, 0.35, 0.6, 0.85, 1.3, 0.7, 0.45, 0.2];

const along = (line, t) => ({
  x: line.min_at.x + t * (line.max_at.x - line.min_at.x),
  y: line.min_at.y + t * (line.max_at.y - line.min_at.y),
});

// The place of the foot of `at` on the line, 0 to 1.
function share(line, at) {
  const [x, y] = [line.max_at.x - line.min_at.x, line.max_at.y - line.min_at.y];
  return Math.min(1, Math.max(0, ((at.x - line.min_at.x) * x + (at.y - line.min_at.y) * y) / (x * x + y * y)));
}

// Between the steps: the value itself stands on one, at most half a step away.
function valueAt(param, line, at) {
  const value = line.min + share(line, at) * (line.max - line.min);
  const [low, high] = param.kind === 'choice' ? [0, param.choices.length - 1] : [param.min, param.max];
  return Math.min(high, Math.max(low, value));
}

// How far a value may be off: half a step, and pointers stand on whole pixels.
function tolerance(param, line) {
  const length = Math.hypot(line.max_at.x - line.min_at.x, line.max_at.y - line.min_at.y);
  return (param.kind === 'choice' ? 1 : param.step) / 2 + Math.abs(line.max - line.min) / length + 1e-6;
}

const holds = ({ x, y, width, height }, at) => at.x >= x && at.x < x + width && at.y >= y && at.y < y + height;

// A point of the handle that nothing lies over, nearest to where its value stands.
function grip(touches, index, value, reaches) {
  const handle = touches[index];
  const { area } = handle;
  const wanted = along(handle, (value - handle.min) / (handle.max - handle.min));
  const free = [];
  for (const across of [0.5, 0.25, 0.75, 0.1, 0.9])
    for (const down of [0.5, 0.25, 0.75, 0.1, 0.9]) {
      const at = { x: area.x + across * area.width, y: area.y + down * area.height };
      if (reaches(at) && touches.slice(index + 1).every(other => !holds(other.area, at))) free.push(at);
    }
  const distance = at => Math.hypot(at.x - wanted.x, at.y - wanted.y);
  return free.sort((a, b) => distance(a) - distance(b))[0];
}

const isHandle = ({ kind }) => kind === 'drag';

// The place of the nth handle among all that can be touched.
function placeOf(touches, nth) {
  return touches.indexOf(touches.filter(isHandle)[nth]);
}

// -> how many there are
export async function dragEvery(figure, widget, pointer, moves = allMoves) {
  await figure.settled();
  const handles = (await figure.touches()).filter(isHandle).length;
  for (let nth = 0; nth < handles; ++nth) {
    const touches = await figure.touches();
    const index = placeOf(touches, nth);
    await dragOne(figure, widget, pointer, touches, index, moves);
    const { param } = touches[index];
    await figure.set({ [param]: widget.params.find(({ id }) => id === param).default });
    await figure.settled();
  }
  return handles;
}

async function dragOne(figure, widget, pointer, touches, index, moves) {
  const handle = touches[index];
  const param = widget.params.find(({ id }) => id === handle.param);
  const start = await figure.values();
  const box = await figure.box();
  const screen = point => ({ x: box.x + point.x, y: box.y + point.y });
  const reaches = point => pointer.reaches?.(screen(point)) ?? true;
  const at = grip(touches, index, start[param.id], reaches);
  assert.ok(at, `${param.id}: the handle can be reached`);
  const follows = point => {
    const wanted = valueAt(param, handle, point);
    const where = `${Math.round(point.x)}, ${Math.round(point.y)}`;
    const words = `${widget.id}: ${param.id} at ${where} is ${wanted}`;
    return figure.follows(param.id, wanted, tolerance(param, handle), words);
  };

  await pointer.down(screen(at));
  await figure.drawn();
  await figure.drawn();
  const reached = moves.map(t => along(handle, t)).filter(reaches);
  assert.ok(reached.length > 1, `${param.id}: there are places to drag to`);
  for (const to of reached) {
    await pointer.move(screen(to));
    await follows(to);
  }
  // And back: exactly the value that the handle had, where it stood.
  const home = along(handle, (start[param.id] - handle.min) / (handle.max - handle.min));
  if (reaches(home)) {
    await pointer.move(screen(home));
    await follows(home);
  }
  await pointer.up();
  await figure.settled();
  const end = await figure.values();
  for (const other of widget.params.filter(({ id }) => id !== param.id && id !== handle.second?.param))
    assert.deepEqual(end[other.id], start[other.id], `${param.id} leaves ${other.id} alone`);
  // Released, it follows no longer.
  await pointer.hover?.(screen(reached[0]));
  await figure.drawn();
  assert.deepEqual(await figure.values(), end);
}
