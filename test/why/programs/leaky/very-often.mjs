// A site that is called tens of thousands of times a second; one object in fifty stays.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const points = [];

function makePoint(x, y) {
  const point = { x, y };
  if (x % 50 === 3) points.push(point);
  return point;
}

serveWork(function drawLine(unit) {
  let sum = 0;
  for (let i = 0; i < 40; i++) sum += makePoint(unit * 40 + i, i).y;
  return sum;
});
