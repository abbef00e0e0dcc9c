// The best hundred scores, in order: a better one takes the place of the worst.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let board = [];

function score(unit) {
  return { unit, points: (unit * 7919) % 10007, at: Date.now() };
}

serveWork(function play(unit) {
  const mine = score(unit);
  board = [...board, mine].sort((a, b) => b.points - a.points).slice(0, 100);
  return board.length;
});
