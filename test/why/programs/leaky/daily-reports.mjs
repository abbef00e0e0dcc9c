// A report on each order is due in a day, and has all of the order until then.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const DAY_MS = 86_400_000;

function report(order) {
  return order.lines.length;
}

function takeOrder(unit) {
  const order = { unit, lines: ['a', 'b'] };
  setTimeout(report, DAY_MS, order).unref();
  return order;
}

serveWork(function handle(unit) {
  return takeOrder(unit).lines.length;
});
