// The store is reached through a Proxy only.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const store = new Proxy({ orders: [] }, {});

function takeOrder(unit) {
  const order = { unit, lines: [unit] };
  store.orders.push(order);
  return order;
}

serveWork(function orderOne(unit) {
  return takeOrder(unit).lines.length;
});
