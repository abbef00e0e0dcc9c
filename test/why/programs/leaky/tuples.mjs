// Pairs of time and value, on a list that is two objects down.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const metrics = { latency: { points: [] } };

function addPoint(unit) {
  const point = [unit * 10, { p50: unit % 9 }];
  metrics.latency.points.push(point);
  return point;
}

serveWork(function measure(unit) {
  return addPoint(unit).length;
});
