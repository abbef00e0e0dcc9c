// A binary heap of some 300 deadlines: the nearest goes as one comes.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const heap = [];

function up(i) {
  while (i > 0) {
    const p = (i - 1) >> 1;
    if (heap[p].due <= heap[i].due) return;
    [heap[p], heap[i]] = [heap[i], heap[p]];
    i = p;
  }
}

function down(i) {
  for (;;) {
    let c = 2 * i + 1;
    if (c >= heap.length) return;
    if (c + 1 < heap.length && heap[c + 1].due < heap[c].due) c++;
    if (heap[i].due <= heap[c].due) return;
    [heap[c], heap[i]] = [heap[i], heap[c]];
    i = c;
  }
}

function schedule(unit) {
  const deadline = { due: unit + ((unit * 31) % 200), unit };
  heap.push(deadline);
  up(heap.length - 1);
  return deadline;
}

serveWork(function handle(unit) {
  const mine = schedule(unit);
  if (heap.length > 300) {
    const last = heap.pop();
    if (heap.length) {
      heap[0] = last;
      down(0);
    }
  }
  return mine.due;
});
