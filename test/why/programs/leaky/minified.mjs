// Written as usual, and run as one line with names of one letter.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class OrderBook {
  constructor() {
    this.orders = new Map();
  }

  add(order) {
    this.orders.set(order.order, order);
  }
}

const book = new OrderBook();

function makeOrder(unit) {
  return { order: unit, lines: [unit] };
}

serveWork(function order(unit) {
  book.add(makeOrder(unit));
});
